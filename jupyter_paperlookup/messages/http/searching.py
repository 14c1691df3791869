"""Searching: queries, hits, and whether the index is ready."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import Message, Span

IndexPhase = Literal["ready", "building", "failed"]


class IndexState(Message, frozen=True, kw_only=True):
    """Whether the index can be searched. While building, `done` of `total` records are in it."""

    phase: IndexPhase
    done: int
    total: int
    message: str


class SearchParameters(Message, frozen=True, kw_only=True):
    """What `GET search` may be asked.

    Attributes:
        q: The query, at most 256 characters; empty lists the newest records.
        limit: How many hits, at most.
        offset: How many of the best hits to leave out.
        typing: Whether the last word may still be unfinished.
    """

    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0
    typing: bool = False


class PaperHit(Message, frozen=True, kw_only=True):
    """One row of a result list.

    Attributes:
        creators: All creators in one line for details: `Ting Chen; Lala Li`; the organisation
            where only that is known.
        short_creators: `Chen & Li`; the organisation where only that is known, else empty.
        author_count: How many authors a captured page counts, where it does; names are in
            `creators` alone.
        year: None when it is not known.
        date: ISO date cut short where unknown (`2023-10`), `--12-11` for a day without a year,
            empty when unknown.
        snippet: A part of the abstract around the matches (the beginning when none matched).
        title_matches, creators_matches, snippet_matches: Where that text matched, each a start and
            an end.
        matched_in: Where the query matched: `title`, `abstract`, `author`, `year`, `key` ...
        incomplete: Variables that are not known: `author`, `issued`, `title`.
    """

    key: str
    title: str
    creators: str
    short_creators: str
    author_count: int | None = None
    year: int | None
    date: str
    snippet: str
    score: float
    title_matches: list[Span]
    creators_matches: list[Span]
    snippet_matches: list[Span]
    matched_in: list[str]
    incomplete: list[str]


class SearchResponse(Message, frozen=True, kw_only=True):
    """The best hits of a query, best first.

    While the index is building, `hits` is empty and `index.phase` is `building`: ask again.

    Attributes:
        understood: What the query was read as, one phrase for each part.
        total: How many records matched at all.
    """

    query: str
    understood: list[str]
    total: int
    hits: list[PaperHit]
    index: IndexState
