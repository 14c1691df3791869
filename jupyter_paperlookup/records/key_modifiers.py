"""What a citation key pattern does to the text of a field.

Source: https://docs.jabref.org/setup/citationkeypatterns
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jupyter_paperlookup.records.key_regex import LONGEST_SUBJECT
from jupyter_paperlookup.records.key_words import folded, is_function_word

Modifier = Callable[[str], str]


def _abbr(text: str) -> str:
    return "".join(word[0] for word in text.split())


def _capitalize(text: str) -> str:
    return " ".join(word.capitalize() for word in text.split())


def _titlecase(text: str) -> str:
    words = (word.lower() if is_function_word(word) else word.capitalize() for word in text.split())
    return " ".join(words)


SIMPLE_MODIFIERS: dict[str, Modifier] = {
    "lower": str.lower,
    "upper": str.upper,
    "abbr": _abbr,
    "capitalize": _capitalize,
    "titlecase": _titlecase,
    "sentencecase": str.capitalize,
}


def truncate(length: int) -> Modifier:
    """The first letters, so many."""
    return lambda text: text[:length].rstrip()


def replace(pattern: re.Pattern[str], replacement: str) -> Modifier:
    """Every match of a regular expression replaced by a text; long texts are cut before."""
    return lambda text: pattern.sub(lambda _: replacement, folded(text)[:LONGEST_SUBJECT])


def fallback(instead: str) -> Modifier:
    """Another text where there is none."""
    return lambda text: text or instead
