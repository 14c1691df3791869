"""The kinds of queries that are measured, in no engine's own words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.text import word_texts

_FEW = 3


class Asked(NamedTuple):
    """One query.

    Attributes:
        typed: As a person types it here.
        words: Words that may stand in any field.
        is_and: Whether a document must have all of them.
        prefix: The beginning of a word.
        year: A year.
        phrase: Words that stand next to each other in the title.
        misspelt: A word with one mistake.
    """

    typed: str
    words: tuple[str, ...] = ()
    is_and: bool = False
    prefix: str = ""
    year: int | None = None
    phrase: tuple[str, ...] = ()
    misspelt: str = ""


Ask = Callable[[Document, random.Random], Asked]


def _some(document: Document, chance: random.Random, count: int) -> list[str]:
    words = word_texts(f"{document.title} {document.abstract}")
    return chance.sample(words, min(count, len(words)))


def _or(count: int) -> Ask:
    def ask(document: Document, chance: random.Random) -> Asked:
        words = _some(document, chance, count)
        return Asked(" ".join(words) + " ", tuple(words))

    return ask


def _and(count: int) -> Ask:
    def ask(document: Document, chance: random.Random) -> Asked:
        words = _some(document, chance, count)
        return Asked(" ".join(f'"{word}"' for word in words), tuple(words), is_and=True)

    return ask


def _author_year(document: Document, chance: random.Random) -> Asked:
    name = word_texts(document.author.split(";")[0])[-1]
    (word,) = _some(document, chance, 1)
    return Asked(f"{name} {document.year} {word} ", (name, word), year=document.year)


def _prefix(count: int) -> Ask:
    def ask(document: Document, chance: random.Random) -> Asked:
        *words, last = _some(document, chance, count + 1)
        begun = last[: max(3, len(last) * 2 // 3)]
        return Asked(" ".join([*words, begun]), tuple(words), prefix=begun)

    return ask


def _phrase(document: Document, chance: random.Random) -> Asked:
    words = word_texts(document.title)
    at = chance.randrange(len(words) - 2)
    pair = words[at : at + 2]
    return Asked(f'title:"{" ".join(pair)}"', phrase=tuple(pair))


def _typo(document: Document, chance: random.Random) -> Asked:
    word = max(word_texts(document.title), key=len)
    at = chance.randrange(1, len(word) - 1)
    wrong = word[:at] + "q" + word[at + 1 :]
    return Asked(wrong + " ", misspelt=wrong)


KINDS: dict[str, Ask] = {
    "1 word": _or(1),
    "2 words": _or(2),
    "3 words": _or(3),
    "8 words": _or(8),
    "3 words, all": _and(3),
    "author, year, word": _author_year,
    "prefix": _prefix(0),
    "2 words and a prefix": _prefix(2),
    "phrase in the title": _phrase,
    "one typo": _typo,
}


def usable(corpus: list[Document]) -> list[Document]:
    """The documents of which queries of every kind can be made."""
    return [
        one
        for one in corpus
        if word_texts(one.author) and one.year and one.abstract and _is_long(one.title)
    ]


def _is_long(title: str) -> bool:
    words = word_texts(title)
    return len(words) > _FEW and max(map(len, words)) > _FEW


def queries(kind: str, among: list[Document], count: int) -> Iterator[Asked]:
    """The queries of a kind, the same ones in every run."""
    chance = random.Random(11)  # noqa: S311  # no secret
    sample = chance.sample(among, min(count, len(among)))
    return (KINDS[kind](one, chance) for one in sample)
