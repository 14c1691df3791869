"""What a segment's writer gathers of each field until it is sorted and written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from jupyter_paperlookup.search.lexicon import Frequencies
from jupyter_paperlookup.search.occurrences import Integers, Numbers


class SingleTerms:
    """The numbers of the terms of a field of single terms."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, texts: Iterable[str], documents: Iterable[int]) -> tuple[Numbers, Numbers]:
        """The terms of documents, and which of these have one: an empty text is none."""
        pairs = [(text, document) for text, document in zip(texts, documents, strict=True) if text]
        numbers = self.numbers
        terms = [
            numbers.setdefault(text if text.isascii() else _encodable(text), len(numbers))
            for text, _ in pairs
        ]
        having = [document for _, document in pairs]
        return np.array(terms, np.int32), np.array(having, np.int32)


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


class Ranked:
    """Numbered texts in their order."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self.texts = list(numbers)
        self._ranks = np.empty(len(numbers), np.int64)
        self._ranks[sorted(range(len(numbers)), key=self.texts.__getitem__)] = np.arange(
            len(numbers)
        )

    def in_order(self, numbers: Integers, values: Any) -> tuple[Integers, Any]:
        """Numbers and their values in the order of the texts."""
        order = np.argsort(self._ranks[numbers])
        return numbers[order], values[order]


class Numbered:
    """The terms of a field in order, how many documents have each, and the place of each number."""

    def __init__(self, terms: list[str], counts: Frequencies, ordinals: Integers) -> None:
        self.terms = terms
        self.counts = counts
        self.ordinals = ordinals
