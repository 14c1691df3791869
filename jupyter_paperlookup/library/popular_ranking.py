"""Records ranked by what was counted: popular, or trending where services count."""

from __future__ import annotations

import math

import numpy as np

from jupyter_paperlookup.library.listing import Listing, Rises
from jupyter_paperlookup.library.ranked import Reason
from jupyter_paperlookup.library.reasons import many, on, told
from jupyter_paperlookup.library.text_columns import UNDATED, Numbers
from jupyter_paperlookup.popularity import popular, rise, trending


class PopularRanking:
    """By the newest counts known, whoever counted, and by how recent a record was then."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._age = listing.counted - _days(listing)
        self._parts = popular(listing.upvotes, listing.comments, self._age)
        self.scores = self._parts.score
        if not self.scores.any():
            self.note = "Nobody has counted votes or comments of these papers."
        elif listing.is_fresh.any():
            self.note = "Popular: by the newest votes and comments known."
        else:
            self.note = (
                "Popular at capture: by what pages showed on the day of their capture; "
                "nobody has counted since."
            )

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a record stands where it stands."""
        listing = self._listing
        how = "counted" if listing.is_fresh[row] else "captured"
        when = f" when {how}{on(listing.counted[row])}"
        return told(
            [
                (many(_known(listing.upvotes[row]), "vote") + when, self._parts.votes[row]),
                (many(_known(listing.comments[row]), "comment") + when, self._parts.comments[row]),
                (_young(self._age[row]), self._parts.recency[row]),
            ]
        )


class TrendingRanking:
    """By what changed between the two newest fresh counts; the newest of all is the present.

    A record that was counted once gained all it has since it was listed.
    """

    def __init__(self, listing: Listing, rises: Rises) -> None:
        there = listing.has(rises.ids) & ~np.isnan(rises.day)
        rows = listing.rows_of(rises.ids[there])
        self._listed = _days(listing)[rows]
        self._at = {int(row): place for place, row in enumerate(rows)}
        self._day, before = rises.day[there], rises.day_before[there]
        self._is_first = np.isnan(before)
        self._before = np.where(self._is_first, self._listed, before)
        self._gains = tuple(
            now[there] - np.where(self._is_first, 0.0, earlier[there])
            for now, earlier in (
                (rises.upvotes, rises.upvotes_before),
                (rises.comments, rises.comments_before),
                # A repository may have its stars for other reasons and longer.
                (np.where(np.isnan(rises.day_before), np.nan, rises.stars), rises.stars_before),
            )
        )
        votes, comments, stars = self._gains
        self._rise = rise(votes, comments, stars, self._day - self._before)
        today = self._day.max(initial=0.0)
        self._parts = trending(
            self._rise.points,
            today - self._day,
            rises.upvotes[there],
            rises.comments[there],
            today - self._listed,
        )
        self.scores = np.zeros(len(listing))
        self.scores[rows] = self._parts.score
        self.note = f"Trending: by what changed up to {on(today, '')}." if today else ""

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a record stands where it stands."""
        at = self._at.get(row)
        if at is None:
            return ()
        change, points = float(self._parts.change[at]), float(self._rise.points[at])
        since = on(self._before[at], " since ")
        since = since.replace("since", "since it was listed on") if self._is_first[at] else since
        more = "" if self._is_first[at] else "more "
        each = zip(("vote", "comment", "star"), self._gains, self._rise, strict=True)
        gained = [
            (many(_known(gain[at]), more + what) + since, change * float(part[at]) / points)
            for what, gain, part in each
            if points > 0
        ]
        return told([*gained, (f"from{on(self._listed[at], ' ')}", self._parts.baseline[at])])


def _days(listing: Listing) -> Numbers:
    """The day of each record, NaN where it is not known."""
    return np.where(listing.days == UNDATED, np.nan, listing.days.astype(np.float64))


def _known(count: float) -> float:
    return 0.0 if math.isnan(count) else max(count, 0.0)


def _young(age: float) -> str:
    if math.isnan(age) or age <= 0:
        return "of that day"
    return many(age, "day") + " old then"
