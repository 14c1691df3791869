"""Names in which every program finds no sign of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

NOT_OF_KEYS = re.compile(r"[^A-Za-z0-9:._/+-]+")
NOT_OF_FILES = re.compile(r"[^A-Za-z0-9._-]+")
NOT_OF_ANCHORS = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST = 120


def plain_names(names: Iterable[str], other: re.Pattern[str]) -> dict[str, str]:
    """A name of plain ASCII for each name, each another, whatever the case of its letters.

    Args:
        names: Any names.
        other: The signs that the plain ones do not have.
    """
    plain: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        wanted = other.sub("-", folded)[:_LONGEST].strip("-") or "work"
        chosen, number = wanted, 1
        while chosen.lower() in taken:
            number += 1
            chosen = f"{wanted}-{number}"
        taken.add(chosen.lower())
        plain[name] = chosen
    return plain
