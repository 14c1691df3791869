"""The nearest of many vectors, exactly: every one is compared, a stretch of them at a time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.search.semantic.embedder import Vectors

_STRETCH = 8192
"""So many at once are made as precise as a product needs; all of them would be twice the memory."""


def nearest(
    vectors: npt.NDArray[np.float16], about: Vectors, limit: int
) -> list[tuple[int, float]]:
    """The rows that are nearest to a vector, nearest first, each with its likeness (-1 to 1).

    Args:
        vectors: A row of length 1 for each text.
        about: One such vector.
        limit: At most so many.
    """
    if limit <= 0 or not len(vectors):
        return []
    likeness = np.concatenate(
        [
            vectors[first : first + _STRETCH].astype(np.float32) @ about
            for first in range(0, len(vectors), _STRETCH)
        ]
    )
    best = np.argpartition(-likeness, min(limit, len(likeness)) - 1)[:limit]
    ordered = best[np.lexsort((best, -likeness[best]))]
    return [(int(row), float(likeness[row])) for row in ordered]
