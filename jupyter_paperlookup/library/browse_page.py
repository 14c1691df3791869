"""A page of the list of records, and all there is to narrow it to."""

from __future__ import annotations

from typing import Literal

import msgspec

from jupyter_paperlookup.library.ranked import Reason
from jupyter_paperlookup.records import Record

Order = Literal["newest", "popular", "trending", "for-you"]


class BrowseSection(msgspec.Struct, frozen=True):
    """A period of the list, how many records are in it, and how many of these are new."""

    at: str
    count: int
    new: int


class BrowseFacet(msgspec.Struct, frozen=True):
    """A value that the list can be narrowed to, and how many records would be left."""

    value: str
    count: int


class BrowseRow(msgspec.Struct, frozen=True):
    """One record of the list.

    Attributes:
        record: The record.
        period: The period of the list that it belongs to; empty in orders other than `newest`.
        date: The day on which it was listed, else issued; cut short where unknown, else empty.
        comments, upvotes: The newest counts known, None where nobody counted.
        counted: The day of these counts, as far as known.
        is_new: Came in since the last visit.
        score: What the order goes by; 0 for `newest`.
        reasons: Why, greatest share first; none for `newest`.
    """

    record: Record
    period: str
    date: str
    comments: int | None = None
    upvotes: int | None = None
    counted: str = ""
    is_new: bool = False
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


class BrowsePage(msgspec.Struct, frozen=True):
    """A part of the list.

    Attributes:
        total: How many records the list has.
        sections: Its periods, in its order; one nameless one in orders other than `newest`.
        sources, years: What the list can be narrowed to; each ignores its own choice.
        rows: The records of this part.
        is_fresh: Whether services counted, so that something can be trending.
        note: One line that says what the order means here; empty for `newest`.
        last_visit: When the list was last seen (ISO, UTC); empty for the first time.
        revision: Changes whenever a record or a count does.
    """

    total: int
    sections: tuple[BrowseSection, ...]
    sources: tuple[BrowseFacet, ...]
    years: tuple[BrowseFacet, ...]
    rows: tuple[BrowseRow, ...]
    is_fresh: bool
    note: str
    last_visit: str
    revision: int
