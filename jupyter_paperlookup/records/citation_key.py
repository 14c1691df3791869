"""How a citation key is made and kept unique.

The pattern is `[auth:lower][year][veryshorttitle:lower]` in JabRef's language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase

from jupyter_paperlookup.records.record import Record

# JabRef skips these at the start of a title.
# Source: https://docs.jabref.org/setup/citationkeypatterns
_SKIPPED = """
a an the about above across against along among around at before behind below beneath beside
between beyond by down during except for from in inside into like near of off on onto since
to toward through under until up upon with within without and but for nor or so yet
"""
_SKIPPED_WORDS = frozenset(_SKIPPED.split())

# Letters that Unicode does not decompose into ASCII ones.
_FOLDED = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i",
    }
)  # fmt: skip

LONGEST_KEY = 200

# What pandoc, BibTeX, HTML attributes and MyST all take: no blank, comma, brace or `#%&<>`.
_SAFE_KEY = re.compile(r"\w[\w:.+/?-]*")


def make_key(record: Record) -> str:
    """The key that the pattern gives a record; unknown parts fall away, at worst it is `paper`."""
    author = ascii_letters(record.author[0].surname) if record.author else ""
    year = str(record.year) if record.year is not None else ""
    return (author + year + _very_short_title(record.title)).lower() or "paper"


def unique_key(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted key, or with a, b, ... z, aa ... behind it, the first that is free.

    Args:
        wanted: The key to begin with.
        is_taken: Whether a key is in use already, upper and lower case being the same.
    """
    if not is_taken(wanted):
        return wanted
    return next(wanted + suffix for suffix in _suffixes() if not is_taken(wanted + suffix))


def is_valid_key(key: str) -> bool:
    """Whether a key can stand in every dialect: letters, digits, punctuation, no blanks."""
    return len(key) <= LONGEST_KEY and _SAFE_KEY.fullmatch(key) is not None


def ascii_letters(text: str) -> str:
    """The ASCII letters and digits of a text, accents folded away."""
    folded = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    return re.sub(r"[^A-Za-z0-9]", "", folded)


def _very_short_title(title: str) -> str:
    """The first word of the title that says something: `FIT: Far-reaching ...` gives `FIT`."""
    words = [ascii_letters(word) for word in re.split(r"[\s:/,;()\[\]\u2013\u2014-]+", title)]
    return next((word for word in words if word and word.lower() not in _SKIPPED_WORDS), "")


def _suffixes() -> Iterator[str]:
    for length in range(1, 8):
        for letters in product(ascii_lowercase, repeat=length):
            yield "".join(letters)
