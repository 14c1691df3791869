"""The regular expressions that a key pattern may hold: those that cannot take long.

Python tries every way to match, which takes forever for `(a+)+b`. Without groups, and with few
repetitions over a short text, there are not many ways.
"""

from __future__ import annotations

import re

LONGEST_REGEX = 100
LONGEST_SUBJECT = 200
MOST_REPETITIONS = 2

_ESCAPED = re.compile(r"\\[sSdDwWbB]|\\[^\w\s]")
_CLASS = re.compile(r"\[\^?\]?(?:\\[sSdDwW]|\\[^\w\s]|[^\[\]\\])*\]")
_REPETITION = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
_SET_OPERATION = re.compile(r"--|&&|\|\||~~")


def safe_regex(text: str) -> re.Pattern[str]:
    """A regular expression without groups and with at most two repetitions, compiled.

    Raises:
        ValueError: It is something else; the words say what, to stand behind "the regular
            expression".
    """
    if len(text) > LONGEST_REGEX:
        raise ValueError(f"is longer than {LONGEST_REGEX} characters")
    place = repetitions = 0
    while place < len(text):
        repetition = _REPETITION.match(text, place)
        if repetition:
            repetitions += 1
            place = repetition.end()
        else:
            place = _after_character(text, place)
    if repetitions > MOST_REPETITIONS:
        raise ValueError(f"repeats more than {MOST_REPETITIONS} times (`*`, `+`, `?`, `{{}}`)")
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"cannot be read: {error.msg}") from error


def _after_character(text: str, place: int) -> int:
    """Where the character, escape or class that begins here ends."""
    match text[place]:
        case "(" | ")":
            raise ValueError(r"has a group: write `\(` for the sign")
        case "\\":
            found = _ESCAPED.match(text, place)
        case "[":
            found = _CLASS.match(text, place)
            if found and _SET_OPERATION.search(found[0]):
                found = None
        case _:
            return place + 1
    if found is None:
        raise ValueError(f"cannot be read at {text[place : place + 10]!r}")
    return found.end()
