"""The byline under an entry of a captured page: who, when, and how many comments.

```
  • 7 authors
·
Apr 21, 2024 2
```

The first line counts the authors or names an organisation, by its handle and then its name; the
date has no year when it is of the year of capture; the last number counts comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import parse_captured

SEPARATOR = "·"

_LONGEST_LINE = 250
_COUNT = re.compile(r"(?:•\s*)?(\d{1,6}) authors?")
_BULLET = "•"
_DATE = re.compile(r"([A-Z][a-z]{2} \d{1,2}(?:, \d{4})?)(?:\s+(\d{1,7}))?")


class Line(msgspec.Struct, frozen=True):
    """One line that is not blank: its number, from 1, and its text without outer blanks."""

    number: int
    text: str

    def touches(self, other: Line) -> bool:
        """Whether the two lines stand next to each other, no blank line between them."""
        return abs(self.number - other.number) == 1


class Byline(msgspec.Struct, frozen=True):
    """What a byline says. `fault` tells, in one sentence, what of it cannot be read."""

    lines: tuple[Line, ...]
    author_count: int | None = None
    organization: str = ""
    issued: PartialDate | None = None
    comments: int | None = None
    fault: str = ""


def byline_at(lines: Sequence[Line], index: int) -> Byline | None:
    """The byline that begins with this line, however damaged; None if none begins here."""
    head = _head(lines, index)
    place = index + len(head.lines)
    separator = _is_separator(lines, place)
    place += separator
    date = _dated(lines[place].text) if place < len(lines) else None
    place += date is not None
    if place == index:
        return None
    fault = head.fault
    if date is None:
        fault = fault or "The byline has no date that can be read."
        place += separator and _is_garbage(lines, place)
    issued, comments = date or (None, None)
    return msgspec.structs.replace(
        head, lines=tuple(lines[index:place]), issued=issued, comments=comments, fault=fault
    )


def _head(lines: Sequence[Line], index: int) -> Byline:
    """The first line of a byline; one without lines if it is missing."""
    line = lines[index]
    count = _COUNT.fullmatch(line.text)
    if count:
        return Byline((line,), author_count=int(count[1]))
    if line.text.startswith(_BULLET):
        return Byline((line,), fault="The byline does not say how many authors.")
    # Only the line right above the separator: further up stands the end of another entry.
    above = _is_separator(lines, index + 1) and line.touches(lines[index + 1])
    if above and line.text != SEPARATOR and len(line.text) <= _LONGEST_LINE:
        return Byline((line,), organization=_organization(line.text))
    return Byline((), fault="The byline says neither authors nor organisation.")


def _organization(text: str) -> str:
    """`Alibaba-DAMO-Academy DAMO Academy` to `DAMO Academy`; a handle alone is all there is."""
    handle, _, name = text.partition(" ")
    return name.strip() or handle


def _is_separator(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and lines[place].text == SEPARATOR


def _dated(text: str) -> tuple[PartialDate, int | None] | None:
    """The date of a byline's last line with the number of comments; None if it is no such line."""
    match = _DATE.fullmatch(text)
    date = parse_captured(match[1]) if match else None
    if match is None or date is None:
        return None
    return date, int(match[2]) if match[2] else None


def _is_garbage(lines: Sequence[Line], place: int) -> bool:
    """Whether what stands in the place of the date is short and next to the separator."""
    if place >= len(lines):
        return False
    return lines[place].touches(lines[place - 1]) and len(lines[place].text) <= _LONGEST_LINE
