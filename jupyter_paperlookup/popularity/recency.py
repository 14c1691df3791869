"""How much something still counts after some days."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Given = npt.ArrayLike

RECENCY_HALF_LIFE = 30.0
"""Days after which a paper is half as recent."""

FADING_HALF_LIFE = 7.0
"""Days after which a change that nobody has looked at since counts half."""


def halved(days: Given, half_life: float) -> Numbers:
    """`2 ** (-days / half_life)`: 1 for today, a half after one half-life; 0 where unknown.

    Days that have not come yet are today. Exponential decay: a week matters much for a paper of
    last week, and nothing for one of last year.
    """
    known = np.maximum(np.asarray(days, np.float64), 0.0)
    return np.nan_to_num(np.exp2(-known / half_life), nan=0.0)


def known(numbers: Given) -> Numbers:
    """Numbers with 0 where they are unknown or below it."""
    return np.maximum(np.nan_to_num(np.asarray(numbers, np.float64), nan=0.0), 0.0)
