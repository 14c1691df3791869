"""Days, weeks and months by which records are listed: their names, and which records are in one."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import numpy as np

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.listing import Listing, Mask
from jupyter_paperlookup.library.text_columns import UNDATED, Integers, day_of

Period = Literal["day", "week", "month"]

UNDATED_NAME = "undated"
"""The period of what has no whole date."""

_NAME = re.compile(r"(\d{4})-(?:W(\d{2})|(\d{2})(?:-(\d{2}))?)")
_WEEK = 7


def numbers_of(listing: Listing, by: Period) -> Integers:
    """The period of each record, as a number that grows with time; `UNDATED` where unknown.

    A week is that of its Monday, as ISO 8601 has it.
    """
    if by == "month":
        return listing.months
    if by == "week":
        mondays: Integers = listing.days - (listing.days - 1) % _WEEK
        return np.where(listing.days == UNDATED, UNDATED, mondays)
    return listing.days


def name_of(number: int, by: Period) -> str:
    """`2023-10-12`, `2023-W41`, `2023-10` or `undated`."""
    if number == UNDATED:
        return UNDATED_NAME
    if by == "month":
        year, month = divmod(number - 1, 12)
        return f"{year:04d}-{month + 1:02d}"
    if by == "week":
        return week_name(day_of(number))
    return day_of(number).isoformat()


def week_name(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def those_of(listing: Listing, at: str, by: Period) -> Mask:
    """The records of a period, by its name.

    Raises:
        InvalidRequest: There is no such day, week or month.
    """
    if at == UNDATED_NAME:
        undated: Mask = numbers_of(listing, by) == UNDATED
        return undated
    try:
        kind, number = _read(at)
    except ValueError as error:
        raise InvalidRequest(
            f"{at[:20]!r} is no period: write 2023-10-12, 2023-W41, 2023-10 or undated."
        ) from error
    those: Mask = numbers_of(listing, kind) == number
    return those


def _read(name: str) -> tuple[Period, int]:
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    year, week, month, day = (int(part or 0) for part in match.groups())
    if match[2]:
        return "week", date.fromisocalendar(year, week, 1).toordinal()
    first = date(year, month, day if match[4] else 1)
    return ("day", first.toordinal()) if match[4] else ("month", year * 12 + month)
