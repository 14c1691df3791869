"""Texts as words: the one analysis that index, query and highlighting share.

Changing what this file makes of a text changes every index: raise `SCHEMA_VERSION` with it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

MAX_WORD = 64
"""Longer words are cut: nobody types them, and they would fill the term lists."""

# Han and kana are written without spaces: each character is a word of its own.
_IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}]"
_INSIDE = rf"(?:{_LETTER}|[\u0300-\u036f\u00ad])"
_WORD = re.compile(rf"{_LETTER}{_INSIDE}*(?:['\u2019]{_INSIDE}+)*|[{_IDEOGRAPHS}]")
_HYPHENS = frozenset("-\u2010\u2011")
_MAX_PARTS = 6

_POSSESSIVE = re.compile(r"['\u2019]s$")
_APOSTROPHES = re.compile(r"['\u2019]")

# Letters that Unicode does not decompose, as people type them without the keyboard for it.
_UNDECOMPOSED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)

_stemmer = Stemmer.Stemmer("english", 0)
_stemmer_lock = threading.Lock()


class Token(NamedTuple):
    """A word of a text: folded, with its place among the words and its characters.

    `is_joined` marks what stands for a whole hyphenated word (`farreaching`); it has the
    position of its first part.
    """

    text: str
    position: int
    start: int
    end: int
    is_joined: bool = False


def tokens(text: str) -> list[Token]:
    """All words of a text in order; a hyphenated word gives its parts, then itself in one."""
    found: list[Token] = []
    parts: list[Token] = []
    position = 0
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if not word:
            continue
        start, end = match.span()
        if parts and not (start == parts[-1].end + 1 and text[start - 1] in _HYPHENS):
            found += _joined(parts)
            parts = []
        token = Token(word, position, start, end)
        found.append(token)
        parts.append(token)
        position += 1
    return found + _joined(parts)


def word_texts(text: str) -> list[str]:
    """The words of a text without the joined forms."""
    return [token.text for token in tokens(text) if not token.is_joined]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word as it is compared: without case, accents, ligatures, possessive and apostrophes."""
    if word.isascii() and "'" not in word:
        return word.lower()[:MAX_WORD]
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word))
    decomposed = unicodedata.normalize("NFKD", bare).casefold().translate(_UNDECOMPOSED)
    kept = (letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))
    return "".join(kept)[:MAX_WORD]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word (Snowball's English), so that `reach` finds `reaching`."""
    with _stemmer_lock:  # a Snowball stemmer keeps state while it works
        return str(_stemmer.stemWord(word)) or word


def _joined(parts: list[Token]) -> list[Token]:
    if not 1 < len(parts) <= _MAX_PARTS:
        return []
    whole = "".join(part.text for part in parts)[:MAX_WORD]
    return [Token(whole, parts[0].position, parts[0].start, parts[-1].end, is_joined=True)]
