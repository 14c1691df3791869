"""How a citation key is made and kept unique."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase

from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN, parse_key_pattern
from jupyter_paperlookup.records.record import Record

LONGEST_KEY = 200

# What pandoc, BibTeX, HTML attributes and MyST all take: no blank, comma, brace or `#%&<>`.
_SAFE_KEY = re.compile(r"\w[\w:.+/?-]*")


def make_key(record: Record, pattern: str = DEFAULT_PATTERN) -> str:
    """The key that a pattern gives a record; unknown parts fall away, at worst it is `paper`.

    Raises:
        InvalidRequest: The pattern cannot be read; the sentence says where.
    """
    return parse_key_pattern(pattern).make(record)


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


def _suffixes() -> Iterator[str]:
    for length in range(1, 8):
        for letters in product(ascii_lowercase, repeat=length):
            yield "".join(letters)
