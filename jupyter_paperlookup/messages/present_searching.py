"""What a search found, and what is related, as messages: hits, and why they are among them."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_paperlookup.library import IndexState, Related, Result, ResultPage
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.messages.snippet import snippet
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.search.document import Document, document_of
from jupyter_paperlookup.search.explanation import Explanation, Part
from jupyter_paperlookup.search.text import stem, tokens


def hit(result: Result) -> http.PaperHit:
    """One row of a result list."""
    record, matches = result.record, result.matches
    document = document_of(record)
    shown, shown_matches = snippet(document.abstract, matches.get("abstract", ()))
    return http.PaperHit(
        key=record.key,
        # The texts that the offsets count in.
        title=document.title,
        creators=document.author,
        short_creators=short_creators(record),
        author_count=record.facts.author_count,
        year=record.year,
        date=date(record),
        snippet=shown,
        score=result.score,
        title_matches=list(matches.get("title", ())),
        creators_matches=list(matches.get("author", ())),
        snippet_matches=shown_matches,
        matched_in=[field for field, spans in matches.items() if spans],
        incomplete=list(record.incomplete),
        retracted=record.facts.retracted,
        explanation=(
            explained(result.explanation, result, document) if result.explanation else None
        ),
    )


def search_response(page: ResultPage, state: IndexState) -> http.SearchResponse:
    """A page of results and whether the index behind it is ready."""
    return http.SearchResponse(
        query=page.query,
        understood=list(page.understood),
        total=page.total,
        hits=[hit(result) for result in page],
        index=index_state(state),
        did_you_mean=page.did_you_mean,
        notice=page.notice,
    )


def related_response(found: Iterable[Related], state: IndexState) -> http.RelatedResponse:
    """What is related to a record or to a text, and whether the index behind it is ready."""
    return http.RelatedResponse(
        papers=[
            http.RelatedPaper(
                key=each.key,
                title=each.record.plain_title,
                creators=document_of(each.record).author,
                short_creators=short_creators(each.record),
                year=each.record.year,
                date=date(each.record),
                words=list(each.words),
                retracted=each.record.facts.retracted,
            )
            for each in found
        ],
        index=index_state(state),
    )


def index_state(state: IndexState) -> http.IndexState:
    """Whether one can search now."""
    return http.IndexState(
        phase=state.phase, done=state.done, total=state.total, message=state.message
    )


def explained(explanation: Explanation, result: Result, document: Document) -> http.HitExplanation:
    """A score taken apart, in words that the record has rather than in those of the index."""
    whole = sum(part.score for part in explanation.parts)
    parts = sorted(explanation.parts, key=lambda part: -part.score)
    return http.HitExplanation(
        parts=[
            http.ExplainedPart(
                typed=part.typed,
                field=part.field,
                found=_found(part, document),
                likeness=part.likeness,
                share=part.score / whole if whole else 0.0,
            )
            for part in parts
        ],
        has=explanation.has,
        factors=[
            http.ExplainedFactor(name=each.name, factor=each.factor) for each in explanation.factors
        ],
        is_exact=explanation.added > 0 or _has_identifier(result, document),
    )


def date(record: Record) -> str:
    """The date as messages have it; empty when it is not known."""
    return str(record.issued) if record.issued else ""


def short_creators(record: Record) -> str:
    """`Chen & Li`, or the organisation where only that is known."""
    return record.short_creators or record.facts.organization


def _found(part: Part, document: Document) -> str:
    """The word of the record that a term of the index stands for; empty where it was typed so."""
    texts = {"title": document.title, "abstract": document.abstract, "author": document.author}
    for token in tokens(texts.get(part.field, "")):
        if part.term in (token.text, stem(token.text)):
            word = texts[part.field][token.start : token.end]
            return "" if token.text == part.typed else word
    return "" if part.term == part.typed else part.term


def _has_identifier(result: Result, document: Document) -> bool:
    """Whether the whole key, arXiv id or DOI is what was typed, not only its beginning."""
    values = {"key": document.key, "arxiv": document.arxiv, "doi": document.doi}
    return any((0, len(value)) in result.matches.get(name, ()) for name, value in values.items())
