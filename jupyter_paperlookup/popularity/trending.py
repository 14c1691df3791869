"""Trending: what is being voted for and talked about now, by the change between two counts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jupyter_paperlookup.popularity.recency import (
    FADING_HALF_LIFE,
    Given,
    Numbers,
    halved,
    known,
)

COMMENT_WEIGHT = 2.0
"""A comment takes more than a vote."""

STAR_WEIGHT = 0.1
"""Stars of a repository go by the hundreds."""

GRAVITY = 1.8
HOURS_AHEAD = 2.0


class Rise(NamedTuple):
    """What a paper gained in a day, each part in votes; they add up."""

    votes: Numbers
    comments: Numbers
    stars: Numbers

    @property
    def points(self) -> Numbers:
        """All of it."""
        return self.votes + self.comments + self.stars


class Trending(NamedTuple):
    """The parts of a score; it is their sum."""

    change: Numbers
    baseline: Numbers

    @property
    def score(self) -> Numbers:
        """Higher is trending more."""
        return self.change + self.baseline


def rise(upvotes: Given, comments: Given, stars: Given, days: Given) -> Rise:
    """`(upvotes + 2 comments + 0.1 stars) / days`: what was gained per day.

    Args:
        upvotes: How many more there are; fewer, or not known, is none.
        comments: As `upvotes`.
        stars: As `upvotes`.
        days: In how many days, at least one; NaN where it is not known, so that nothing counts.
    """
    in_days = np.asarray(days, np.float64)
    per_day = np.where(np.isnan(in_days), 0.0, 1.0 / np.maximum(np.nan_to_num(in_days), 1.0))
    return Rise(
        votes=known(upvotes) * per_day,
        comments=known(comments) * COMMENT_WEIGHT * per_day,
        stars=known(stars) * STAR_WEIGHT * per_day,
    )


def trending(
    points_per_day: Given, counted_ago: Given, upvotes: Given, comments: Given, age: Given
) -> Trending:
    """`ln(1 + points per day * 2 ** (-counted ago / 7)) + max(points - 1, 0) / (hours + 2) ** 1.8`.

    The second part is the order of Hacker News in its usual form, after the published `news.arc`
    (gravity 1.8, age in hours); `points` are `upvotes + 2 comments`. The first part is what was
    gained between two counts, by the logarithm, and fades while nobody counts again.

    Args:
        points_per_day: See `rise`.
        counted_ago: Days since the paper was last counted.
        upvotes: When it was last counted.
        comments: As `upvotes`.
        age: Days since the paper's own day; NaN where it is not known.
    """
    points = known(upvotes) + COMMENT_WEIGHT * known(comments)
    hours = 24.0 * np.maximum(np.asarray(age, np.float64), 0.0)
    decayed = np.maximum(points - 1.0, 0.0) / (hours + HOURS_AHEAD) ** GRAVITY
    return Trending(
        change=np.log1p(known(points_per_day) * halved(counted_ago, FADING_HALF_LIFE)),
        baseline=np.nan_to_num(decayed, nan=0.0),
    )
