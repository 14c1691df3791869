"""BM25 over arrays: what each occurrence of a term is worth, and the best of all documents.

The scores are Whoosh's own (`whoosh.scoring.BM25F`, field by field), computed for all postings
of a term at once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.postings import LENGTHS, Documents, Lengths, Numbers, Postings

BM25_B = 0.75
BM25_K1 = 1.2
_OBJECT_BYTES = 512
CACHE_BYTES = 32 * 1024 * 1024

_BLOCKS = 64
"""The best of so many parts of an array say which of its values need not be looked at."""

_MANY = 4096
"""Of so many occurrences, what can come of them is computed once for all."""

_A_FEW = 64
"""So few numbers are sorted sooner without arrays."""

Scores = NDArray[np.float32]


class Impacts(NamedTuple):
    """What a term adds to the score of each document that has it."""

    documents: Documents
    scores: Scores
    idf: float

    @property
    def frequency(self) -> int:
        """How many documents have the term."""
        return len(self.documents)

    @property
    def size(self) -> int:
        """Bytes that it keeps in memory, Python's own objects included."""
        return _OBJECT_BYTES + self.documents.nbytes + self.scores.nbytes


class Scorer:
    """Impacts of terms, the last used ones kept within a budget. Thread-safe."""

    def __init__(self, postings: Postings, cache_bytes: int = CACHE_BYTES) -> None:
        self._postings = postings
        self._kept: Kept[tuple[str, str], Impacts] = Kept(cache_bytes, lambda each: each.size)
        self._fields: dict[str, FieldWeights] = {}

    @property
    def kept_bytes(self) -> int:
        """What the impacts take that are kept."""
        return self._kept.bytes

    def impacts(self, field: str, term: str) -> Impacts:
        """The impacts of a term in a field; of an unknown term, none."""
        return self._kept.get((field, term), lambda: self._computed(field, term))

    def documents(self, field: str, term: str) -> Documents:
        """The documents that have a term, where it does not matter what it is worth."""
        return self._postings.found(field, term).documents.astype(np.int64)

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term."""
        return len(self._postings.found(field, term).documents)

    def among(self, field: str, term: str, documents: Documents) -> Scores:
        """What a term adds to the score of each of a few documents."""
        found = self._postings.found(field, term)
        if not len(found.documents):
            return np.zeros(len(documents), np.float32)
        at = found.documents.searchsorted(documents.astype(np.int32))
        frequencies = found.frequencies.take(at, mode="clip")
        frequencies[found.documents.take(at, mode="clip") != documents] = 0
        return self._field(field).of(documents, frequencies, self._idf(len(found.documents)))

    def _computed(self, field: str, term: str) -> Impacts:
        documents, scores = self.weighed(field, term, 1.0)
        return Impacts(documents, scores, self._idf(len(documents)))

    def weighed(self, field: str, term: str, weight: float) -> tuple[Documents, Scores]:
        """The documents that have a term, and what it adds to their scores; not kept."""
        found = self._postings.found(field, term)
        documents = found.documents.astype(np.int64)
        weights = self._field(field).of(documents, found.frequencies, self._idf(len(documents)))
        if weight != 1.0:
            weights *= np.float32(weight)
        return documents, weights

    def idf(self, field: str, term: str) -> float:
        """How rare a term is."""
        return self._idf(self.frequency(field, term))

    def idfs(self, field: str, terms: Sequence[str], words: Sequence[str]) -> list[float]:
        """How rare terms are; see `Postings.counts` for the arguments."""
        return [self._idf(count) for count in self._postings.counts(field, terms, words)]

    def _idf(self, count: int) -> float:
        return log(max(self._postings.documents, 1) / (count + 1)) + 1

    def best_of(self, field: str, terms: Sequence[str], factors: Sequence[float]) -> Scores:
        """For each document the best of some terms, each lowered by its factor.

        That is what their impacts say, too; all at once, as a prefix begins many rare words.
        """
        found = [self._postings.found(field, term) for term in terms]
        sizes = [len(each.documents) for each in found]
        documents = np.concatenate([each.documents for each in found]).astype(np.int64)
        frequencies = np.concatenate([each.frequencies for each in found])
        idfs = np.repeat([self._idf(size) for size in sizes], sizes)
        lowered = self._field(field).of(documents, frequencies, idfs)
        lowered *= np.repeat(np.array(factors, np.float32), sizes)
        scores = np.zeros(self._postings.numbered, np.float32)
        np.maximum.at(scores, documents, lowered)
        return scores

    def _field(self, field: str) -> FieldWeights:
        weights = self._fields.get(field)
        if weights is None:
            average = self._postings.total_length(field) / max(self._postings.documents, 1) or 1.0
            weights = FieldWeights(self._postings.lengths(field), average)
            self._fields[field] = weights
        return weights


class FieldWeights:
    """What BM25 makes of how often a document has a term, less the longer it is.

    Args:
        lengths: The rounded length of each document.
        average: The mean of the exact ones.
    """

    def __init__(self, lengths: Lengths, average: float) -> None:
        self._lengths = lengths
        self._norms: Numbers = BM25_K1 * ((1 - BM25_B) + BM25_B * LENGTHS / average)
        frequencies = np.arange(256.0)[:, np.newaxis]
        # Few different lengths and frequencies: what can come of them is computed once.
        self._table = self._weights(frequencies, self._norms).ravel()

    def of(
        self, documents: Documents, frequencies: NDArray[np.number], idf: float | Numbers
    ) -> Scores:
        """The weights of some documents' occurrences of a term, times how rare it is."""
        lengths = self._lengths.take(documents)
        if frequencies.dtype != np.uint8:
            weights = self._weights(frequencies.astype(np.float64), self._norms.take(lengths))
            return (idf * weights).astype(np.float32)
        at = frequencies.astype(np.uint16)
        at <<= 8
        at |= lengths
        if len(at) > _MANY and isinstance(idf, float):
            known = self._table[: (int(frequencies.max()) + 1) << 8]
            return (idf * known).astype(np.float32).take(at)
        return (idf * self._table.take(at)).astype(np.float32)

    @staticmethod
    def _weights(frequencies: Numbers, norms: Numbers) -> Numbers:
        weights: Numbers = frequencies * (BM25_K1 + 1) / (frequencies + norms)
        return weights


