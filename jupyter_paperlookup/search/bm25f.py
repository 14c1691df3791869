"""BM25F: how often a word stands in each field is added up before it is weighed.

That is how questions are answered: two fields that both have a word say little more than one
(S. Robertson, H. Zaragoza, M. Taylor: Simple BM25 Extension to Multiple Weighted Fields, 2004).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p
from typing import NamedTuple

import numpy as np

from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.postings import LENGTHS, Documents, Numbers, Postings
from jupyter_paperlookup.search.scoring import BM25_B, BM25_K1, Scores
from jupyter_paperlookup.search.worth import KnownWorth, Worth

CACHE_BYTES = 24 * 1024 * 1024

FREQUENCY_WEIGHTS = {"title": 3.0, "abstract": 1.0, "author": 1.0}
"""So often a word counts for each time that a field has it."""

_MEASURED = ("title", "abstract")
"""The fields that make a document long."""


class Share(NamedTuple):
    """What a term of a field adds to the score of a document."""

    match: Match
    score: float


class Bm25f:
    """What things that were typed are worth in the documents of one index. Thread-safe."""

    def __init__(self, postings: Postings, cache_bytes: int = CACHE_BYTES) -> None:
        self._postings = postings
        self._kept: Kept[tuple[Match, ...], Worth] = Kept(cache_bytes, lambda each: each.size)
        self._norms: Numbers | None = None

    @property
    def kept_bytes(self) -> int:
        """What is kept."""
        return self._kept.bytes

    def of(self, matches: tuple[Match, ...]) -> Worth:
        """The terms as one word, in each field the one that a document has most of."""
        return self._kept.get(matches, lambda: self._computed(matches))

    def shares(self, matches: tuple[Match, ...], document: int) -> list[Share]:
        """What each field adds to the score of a document; together they are the score."""
        at: Documents = np.array([document])
        worth = float(self.of(matches).among(at, self._postings.numbered)[0])
        best: dict[str, tuple[float, Match]] = {}
        for match in matches:
            documents, frequencies = self._postings.found(match.field, match.term)
            place = int(np.searchsorted(documents, document))
            if place < len(documents) and documents[place] == document:
                weight = FREQUENCY_WEIGHTS.get(match.field, 1.0) * match.factor
                found = (weight * float(frequencies[place]), match)
                best[match.field] = max(best.get(match.field, found), found, key=lambda one: one[0])
        every = sum(weighed for weighed, _ in best.values())
        return [Share(match, worth * weighed / every) for weighed, match in best.values()]

    def _computed(self, matches: tuple[Match, ...]) -> Worth:
        total = np.zeros(self._postings.numbered, np.float32)
        for field in dict.fromkeys(match.field for match in matches):
            here = self._most(match for match in matches if match.field == field)
            total += here * np.float32(FREQUENCY_WEIGHTS.get(field, 1.0))
        documents = np.flatnonzero(total > 0)
        frequencies = total[documents]
        lacking = self._postings.documents - len(documents)
        idf = log1p(max(lacking + 0.5, 0.5) / (len(documents) + 0.5))
        norms = self._all_norms()[documents]
        scores = idf * (frequencies * (BM25_K1 + 1) / (frequencies + norms))
        return KnownWorth(documents, scores.astype(np.float32), self._postings.numbered)

    def _most(self, matches: Iterable[Match]) -> Scores:
        """For each document how often it has that term of a field which it has most of."""
        most = np.zeros(self._postings.numbered, np.float32)
        for match in matches:
            documents, frequencies = self._postings.found(match.field, match.term)
            weighed = frequencies.astype(np.float32) * np.float32(match.factor)
            most[documents] = np.maximum(most[documents], weighed)
        return most

    def _all_norms(self) -> Numbers:
        """The part of the denominator that only the length of a document decides."""
        if self._norms is None:
            lengths = np.zeros(self._postings.numbered)
            total = 0.0
            for field in _MEASURED:
                lengths += FREQUENCY_WEIGHTS[field] * LENGTHS[self._postings.lengths(field)]
                total += FREQUENCY_WEIGHTS[field] * self._postings.total_length(field)
            average = total / max(self._postings.documents, 1) or 1.0
            self._norms = BM25_K1 * ((1 - BM25_B) + BM25_B * lengths / average)
        return self._norms
