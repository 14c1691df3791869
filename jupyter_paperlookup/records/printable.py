"""Text of records as one shows it: nothing in it may steer a terminal or turn a line around."""

from __future__ import annotations

import unicodedata

_BREAKS = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def printable(text: str) -> str:
    """Text in one line, without control, direction and surrogate characters."""
    if text.isprintable():  # so is nearly every text, and one can be long
        return text
    return "".join(map(_printable_character, text))


def printable_lines(text: str) -> str:
    """As `printable`, but line breaks and tabs stay."""
    return "".join(
        character if character in "\n\t" else _printable_character(character)
        for character in text.replace("\r\n", "\n")
    )


def _printable_character(character: str) -> str:
    if character in _BREAKS:
        return " "
    if unicodedata.category(character) in {"Cc", "Cs"} or character in _BIDI_CONTROLS:
        return ""
    return character
