"""Dates in RIS: `2023/10/11/`, with anything behind the last stroke."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_paperlookup.formats.bibtex_dates import date_from_edtf, date_to_edtf
from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import date_from_csl, parse_iso

_PARTS = re.compile(r"(\d{1,4}|)/(\d{1,2}|)(?:/(\d{1,2}|)(?:/(.*))?)?")


def ris_date(date: PartialDate | None) -> str:
    """`2023/10/11/`, unknown parts empty; nothing where the year alone says it all.

    What RIS has no part for, a range or a season, stands behind the last stroke in ISO 8601-2.
    """
    if date is None or (date.year is None and date.month is None):
        return ""
    year = f"{date.year:04d}" if date.year is not None else ""
    is_more = bool(date.end or date.season or date.circa)
    if date.month is None and not is_more:
        return ""
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.day else ""
    return f"{year}/{month}/{day}/{date_to_edtf(date) if is_more else ''}"


def read_dates(written: Sequence[str]) -> PartialDate | None:
    """The most exact of several dates, which may be `2017///`, `2017-10-11` or words."""
    dates = [date for date in map(_parsed, written) if date]
    if dates:
        return max(dates, key=_exactness)
    return PartialDate(literal=written[0]) if written else None


def is_date(text: str) -> bool:
    """Whether nothing of a text is lost when it is read as a date."""
    parts = _PARTS.fullmatch(text)
    return parse_iso(text) is not None or bool(
        parts and _parsed(text) and (not parts[4] or date_from_edtf(parts[4]))
    )


def _exactness(date: PartialDate) -> tuple[bool, bool, bool, bool]:
    is_more = bool(date.end or date.season or date.circa)
    return date.year is not None, is_more, bool(date.month), bool(date.day)


def _parsed(text: str) -> PartialDate | None:
    if date := parse_iso(text):
        return date
    match = _PARTS.match(text)
    if match is None:
        return None
    if match[4] and (exact := date_from_edtf(match[4])):
        return exact
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    known = [
        0 if year is None else year,
        *([month] if month else []),
        *([day] if month and day else []),
    ]
    checked = date_from_csl({"date-parts": [known]})
    if checked is None or (year is None and checked.month is None):
        return None
    return checked if year is not None else PartialDate(month=checked.month, day=checked.day)
