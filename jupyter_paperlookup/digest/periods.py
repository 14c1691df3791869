"""The days and weeks that digests are about, and when each is due.

Weeks are those of ISO 8601: they begin on Monday, and week 1 is the one with the first Thursday.
A day is what the calendar on the wall says, so it may have 23 or 25 hours.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, Self

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.periods import read_period, week_name

Every = Literal["day", "week"]

_DAYS: dict[Every, int] = {"day": 1, "week": 7}
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


class Period(msgspec.Struct, frozen=True, order=True):
    """One day, or one week.

    Attributes:
        first: Its first day.
        every: Whether it is a day or a week.
    """

    first: date
    every: Every

    @classmethod
    def containing(cls, day: date, every: Every) -> Self:
        """The period to which a day belongs."""
        return cls(day if every == "day" else day - timedelta(days=day.weekday()), every)

    @classmethod
    def named(cls, name: str) -> Self:
        """The period of a name: `2026-11-20` or `2026-W47`.

        Raises:
            InvalidRequest: There is no such day or week.
        """
        try:
            every, first = read_period(name)
        except ValueError:
            every, first = "month", date.min
        if every == "month" or not _FIRST_YEAR <= first.year <= _LAST_YEAR:
            raise InvalidRequest(
                f"{name[:20]!r} is no day and no week of the calendar: "
                "write 2026-11-20 or 2026-W47."
            )
        return cls(first, every)

    @property
    def name(self) -> str:
        """`2026-11-20` or `2026-W47`."""
        return self.first.isoformat() if self.every == "day" else week_name(self.first)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Period:
        """The period after it."""
        return Period(self.first + timedelta(days=_DAYS[self.every]), self.every)

    @property
    def previous(self) -> Period:
        """The period before it."""
        return Period(self.first - timedelta(days=_DAYS[self.every]), self.every)

    @property
    def title(self) -> str:
        """`20 November 2026`, or `16–22 November 2026`."""
        first, last = self.first, self.last
        if first == last:
            return _written(first)
        if first.year != last.year:
            return f"{_written(first)} – {_written(last)}"
        if first.month != last.month:
            return f"{first.day} {_MONTHS[first.month - 1]} – {_written(last)}"
        return f"{first.day}–{_written(last)}"

    def begins(self, zone: tzinfo | None = None) -> datetime:
        """The moment at which it begins (UTC); `zone` as for `instant`."""
        return instant(self.first, time(), zone)

    def ends(self, zone: tzinfo | None = None) -> datetime:
        """The moment at which it is over, which belongs to the next one."""
        return self.next.begins(zone)


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """When digests are due: after their period is over, from an hour on.

    Attributes:
        every: Whether they are about days or weeks.
        hour: The hour of the day on the wall.
        weekday: For weeks the day after them: 0 is Monday.
    """

    every: Every = "week"
    hour: int = 8
    weekday: int = 0

    def due(self, period: Period, zone: tzinfo | None = None) -> datetime:
        """The moment (UTC) from which on a period's digest is due; `zone` as for `instant`."""
        days = self.weekday if self.every == "week" else 0
        return instant(period.next.first + timedelta(days=days), time(self.hour), zone)

    def last_due(self, now: datetime, zone: tzinfo | None = None) -> Period:
        """The latest period whose digest is due."""
        period = self.last_over(now, zone)
        return period if self.due(period, zone) <= now else period.previous

    def last_over(self, now: datetime, zone: tzinfo | None = None) -> Period:
        """The latest period that is over."""
        return Period.containing(now.astimezone(zone).date(), self.every).previous


def instant(day: date, at: time, zone: tzinfo | None = None) -> datetime:
    """The moment (UTC) at which a clock on the wall shows this.

    A time that the clock skips in spring is taken as if it had not been put forward yet; of a time
    that it shows twice in autumn the first is taken.

    Args:
        day: The day.
        at: The time.
        zone: Whose clock; that of the machine when None.
    """
    shown = datetime.combine(day, at)
    # Without a zone `astimezone` asks the operating system, which knows when clocks are changed.
    local = shown.astimezone() if zone is None else shown.replace(tzinfo=zone)
    return local.astimezone(UTC)


# Not those of strftime, which follow the locale of the process.
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
