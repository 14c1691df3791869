"""Days, weeks and months by which records are listed: their names, and which records are in one."""

from __future__ import annotations

import numpy as np

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.listing import Listing, Mask
from jupyter_paperlookup.library.text_columns import UNDATED, Integers, day_of
from jupyter_paperlookup.records.periods import PeriodKind, read_period, week_name

UNDATED_NAME = "undated"
"""The period of what has no whole date."""

_WEEK = 7


def numbers_of(listing: Listing, by: PeriodKind) -> Integers:
    """The period of each record, as a number that grows with time; `UNDATED` where unknown.

    A week is that of its Monday, as ISO 8601 has it.
    """
    if by == "month":
        return listing.months
    if by == "week":
        mondays: Integers = listing.days - (listing.days - 1) % _WEEK
        return np.where(listing.days == UNDATED, UNDATED, mondays)
    return listing.days


def name_of(number: int, by: PeriodKind) -> str:
    """`2023-10-12`, `2023-W41`, `2023-10` or `undated`."""
    if number == UNDATED:
        return UNDATED_NAME
    if by == "month":
        year, month = divmod(number - 1, 12)
        return f"{year:04d}-{month + 1:02d}"
    if by == "week":
        return week_name(day_of(number))
    return day_of(number).isoformat()


def those_of(listing: Listing, at: str, by: PeriodKind) -> Mask:
    """The records of a period, by its name.

    Raises:
        InvalidRequest: There is no such day, week or month.
    """
    if at == UNDATED_NAME:
        undated: Mask = numbers_of(listing, by) == UNDATED
        return undated
    try:
        kind, first = read_period(at)
    except ValueError as error:
        raise InvalidRequest(
            f"{at[:20]!r} is no period: write 2023-10-12, 2023-W41, 2023-10 or undated."
        ) from error
    number = first.year * 12 + first.month if kind == "month" else first.toordinal()
    those: Mask = numbers_of(listing, kind) == number
    return those
