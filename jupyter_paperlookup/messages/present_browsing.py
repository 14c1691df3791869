"""The list of records, by period and by how popular they are, as messages."""

from __future__ import annotations

from jupyter_paperlookup.library import BrowsePage, BrowseRow
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.messages.present_searching import short_creators
from jupyter_paperlookup.messages.snippet import snippet
from jupyter_paperlookup.search.document import document_of

ABSTRACT_WIDTH = 398
"""In characters; an ellipsis comes behind."""


def browse_response(page: BrowsePage) -> http.BrowseResponse:
    """A part of the list."""
    return http.BrowseResponse(
        total=page.total,
        sections=[
            http.BrowseSection(at=each.at, count=each.count, new=each.new) for each in page.sections
        ],
        sources=[http.BrowseFacet(value=each.value, count=each.count) for each in page.sources],
        years=[http.BrowseFacet(value=each.value, count=each.count) for each in page.years],
        rows=[row(each) for each in page.rows],
        is_fresh=page.is_fresh,
        note=page.note,
        last_visit=page.last_visit,
        revision=page.revision,
    )


def row(shown: BrowseRow) -> http.BrowseRow:
    """One record of the list."""
    record = shown.record
    abstract, _ = snippet(record.plain_abstract, (), ABSTRACT_WIDTH)
    return http.BrowseRow(
        key=record.key,
        period=shown.period,
        title=record.plain_title,
        creators=document_of(record).author,
        short_creators=short_creators(record),
        author_count=record.facts.author_count,
        year=record.year,
        date=shown.date,
        organization=record.facts.organization,
        abstract=abstract,
        comments=shown.comments,
        upvotes=shown.upvotes,
        counted=shown.counted,
        sources=list(record.facts.sources),
        is_new=shown.is_new,
        score=shown.score,
        reasons=[http.BrowseReason(text=each.text, share=each.share) for each in shown.reasons],
        incomplete=list(record.incomplete),
        retracted=record.facts.retracted,
    )
