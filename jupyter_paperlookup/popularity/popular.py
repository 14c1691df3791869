"""Popular: how much was said of a paper when it was last counted, be it long ago."""

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


class Popular(NamedTuple):
    """The parts of a score; it is their sum."""

    votes: Numbers
    comments: Numbers
    recency: Numbers

    @property
    def score(self) -> Numbers:
        """Higher is more popular; 0 where nobody counted."""
        return self.votes + self.comments + self.recency


def popular(upvotes: Given, comments: Given, age: Given) -> Popular:
    """`ln(1 + upvotes) + ln(1 + comments) + 2 ** (-age / 30)`.

    The logarithm of votes is that of Reddit's "hot" (`_sorts.pyx` of its published code): the tenth
    vote says more than the hundredth. Age does not go by today: a page that was captured in 2023
    showed what was recent in 2023.

    Args:
        upvotes: Votes when they were last counted; NaN where nobody counted them.
        comments: As `upvotes`.
        age: Days from the paper's own day to that of the count; NaN where either is not known.
    """
    was_counted = ~(np.isnan(np.asarray(upvotes, float)) & np.isnan(np.asarray(comments, float)))
    return Popular(
        votes=np.log1p(known(upvotes)),
        comments=np.log1p(known(comments)),
        recency=np.where(was_counted, halved(age, RECENCY_HALF_LIFE), 0.0),
    )
