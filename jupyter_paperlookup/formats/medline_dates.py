"""Dates in MEDLINE: `2019 Jan 15`, `2019 Jan-Feb`, `2019 Dec-2020 Jan`, `2019 Spring`."""

from __future__ import annotations

import re

from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import MONTHS, date_from_csl

_SEASONS = ("spring", "summer", "autumn", "winter")
_DATE = re.compile(
    r"(\d{4})(?: ([A-Za-z]+)(?: (\d{1,2}))?)?(?:-(?:(\d{4}) ?)?([A-Za-z]+)?(?: ?(\d{1,2}))?)?"
)
_LITERAL_SEASONS = {"fall": "autumn"}


def read_date(text: str) -> PartialDate | None:
    """The date of publication; a literal where it is none that can be told apart."""
    if not text:
        return None
    match = _DATE.fullmatch(text)
    # A day without a year, and words, are read as CSL's.
    return (_dated(match) if match else None) or date_from_csl({"literal": text})


def write_date(date: PartialDate | None) -> str:
    """The date as MEDLINE has it; a day without a year has no year there either."""
    if date is None or date.literal:
        return date.literal if date else ""
    start = _written(date.year, date.month, date.day)
    if date.season and date.month is None:
        start = f"{start} {_SEASONS[date.season - 1].capitalize()}"
    if not date.end:
        return start
    year, month, day = (*date.end, None, None)[:3]
    if year == date.year and month and date.month:
        is_day_alone = month == date.month and day is not None
        end = f"{day}" if is_day_alone else _written(None, month, day)
    else:
        end = _written(year, month, day)
    return f"{start}-{end}"


def _dated(match: re.Match[str]) -> PartialDate | None:
    year, word, day, last_year, last_word, last_day = match.groups()
    season = _season(word or "")
    start = _checked(year, "" if season else word, day)
    if start is None:
        return None
    end: tuple[int, ...] = ()
    if last_year or last_word or last_day:
        same_month = word if last_day and not last_year else None
        last = _checked(last_year or year, last_word or same_month, last_day)
        if last is None or season:
            return None
        end = _parts(last)
    return PartialDate(start.year, start.month, start.day, end=end, season=season)


def _season(word: str) -> int | None:
    name = _LITERAL_SEASONS.get(word.lower(), word.lower())
    return _SEASONS.index(name) + 1 if name in _SEASONS else None


def _checked(year: str, month: str | None, day: str | None) -> PartialDate | None:
    parts = [int(year)]
    if month:
        if month.lower()[:3] not in MONTHS:
            return None
        parts.append(MONTHS.index(month.lower()[:3]) + 1)
        parts += [int(day)] if day else []
    elif day:
        return None
    date = date_from_csl({"date-parts": [parts]})
    return date if date and list(_parts(date)) == parts else None


def _parts(date: PartialDate) -> tuple[int, ...]:
    return tuple(part for part in (date.year, date.month, date.day) if part is not None)


def _written(year: int | None, month: int | None, day: int | None) -> str:
    named = [MONTHS[month - 1].capitalize(), *([str(day)] if day else [])] if month else []
    return " ".join([*([f"{year:04d}"] if year is not None else []), *named])
