"""Where a hit matched: spans in the texts that the store has, for the hits of one page only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Span
from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.planner import Plan
from jupyter_paperlookup.search.text import Token, stem, tokens

_STEMMED = frozenset({"title", "abstract"})


def matches_in(
    document: Document, plan: Plan, found: Iterable[Sequence[Match]]
) -> dict[str, tuple[Span, ...]]:
    """For each field of a document, where a plan matched it.

    Args:
        document: The texts of the hit.
        plan: The plan of the query.
        found: For each unit of the plan, the terms that it stood for in the index.
    """
    terms: dict[str, set[str]] = {}
    for matches in found:
        for match in matches:
            terms.setdefault(match.field, set()).add(match.term)
    texts = {"title": document.title, "abstract": document.abstract, "author": document.author}
    spans = {field: _spans(text, field, terms.get(field, set())) for field, text in texts.items()}
    return {field: here for field, here in (spans | _whole_fields(document, plan)).items() if here}


def _spans(text: str, field: str, terms: set[str]) -> tuple[Span, ...]:
    if not terms:
        return ()
    matched = [token for token in tokens(text) if _term(token, field) in terms]
    return _merged(sorted((token.start, token.end) for token in matched))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans without overlaps: a hyphenated word and its parts are one."""
    merged: list[Span] = []
    for start, end in spans:
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


def _term(token: Token, field: str) -> str:
    return stem(token.text) if field in _STEMMED else token.text
