"""Dates as bibliographies know them: often only a year, sometimes only a day and a month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from typing import Any

import msgspec

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_CAPTURED = re.compile(r"([A-Z][a-z]{2}) (\d{1,2})(?:, (\d{4}))?")


class PartialDate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date of which any part may be unknown.

    `month` is 1-12, `day` 1-31; `end` is the last date of a range as (year, month, day) cut
    short where unknown; `season` is CSL's 1-4; `literal` is text that is no date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: tuple[int, ...] = ()
    season: int | None = None
    circa: bool = False
    literal: str = ""

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are known."""
        return None not in (self.year, self.month, self.day)

    def __str__(self) -> str:
        """ISO 8601, cut short where unknown; `--12-11` for a day without a year."""
        if self.literal:
            return self.literal
        if self.year is None:
            parts = [part for part in (self.month, self.day) if part is not None]
            return "--" + "-".join(f"{part:02d}" for part in parts) if parts else ""
        text = f"{self.year:04d}"
        for part in (self.month, self.day):
            if part is None:
                break
            text += f"-{part:02d}"
        return text


def parse_iso(text: str) -> PartialDate | None:
    """`2023`, `2023-10`, `2023-10-11` (a time after it is dropped) to a date, else None."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return _checked(year, month, day)


def parse_captured(text: str) -> PartialDate | None:
    """`Oct 11, 2023` or `Jun 16`, as captured pages write them, to a date, else None."""
    match = _CAPTURED.fullmatch(text.strip())
    if match is None or match[1].lower() not in MONTHS:
        return None
    month = MONTHS.index(match[1].lower()) + 1
    return _checked(int(match[3]) if match[3] else None, month, int(match[2]))


def date_from_csl(value: object) -> PartialDate | None:
    """A CSL-JSON date to a date; None where it says nothing that can be kept.

    Source: https://github.com/citation-style-language/schema, `date-variable`.
    """
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    first, last = _date_parts(parts)
    raw = str(value.get("literal") or value.get("raw") or "")
    parsed = _parse_literal(raw) if raw and not first else None
    year, month, day = (*first, None, None, None)[:3]
    season = _integer(value.get("season"))
    date = PartialDate(
        year=parsed.year if parsed else year,
        month=parsed.month if parsed else month,
        day=parsed.day if parsed else day,
        end=last if first else (),
        season=season if season in (1, 2, 3, 4) else None,
        circa=bool(value.get("circa")),
        literal="" if parsed else raw,
    )
    return None if date == PartialDate() else date


def date_to_csl(date: PartialDate) -> dict[str, Any]:
    """A date to CSL-JSON; a day without a year, which CSL cannot say, becomes a literal."""
    csl: dict[str, Any] = {}
    if date.year is not None:
        start = _cut_short(date.year, date.month, date.day)
        csl["date-parts"] = [start, list(date.end)] if date.end else [start]
    elif date.month is not None:
        month = MONTHS[date.month - 1].capitalize()
        csl["literal"] = f"{month} {date.day}" if date.day else month
    if date.season is not None:
        csl["season"] = date.season
    if date.circa:
        csl["circa"] = True
    if date.literal:
        csl["literal"] = date.literal
    return csl


def _parse_literal(text: str) -> PartialDate | None:
    """A date in ISO 8601, or without a year as `date_to_csl` writes it."""
    if text.lower() in MONTHS:
        return PartialDate(month=MONTHS.index(text.lower()) + 1)
    captured = parse_captured(text)
    return captured if captured and captured.year is None else parse_iso(text)


def _date_parts(value: object) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """CSL's `date-parts` to its first and last date, each cut at the first impossible part."""
    if not isinstance(value, list):
        return (), ()
    dates = [_valid_parts(part) for part in value[:2] if isinstance(part, list)]
    return (*dates, (), ())[:2]  # type: ignore[return-value]  # two empty dates are appended


def _valid_parts(parts: Sequence[object]) -> tuple[int, ...]:
    """The numbers of a date up to the first that cannot be: a 13th month, a 30th of February."""
    numbers: list[int] = []
    for part in parts[:3]:
        number = _integer(part)
        lowest, highest = _limits(numbers)
        if number is None or not lowest <= number <= highest:
            break
        numbers.append(number)
    return tuple(numbers)


def _limits(before: Sequence[int]) -> tuple[int, int]:
    """The lowest and highest number that can follow these: a year, a month, a day.

    Year 0 stands for an unknown one, and is a leap year like 1 BC that it also stands for.
    """
    match before:
        case [year, month]:
            return 1, monthrange(year, month)[1]
        case [_]:
            return 1, len(MONTHS)
    return -9999, 9999


def _integer(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None


def _cut_short(*parts: int | None) -> list[int]:
    known: list[int] = []
    for part in parts:
        if part is None:
            break
        known.append(part)
    return known


def _checked(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    parts = [part for part in (year or 0, month, day) if part is not None]
    if list(_valid_parts(list(parts))) != parts:
        return None
    return PartialDate(year=year, month=month, day=day)
