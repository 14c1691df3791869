"""Values of BibTeX fields: braced or quoted text, numbers and macros, joined by `#`."""

from __future__ import annotations

import re

import msgspec

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LONGEST_MACRO = 10_000
_SPARE_EXPANSION = 1_000_000
_BARE = re.compile(r"[^\s\"#%'(),={}]+")
_BRACES = re.compile(r"(?<!\\)[{}]")
_BRACES_AND_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_BLANKS = re.compile(r"\s*")


class Value(msgspec.Struct, frozen=True):
    """A value read as far as possible.

    `text` is still LaTeX. `rest` is what stands behind the value and should not. `undefined`
    are macros that nothing defines; their names stand in the text.
    """

    text: str
    rest: str = ""
    undefined: tuple[str, ...] = ()


class Macros:
    """The macros of one text, by name in lower case; months stand for themselves.

    Macros may hold macros, so a few lines can stand for gigabytes: the length of one and of all
    that they are put in for is bounded. Beyond it they stay names.

    Args:
        source_length: Length of the text they are in; expansions may come to the same again.
    """

    def __init__(self, source_length: int) -> None:
        self._texts: dict[str, str] = {month: month for month in MONTHS}
        self._budget = source_length + _SPARE_EXPANSION

    def define(self, name: str, raw: str) -> tuple[str, ...]:
        """Define a macro; the names of those that it holds and that nothing defines yet."""
        value = self.value(raw)
        self._texts[name.lower()] = value.text[:_LONGEST_MACRO]
        return value.undefined

    def value(self, raw: str) -> Value:
        """A value as it stands in the source, its parts put together."""
        parts: list[str] = []
        undefined: list[str] = []
        place = _after_blanks(raw, 0)
        while place < len(raw):
            start, end, next_place = _part_at(raw, place)
            if next_place == place:
                break
            text = raw[start:end]
            if start == place and not text.isdigit():
                text = self._expanded(text, undefined)
            parts.append(text)
            place = _after_blanks(raw, next_place)
            if not raw.startswith("#", place):
                break
            place = _after_blanks(raw, place + 1)
        return Value("".join(parts), raw[place:].strip(), tuple(undefined))

    def _expanded(self, name: str, undefined: list[str]) -> str:
        text = self._texts.get(name.lower())
        if text is None or len(text) > self._budget:
            undefined.append(name)
            return name
        self._budget -= len(text)
        return text


def _part_at(raw: str, place: int) -> tuple[int, int, int]:
    """Beginning and end of the text of one part, and the place behind it."""
    if raw[place] == "{":
        end = _closing(raw, place + 1, "}", _BRACES)
        return place + 1, end, min(end + 1, len(raw))
    if raw[place] == '"':
        end = _closing(raw, place + 1, '"', _BRACES_AND_QUOTE)
        return place + 1, end, min(end + 1, len(raw))
    match = _BARE.match(raw, place)
    end = match.end() if match else place
    return place, end, end


def _closing(raw: str, start: int, closing: str, marks: re.Pattern[str]) -> int:
    depth = 0
    for match in marks.finditer(raw, start):
        if match[0] == closing and depth == 0:
            return match.start()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return len(raw)


def _after_blanks(raw: str, place: int) -> int:
    match = _BLANKS.match(raw, place)
    return match.end() if match else place