def best(scores: NDArray[np.floating], count: int) -> NDArray[np.int64]:
    """The places of the highest scores above zero, best first, equal ones in order."""
    if count <= 0:
        return np.empty(0, np.int64)
    if len(scores) <= _A_FEW:
        values = scores.tolist()
        found = [
            at for at in sorted(range(len(values)), key=lambda at: -values[at]) if values[at] > 0
        ]
        return np.array(found[:count], np.int64)
    candidates = np.flatnonzero(scores >= _bound(scores, count))
    if count < len(candidates):
        values = scores[candidates]
        lowest = np.partition(values, len(values) - count)[len(values) - count]
        above = candidates[values > lowest]
        equal = candidates[values == lowest][: count - len(above)]
        candidates = np.concatenate([above, equal])
    return candidates[np.lexsort((candidates, -scores[candidates]))]


def _bound(scores: NDArray[np.floating], count: int) -> float:
    """A number above zero that the best ones are not below, and few others reach.

    As many parts of the array as are wanted have a highest value that is not below it.
    """
    least = float(np.finfo(scores.dtype).tiny)
    width = len(scores) // _BLOCKS
    if width < 2 * count:
        return least
    highest = scores[: width * _BLOCKS].reshape(_BLOCKS, width).max(axis=0)
    return max(float(np.partition(highest, width - count)[width - count]), least)


def best_of_parts(
    scores: NDArray[np.floating], count: int, starts: Sequence[int], name: Callable[[int], str]
) -> list[int]:
    """As `best`, equal ones by name where the documents stand in parts, each in that order.

    Args:
        scores: The scores of all documents.
        count: How many of the best to return.
        starts: The first document of each part.
        name: What comes first among equals; asked for as few as possible.
    """
    if len(starts) < 2:  # noqa: PLR2004 - one part is in order by itself
        return [int(number) for number in best(scores, count)]
    ends = [*starts[1:], len(scores)]
    parts = [
        start + best(scores[start:end], count) for start, end in zip(starts, ends, strict=True)
    ]
    candidates = np.concatenate(parts)
    candidates = candidates[np.lexsort((candidates, -scores[candidates]))]
    ordered: list[int] = []
    for _, equal in groupby(candidates.tolist(), key=scores.__getitem__):
        group = list(equal)
        ordered += sorted(group, key=name) if len(group) > 1 else group
        if len(ordered) >= count:
            break
    return ordered[: max(count, 0)]
