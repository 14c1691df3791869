"""For you: how like a paper is to what a reader cites."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jupyter_paperlookup.popularity.recency import (
    RECENCY_HALF_LIFE,
    Given,
    Numbers,
    halved,
    known,
)

RECENCY_SHARE = 0.5
"""How much more the most recent of two equally like papers counts."""

_MOST = 0.99


class ForYou(NamedTuple):
    """The parts of a score; it is their sum."""

    likeness: Numbers
    recency: Numbers

    @property
    def score(self) -> Numbers:
        """Higher is nearer; 0 where nothing that is cited is like it."""
        return self.likeness + self.recency


def likeness(to_each: Given) -> Numbers:
    """`1 - (1 - a) (1 - b) ...`: how like a paper is to works, by how like it is to each.

    The "noisy or" of independent reasons (J. Pearl, Probabilistic Reasoning in Intelligent Systems,
    1988): two works that it is like say more than one, and many weak ones never more than
    one that is all but the same.

    Args:
        to_each: Numbers from 0 to 1, one for each work along the first axis.
    """
    each = np.minimum(known(to_each), _MOST)
    alike: Numbers = 1.0 - np.prod(1.0 - each, axis=0)
    return alike


def for_you(likeness_to_cited: Given, age: Given) -> ForYou:
    """`likeness * (1 + 2 ** (-age / 30) / 2)`.

    Args:
        likeness_to_cited: See `likeness`.
        age: Days from the paper's own day to the newest day there is; NaN where it is not known.
    """
    alike = known(likeness_to_cited)
    return ForYou(alike, alike * RECENCY_SHARE * halved(age, RECENCY_HALF_LIFE))
