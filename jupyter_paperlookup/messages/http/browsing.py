"""Browsing: what came in by day, week and month, and what is popular, with the reasons."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import Key, Message

BrowsePeriod = Literal["day", "week", "month"]
BrowseOrder = Literal["newest", "popular", "trending", "for-you"]

# 2023-10-12, 2023-W41 or 2023-10; `undated` is for what has no whole date.
PeriodName = Annotated[
    str, Meta(pattern=r"^(|undated|[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?))$", max_length=10)
]
MOST_CITED = 2000


class BrowseRequest(Message, frozen=True, kw_only=True):
    """Which records to list.

    Attributes:
        by: What the list is parted into.
        at: Only the records of this period; empty for all.
        source: Only the records of the source of this name; empty for all.
        year: Only the records issued in this year.
        cited: Only the records with these keys: what a notebook cites. None for all.
        only_new: Only what came in since the last visit.
        order: `newest` first by the day on which a record was listed or issued; `popular` by
            captured counts; `trending` by fresh ones; `for-you` by likeness to `cited_here`.
        cited_here: Keys that the notebook cites: what `for-you` goes by beside all that the library
            knows to be cited.
        limit: How many rows at most.
        offset: How many of the first rows to leave out.
    """

    by: BrowsePeriod = "day"
    at: PeriodName = ""
    source: Annotated[str, Meta(max_length=4096)] = ""
    year: Annotated[int, Meta(ge=0, le=9999)] | None = None
    cited: Annotated[list[Key], Meta(max_length=MOST_CITED)] | None = None
    only_new: bool = False
    order: BrowseOrder = "newest"
    cited_here: Annotated[list[Key], Meta(max_length=MOST_CITED)] = []
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    offset: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class BrowseReason(Message, frozen=True, kw_only=True):
    """Why a record stands where it stands: words for the person, and its part of the score."""

    text: str
    share: float


class BrowseRow(Message, frozen=True, kw_only=True):
    """One record in the list.

    Attributes:
        period: The period of the list that it belongs to.
        creators: All creators in one line: `Ting Chen; Lala Li`; the organisation where only that
            is known.
        short_creators: `Chen & Li`; the organisation where only that is known, else empty.
        author_count: How many authors a captured page counts, where it does.
        year: None when it is not known.
        date: The day on which it was listed, else issued; cut short where unknown, else empty.
        organization: The organisation that a page shows.
        abstract: The beginning of the abstract, at most 400 characters.
        comments, upvotes: The newest counts known, None where nobody counted.
        counted: The day of these counts (ISO), empty where nobody counted.
        sources: Names of the sources that hold it.
        is_new: Came in since the last visit.
        score: What the order goes by; 0 for `newest`.
        reasons: Why, greatest share first; none for `newest`.
        incomplete: Variables that are not known.
        retracted: The service that says that it was retracted or withdrawn; mostly empty.
    """

    key: str
    period: str
    title: str
    creators: str
    short_creators: str
    author_count: int | None = None
    year: int | None
    date: str
    organization: str
    abstract: str
    comments: int | None = None
    upvotes: int | None = None
    counted: str = ""
    sources: list[str]
    is_new: bool
    score: float = 0.0
    reasons: list[BrowseReason] = []
    incomplete: list[str]
    retracted: str = ""


class BrowseSection(Message, frozen=True, kw_only=True):
    """One period of the list: `at` names it, `count` of its records are in the list."""

    at: str
    count: int
    new: int


class BrowseFacet(Message, frozen=True, kw_only=True):
    """A value that the list can be narrowed to, and how many records would be left."""

    value: str
    count: int


class BrowseResponse(Message, frozen=True, kw_only=True):
    """A part of the list, and all there is to narrow it to.

    Attributes:
        total: How many records the list has.
        sections: Its periods, in the order of the list; one nameless section for other orders than
            `newest`.
        sources, years: What the list can be narrowed to; each facet ignores its own choice.
        rows: The records from `offset` on.
        is_fresh: Whether counts are newer than those of captured pages, so that `trending` says
            something.
        note: One line that says what the order means here: "Popular at capture: ...".
        last_visit: When the list was last seen (ISO, UTC); empty for the first time.
        revision: Changes whenever a record does.
    """

    total: int
    sections: list[BrowseSection]
    sources: list[BrowseFacet]
    years: list[BrowseFacet]
    rows: list[BrowseRow]
    is_fresh: bool
    note: str
    last_visit: str
    revision: int


class VisitResponse(Message, frozen=True, kw_only=True):
    """From now on, what comes in is new: when that is (ISO, UTC)."""

    last_visit: str
