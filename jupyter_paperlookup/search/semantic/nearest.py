"""The nearest of many vectors, exactly: every one is compared, a stretch of them at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.search.semantic.embedder import Vectors

_STRETCH = 8192
"""So many at once are made as precise as a product needs; all of them would be twice the memory."""

_LEAST_SPREAD = 1e-6
"""Of texts that differ less than rounding does, none is nearer than the others."""


def nearest(
    vectors: npt.NDArray[np.float16], about: Vectors, limit: int
) -> list[tuple[int, float]]:
    """The rows that are nearest to a vector, nearest first.

    Args:
        vectors: A row of length 1 for each text.
        about: One such vector.
        limit: At most so many.

    Returns:
        Rows, and by how many standard deviations of all of them each is nearer than they are on
        average; 0 where all are as near.
    """
    if limit <= 0 or not len(vectors):
        return []
    likeness = np.concatenate(
        [
            vectors[first : first + _STRETCH].astype(np.float32) @ about
            for first in range(0, len(vectors), _STRETCH)
        ]
    )
    spread = float(likeness.std())
    deviations = (likeness - likeness.mean()) / max(spread, _LEAST_SPREAD)
    best = np.argpartition(-likeness, min(limit, len(likeness)) - 1)[:limit]
    ordered = best[np.lexsort((best, -likeness[best]))]
    return [(int(row), float(deviations[row])) for row in ordered]
