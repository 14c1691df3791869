"""Where a hit matched: spans in the texts that the store has, for the hits of one page only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Span
from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.planner import Plan
from jupyter_paperlookup.search.text import chunk_terms, chunk_tokens, chunks, stem

_LONGEST_MARKED = 100_000
"""Characters: behind them nobody looks for a mark, and a title may be as long as a file."""

_STEMMED = frozenset({"title", "abstract"})

# Marked in every second line of an abstract, these would hide the words that matter.
_FUNCTION_WORDS = frozenset(
    "a an and are as at be by can for from has have in is it not of on or that the this to was "
    "we were which with you".split()
)


class Marker:
    """Marks the words of texts that the terms found in an index stand for.

    Args:
        found: For each unit of a plan, the terms that it stood for.
    """

    def __init__(self, found: Sequence[Sequence[Match]]) -> None:
        self._found = found

    @cached_property
    def _terms(self) -> dict[str, set[str]]:
        terms: dict[str, set[str]] = {}
        for matches in self._found:
            for match in matches:
                terms.setdefault(match.field, set()).add(match.term)
        return terms

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """Where a field's text matches."""
        terms = self._terms.get(field)
        if terms is None:
            return ()
        is_stemmed = field in _STEMMED
        if field == "abstract" and not terms <= _FUNCTION_WORDS:
            terms = terms - _FUNCTION_WORDS
        return tuple(
            (at + start, at + end)
            for chunk, at in chunks(text[:_LONGEST_MARKED])
            if not terms.isdisjoint(chunk_terms(chunk, is_stemmed=is_stemmed))
            for start, end in _parts(chunk, terms, is_stemmed=is_stemmed)
        )


def matches_in(document: Document, plan: Plan, marker: Marker) -> dict[str, tuple[Span, ...]]:
    """For each field of a document, where a plan matched it."""
    texts = {"title": document.title, "abstract": document.abstract, "author": document.author}
    spans = {field: marker.spans(field, text) for field, text in texts.items()}
    return {field: here for field, here in (spans | _whole_fields(document, plan)).items() if here}


def _parts(chunk: str, terms: set[str], *, is_stemmed: bool) -> tuple[Span, ...]:
    """Which parts of a hyphenated or single word are among the terms."""
    return merged(
        (token.start, token.end)
        for token in chunk_tokens(chunk)
        if (stem(token.text) if is_stemmed else token.text) in terms
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without overlaps: a hyphenated word and its parts are one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _whole_fields(document: Document, plan: Plan) -> dict[str, tuple[Span, ...]]:
    """Fields that match as a whole or not at all: the year and the identifiers."""
    spans: dict[str, tuple[Span, ...]] = {}
    year = document.year
    if year is not None and (
        year in plan.likely_years
        or any((years.first or year) <= year <= (years.last or year) for years in plan.years)
    ):
        spans["year"] = ((0, len(str(year))),)
    if document.key.lower() in plan.possible_keys:
        spans["key"] = ((0, len(document.key)),)
    values = {"key": document.key, "arxiv": document.arxiv, "doi": document.doi}
    for identifier in plan.identifiers:
        value = values[identifier.kind]
        if value.lower() == identifier.value:
            spans[identifier.kind] = ((0, len(value)),)
        elif identifier.is_prefix and value.lower().startswith(identifier.value):
            spans[identifier.kind] = ((0, len(identifier.value)),)
    return spans
