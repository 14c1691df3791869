"""All terms of a field in order: those that begin with something, those one mistake away."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from string import ascii_lowercase, digits
from typing import Self

import numpy as np
from numpy.typing import NDArray

Frequencies = NDArray[np.int32]
Integers = NDArray[np.int64]

MAX_EXPANSIONS = 64
"""A prefix stands for at most so many terms, the most frequent ones."""

MAX_CORRECTIONS = 8
MIN_CORRECTED = 4
"""Shorter words are not corrected: too many words are one letter away."""

_LAST = "\U0010ffff"
_LETTERS = frozenset(ascii_lowercase + digits)


class Terms:
    """Different terms in order; they never change, so segments and searches share them."""

    def __init__(self, terms: list[str]) -> None:
        self.terms = terms

    def find(self, term: str) -> int | None:
        """The place of a term."""
        at = bisect_left(self.terms, term)
        return at if at < len(self.terms) and self.terms[at] == term else None

    def bounds(self, prefix: str) -> tuple[int, int]:
        """Where the terms with a prefix begin and end."""
        first = bisect_left(self.terms, prefix)
        return first, bisect_left(self.terms, prefix + _LAST, first)

    @cached_property
    def all(self) -> frozenset[str]:
        """The terms without their order."""
        return frozenset(self.terms)

    def beginning_with_one(self, beginnings: Sequence[str]) -> list[str]:
        """The terms that begin with one of some texts, which are in order."""
        found: list[str] = []
        terms, at = self.terms, 0
        for beginning in beginnings:
            at = bisect_left(terms, beginning, at)
            if at < len(terms) and terms[at].startswith(beginning):
                found += terms[at : bisect_left(terms, beginning + _LAST, at)]
        return found


class Lexicon:
    """The terms of a field with the number of documents that have each.

    Args:
        parts: The terms of each segment and how many of its documents have each; those that
            none has, as all have been deleted, are no terms.
    """

    def __init__(self, parts: Sequence[tuple[Terms, Frequencies]]) -> None:
        self._parts = parts
        self._last_near: tuple[str, dict[str, int]] = ("", {})

    @classmethod
    def of(cls, frequencies: Mapping[str, int]) -> Self:
        """A lexicon of one part."""
        terms = sorted(frequencies)
        counts = np.array([frequencies[term] for term in terms], np.int32)
        return cls([(Terms(terms), counts)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        """The terms in order."""
        terms, counts, others = self._counted("")
        return iter(sorted([terms[at] for at in np.flatnonzero(counts).tolist()] + [*others]))

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.frequency(term) > 0

    def frequency(self, term: str) -> int:
        """How many documents have a term; 0 for an unknown one."""
        found = ((counts, terms.find(term)) for terms, counts in self._parts)
        return sum(int(counts[at]) for counts, at in found if at is not None)

    def count(self, prefix: str) -> int:
        """How many terms have a prefix."""
        _, counts, others = self._counted(prefix)
        return int(np.count_nonzero(counts)) + len(others)

    def starting_with(self, prefix: str, limit: int = MAX_EXPANSIONS) -> list[str]:
        """The most frequent terms with a prefix, most frequent first."""
        terms, counts, others = self._counted(prefix)
        found = {terms[at]: int(counts[at]) for at in _highest(counts, limit)}
        return self._most_frequent(found | others, limit)

    def few_starting_with(self, prefix: str, limit: int = MAX_EXPANSIONS) -> list[str]:
        """The terms with a prefix, in order; none where there are more than a few."""
        parts = [(terms, counts, *terms.bounds(prefix)) for terms, counts in self._parts]
        if any(last - first > limit for _, _, first, last in parts):
            return []
        found = {
            term
            for terms, counts, first, last in parts
            for term, count in zip(
                terms.terms[first:last], counts[first:last].tolist(), strict=True
            )
            if count
        }
        return sorted(found) if len(found) <= limit else []

    def near(self, word: str, limit: int = MAX_CORRECTIONS) -> list[str]:
        """Terms that are one insertion, deletion, replacement or swap away, frequent first."""
        if len(word) < MIN_CORRECTED:
            return []
        asked, found = self._last_near  # to look for it and to say what was meant
        if asked != word:
            known = {term for terms, _ in self._parts for term in _one_away(word) & terms.all}
            found = {term: self.frequency(term) for term in known}
            self._last_near = word, found
        return self._most_frequent(found, limit)

    def beginning_near(self, word: str, limit: int = MAX_CORRECTIONS) -> list[str]:
        """Terms whose beginning is one mistake away; their first letter must be right."""
        if len(word) < MIN_CORRECTED:
            return []
        beginnings = sorted(each for each in _one_away(word) if each[:1] == word[0])
        known = {
            term
            for terms, _ in self._parts
            for term in terms.beginning_with_one(beginnings)
            if len(term) > len(word)
        }
        return self._most_frequent({term: self.frequency(term) for term in known}, limit)

    def _counted(self, prefix: str) -> tuple[list[str], Integers, dict[str, int]]:
        """Terms with a prefix and their numbers, in order, and those that are not among them.

        The part that has most of them is an array; what the others add is mostly little.
        """
        parts = [(terms, counts, *terms.bounds(prefix)) for terms, counts in self._parts]
        if not parts:
            return [], np.empty(0, np.int64), {}
        parts.sort(key=lambda part: part[3] - part[2], reverse=True)
        most, counts, first, last = parts[0]
        here = counts[first:last].astype(np.int64)
        others: defaultdict[str, int] = defaultdict(int)
        for terms, counts, start, end in parts[1:]:
            for term, count in zip(terms.terms[start:end], counts[start:end].tolist(), strict=True):
                at = most.find(term)
                if at is None:
                    others[term] += count
                else:
                    here[at - first] += count
        return most.terms[first:last], here, {term: n for term, n in others.items() if n}

    @staticmethod
    def _most_frequent(found: Mapping[str, int], limit: int) -> list[str]:
        known = [term for term, count in found.items() if count]
        return sorted(known, key=lambda term: (found[term], term), reverse=True)[:limit]


def _highest(counts: Integers, limit: int) -> list[int]:
    """The places of the highest numbers above zero; of equal ones the last."""
    ranks = counts * (len(counts) + 1) + np.arange(len(counts))
    at = np.arange(len(counts))
    if limit < len(counts):
        at = np.argpartition(ranks, len(counts) - limit)[len(counts) - limit :]
    return [place for place in at.tolist() if counts[place]]


@lru_cache(maxsize=16)
def _one_away(word: str) -> frozenset[str]:
    """All that is one insertion, deletion, replacement or swap away, and the word itself.

    Any letter of the Latin alphabet may have been meant, and any that the word has.
    """
    letters = _LETTERS.union(word)
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {word}
    for head, tail in cuts:
        found.update(head + letter + tail for letter in letters)
        if tail:
            rest = tail[1:]
            found.add(head + rest)
            found.update(head + letter + rest for letter in letters)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return frozenset(found)
