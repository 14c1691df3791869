"""Where terms occur, sorted by term out of texts in any number, few of them in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.run_file import OnDisk

Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]

SLAB = 1 << 19
"""About so many occurrences are handed out at once."""

_DIGIT = 16


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


class Sorted(NamedTuple):
    """The occurrences of some terms in some documents, by term."""

    terms: Numbers
    starts: Numbers
    documents: Numbers
    positions: Numbers


class Run(NamedTuple):
    """The same of all terms in the documents of a run, partly out of a file."""

    terms: Numbers
    starts: Numbers
    documents: Numbers | OnDisk
    positions: Numbers | OnDisk


def sorted_run(
    terms: Numbers, documents: Numbers, positions: Numbers | None = None
) -> tuple[Run, tuple[Numbers, Numbers]]:
    """The occurrences in the documents of a run.

    Args:
        terms: The term of each.
        documents: Its document, ascending.
        positions: Its position; None where it only counts that a document has a term.

    Returns:
        The run, and the different pairs of term and document.
    """
    order = in_order(terms)
    terms, documents = terms[order], documents[order]
    is_new = _changes(terms)
    is_new[1:] |= documents[1:] != documents[:-1]
    pairs = terms[is_new], documents[is_new]
    if positions is None:
        terms, documents = pairs
        positions = np.empty(0, np.int32)
    else:
        positions = positions[order]
    firsts = np.flatnonzero(_changes(terms))
    starts = np.append(firsts, len(terms)).astype(np.int32)
    return Run(terms[firsts], starts, documents, positions), pairs


def slabs(runs: Sequence[Run]) -> Iterator[Slab]:
    """All postings out of runs, some terms at a time, in the order of their numbers."""
    return (_slab(runs, first, last) for first, last in _ranges(runs))


def _slab(runs: Sequence[Run], first: int, last: int) -> Slab:
    """The postings of the terms from one number to another, those of all runs in order."""
    parts = [_part(run, first, last) for run in runs]
    sizes = np.zeros(last - first, np.int64)
    for part in parts:
        sizes[part.terms - first] += np.diff(part.starts)
    next_at = np.cumsum(sizes) - sizes
    terms = np.repeat(np.arange(first, last), sizes)
    documents = np.empty(len(terms), np.int32)
    has_positions = any(len(part.positions) for part in parts)
    positions = np.empty(len(terms) if has_positions else 0, np.int32)
    for part in parts:
        here, counts = part.terms - first, np.diff(part.starts)
        at = np.repeat(next_at[here] - (part.starts[:-1] - part.starts[0]), counts)
        at += np.arange(len(at))
        documents[at] = part.documents
        if has_positions:
            positions[at] = part.positions
        next_at[here] += counts
    return _postings(terms, documents, positions)


def _ranges(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Bounds of term numbers with about as many occurrences in each."""
    end = max((int(run.terms[-1]) + 1 for run in runs if len(run.terms)), default=0)
    sizes = np.zeros(end, np.int64)
    for run in runs:
        sizes[run.terms] += np.diff(run.starts)
    slabs = np.cumsum(sizes) // SLAB
    cuts = [0, *(np.flatnonzero(np.diff(slabs)) + 1).tolist(), end]
    return ((first, last) for first, last in pairwise(cuts) if first < last)


def in_order(numbers: NDArray[np.integer[Any]]) -> Integers:
    """What brings numbers from 0 to 2**32 into order; equal ones stay as they stand.

    NumPy sorts integers of two bytes by their digits, several times as fast as larger ones.
    """
    order = np.argsort((numbers & ((1 << _DIGIT) - 1)).astype(np.uint16), kind="stable")
    high = (numbers >> _DIGIT).astype(np.uint16)
    if high.any():
        order = order[np.argsort(high[order], kind="stable")]
    return order


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is another than the one before."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _part(run: Run, first: int, last: int) -> Sorted:
    """The occurrences of the terms from one number to another."""
    low, high = np.searchsorted(run.terms, [first, last])
    starts = run.starts[low : high + 1]
    here = slice(int(starts[0]), int(starts[-1]))
    return Sorted(run.terms[low:high], starts, run.documents[here], run.positions[here])


def _postings(terms: Integers, documents: Numbers, positions: Numbers) -> Slab:
    postings = np.flatnonzero(_changes(terms) | _changes(documents))
    terms = terms[postings]
    firsts = np.flatnonzero(_changes(terms))
    return Slab(
        terms=terms[firsts],
        starts=np.append(firsts, len(terms)),
        documents=documents[postings].astype(np.int64),
        counts=np.diff(np.append(postings, len(documents))),
        positions=positions.astype(np.int64),
    )
