"""What the library answers, as the messages that every face sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jupyter_paperlookup.citing import Insertion
from jupyter_paperlookup.formatting.styles import StyleInfo
from jupyter_paperlookup.library import (
    Added,
    ImportReport,
    Nearby,
    NetworkState,
    Recognised,
    Result,
    ResultPage,
    SourceStatus,
    ZoteroLibrary,
)
from jupyter_paperlookup.messages import display, http
from jupyter_paperlookup.messages.links import links_of
from jupyter_paperlookup.messages.present_searching import date, hit
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Problem, Record, to_csl


def bundle(page: ResultPage, *, html: str = "") -> display.HitsBundle:
    """A page of results as the data of a rich result."""
    return display.HitsBundle(
        version=1,
        query=page.query,
        total=page.total,
        hits=[hit(result) for result in page],
        items={result.record.key: to_csl(result.record, with_facts=False) for result in page},
        did_you_mean=page.did_you_mean,
        html=html,
    )


def bundle_of_records(records: Sequence[Record], *, html: str = "") -> display.HitsBundle:
    """Records that were named by their keys, and what was asked of them, as a rich result."""
    results = tuple(Result(record=record, score=0.0, matches={}) for record in records)
    page = ResultPage(query="", understood=(), results=results, total=len(results))
    return bundle(page, html=html)


def style(info: StyleInfo) -> http.StyleInfo:
    """A style that can be chosen."""
    return http.StyleInfo(
        name=info.name,
        title=info.title,
        short_title=info.short_title,
        kind=info.kind,
        is_own=info.origin == "user",
    )


def details(record: Record) -> http.PaperDetails:
    """All that is known of one record."""
    return http.PaperDetails(
        key=record.key,
        title=record.plain_title,
        creators=[
            http.PaperCreator(name=creator.full_name, surname=creator.surname)
            for creator in record.author
        ],
        date=date(record),
        abstract=record.plain_abstract,
        item=to_csl(record),
        sources=list(record.facts.sources),
        organization=record.facts.organization,
        author_count=record.facts.author_count,
        comments=record.facts.comments,
        incomplete=list(record.incomplete),
        links=links_of(record),
    )


def source(status: SourceStatus, *, browser_path: str = "") -> http.SourceInfo:
    """One source of the library; `browser_path` is its file in the words of the file browser."""
    return http.SourceInfo(
        name=status.name,
        kind=status.kind,
        records=status.records,
        captured=status.captured,
        path=status.path,
        browser_path=browser_path,
        is_watched=status.watched,
        can_refresh=bool(status.path),
        problems=status.problems,
    )


def network_state(state: NetworkState) -> http.NetworkState:
    """Whether the network may be used, and whom paperlookup would ask."""
    return http.NetworkState(
        allowed=state.allowed,
        is_fixed=state.is_fixed,
        is_offline=state.is_offline,
        message=state.message,
        services=[
            http.NetworkService(name=service.label, purpose=service.purpose, host=host)
            for service, host in state.services
        ],
    )


def zotero_library(library: ZoteroLibrary) -> http.ZoteroLibrary:
    """One library of Zotero that can be a source."""
    return http.ZoteroLibrary(
        kind=library.kind, path=library.path, name=library.name, source=library.source
    )


def import_response(report: ImportReport) -> http.ImportResponse:
    """What an import did."""
    return http.ImportResponse(
        new=report.new,
        merged=report.merged,
        unchanged=report.unchanged,
        problems=[problem(one) for one in report.problems],
        renamed=[
            http.RenamedEntry(source=one.source, line=one.line, wanted=one.wanted, key=one.key)
            for one in report.renamed
        ],
        gone=report.gone,
    )


def recognized(what: Recognised) -> http.RecognizeResponse:
    """What a pasted text is."""
    return http.RecognizeResponse(
        kind=what.kind,
        label=printable(what.label),
        known=list(what.known),
        item=dict(what.item),
        entries=what.entries,
        problems=[problem(one) for one in what.problems],
    )


def added(what: Added) -> http.AddEntriesResponse:
    """What became of pasted entries."""
    return http.AddEntriesResponse(
        added=list(what.added),
        known=list(what.known),
        problems=[problem(one) for one in what.problems],
    )


def nearby(found: Nearby, shown: Callable[[Path], str]) -> http.NearbyResponse:
    """The bibliography files of a notebook; `shown` gives the words of the file browser."""
    return http.NearbyResponse(
        files=[
            http.NearbyFile(
                path=shown(file.path),
                named_by=file.named_by,
                source=file.source,
                is_watched=file.watched,
            )
            for file in found.files
        ],
        problems=[printable(each) for each in found.problems],
    )


def problem(what: Problem) -> http.ImportProblem:
    """What an import could not read."""
    return http.ImportProblem(source=what.source, line=what.line, reason=what.reason, raw=what.raw)


def insertion(
    made: Insertion, digest: str = "", nocite: Sequence[str] = ()
) -> http.InsertionResponse:
    """What to write into a cell."""
    return http.InsertionResponse(
        kind=made.kind,
        text=made.text,
        is_block=made.is_block,
        items=made.items,
        html=made.html,
        words=made.words,
        digest=digest,
        nocite=list(nocite),
    )
