"""Titles compared: equal letter by letter, near, or other; and what they say of other works."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from jupyter_paperlookup.formats.latex_text import decode

NEAR = 90.0
"""From so many percent of common letters on, two titles may be those of one work."""

RENAMED = 70.0
"""What a title keeps at least when a work of the same identifier is renamed."""

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z:]*(?:\s[^<>]*)?/?>")
_LATEX = re.compile(r"[\\$]|\{[^{}]*\}")
# A sign that is part of a name: C++, C#, GPT-4o+.
_SIGN_OF_NAME = re.compile(r"(?<=[^\W_])[+#]+(?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
_NUMBERS = re.compile(r"\d+")
_ACCENTS = range(0x0300, 0x0370)

# What is about another work begins so; with the other title behind it, it looks like that.
_ABOUT = re.compile(
    r"(?:re|reply|replies|response|rejoinder|comment(?:s|ary)?|discussion|erratum|errata|"
    r"corrigend(?:um|a)|correction|addend(?:um|a)|retract(?:ion|ed)|withdrawn|withdrawal|"
    r"supplement(?:ary)?|review|book review|editorial|expression of concern|publisher correction|"
    r"author correction|preface|foreword|introduction)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def comparable(title: str) -> str:
    """A title reduced to its letters, digits and the signs of names, without blanks.

    Entities, markup and TeX become text, compatible signs one (NFKC), accents of Latin, Greek and
    Cyrillic letters fall away. Digits stay: `Qwen2` and `Qwen2.5` are two works. Two titles with
    equal results differ only in how they are written.
    """
    text = _MARKUP.sub("", html.unescape(title))
    if _LATEX.search(text):
        text = decode(text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if ord(sign) not in _ACCENTS)
    composed = unicodedata.normalize("NFC", bare)
    signs = "".join(_SIGN_OF_NAME.findall(composed))
    # A number that ends and another that begins stay two: `2.5` is not `25`.
    words = re.sub(r"(?<=\d)[\W_]+(?=\d)", "·", composed)
    return "".join(re.findall(r"[^\W_]+|·", words)) + signs


def are_equal(one: str, other: str) -> bool:
    """Whether two titles are the same but for how they are written; an empty one equals none."""
    return bool(comparable(one)) and comparable(one) == comparable(other)


def likeness(one: str, other: str) -> float:
    """How many of their letters two titles have in common, up to 100."""
    return ratio(comparable(one), comparable(other))


def have_same_numbers(one: str, other: str) -> bool:
    """Whether two titles have the same numbers: another one is another part, version or year."""
    return sorted(_numbers(one)) == sorted(_numbers(other))


def is_about_another(one: str, other: str) -> bool:
    """Whether just one of two titles begins as those of replies, errata and reviews do."""
    return _begins_so(one) != _begins_so(other)


def words_of(title: str) -> list[str]:
    """The words of a title, folded; a title of one or two names many works."""
    return _WORD.findall(unicodedata.normalize("NFKC", html.unescape(title)).casefold())


def _numbers(title: str) -> list[str]:
    return _NUMBERS.findall(comparable(title))


def _begins_so(title: str) -> bool:
    return bool(_ABOUT.match(html.unescape(title).lstrip(" \"'“‘«([{")))
