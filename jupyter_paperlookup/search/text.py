"""Texts as words: the one analysis that index, query and highlighting share.

Changing what this file makes of a text changes every index: raise `SCHEMA_VERSION` with it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

MAX_WORD = 64
"""Longer words are cut: nobody types them, and they would fill the term lists."""

MAX_PARTS = 6
"""A hyphenated word of more parts is a list, not a word; it gets no joined form."""

# Han and kana are written without spaces: each character is a word of its own.
_IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]+"
_WORD = rf"{_LETTERS}(?:[\u0300-\u036f\u00ad]+(?:{_LETTERS})?)*"
_HYPHENS = r"\-\u2010\u2011"
_CHUNK = re.compile(rf"{_WORD}(?:['\u2019{_HYPHENS}]{_WORD})*|[{_IDEOGRAPHS}]")
_PART = re.compile(rf"[^{_HYPHENS}]+")

_POSSESSIVE = re.compile(r"['\u2019]s$")
_APOSTROPHES = re.compile(r"['\u2019]")

# Letters that Unicode does not decompose, as people type them without the keyboard for it.
_UNDECOMPOSED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)

_KEPT = 1 << 15  # words in the caches: by Zipf's law these are nearly all that a text is made of

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
    first = 0
    for chunk, at in chunks(text):
        parts = chunk_tokens(chunk)
        found += [
            Token(word, first + position, at + start, at + end, is_joined)
            for word, position, start, end, is_joined in parts
        ]
        first += sum(not part.is_joined for part in parts)
    return found


def chunks(text: str) -> Iterator[tuple[str, int]]:
    """The hyphenated or single words of a text as they stand there, and where they begin."""
    return ((match[0], match.start()) for match in _CHUNK.finditer(text))


@lru_cache(maxsize=_KEPT)
def chunk_tokens(chunk: str) -> tuple[Token, ...]:
    """The words of what `chunks` found, positions and places counted from its beginning."""
    parts: list[Token] = []
    for match in _PART.finditer(chunk):
        word = fold(match[0])
        if word:
            parts.append(Token(word, len(parts), *match.span()))
    whole = joined([part.text for part in parts])
    if whole is not None:
        parts.append(Token(whole, 0, parts[0].start, parts[-1].end, is_joined=True))
    return tuple(parts)


def joined(parts: Sequence[str]) -> str | None:
    """What stands for a whole hyphenated word; None for what has one part, or too many."""
    return "".join(parts)[:MAX_WORD] if 1 < len(parts) <= MAX_PARTS else None


@lru_cache(maxsize=_KEPT)
def chunk_terms(chunk: str, *, is_stemmed: bool) -> frozenset[str]:
    """The terms of what `chunks` found, as a field of the index has them."""
    words = (token.text for token in chunk_tokens(chunk))
    return frozenset(map(stem, words) if is_stemmed else words)


def word_texts(text: str) -> list[str]:
    """The words of a text without the joined forms."""
    return [token.text for token in tokens(text) if not token.is_joined]


@lru_cache(maxsize=_KEPT)
def fold(word: str) -> str:
    """A word as it is compared: without case, accents, ligatures, possessive and apostrophes."""
    if word.isascii() and "'" not in word:
        return word.lower()[:MAX_WORD]
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", word))
    decomposed = unicodedata.normalize("NFKD", bare).casefold().translate(_UNDECOMPOSED)
    kept = (letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))
    return "".join(kept)[:MAX_WORD]


def stems(words: list[str]) -> list[str]:
    """As `stem`, for many words at once."""
    with _stemmer_lock:
        found = _stemmer.stemWords(words)
    return [each or word for each, word in zip(found, words, strict=True)]


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The stem of a folded word (Snowball's English), so that `reach` finds `reaching`."""
    with _stemmer_lock:  # a Snowball stemmer keeps state while it works
        return str(_stemmer.stemWord(word)) or word
