"""The names of days, weeks and months, as ISO 8601 writes them: 2026-11-20, 2026-W47, 2026-11."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

PeriodKind = Literal["day", "week", "month"]

_NAME = re.compile(r"(\d{4})-(?:W(?P<week>\d{2})|(\d{2})(?:-(?P<day>\d{2}))?)", re.ASCII)


def read_period(name: str) -> tuple[PeriodKind, date]:
    """What a name means, and the first day of it.

    Raises:
        ValueError: There is no such day, week or month.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    year, week, month, day = (int(part or 0) for part in match.groups())
    if match["week"]:
        return "week", date.fromisocalendar(year, week, 1)
    if match["day"]:
        return "day", date(year, month, day)
    return "month", date(year, month, 1)


def week_name(day: date) -> str:
    """The week to which a day belongs: `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
