"""Citation key patterns in the notation of JabRef and Better BibTeX: `[auth:lower][year]`.

A pattern is text with fields in brackets; behind a field stand modifiers, each after a colon.

Source: https://docs.jabref.org/setup/citationkeypatterns
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import NoReturn

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.key_fields import FIELDS, Field, Numbers
from jupyter_paperlookup.records.key_modifiers import (
    SIMPLE_MODIFIERS,
    Modifier,
    fallback,
    replace,
    truncate,
)
from jupyter_paperlookup.records.key_regex import safe_regex
from jupyter_paperlookup.records.key_words import folded
from jupyter_paperlookup.records.record import Record

DEFAULT_PATTERN = "[auth:lower][year][veryshorttitle:lower]"
LONGEST_PATTERN = 300

# Room for the letters of a clash below the 200 characters that a key may have.
_LONGEST_MADE = 180

_LITERAL = re.compile(r"[A-Za-z0-9_:.+/-]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9_:.+/-]")
_UNSAFE_START = re.compile(r"^[^A-Za-z0-9_]+")
_FIELD = re.compile(r"([A-Za-z.-]+)(?:(\d{1,3})(?:_(\d{1,3}))?)?")
_MODIFIER = re.compile(r"([A-Za-z]+)(\d{1,3})?")
_FALLBACK = re.compile(r"\(([A-Za-z0-9_:.+/-]*)\)")
_REGEX = re.compile(r'\(\s*"((?:[^"\\]|\\.)*)"\s*,\s*"((?:[^"\\]|\\.)*)"\s*\)')
_ESCAPE = re.compile(r"\\([\\\"])")


class _Part(msgspec.Struct, frozen=True):
    """A field with its numbers and modifiers, or a text that stands for itself."""

    literal: str = ""
    field: Field | None = None
    numbers: Numbers = ()
    modifiers: tuple[Modifier, ...] = ()

    def text(self, record: Record) -> str:
        if self.field is None:
            return self.literal
        text = self.field.text(record, self.numbers)
        for modifier in self.modifiers:
            text = modifier(text)
        return _UNSAFE.sub("", folded(text))


class KeyPattern(msgspec.Struct, frozen=True):
    """A pattern that has been read; `parse_key_pattern` makes it."""

    text: str
    parts: tuple[_Part, ...]

    def make(self, record: Record) -> str:
        """The key of a record: unknown parts fall away, at worst it is `paper`."""
        made = "".join(part.text(record) for part in self.parts)
        return _UNSAFE_START.sub("", made)[:_LONGEST_MADE] or "paper"


@lru_cache(maxsize=64)
def parse_key_pattern(text: str) -> KeyPattern:
    """A pattern, read.

    Raises:
        InvalidRequest: It cannot be read; the sentence says at which character, counted from 1.
    """
    if len(text) > LONGEST_PATTERN:
        raise InvalidRequest(f"A key pattern has at most {LONGEST_PATTERN} characters.")
    parts = tuple(_Reader(text).parts())
    if not any(part.field for part in parts):
        raise InvalidRequest(
            f"The key pattern names no field in brackets: write one such as {DEFAULT_PATTERN}."
        )
    return KeyPattern(text, parts)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0

    def parts(self) -> list[_Part]:
        parts = []
        while self._place < len(self._text):
            if self._skip("["):
                parts.append(self._field())
            elif literal := self._match(_LITERAL):
                parts.append(_Part(literal=literal[0]))
            else:
                sign = self._text[self._place]
                self._refuse(f"{sign!r} cannot stand in a key")
        return parts

    def _field(self) -> _Part:
        start = self._place
        found = self._match(_FIELD)
        if found is None:
            self._refuse("the name of a field is missing")
        name = found[1]
        # JabRef writes a field in capitals to have it as it stands in the entry.
        plain = "fulltitle" if name == "TITLE" else name.lower()
        field = FIELDS.get(plain)
        if field is None:
            self._refuse(f"there is no field [{name[:40]}]{_near(plain)}", start)
        numbers = tuple(int(number) for number in found.groups()[1:] if number)
        if not field.fewest <= len(numbers) <= field.most:
            needed = "needs a number" if field.fewest else "takes fewer numbers"
            self._refuse(f"[{name[:40]}] {needed}", start)
        modifiers = []
        while self._skip(":"):
            modifiers.append(self._modifier())
        if not self._skip("]"):
            self._refuse("`]` or `:` is missing")
        return _Part(field=field, numbers=numbers, modifiers=tuple(modifiers))

    def _modifier(self) -> Modifier:
        start = self._place
        if instead := self._match(_FALLBACK):
            return fallback(instead[1])
        found = self._match(_MODIFIER)
        if found is None:
            self._refuse("the name of a modifier, or a text in parentheses, is missing")
        name = found[1].lower()
        if name == "regex" and not found[2]:
            return self._regex()
        if name == "truncate" and found[2]:
            return truncate(int(found[2]))
        if name not in SIMPLE_MODIFIERS or found[2]:
            known = ", ".join([*SIMPLE_MODIFIERS, "truncateN", 'regex("a","b")', "(text)"])
            self._refuse(f"there is no modifier :{found[0][:40]}, but {known}", start)
        return SIMPLE_MODIFIERS[name]

    def _regex(self) -> Modifier:
        start = self._place
        found = self._match(_REGEX)
        if found is None:
            self._refuse('regex is written `:regex("a","b")`')
        expression, replacement = (_ESCAPE.sub(r"\1", text) for text in found.groups())
        try:
            return replace(safe_regex(expression), replacement)
        except ValueError as error:
            self._refuse(f"the regular expression {error}", start)

    def _skip(self, sign: str) -> bool:
        there = self._text.startswith(sign, self._place)
        self._place += there
        return there

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self._text, self._place)
        self._place = match.end() if match else self._place
        return match

    def _refuse(self, why: str, place: int | None = None) -> NoReturn:
        at = (self._place if place is None else place) + 1
        end = "" if why.endswith("?") else "."
        raise InvalidRequest(f"Character {at} of the key pattern cannot be read: {why}{end}")


def _near(name: str) -> str:
    near = difflib.get_close_matches(name[:40], FIELDS, n=1, cutoff=0.7)
    return f": did you mean [{near[0]}]?" if near else ""
