"""Dates in BibTeX (`year`, `month`, `day`) and in BibLaTeX (`date`, ISO 8601-2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jupyter_paperlookup.formats.bibtex_values import MONTHS
from jupyter_paperlookup.formats.latex_escape import escape
from jupyter_paperlookup.formats.latex_text import decode
from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import parse_iso

_FIRST_SEASON = 21  # ISO 8601-2 writes the seasons as months 21 to 24
_SEASON = re.compile(r"(-?\d{4})-(2[1-4])")
_NAMED_DAY = re.compile(r"[a-z]{3,9}\.?[ ~]\d{1,2}")
_DATE_FIELDS = ("date", "year", "month", "day")
_FULL_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAY = re.compile(r"\b(\d{1,2})\b")


def date_to_bibtex(date: PartialDate | None) -> dict[str, str]:
    """`year`, `month` as BibTeX's own macro, and `day`; values come with their braces."""
    if date is None:
        return {}
    year = escape(date.literal) if date.year is None else str(date.year)
    fields = {"year": f"{{{year}}}"} if year else {}
    if date.month is not None:
        fields["month"] = MONTHS[date.month - 1]
        if date.day is not None:
            fields["day"] = f"{{{date.day}}}"
    return fields


def date_to_biblatex(date: PartialDate | None) -> dict[str, str]:
    """`date` where BibLaTeX can say it; a day without a year, or what is no date, as in BibTeX."""
    if date is None or date.year is None:
        return date_to_bibtex(date)
    return {"date": f"{{{date_to_edtf(date)}}}"}


def date_to_edtf(date: PartialDate) -> str:
    """`2023-10-11`, `2023~`, `2023-21`, `2020/2021`; empty without a year."""
    if date.year is None:
        return ""
    start = _iso(date.year, date.month, date.day)
    if date.season is not None and date.month is None:
        start += f"-{_FIRST_SEASON - 1 + date.season}"
    end = f"/{_iso(*date.end)}" if date.end else ""
    return f"{start}{'~' if date.circa else ''}{end}"


def date_from_fields(fields: Mapping[str, str]) -> PartialDate | None:
    """The date that `date`, else `year`, `month` and `day` say; None if they say nothing."""
    written = decode(fields.get("date", "").replace("~", "?"))
    date = date_from_edtf(written) if written else None
    if date:
        return date
    year = decode(fields.get("year", "")) or written
    month, day = _month_and_day(decode(fields.get("month", "")), fields.get("day", ""))
    parsed = parse_iso(year)
    if parsed is None:
        return PartialDate(month=month, day=day, literal=year) if year or month else None
    if month is None:
        return parsed
    return parse_iso(f"{parsed}-{month:02d}" + (f"-{day:02d}" if day else "")) or parsed


def unsaid_by(date: PartialDate | None, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a date that say more than the date does, such as `June 12--15`, as text."""
    # A tie is a blank in words, and `about` in a date.
    latex = {name: fields[name] for name in _DATE_FIELDS if fields.get(name)}
    if "date" in latex:
        latex["date"] = latex["date"].replace("~", "?")
    texts = {name: decode(value) for name, value in latex.items()}
    known = date or PartialDate()
    return {name: text for name, text in texts.items() if text and not _says(known, name, text)}


def month_agrees(date: PartialDate | None, text: str) -> bool:
    """Whether a month, in whatever words, is the one of a date; no words are no month."""
    return bool(text) and (date is None or _month_and_day(text, "")[0] == date.month)


def _says(date: PartialDate, name: str, text: str) -> bool:
    if text == date.literal:
        return True
    match name:
        case "month":
            word = text.lower().rstrip(".")
            is_word = len(word) > 2 and any(full.startswith(word) for full in _FULL_MONTHS)  # noqa: PLR2004
            is_plain = is_word or word.isdecimal() or _NAMED_DAY.fullmatch(word) is not None
            return is_plain and date.month is not None and month_agrees(date, text)
        case "day":
            return text.isdecimal() and int(text[:4]) == date.day
        case "year":
            parsed = parse_iso(text)
            return parsed is not None and parsed.year == date.year
    return date_from_edtf(text) == date


def date_from_edtf(written: str) -> PartialDate | None:
    """`2023-10-11`, `2023?` (about), `2023-21` (spring), `2020/2021`; the times are left out.

    Source: ISO 8601-2, Extended Date/Time Format, level 1. None where a text is no such date.
    """
    first, _, last = written.partition("/")
    circa = first.endswith(("?", "~", "%"))
    plain = first.rstrip("?~%")
    season = _SEASON.fullmatch(plain)
    start = parse_iso(season[1] if season else plain)
    if start is None:
        return None
    end = parse_iso(last.rstrip("?~%"))
    return PartialDate(
        year=start.year,
        month=start.month,
        day=start.day,
        end=_parts(end) if end else (),
        season=int(season[2]) - _FIRST_SEASON + 1 if season else None,
        circa=circa,
    )


def date_to_iso(date: PartialDate) -> str:
    """A date as BibLaTeX's `urldate` wants it; empty without a year."""
    return "" if date.year is None else _iso(date.year, date.month, date.day)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    sign, digits = ("-", -year) if year < 0 else ("", year)
    parts = [f"{sign}{digits:04d}"]
    for part in (month, day):
        if part is None:
            break
        parts.append(f"{part:02d}")
    return "-".join(parts)


def _parts(date: PartialDate) -> tuple[int, ...]:
    return tuple(part for part in (date.year, date.month, date.day) if part is not None)


def _month_and_day(month: str, day: str) -> tuple[int | None, int | None]:
    """`oct`, `October`, `10` and `oct 11` to numbers; what is none of these to None."""
    name = month.strip().lower()
    number = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else None
    if number is None and name.isdecimal() and 1 <= int(name[:4]) <= len(MONTHS):
        return int(name), _day(day)
    return number, _day(day) or (_day(name) if number else None)


def _day(text: str) -> int | None:
    match = _DAY.search(decode(text))
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None  # noqa: PLR2004
