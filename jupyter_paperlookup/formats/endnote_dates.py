"""Dates in EndNote: the year, and beside it the rest as people write it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from jupyter_paperlookup.formats.bibtex_dates import date_from_edtf, date_to_edtf
from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import MONTHS, date_from_csl, parse_iso

_NAMED = re.compile(r"([A-Za-z]{3})[a-z]*\.?(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3})[a-z]*\.?(?:,?\s+(\d{4}))?")


def read_date(year: str, rest: str) -> tuple[PartialDate | None, bool]:
    """The date that `year` and the text beside it say, and whether it says all of that text.

    The text may be `Oct 11`, `11 October 2023`, `2023-10-11`, `2023-21` (spring) or anything.
    """
    known = parse_iso(year)
    date = date_from_edtf(rest) or _in_words(rest)
    if date and (known is None or date.year in (None, known.year)):
        if known and date.year is None:
            date = parse_iso(f"{known}-{date.month:02d}" + (f"-{date.day:02d}" if date.day else ""))
        if date and (known or not year):
            return date, True
    if known or not year:
        return known, not rest
    return PartialDate(literal=year), not rest


def write_date(date: PartialDate | None) -> tuple[str, str]:
    """The year, and all that is known where that is more."""
    if date is None:
        return "", ""
    if date.year is None:
        if date.month is None:
            return date.literal, ""
        month = MONTHS[date.month - 1].capitalize()
        return "", f"{month} {date.day}" if date.day else month
    year, full = str(PartialDate(year=date.year)), date_to_edtf(date)
    return year, full if full != year else ""


def read_accessed(text: str) -> dict[str, Any]:
    """A day of access as CSL writes it; empty where the text is no date."""
    date = parse_iso(text) or _in_words(text)
    parts = [part for part in (date.year, date.month, date.day) if part] if date else []
    return {"date-parts": [parts]} if date and date.year is not None else {}


def write_accessed(value: object) -> str:
    """A day of access, in ISO 8601; empty where CSL's value is no date."""
    date = date_from_csl(value)
    return str(msgspec.structs.replace(date, literal="")) if date and date.year else ""


def _in_words(text: str) -> PartialDate | None:
    match, month, day, year = _NAMED.fullmatch(text.strip()), "", "", ""
    if match:
        month, day, year = match[1], match[2] or "", match[3] or ""
    elif match := _DAY_FIRST.fullmatch(text.strip()):
        month, day, year = match[2], match[1], match[3] or ""
    if month.lower() not in MONTHS:
        return None
    number = MONTHS.index(month.lower()) + 1
    parts = [int(year) if year else 0, number, *([int(day)] if day else [])]
    date = date_from_csl({"date-parts": [parts]})
    if date is None or (date.day is None) == bool(day):
        return None
    return date if year else msgspec.structs.replace(date, year=None)
