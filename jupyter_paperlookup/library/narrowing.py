"""What a list of records is narrowed to, and what it could be narrowed to instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import numpy as np

from jupyter_paperlookup.library.browse_page import BrowseFacet, Order
from jupyter_paperlookup.library.listing import Listing, Mask
from jupyter_paperlookup.library.periods import those_of
from jupyter_paperlookup.library.text_columns import Integers
from jupyter_paperlookup.records.periods import PeriodKind

_LAST_YEAR = 9999


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants to see, and in which order: see `Library.browse`."""

    by: PeriodKind = "day"
    at: str = ""
    source: str = ""
    year: int | None = None
    cited: Collection[str] | None = None
    only_new: bool = False
    order: Order = "newest"
    cited_here: Sequence[str] = ()


class Narrowed:
    """The records that a choice leaves; each facet is counted without its own choice."""

    def __init__(self, listing: Listing, choice: Choice, cited: Mask | None, is_new: Mask) -> None:
        self._listing = listing
        everything = np.ones(len(listing), np.bool_)
        self._common = everything if cited is None else cited
        if choice.at:
            self._common = self._common & those_of(listing, choice.at, choice.by)
        if choice.only_new:
            self._common = self._common & is_new
        self._held = listing.held_by(choice.source) if choice.source else everything
        self._of_year = listing.years == choice.year if choice.year is not None else everything
        self.all = self._common & self._held & self._of_year

    def sources(self) -> tuple[BrowseFacet, ...]:
        """The sources, in the order in which they came in."""
        listing, left = self._listing, self._common & self._of_year
        names = listing.source_names
        found = _counted(listing.source_ids[left[listing.in_source]])
        return tuple(
            BrowseFacet(names[number], count) for number, count in found if number in names
        )

    def years(self) -> tuple[BrowseFacet, ...]:
        """The years, the last one first."""
        years = self._listing.years[self._common & self._held]
        found = _counted(years[(years > 0) & (years <= _LAST_YEAR)])
        return tuple(BrowseFacet(str(year), count) for year, count in reversed(found))


def _counted(numbers: Integers) -> list[tuple[int, int]]:
    """The numbers that there are, ascending, and how often each is there."""
    counts = np.bincount(numbers)
    there = np.flatnonzero(counts)
    return list(zip(there.tolist(), counts[there].tolist(), strict=True))
