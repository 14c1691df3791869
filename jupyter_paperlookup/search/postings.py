"""What scoring needs of an index, in arrays; which engine wrote it does not matter here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from jupyter_paperlookup.search.lexicon import Lexicon

Documents = NDArray[np.int64]
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Lengths = NDArray[np.uint8]
Places = NDArray[np.int32] | NDArray[np.int64]

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
"""The numbers of words that the rounded ones stand for."""

UNSTEMMED = {"title": "title_words", "abstract": "abstract_words"}
"""The stemmed fields, and the fields that have their words as they stand."""


class Found(NamedTuple):
    """The documents that have a term, ascending, and how often each has it."""

    documents: NDArray[np.int32]
    frequencies: NDArray[np.uint8] | NDArray[np.float32]


class Postings(Protocol):
    """An opened index. Documents are numbered from 0, deleted ones included. Thread-safe.

    A deleted document has no terms and adds to no number but `numbered`.
    """

    @property
    def numbered(self) -> int:
        """How many documents are numbered."""

    @property
    def documents(self) -> int:
        """How many of them are not deleted."""

    @property
    def live(self) -> Mask | None:
        """Which of them are not deleted; None for all."""

    def found(self, field: str, term: str) -> Found:
        """The documents that have a term in a field."""

    def found_each(self, field: str, terms: Sequence[str]) -> tuple[Found, list[int]]:
        """The documents that have each of some terms, one term after another; and how many each."""

    def count(self, field: str, term: str) -> int:
        """How many documents have a term in a field."""

    def counts(self, field: str, terms: Sequence[str], words: Sequence[str]) -> list[int]:
        """How many documents have each of some terms.

        Args:
            field: Where.
            terms: The terms.
            words: For each a word that it is the stem of, in a stemmed field; else itself.
        """

    def with_phrase(self, field: str, words: Sequence[Sequence[str]]) -> Documents:
        """The documents in which terms stand next to each other.

        Args:
            field: Where.
            words: For each place, the terms of which one must stand there.
        """

    def beginning_with(self, field: str, term: str, within: int) -> Documents:
        """The documents in which a term is among so many first words of a field."""

    def lengths(self, field: str) -> Lengths:
        """How many words each document has in a field, rounded as Whoosh does it: see `LENGTHS`."""

    def total_length(self, field: str) -> int:
        """How many words all documents have in a field."""

    def lexicon(self, field: str) -> Lexicon:
        """All terms of a field."""

    def key(self, document: int) -> str:
        """The citation key of a document."""
