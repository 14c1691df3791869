"""Where the entries of a `.bib` text stand, character by character, without reading their fields.

The reader of BibTeX mends what it can; here a text that is not clear is told as one, since what is
written into it must not break it further.
"""

from __future__ import annotations

import re

import msgspec

_START = re.compile(r"(?<![^\r\n])[ \t]*%[^\r\n]*|@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,}]*)")
_NO_ENTRY = frozenset({"comment", "preamble", "string"})
_BRACE = re.compile(r"[{}]")
_SIGN = re.compile(r"[{}\")]")
# The next entry, inside of this one: a brace is missing before it.
_INSIDE = re.compile(r"(?<=[\r\n])[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()=\"#%']+[ \t]*,")


class Place(msgspec.Struct, frozen=True):
    """An entry from its `@` to behind its last brace; `key` as it is written there."""

    key: str
    start: int
    end: int


class Places(msgspec.Struct, frozen=True):
    """The entries of a text in its order, or one sentence on why they cannot be told apart."""

    entries: tuple[Place, ...] = ()
    fault: str = ""


def places_of(text: str) -> Places:
    """Where the entries of a text stand; all else is text between them.

    What follows a `%` at the beginning of a line is a comment, as in biber.

    Args:
        text: The text, with any line breaks.
    """
    entries: list[Place] = []
    place = 0
    while match := _START.search(text, place):
        place = match.end()
        if not match[1]:
            continue
        kind = match[1].lower()
        end = _end(text, place, in_braces=match[2] == "{")
        if kind == "comment":
            place = max(place, end)  # BibTeX itself ignores comments without an end
            continue
        key = _KEY.match(text, place)
        named = f"{kind} {key[1][:60]}" if key and kind not in _NO_ENTRY else f"@{kind}"
        line = text.count("\n", 0, match.start()) + 1
        if end < 0:
            return Places(fault=f"line {line}: {named} has no closing brace")
        if _INSIDE.search(text, place, end):
            return Places(fault=f"line {line}: a brace of {named} is missing")
        if kind not in _NO_ENTRY:
            entries.append(Place(key[1] if key else "", match.start(), end))
        place = end
    return Places(tuple(entries))


def _end(text: str, place: int, *, in_braces: bool) -> int:
    """The place behind the sign that closes what was opened; -1 without one."""
    depth = 1 if in_braces else 0
    is_quoted = False
    for match in (_BRACE if in_braces else _SIGN).finditer(text, place):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if in_braces and depth == 0:
                return match.end()
        elif sign == '"':
            is_quoted ^= depth == 0
        elif depth == 0 and not is_quoted:
            return match.end()
    return -1
