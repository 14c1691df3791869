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
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.text == SEPARATOR:
        headless = Byline((), fault="The byline says neither authors nor organisation.")
        return _dated(headless, lines, index)
    separated = following is not None and following.text == SEPARATOR
    if line.text.startswith(_BULLET) or _COUNT.fullmatch(line.text):
        head = _counted(line)
    elif separated and line.touches(lines[index + 1]) and len(line.text) <= _LONGEST_LINE:
        head = Byline((line,), organization=_organization(line.text))
    else:
        return None
    if separated:
        return _dated(head, lines, index + 1)
    return msgspec.structs.replace(head, fault=head.fault or "The byline has no date.")


def _counted(line: Line) -> Byline:
    match = _COUNT.fullmatch(line.text)
    if match is None:
        return Byline((line,), fault="The byline does not say how many authors.")
    return Byline((line,), author_count=int(match[1]))


def _organization(text: str) -> str:
    """`Alibaba-DAMO-Academy DAMO Academy` to `DAMO Academy`; a handle alone is all there is."""
    handle, _, name = text.partition(" ")
    return name.strip() or handle


def _dated(head: Byline, lines: Sequence[Line], separator: int) -> Byline:
    """The byline with the date that follows its separator, or with the fault that none does."""
    known = (*head.lines, lines[separator])
    date = lines[separator + 1] if separator + 1 < len(lines) else None
    match = _DATE.fullmatch(date.text) if date else None
    issued = parse_captured(match[1]) if match else None
    if date and match and issued:
        return msgspec.structs.replace(
            head,
            lines=(*known, date),
            issued=issued,
            comments=int(match[2]) if match[2] else None,
        )
    if date and date.touches(lines[separator]) and len(date.text) <= _LONGEST_LINE:
        known = (*known, date)
    fault = head.fault or "The byline's date cannot be read."
    return msgspec.structs.replace(head, lines=known, fault=fault)
