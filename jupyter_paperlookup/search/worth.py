"""What one thing that was typed adds to the score of each document, ready to be added up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Protocol, Self

import numpy as np

from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS
from jupyter_paperlookup.search.postings import Documents, Mask
from jupyter_paperlookup.search.scoring import Scorer, Scores

CACHE_BYTES = 48 * 1024 * 1024
_OBJECT_BYTES = 1024

_DENSE = 8
"""Where more than one document in so many has it, a number for every document is quicker."""

_LOOKED_UP = 256
"""Among so few documents, each is looked up."""

_SORTED = 2048
"""So few documents are sorted sooner than all are looked through."""

_POSTING_BYTES = 12

_FEW = 3
"""What so many terms are worth is kept for each, as another query may have one of them."""


class Worth(Protocol):
    """The scores of the documents that have something."""

    @property
    def frequency(self) -> int:
        """How many documents have it."""

    @property
    def documents(self) -> Documents:
        """Which documents have it, ascending."""

    @property
    def size(self) -> int:
        """Bytes that it keeps in memory, Python's own objects included."""

    def mark(self, mask: Mask) -> None:
        """Set the documents that have it in a mask of all."""

    def among(self, candidates: Documents | None, numbered: int) -> Scores:
        """The score of each candidate, or of all documents for None; not to be changed."""


class KnownWorth:
    """The scores of all documents that have something; see `Worth`.

    Args:
        documents: Which have it, ascending.
        scores: What it is worth in each of them.
        numbered: How many documents there are.
    """

    def __init__(self, documents: Documents, scores: Scores, numbered: int) -> None:
        self.frequency = len(documents)
        self._documents = documents
        self._scores = scores
        self._dense: Scores | None = None
        if len(documents) * _DENSE > numbered:
            self._keep_all(_spread(documents, scores, numbered))

    @classmethod
    def of_all(cls, scores: Scores) -> Self:
        """Out of a number for every document, 0 for those that do not have it."""
        has = scores > 0
        frequency = int(np.count_nonzero(has))
        if frequency * _DENSE <= len(scores):
            documents = np.flatnonzero(has)
            return cls(documents, scores[documents], len(scores))
        worth = cls(np.empty(0, np.int64), scores[:0], len(scores))
        worth.frequency = frequency
        worth._keep_all(scores)
        return worth

    def _keep_all(self, scores: Scores) -> None:
        self._dense = scores
        self._scores = scores[:0]
        self._documents = np.empty(0, np.int64)

    @property
    def documents(self) -> Documents:
        """See `Worth`."""
        return self._documents if self._dense is None else np.flatnonzero(self._dense > 0)

    @property
    def size(self) -> int:
        """See `Worth`."""
        dense = 0 if self._dense is None else self._dense.nbytes
        return _OBJECT_BYTES + dense + self._documents.nbytes + self._scores.nbytes

    def mark(self, mask: Mask) -> None:
        """See `Worth`."""
        if self._dense is None:
            mask[self._documents] = True
        else:
            mask |= self._dense > 0

    def among(self, candidates: Documents | None, numbered: int) -> Scores:
        """See `Worth`."""
        scores = self._dense
        if scores is None and candidates is self._documents:
            return self._scores
        if scores is None:
            scores = _spread(self._documents, self._scores, numbered)
        return scores if candidates is None else scores[candidates]


class TermWorth:
    """The scores of the documents that have a term, computed where they are looked at; see `Worth`.

    Args:
        scorer: Says what the term is worth.
        match: The term.
        weight: How much it counts.
        numbered: How many documents there are.
    """

    def __init__(self, scorer: Scorer, match: Match, weight: float, numbered: int) -> None:
        self._scorer = scorer
        self._term = match.field, match.term
        self._weight = np.float32(weight)
        self._numbered = numbered
        self.frequency = scorer.frequency(*self._term)
        self.size = _OBJECT_BYTES + _POSTING_BYTES * self.frequency
        self._last: tuple[Documents, Scores] | None = None

    @cached_property
    def _known(self) -> KnownWorth:
        impacts = self._scorer.impacts(*self._term)
        return KnownWorth(impacts.documents, impacts.scores * self._weight, self._numbered)

    @property
    def documents(self) -> Documents:
        """See `Worth`."""
        return self._known.documents

    def mark(self, mask: Mask) -> None:
        """See `Worth`."""
        self._known.mark(mask)

    def among(self, candidates: Documents | None, numbered: int) -> Scores:
        """See `Worth`."""
        if candidates is None or len(candidates) * _LOOKED_UP > numbered:
            return self._known.among(candidates, numbered)
        last = self._last
        if last is None or last[0] is not candidates:  # the same ones for a phrase that is known
            scores = self._scorer.among(*self._term, candidates)
            scores *= self._weight
            self._last = last = candidates, scores
        return last[1]


