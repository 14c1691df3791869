"""Columns of a table that come as one text each, `3,1,4`: a fifth of the time of as many rows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

UNKNOWN = -1
"""What stands in a column of counts where nobody counted."""

UNDATED = 0
"""The day, week or month of what has none."""

_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH_MONTH = 1970 * 12 + 1
_WHOLE = len("2023-10-12")


class Dates(NamedTuple):
    """Days as Python counts them from the year 1, and months as year * 12 + month (1 to 12)."""

    days: Integers
    months: Integers


def numbers(text: str | None) -> Integers:
    """Whole numbers."""
    return np.fromstring(text or "", np.int64, sep=",")


def known(column: Integers, unknown: int = UNKNOWN) -> Numbers:
    """Numbers with NaN where they are not known."""
    return np.where(column == unknown, np.nan, column.astype(np.float64))


def dates(text: str | None) -> Dates:
    """Dates in ISO 8601, some without a day; what is no date, or empty, is undated."""
    if text is None:
        return Dates(np.zeros(0, np.int64), np.zeros(0, np.int64))
    texts = text.split(",")
    try:
        found = np.array(texts, "datetime64[D]")
    except ValueError:  # one of them is none: all are looked at
        texts = [each if _is_date(each) else "" for each in texts]
        found = np.array(texts, "datetime64[D]")
    is_dated = ~np.isnat(found) & (found >= np.datetime64("0001-01-01"))
    is_whole = is_dated & (np.array(list(map(len, texts))) == _WHOLE)
    days = np.where(is_whole, found.astype(np.int64) + _EPOCH, UNDATED)
    of_months = found.astype("datetime64[M]").astype(np.int64) + _EPOCH_MONTH
    return Dates(days, np.where(is_dated, of_months, UNDATED))


def day_of(number: float) -> date:
    """A day of a column as a date."""
    return date.fromordinal(int(number))


def _is_date(text: str) -> bool:
    try:
        np.datetime64(text, "D")
    except ValueError:
        return False
    return True
