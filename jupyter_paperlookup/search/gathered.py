"""What a segment's writer gathers of each field until it is sorted and written."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np

from jupyter_paperlookup.search.lexicon import Frequencies
from jupyter_paperlookup.search.occurrences import Integers
from jupyter_paperlookup.search.word_table import WordTable


class RunTexts:
    """The texts of one field since the last run."""

    def __init__(self) -> None:
        self.chunks = array("q")
        self.counts = array("q")

    def add(self, text: str, table: WordTable) -> array[int]:
        """Take a text; returns its chunks."""
        count = table.read(text, self.chunks) if text else 0
        self.counts.append(count)
        return self.chunks[len(self.chunks) - count :]

    def clear(self) -> None:
        self.chunks = array("q")
        self.counts = array("q")


class RunTerms:
    """The terms of a field of single terms, and which documents since the last run have them."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._terms = array("q")
        self._documents = array("q")

    def add(self, text: str, document: int) -> None:
        """A document has a term, unless that is empty."""
        if not text:
            return
        if not text.isascii():
            text = text.encode(errors="replace").decode()
        self._terms.append(self.numbers.setdefault(text, len(self.numbers)))
        self._documents.append(document)

    def taken(self) -> tuple[Integers, Integers]:
        """Terms and documents; the next run begins."""
        taken = np.array(self._terms, np.int64), np.array(self._documents, np.int64)
        self._terms, self._documents = array("q"), array("q")
        return taken


class Ranked:
    """Numbered texts in their order."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self.texts = list(numbers)
        self._ranks = np.empty(len(numbers), np.int64)
        in_order = np.fromiter((numbers[text] for text in sorted(numbers)), np.int64, len(numbers))
        self._ranks[in_order] = np.arange(len(numbers))

    def in_order(self, numbers: Integers, values: Any) -> tuple[Integers, Any]:
        order = np.argsort(self._ranks[numbers])
        return numbers[order], values[order]


class Numbered:
    """The terms of a field in order, how many documents have each, and the place of each number."""

    def __init__(self, terms: list[str], counts: Frequencies, ordinals: Integers) -> None:
        self.terms = terms
        self.counts = counts
        self.ordinals = ordinals