class Worths:
    """Computes what matches are worth, the last used ones kept within a budget. Thread-safe."""

    def __init__(self, scorer: Scorer, numbered: int, cache_bytes: int = CACHE_BYTES) -> None:
        self._scorer = scorer
        self._numbered = numbered
        self._kept: Kept[tuple[Match, ...], Worth] = Kept(cache_bytes, lambda each: each.size)

    @property
    def kept_bytes(self) -> int:
        """What is kept."""
        return self._kept.bytes

    def of(self, matches: tuple[Match, ...]) -> Worth:
        """The best of the terms in each field, the fields weighted and added."""
        return self._kept.get(matches, lambda: self._computed(matches))

    def _computed(self, matches: tuple[Match, ...]) -> Worth:
        fields = [
            (FIELD_WEIGHTS.get(field, 1.0), tuple(here))
            for field, here in groupby(
                sorted(matches, key=attrgetter("field")), attrgetter("field")
            )
        ]
        if len(fields) == 1 and len(matches) == 1:
            weight = fields[0][0] * matches[0].factor
            return TermWorth(self._scorer, matches[0], weight, self._numbered)
        if len(fields) == len(matches):
            return self._sum([(here[0], weight) for weight, here in fields])
        total = np.zeros(self._numbered, np.float32)
        for weight, here in fields:
            if len(here) == 1:
                documents, scores = self._weighed(here[0], weight)
                total[documents] += scores
            else:
                total += self._best(here) * np.float32(weight)
        return KnownWorth.of_all(total)

    def _sum(self, matches: Sequence[tuple[Match, float]]) -> Worth:
        """One term of each field, by the field's weight."""
        parts = [self._weighed(match, weight) for match, weight in matches]
        if sum(len(documents) for documents, _ in parts) < _SORTED:
            return KnownWorth(*_added_up(parts), self._numbered)
        first, *others = parts
        total = _spread(*first, self._numbered)
        for documents, scores in others:
            total[documents] += scores
        return KnownWorth.of_all(total)

    def _weighed(self, match: Match, weight: float) -> tuple[Documents, Scores]:
        return self._scorer.weighed(match.field, match.term, weight * match.factor)

    def _best(self, matches: Sequence[Match]) -> Scores:
        """For each document the best of some terms of one field."""
        if len(matches) > _FEW:
            terms, factors = [each.term for each in matches], [each.factor for each in matches]
            return self._scorer.best_of(matches[0].field, terms, factors)
        scores = np.zeros(self._numbered, np.float32)
        for match in matches:
            impacts = self._scorer.impacts(match.field, match.term)
            worth = impacts.scores * np.float32(match.factor)
            scores[impacts.documents] = np.maximum(scores[impacts.documents], worth)
        return scores


def _added_up(parts: Sequence[tuple[Documents, Scores]]) -> tuple[Documents, Scores]:
    """All documents, ascending, with the sums of their scores."""
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    if len(parts) == 1:
        return parts[0]
    documents = np.concatenate([each for each, _ in parts])
    scores = np.concatenate([each for _, each in parts])
    order = documents.argsort(kind="stable")
    documents = documents[order]
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[firsts], np.add.reduceat(scores[order], firsts)


def _spread(documents: Documents, scores: Scores, numbered: int) -> Scores:
    spread = np.zeros(numbered, np.float32)
    spread[documents] = scores
    return spread
