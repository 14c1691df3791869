"""The parts that a query can have."""

from __future__ import annotations

import re

import msgspec

FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR_DIGITS = 4
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")
_HALF_YEARS = re.compile(r"(\d{4})?(\.{1,2})?(\d{1,3})?")


class Word(msgspec.Struct, frozen=True):
    """One word, folded. Without a field it may match anywhere.

    `joined` is the whole hyphenated word that this one is a part of, in one.
    """

    text: str
    field: str = ""
    joined: str = ""
    is_prefix: bool = False
    is_excluded: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """Words that must stand next to each other; `is_prefix` is about the last one."""

    words: tuple[str, ...]
    field: str = ""
    is_prefix: bool = False
    is_excluded: bool = False


class Years(msgspec.Struct, frozen=True):
    """A range of years, both ends included; None is an open end."""

    first: int | None
    last: int | None
    is_excluded: bool = False

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return (
            f"{'' if self.first is None else self.first}..{'' if self.last is None else self.last}"
        )


class Identifier(msgspec.Struct, frozen=True):
    """A normalised `key`, `arxiv` id or `doi`."""

    kind: str
    value: str
    is_prefix: bool = False
    is_excluded: bool = False


def is_year(text: str) -> bool:
    """Whether a word may be the year of a paper."""
    return (
        len(text) == _YEAR_DIGITS
        and text.isascii()
        and text.isdigit()
        and FIRST_YEAR <= int(text) <= LAST_YEAR
    )


def years_from(text: str, *, is_half: bool = False) -> Years | None:
    """The years of `2023`, `2020..2023`, `2020..` or `..2023`; None where it is no such thing.

    Args:
        text: What was typed.
        is_half: Whether more may come: `202` is then what may become of it, 2020 to 2029.
    """
    match = _YEARS.fullmatch(text)
    if match and (match[1] or match[3]) and (match[2] or not match[3]):
        first = int(match[1]) if match[1] else None
        last = int(match[3]) if match[3] else None
        return Years(first, last if match[2] else first)
    half = _HALF_YEARS.fullmatch(text) if is_half else None
    if half is None or not (half[1] or half[3]):
        return None
    if half[1]:
        return Years(int(half[1]), None)
    missing = _YEAR_DIGITS - len(half[3])
    first = None if half[2] else int(half[3] + "0" * missing)
    return Years(first, int(half[3] + "9" * missing))
