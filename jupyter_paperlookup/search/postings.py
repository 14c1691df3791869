"""What scoring needs of an index, in arrays; which engine wrote it does not matter here."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.lexicon import Lexicon

Documents = NDArray[np.int64]
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

PLACE_BITS = 24
"""Document and position are one number, so that neighbours are found by one comparison."""

UNSTEMMED = {"title": "title_words", "abstract": "abstract_words"}
"""The stemmed fields, and the fields that have their words as they stand."""


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

    def frequencies(self, field: str, term: str) -> tuple[Documents, Numbers]:
        """The documents that have a term in a field, ascending, and how often each has it."""

    def places(self, field: str, term: str) -> Documents:
        """Each occurrence of a term, ascending: the document above `PLACE_BITS`, the position."""

    def lengths(self, field: str) -> Numbers:
        """How many words each document has in a field."""

    def total_length(self, field: str) -> int:
        """How many words all documents have in a field."""

    def lexicon(self, field: str) -> Lexicon:
        """All terms of a field."""

    def key(self, document: int) -> str:
        """The citation key of a document."""
