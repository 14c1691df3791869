"""All terms of a field in order: those that begin with something, those one mistake away."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nlargest

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

MAX_EXPANSIONS = 64
"""A prefix stands for at most so many terms, the most frequent ones."""

MAX_CORRECTIONS = 8
MIN_CORRECTED = 4
"""Shorter words are not corrected: too many words are one letter away."""

_LAST = "\U0010ffff"


class Lexicon:
    """The terms of a field with the number of documents that have each."""

    def __init__(self, frequencies: dict[str, int]) -> None:
        self._terms = sorted(frequencies)
        self._frequencies = frequencies

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """The number of documents that have each term."""
        return self._frequencies

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __contains__(self, term: object) -> bool:
        return term in self._frequencies

    def frequency(self, term: str) -> int:
        """How many documents have a term; 0 for an unknown one."""
        return self._frequencies.get(term, 0)

    def count(self, prefix: str) -> int:
        """How many terms have a prefix."""
        first, last = self._bounds(prefix)
        return last - first

    def starting_with(self, prefix: str, limit: int = MAX_EXPANSIONS) -> list[str]:
        """The most frequent terms with a prefix, most frequent first."""
        return self._most_frequent(self._range(prefix), limit)

    def near(self, word: str, limit: int = MAX_CORRECTIONS) -> list[str]:
        """Terms that are one insertion, deletion, replacement or swap away, frequent first."""
        if len(word) < MIN_CORRECTED:
            return []
        lengths = range(len(word) - 1, len(word) + 2)
        found: list[str] = []
        for length in lengths:
            found += _one_away(word, self._by_length.get(length, []))
        return self._most_frequent(found, limit)

    def beginning_near(self, word: str, limit: int = MAX_CORRECTIONS) -> list[str]:
        """Terms whose beginning is one mistake away; their first letter must be right."""
        if len(word) < MIN_CORRECTED:
            return []
        longer = [term for term in self._range(word[0]) if len(term) > len(word)]
        found = {
            term
            for length in range(len(word) - 1, len(word) + 2)
            for term in _one_away_at(word, longer, length)
        }
        return self._most_frequent(found, limit)

    def _range(self, prefix: str) -> list[str]:
        first, last = self._bounds(prefix)
        return self._terms[first:last]

    def _bounds(self, prefix: str) -> tuple[int, int]:
        first = bisect_left(self._terms, prefix)
        return first, bisect_left(self._terms, prefix + _LAST, first)

    def _most_frequent(self, terms: Iterable[str], limit: int) -> list[str]:
        return nlargest(limit, terms, key=lambda term: (self._frequencies[term], term))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for term in self._terms:
            groups[len(term)].append(term)
        return dict(groups)


def _one_away(word: str, terms: list[str]) -> list[str]:
    return [
        term for term, _, _ in extract(word, terms, scorer=OSA.distance, score_cutoff=1, limit=None)
    ]


def _one_away_at(word: str, terms: list[str], length: int) -> list[str]:
    beginnings = [term[:length] for term in terms]
    near = extract(word, beginnings, scorer=OSA.distance, score_cutoff=1, limit=None)
    return [terms[index] for _, _, index in near]
