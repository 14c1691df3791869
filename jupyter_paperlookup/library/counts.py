"""How often a record was voted for and talked about, as somebody counted."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jupyter_paperlookup.records.dates import parse_iso

_MOST = 10**12
"""No count is higher: what claims to be is held at this."""


class Count(msgspec.Struct, frozen=True):
    """What a snapshot says of one record; None where it does not count.

    Attributes:
        key: Citation key of the record.
        upvotes: Votes for it.
        comments: Comments on it.
        stars: Stars of its repository.
        listed: The day on which the page or service lists it (ISO); empty where it does not say.
    """

    key: str
    upvotes: int | None = None
    comments: int | None = None
    stars: int | None = None
    listed: str = ""


class DatedCount(msgspec.Struct, frozen=True):
    """The counts of one record on one day, and who counted."""

    source: str
    day: str
    is_fresh: bool
    upvotes: int | None
    comments: int | None
    stars: int | None


def highest_of(said: Iterable[tuple[int, Count]]) -> dict[int, Count]:
    """What is said of each record, within bounds: of several counts the higher ones."""
    highest: dict[int, Count] = {}
    for record_id, each in said:
        before = highest.get(record_id, Count(each.key))
        highest[record_id] = _higher(before, each)
    return highest


def _higher(one: Count, other: Count) -> Count:
    return Count(
        one.key,
        _most(one.upvotes, _bounded(other.upvotes)),
        _most(one.comments, _bounded(other.comments)),
        _most(one.stars, _bounded(other.stars)),
        min(filter(None, (one.listed, _day(other.listed))), default=""),
    )


def _most(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)


def _bounded(count: int | None) -> int | None:
    return None if count is None else min(max(count, 0), _MOST)


def _day(text: str) -> str:
    date = parse_iso(text)
    return str(date) if date and date.is_full else ""
