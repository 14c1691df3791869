"""Makes the digest of a period: what came in, what is popular, what is near to what is cited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Protocol

import msgspec

from jupyter_paperlookup.digest import Digest, Paper, Period, Section
from jupyter_paperlookup.library.mailed_digests import Told
from jupyter_paperlookup.library.ranked import Popularity
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.web_address import web_addresses

_MOST_NEW = 12
_MOST_POPULAR = 6
_MOST_NEAR = 6
_LONGEST_GAP = timedelta(days=31)
_LONGEST_COUNT = timedelta(days=7)
_LONGEST_ABSTRACT = 400
_LONGEST_BIBTEX = 2_000
_MOST_CREATORS = 8
_MOST_REASONS = 3


class Chosen(msgspec.Struct, frozen=True):
    """A record, and why it was chosen."""

    record: Record
    reasons: tuple[str, ...] = ()


class Choice(Protocol):
    """What a library has to choose from."""

    def arrived(self, since: date, until: date) -> Sequence[Record]:
        """What is new between two days, both included, newest first."""

    def last_counted(self) -> str:
        """The last day on which a service counted (ISO); empty where none did."""

    def ranked(
        self, order: Popularity, cited: Sequence[str], without: Collection[str], limit: int
    ) -> Sequence[Chosen]:
        """The first records of an order, but for some."""


class Digests:
    """Makes digests.

    Args:
        choice: What there is to choose from.
        bibtex: Writes the entry of a record to paste.
        told: What was mailed of earlier periods, which is not told again.
    """

    def __init__(
        self,
        choice: Choice,
        bibtex: Callable[[str], str],
        told: Callable[[Period], Told],
    ) -> None:
        self._choice = choice
        self._bibtex = bibtex
        self._told = told

    def digest(self, period: Period, cited: Sequence[str] = ()) -> Digest:
        """The digest of a period; see `Library.digest`."""
        told = self._told(period)
        new = [
            record
            for record in self._choice.arrived(_since(period, told), period.last)
            if record.key not in told.papers and record.key not in told.others
        ]
        first, rest = new[:_MOST_NEW], new[_MOST_NEW:]
        # Each paper once, where it says most: what one cites before what everybody likes.
        shown = told.papers | {record.key for record in first}
        near = self._choice.ranked("for-you", cited, shown, _MOST_NEAR)
        shown |= {each.record.key for each in near}
        sections = (
            self._section("New", [Chosen(each) for each in first], [each.key for each in rest]),
            self._popular(period, shown),
            self._section(
                "Near what you cite",
                near,
                note="Papers of your library that are like those that you cite.",
            ),
        )
        return Digest(
            period=period,
            notes=() if new else ("Nothing new came into the library.",),
            sections=tuple(section for section in sections if section is not None),
        )

    def _popular(self, period: Period, without: Collection[str]) -> Section | None:
        """What is trending; what was popular once where nobody has counted lately."""
        counted = self._choice.last_counted()
        is_fresh = bool(counted) and date.fromisoformat(counted) >= period.first - _LONGEST_COUNT
        order: Popularity = "trending" if is_fresh else "popular"
        chosen = self._choice.ranked(order, (), without, _MOST_POPULAR)
        if is_fresh:
            return self._section("Trending", chosen, note=f"By what changed until {counted}.")
        if counted:
            return self._section("Popular", chosen, note=f"By what was counted until {counted}.")
        return self._section(
            "Popular at capture",
            chosen,
            note="By what pages showed on the day of their capture; nobody has counted since.",
        )

    def _section(
        self, title: str, chosen: Sequence[Chosen], others: Sequence[str] = (), *, note: str = ""
    ) -> Section | None:
        if not chosen:
            return None
        return Section(
            title=title,
            note=note,
            papers=tuple(map(self._paper, chosen)),
            others=tuple(others),
        )

    def _paper(self, chosen: Chosen) -> Paper:
        record = chosen.record
        bibtex = self._bibtex(record.key).strip()
        return Paper(
            key=record.key,
            title=record.plain_title,
            creators=_creators(record),
            date=str(record.issued) if record.year is not None else "",
            abstract=_beginning(record.plain_abstract),
            addresses=tuple(web_addresses(record)),
            # A thousand authors would be the whole mail.
            bibtex=bibtex if len(bibtex) <= _LONGEST_BIBTEX else "",
            reasons=chosen.reasons[:_MOST_REASONS],
        )


def _since(period: Period, told: Told) -> date:
    """From when on something is new: also what came in while no digest was mailed."""
    if told.until is None:
        return period.first
    # A day more: one that is over here may go on elsewhere. Nothing is told twice all the same.
    return max(min(told.until, period.first), period.first - _LONGEST_GAP) - timedelta(days=1)


def _creators(record: Record) -> str:
    names = [creator.full_name for creator in record.author]
    if not names:
        return record.facts.organization
    more = len(names) - _MOST_CREATORS
    shown = ", ".join(names[:_MOST_CREATORS])
    return f"{shown} and {more} more" if more > 0 else shown


def _beginning(text: str) -> str:
    """The first words of a text."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_ABSTRACT:
        return text
    words, _, _ = text[:_LONGEST_ABSTRACT].rpartition(" ")
    return f"{words or text[:_LONGEST_ABSTRACT]} …"
