"""Where terms occur, sorted by term out of texts in any number, few of them in memory at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
_Small = NDArray[np.int32]

SLAB = 1 << 18
"""About so many occurrences are handed out at once."""

_LOW = 32
_LOW_BITS = (1 << _LOW) - 1


class Slab(NamedTuple):
    """All postings of some terms.

    Attributes:
        terms: Their numbers, ascending.
        starts: Where the postings of each begin, and where the last ones end.
        documents: The document of each posting, ascending within a term.
        counts: How often the term occurs there.
        positions: The positions of all occurrences; nothing where they were not given.
    """

    terms: Integers
    starts: Integers
    documents: Integers
    counts: Integers
    positions: Integers


class OnDisk:
    """Numbers in a file, of which those are in memory that are looked at."""

    def __init__(self, path: Path, values: NDArray[Any]) -> None:
        self._path = path
        self._type = values.dtype
        values.tofile(path)

    def __getitem__(self, part: slice) -> NDArray[Any]:
        offset = part.start * self._type.itemsize
        return np.fromfile(self._path, self._type, part.stop - part.start, offset=offset)


class _Run(NamedTuple):
    """The occurrences in some documents, by term."""

    terms: _Small
    starts: _Small
    documents: _Small | OnDisk
    positions: _Small | OnDisk


class Occurrences:
    """The occurrences of one field's terms.

    Args:
        folder: Where to put what there is no place for in memory.
        name: The beginning of the names of its files.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._runs: list[_Run] = []

    def add(
        self, terms: Integers, documents: Integers, positions: Integers | None = None
    ) -> tuple[Integers, Integers]:
        """Take the occurrences in documents that follow all earlier ones.

        Args:
            terms: The term of each.
            documents: Its document, ascending.
            positions: Its position; None where it only counts that a document has a term.

        Returns:
            The different pairs of term and document.
        """
        if self._runs:
            self._runs[-1] = self._spilled(self._runs[-1], len(self._runs))
        terms, order = _sorted(terms)
        documents = documents[order]
        is_new = _changes(terms) | _changes(documents)
        pairs = terms[is_new], documents[is_new]
        if positions is None:
            terms, documents = pairs
            positions = np.empty(0, np.int64)
        else:
            positions = positions[order]
        firsts = np.flatnonzero(_changes(terms))
        self._runs.append(
            _Run(
                terms[firsts].astype(np.int32),
                np.append(firsts, len(terms)).astype(np.int32),
                documents.astype(np.int32),
                positions.astype(np.int32),
            )
        )
        return pairs

    def slabs(self) -> Iterator[Slab]:
        """All postings, some terms at a time, in the order of their numbers."""
        for first, last in self._ranges():
            parts = [_part(run, first, last) for run in self._runs]
            terms, documents, positions = (
                np.concatenate(each) for each in zip(*parts, strict=True)
            )
            if len(parts) > 1:
                terms, order = _sorted(terms)
                documents = documents[order]
                positions = positions[order] if len(positions) else positions
            yield _slab(terms, documents, positions)

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """Bounds of term numbers with about as many occurrences in each."""
        end = max((int(run.terms[-1]) + 1 for run in self._runs if len(run.terms)), default=0)
        sizes = np.zeros(end, np.int64)
        for run in self._runs:
            sizes[run.terms] += np.diff(run.starts)
        slabs = np.cumsum(sizes) // SLAB
        cuts = [0, *(np.flatnonzero(np.diff(slabs)) + 1).tolist(), end]
        return ((first, last) for first, last in pairwise(cuts) if first < last)

    def _spilled(self, run: _Run, number: int) -> _Run:
        """The same run out of files."""
        path = self._folder / f"{self._name}-{number}"
        return run._replace(
            documents=_on_disk(path.with_suffix(".documents"), run.documents),
            positions=_on_disk(path.with_suffix(".positions"), run.positions),
        )


def _on_disk(path: Path, values: _Small | OnDisk) -> _Small | OnDisk:
    return values if isinstance(values, OnDisk) or not len(values) else OnDisk(path, values)


def _sorted(terms: Integers) -> tuple[Integers, Integers]:
    """Terms in order, and the order; equal ones stay as they stand."""
    keys = (terms << _LOW) | np.arange(len(terms))
    keys.sort()
    return keys >> _LOW, keys & _LOW_BITS


def _changes(values: Integers) -> NDArray[np.bool_]:
    """Where a value is another than the one before."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _part(run: _Run, first: int, last: int) -> tuple[Integers, _Small, _Small]:
    low, high = np.searchsorted(run.terms, [first, last])
    starts = run.starts[low : high + 1]
    here = slice(int(starts[0]), int(starts[-1]))
    terms = np.repeat(run.terms[low:high].astype(np.int64), np.diff(starts))
    return terms, run.documents[here], run.positions[here]


def _slab(terms: Integers, documents: _Small, positions: _Small) -> Slab:
    is_posting = _changes(terms) | _changes(documents.astype(np.int64))
    postings = np.flatnonzero(is_posting)
    terms = terms[postings]
    firsts = np.flatnonzero(_changes(terms))
    return Slab(
        terms=terms[firsts],
        starts=np.append(firsts, len(terms)),
        documents=documents[postings].astype(np.int64),
        counts=np.diff(np.append(postings, len(documents))),
        positions=positions.astype(np.int64),
    )
