"""BM25 over arrays: what each occurrence of a term is worth.

The scores are Whoosh's own (`whoosh.scoring.BM25F`, field by field), computed for all postings
of a term at once and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.postings import (
    LENGTHS,
    Documents,
    Found,
    Lengths,
    Numbers,
    Postings,
)

BM25_B = 0.75
BM25_K1 = 1.2
_OBJECT_BYTES = 512
CACHE_BYTES = 32 * 1024 * 1024

_READ_SINGLY = 8
"""So few numbers are read sooner one by one."""

_MANY = 4096
"""Of so many occurrences, what can come of them is computed once for all."""

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
        return self._postings.count(field, term)

    def among(self, field: str, term: str, documents: Documents) -> Scores:
        """What a term adds to the score of each of a few documents."""
        found = self._postings.found(field, term)
        if not len(found.documents):
            return np.zeros(len(documents), np.float32)
        at = found.documents.searchsorted(documents.astype(np.int32))
        if len(documents) <= _READ_SINGLY and found.frequencies.dtype == np.uint8:
            return self._among_few(field, found, documents.tolist(), at.tolist())
        frequencies = found.frequencies.take(at, mode="clip")
        frequencies[found.documents.take(at, mode="clip") != documents] = 0
        return self._field(field).of(documents, frequencies, self._idf(len(found.documents)))

    def _among_few(
        self, field: str, found: Found, documents: list[int], places: list[int]
    ) -> Scores:
        """The same where a few numbers are read sooner than arrays are made of them."""
        size = len(found.documents)
        idf, weight = self._idf(size), self._field(field).one
        number, frequency = found.documents.item, found.frequencies.item
        scores = [
            idf * weight(document, int(frequency(at)))
            if at < size and number(at) == document
            else 0.0
            for document, at in zip(documents, places, strict=True)
        ]
        return np.array(scores, np.float32)

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
        counts = self._postings.counts(field, terms, words)
        idf_of = {count: self._idf(count) for count in set(counts)}
        return [idf_of[count] for count in counts]

    def _idf(self, count: int) -> float:
        return log(max(self._postings.documents, 1) / (count + 1)) + 1

    def best_of(self, field: str, terms: Sequence[str], factors: Sequence[float]) -> Scores:
        """For each document the best of some terms, each lowered by its factor.

        That is what their impacts say, too; all at once, as a prefix begins many rare words.
        """
        found, sizes = self._postings.found_each(field, terms)
        documents, frequencies = found.documents.astype(np.int64), found.frequencies
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

    def one(self, document: int, frequency: int) -> float:
        """The weight of a term that one document has so often."""
        return self._table.item(frequency << 8 | self._lengths.item(document))

    @staticmethod
    def _weights(frequencies: Numbers, norms: Numbers) -> Numbers:
        weights: Numbers = frequencies * (BM25_K1 + 1) / (frequencies + norms)
        return weights
