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
        explain: Whether each hit shall say why it stands where it stands.
        cited: Keys of the works that are cited where the person writes, with blanks between them:
            of hits that answer equally well they come first.
    """

    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0
    typing: bool = False
    explain: bool = False
    cited: Annotated[str, Meta(max_length=4000)] = ""


class ExplainedPart(Message, frozen=True, kw_only=True):
    """What one word adds to the score of a hit.

    Attributes:
        typed: The word as it was typed.
        field: Where it was found: `title`, `abstract`, `author` ...
        found: The word of the index that it stands for, where that is another.
        likeness: 1 for the word itself, less for what it begins or what may have been meant.
        share: Its part of the sum of all words, from 0 to 1.
    """

    typed: str
    field: str
    found: str
    likeness: float
    share: float


class ExplainedFactor(Message, frozen=True, kw_only=True):
    """What lifts (over 1) or lowers a hit: a few words for the person, and how much."""

    name: str
    factor: float


class HitExplanation(Message, frozen=True, kw_only=True):
    """Why a hit stands where it stands.

    Attributes:
        parts: What its words add, most first.
        has: Which part of what was typed it has, from 0 to 1.
        factors: What lifts or lowers it.
        is_exact: Its key or identifier is what was typed.
    """

    parts: list[ExplainedPart]
    has: float
    factors: list[ExplainedFactor]
    is_exact: bool


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
        retracted: The service that says that it was retracted or withdrawn; mostly empty.
        explanation: Why it stands here, where that was asked.
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
    retracted: str = ""
    explanation: HitExplanation | None = None


class SearchResponse(Message, frozen=True, kw_only=True):
    """The best hits of a query, best first.

    While the index is building, `hits` is empty and `index.phase` is `building`: ask again.

    Attributes:
        understood: What the query was read as, one phrase for each part.
        total: How many records matched at all.
        did_you_mean: The query with other words for those that no record has; empty where there
            are none.
        notice: One line where the query was cut short, so that it took no longer; else empty.
    """

    query: str
    understood: list[str]
    total: int
    hits: list[PaperHit]
    index: IndexState
    did_you_mean: str = ""
    notice: str = ""


class RelatedRequest(Message, frozen=True, kw_only=True):
    """What papers shall be related to: a record, or a text such as that of a cell.

    Attributes:
        key: Citation key of a record; empty for a text.
        text: The text; empty for a record.
        without: Keys of records that are no answers, such as those that the text cites already.
        limit: How many, at most.
    """

    key: Annotated[str, Meta(max_length=200)] = ""
    text: Annotated[str, Meta(max_length=100_000)] = ""
    without: Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=2000)] = []
    limit: Annotated[int, Meta(ge=1, le=50)] = 10


class RelatedPaper(Message, frozen=True, kw_only=True):
    """A record that is about the same; fields as in `PaperHit`.

    Attributes:
        words: The words, as the text has them, that are the reason, those that tell most first.
    """

    key: str
    title: str
    creators: str
    short_creators: str
    year: int | None
    date: str
    words: list[str]
    retracted: str = ""


class RelatedResponse(Message, frozen=True, kw_only=True):
    """The related records, nearest first; empty while the index is building."""

    papers: list[RelatedPaper]
    index: IndexState
