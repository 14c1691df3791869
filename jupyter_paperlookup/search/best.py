"""The best of all documents, without sorting all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

_BLOCKS = 64
"""The best of so many parts of an array say which of its values need not be looked at."""

_A_FEW = 64
"""So few numbers are sorted sooner without arrays."""


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
        places: list[int] = best(scores, count).tolist()
        return places
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
