"""Search without an index: every document is looked through, while one is being built.

It finds what has all words, where the index would find what answers best: no typing errors are
forgiven, and rank is by where the words stand. The time that it may take is bounded.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Hit, Page, Span
from jupyter_paperlookup.search.highlight import merged
from jupyter_paperlookup.search.query import Query
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Word, Years
from jupyter_paperlookup.search.text import stem, tokens, word_texts

SECONDS = 3.0

_FIELDS = ("title", "author", "abstract")
_WEIGHTS = {"title": 4.0, "author": 3.0, "abstract": 1.0, "year": 2.0, "source": 1.0, "key": 8.0}
_STEMMED = frozenset({"title", "abstract"})
_EXACT = 100.0
_CHANGED = 2  # so many letters at the end of a stem may be others than in the word


class LookedThrough(NamedTuple):
    """What was found.

    Attributes:
        page: The best hits.
        documents: How many documents were looked at.
        is_whole: Whether those were all.
    """

    page: Page
    documents: int
    is_whole: bool


def look_through(
    documents: Iterable[Document],
    query: Query,
    *,
    limit: int = 10,
    offset: int = 0,
    now: Callable[[], float] = time.monotonic,
) -> LookedThrough:
    """The documents that have all that a query asks for, best first.

    Args:
        documents: All of them; the next one is asked for as long as there is time.
        query: What to look for.
        limit: At most so many hits.
        offset: How many of the best to pass over.
        now: A clock in seconds.
    """
    end = now() + SECONDS
    asked = _Asked(query)
    found: list[tuple[float, int, Document]] = []
    seen = 0
    is_whole = True
    for document in documents:
        if now() > end:
            is_whole = False
            break
        seen += 1
        score = asked.score(document)
        if score > 0:
            found.append((score, -seen, document))
    best = heapq.nlargest(offset + limit, found)[offset:]
    hits = tuple(Hit(each.key, score, asked.matches(each)) for score, _, each in best)
    return LookedThrough(Page(hits, len(found)), seen, is_whole)


class _Asked:
    """What a query asks for, of one document after the other."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._words = [word for word in query.words if not word.is_excluded]
        self._without = [word for word in query.words if word.is_excluded]

    def score(self, document: Document) -> float:
        """How well a document answers; 0 where it lacks something."""
        if document.key.lower() in self._query.possible_keys:
            return _EXACT
        if not self._may_answer(document):
            return 0.0
        fields = {field: _words_of(document, field) for field in _FIELDS}
        places = [_places(document, fields, word) for word in self._words]
        if (
            not all(places)
            or any(_places(document, fields, word) for word in self._without)
            or any(
                bool(_phrase_in(fields, each)) == each.is_excluded for each in self._query.phrases
            )
        ):
            return 0.0
        identified = any(not each.is_excluded for each in self._query.identifiers)
        weights = (max(_WEIGHTS[place] for place in here) for here in places)
        return 1.0 + sum(weights) + _EXACT * identified

    def _may_answer(self, document: Document) -> bool:
        """Whether it is worth it to cut a document's texts into words."""
        text = f"{document.title}\n{document.author}\n{document.abstract}".lower()
        return (
            all(_may_have(text, word) or _places(document, {}, word) for word in self._words)
            and all(_in_years(document, years) for years in self._query.years)
            and all(_is_identified(document, each) for each in self._query.identifiers)
        )

    def matches(self, document: Document) -> dict[str, tuple[Span, ...]]:
        """Where the words stand in a document's texts."""
        words = [*self._words, *_words_of_phrases(self._query.phrases)]
        found: dict[str, tuple[Span, ...]] = {}
        for field in _FIELDS:
            spans = {
                (token.start, token.end)
                for token in tokens(getattr(document, field))
                if any(
                    word.field in ("", field) and _is_meant(token.text, word, field)
                    for word in words
                )
            }
            if spans:
                found[field] = merged(spans)
        return found


def _may_have(text: str, word: Word) -> bool:
    """Whether a text in lower case may have a word: most have not even how it begins."""
    if not text.isascii() or "'" in text or "-" in text:
        return True  # what its letters are as words is not seen at once
    base = stem(word.text)
    return base[: max(1, len(base) - _CHANGED)] in text


def _words_of(document: Document, field: str) -> list[str]:
    return [token.text for token in tokens(getattr(document, field))]


def _places(document: Document, fields: dict[str, list[str]], word: Word) -> list[str]:
    """The fields in which a word stands."""
    found = [
        field
        for field, texts in fields.items()
        if word.field in ("", field) and any(_is_meant(text, word, field) for text in texts)
    ]
    if not word.field and document.year is not None and str(document.year) == word.text:
        found.append("year")
    if not word.field and document.key.lower() == word.text:
        found.append("key")
    if word.field == "source" and word.text in {
        text for source in document.sources for text in word_texts(source)
    }:
        found.append("source")
    return found


def _is_meant(text: str, word: Word, field: str) -> bool:
    if word.is_prefix and text.startswith(word.text):
        return True
    if text in (word.text, word.joined):
        return True
    return field in _STEMMED and stem(text) == stem(word.text)


def _phrase_in(fields: dict[str, list[str]], phrase: Phrase) -> list[str]:
    """The fields in which the words of a phrase stand next to each other."""
    size = len(phrase.words)
    words = [Word(text) for text in phrase.words]
    if phrase.is_prefix and words:
        words[-1] = Word(words[-1].text, is_prefix=True)
    return [
        field
        for field, texts in fields.items()
        if phrase.field in ("", field)
        and any(
            all(map(_is_meant, texts[at : at + size], words, [field] * size))
            for at in range(len(texts) - size + 1)
        )
    ]


def _words_of_phrases(phrases: Iterable[Phrase]) -> list[Word]:
    return [
        Word(text, phrase.field)
        for phrase in phrases
        if not phrase.is_excluded
        for text in phrase.words
    ]


def _in_years(document: Document, years: Years) -> bool:
    year = document.year
    is_in = year is not None and (years.first or year) <= year <= (years.last or year)
    return is_in != years.is_excluded


def _is_identified(document: Document, asked: Identifier) -> bool:
    value = {"key": document.key, "arxiv": document.arxiv, "doi": document.doi}[asked.kind].lower()
    is_it = value == asked.value or (asked.is_prefix and value.startswith(asked.value))
    return is_it != asked.is_excluded
