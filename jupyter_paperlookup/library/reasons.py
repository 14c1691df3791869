"""Reasons in plain words: what was counted, when, and how much of the score it makes."""

from __future__ import annotations

import math
from collections.abc import Iterable

from jupyter_paperlookup.library.ranked import Reason
from jupyter_paperlookup.library.text_columns import day_of

_MOST = 4
_TELLS = 0.005
"""What is a smaller part of the score is no reason."""


def told(parts: Iterable[tuple[str, float]]) -> tuple[Reason, ...]:
    """The parts of a score as reasons with shares of the whole, greatest first."""
    known = [(text, float(part)) for text, part in parts if part > 0]
    whole = sum(part for _, part in known)
    known = sorted((each for each in known if each[1] > _TELLS * whole), key=lambda each: -each[1])
    return tuple(Reason(text, part / whole) for text, part in known[:_MOST])


def many(number: float, one: str) -> str:
    """`1 vote`, `31 votes`."""
    count = int(number)
    return f"{count:,} {one}" + ("" if count == 1 else "s")


def on(number: float, before: str = " on ") -> str:
    """A day of the columns, behind a word; empty where it is not known."""
    return "" if math.isnan(number) else f"{before}{day_of(number).isoformat()}"
