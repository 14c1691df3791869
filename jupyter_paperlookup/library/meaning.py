"""Answers by words and by meaning in one list; the words alone say what must and must not be."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from jupyter_paperlookup.library.semantics import Semantics
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Hit, Page, Searcher
from jupyter_paperlookup.search.preference import Preference
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, Query, parse_query
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Word
from jupyter_paperlookup.search.relating import RelatedHit
from jupyter_paperlookup.search.semantic.embedder import text_of
from jupyter_paperlookup.search.semantic.fusing import DEPTH, NEAR_DEPTH, Scored, fused
from jupyter_paperlookup.search.text import word_texts

MAX_MEANING = 2000
"""So many characters of a query are read for what they mean: a paragraph or two."""

_MOST_LOOKED_AT = 1000
"""So many of the nearest are tried where a query says what must be."""


def long_query(text: str) -> Query:
    """The query that a text is of which a part is looked for as words, and all for its meaning.

    Raises:
        UnreadableQuery: As for `parse_query`, but for its length, of which more may be read.
    """
    words = within_bounds(text)
    if words == text or len(text) > MAX_MEANING:
        return parse_query(text)
    return msgspec.structs.replace(parse_query(words), text=text, is_cut=True)


def within_bounds(text: str) -> str:
    """As many of the first words as a query may have; one that is cut asks for no phrases."""
    if len(text) <= MAX_CHARACTERS and len(word_texts(text)) <= MAX_WORDS:
        return text
    words: list[str] = []
    left = MAX_WORDS
    for word in text.replace('"', " ").split():
        left -= len(word_texts(word))
        if left < 0 or len(" ".join([*words, word])) > MAX_CHARACTERS:
            break
        words.append(word)
    return " ".join(words)


def search_by_meaning(
    searcher: Searcher,
    semantics: Semantics,
    query: Query,
    preference: Preference | None = None,
    *,
    limit: int,
    offset: int,
) -> Page:
    """As `Searcher.search`, with what is near in meaning to the words; scores are those of `fused`.

    Args:
        searcher: What finds words.
        semantics: What finds meanings.
        query: What was asked; of a `long_query` all is read for its meaning.
        preference: As for `Searcher.search`.
        limit: At most so many hits.
        offset: How many of the best to pass over.

    Raises:
        ModelUnavailable: There is no model, or nothing that could open it.
    """
    depth = max(DEPTH, offset + limit)
    page = searcher.search(query, limit=depth, preference=preference)
    by_words = {hit.key: hit for hit in page.hits}
    near = _allowed(searcher, query, semantics, depth)
    both = fused([(hit.key, hit.score) for hit in page.hits], near)
    hits = tuple(
        Hit(key, score, by_words[key].matches if key in by_words else {}) for key, score in both
    )
    return msgspec.structs.replace(
        page, hits=hits[offset : offset + limit], total=max(page.total, len(hits))
    )


def related_by_meaning(
    searcher: Searcher,
    semantics: Semantics,
    about: Document,
    *,
    limit: int,
    without: Collection[str],
) -> tuple[RelatedHit, ...]:
    """As `Searcher.related`, with what is near in meaning; that alone comes without words.

    Raises:
        ModelUnavailable: There is no model, or nothing that could open it.
    """
    depth = max(DEPTH, limit)
    hits = searcher.related(about, limit=depth, without=without)
    words = {hit.key: hit.words for hit in hits}
    near = semantics.nearest(text_of(about), max(NEAR_DEPTH, limit), without)
    both = fused([(hit.key, hit.score) for hit in hits], near)
    return tuple(RelatedHit(key, score, words.get(key, ())) for key, score in both[:limit])


def meaning_of(query: Query) -> str:
    """What of a query has a meaning: all that was typed, without names, numbers and exclusions."""
    if not _required(query):
        return query.text
    words = [word.text for word in query.words if _means(word)]
    phrases = [" ".join(phrase.words) for phrase in query.phrases if _means(phrase)]
    return " ".join([*words, *phrases])


def _allowed(searcher: Searcher, query: Query, semantics: Semantics, depth: int) -> Scored:
    """The nearest of what a query does not leave out."""
    text = meaning_of(query)
    required = _required(query)
    if required is None or not text.strip():
        return semantics.nearest(text, max(NEAR_DEPTH, depth))
    if any(not one.is_excluded for one in required.identifiers):  # so few that all are looked at
        named = {hit.key for hit in searcher.search(required, limit=_MOST_LOOKED_AT).hits}
        near = semantics.nearest(text, _MOST_LOOKED_AT)
        return [(key, deviations) for key, deviations in near if key in named][:depth]
    found: list[tuple[str, float]] = []
    for key, deviations in semantics.nearest(text, max(depth, _MOST_LOOKED_AT)):
        this = Identifier("key", key.lower())
        asked = msgspec.structs.replace(required, identifiers=(*required.identifiers, this))
        if searcher.search(asked, limit=1).hits:
            found.append((key, deviations))
        if len(found) == depth:
            break
    return found


def _required(query: Query) -> Query | None:
    """The parts of a query that must be, or must not; None where it has none."""
    required = Query(
        words=tuple(word for word in query.words if word.field or word.is_excluded),
        phrases=query.phrases,
        years=query.years,
        identifiers=query.identifiers,
        is_finished=True,
    )
    return None if required.is_empty else required


def _means(part: Word | Phrase) -> bool:
    return not part.is_excluded and part.field in {"", "title"}
