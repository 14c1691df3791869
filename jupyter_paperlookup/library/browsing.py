"""The list of records by day, week and month, or by how popular they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

import numpy as np

from jupyter_paperlookup.library.browse_page import (
    BrowsePage,
    BrowseRow,
    BrowseSection,
)
from jupyter_paperlookup.library.listing import Listing, Listings, Mask
from jupyter_paperlookup.library.narrowing import Choice, Narrowed
from jupyter_paperlookup.library.nearness import Nearness
from jupyter_paperlookup.library.periods import name_of, numbers_of
from jupyter_paperlookup.library.popular_ranking import PopularRanking, TrendingRanking
from jupyter_paperlookup.library.ranked import Popularity, Ranked, Reason
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.text_columns import UNDATED, Integers, Numbers
from jupyter_paperlookup.library.visits import Visit, Visits
from jupyter_paperlookup.records.periods import PeriodKind


class Ranking(Protocol):
    """An order of all records: `note` says what it goes by."""

    scores: Numbers
    note: str

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a record stands where it stands."""


class RecordList:
    """Makes pages of the list; every method may be called from any thread."""

    def __init__(self, store: Store, nearness: Nearness) -> None:
        self._store = store
        self._nearness = nearness
        self._listings = Listings(store.database)
        self._visits = Visits(store)

    def page(self, choice: Choice, limit: int, offset: int) -> BrowsePage:
        """A part of the list; see `Library.browse`."""
        visit, view = self._visits.last(), self._view(choice)
        is_new = _new(view.listing, visit)
        cited = None if choice.cited is None else self._mask(view.listing, choice.cited)
        narrowed = Narrowed(view.listing, choice, cited, is_new)
        rows = view.sorted(narrowed.all)
        return BrowsePage(
            total=len(rows),
            sections=view.sections(rows, is_new),
            sources=narrowed.sources(),
            years=narrowed.years(),
            rows=tuple(self._rows(view, rows[offset : offset + limit], is_new)),
            is_fresh=bool(self._store.snapshots.newest_fresh_day),
            note=view.ranking.note if view.ranking else "",
            last_visit=visit.moment,
            revision=self._store.revision,
        )

    def ranked(
        self, order: Popularity, cited: Sequence[str], keys: Collection[str] | None, limit: int
    ) -> tuple[Ranked, ...]:
        """The first of an order; see `Library.popular`."""
        listing = self._listings.now()
        ranking = self.ranking(listing, order, cited)
        among = np.ones(len(listing), np.bool_) if keys is None else self._mask(listing, keys)
        rows = _View(listing, "day", ranking).sorted(among & (ranking.scores > 0))[:limit]
        records = self._store.by_ids(listing.ids[rows].tolist())
        return tuple(
            Ranked(records[number], float(ranking.scores[row]), ranking.reasons(int(row)))
            for row, number in zip(rows, listing.ids[rows].tolist(), strict=True)
            if number in records
        )

    def ranking(self, listing: Listing, order: Popularity, cited: Sequence[str]) -> Ranking:
        """How each record stands in an order; trending needs that somebody counts."""
        if order == "for-you":
            return self._nearness.ranking(listing, cited)
        rises = self._listings.rises()
        if order == "trending" and len(rises.ids):
            return TrendingRanking(listing, rises)
        return PopularRanking(listing)

    def visit(self) -> str:
        """Remember that all that there is has been seen; see `Library.visit`."""
        return self._visits.now().moment

    # --- inside ----------------------------------------------------------------------------

    def _view(self, choice: Choice) -> _View:
        listing = self._listings.now()
        if choice.order == "newest":
            return _View(listing, choice.by, None)
        return _View(listing, choice.by, self.ranking(listing, choice.order, choice.cited_here))

    def _mask(self, listing: Listing, keys: Collection[str]) -> Mask:
        ids = self._store.ids_of_keys(keys).values()
        return listing.mask(listing.rows_of(np.array(sorted(set(ids)), np.int64)))

    def _rows(self, view: _View, shown: Integers, is_new: Mask) -> Iterator[BrowseRow]:
        ids = view.listing.ids[shown].tolist()
        records = self._store.by_ids(ids)
        told = self._store.snapshots.listed(ids)
        ranking = view.ranking
        for row, number in zip(shown.tolist(), ids, strict=True):
            record = records.get(number)
            if record is None:
                continue  # removed meanwhile
            listed, counts = told.get(number, ("", None))
            yield BrowseRow(
                record=record,
                period="" if ranking else name_of(int(view.periods[row]), view.by),
                date=listed or str(record.issued or ""),
                comments=counts.comments if counts else None,
                upvotes=counts.upvotes if counts else None,
                counted=counts.day if counts else "",
                is_new=bool(is_new[row]),
                score=float(ranking.scores[row]) if ranking else 0.0,
                reasons=ranking.reasons(row) if ranking else (),
            )


class _View:
    """All records in an order, parted into periods where it is that of time."""

    def __init__(self, listing: Listing, by: PeriodKind, ranking: Ranking | None) -> None:
        self.listing = listing
        self.by = by
        self.ranking = ranking
        self.periods = numbers_of(listing, by)

    def sorted(self, among: Mask) -> Integers:
        """Rows by score, then by day, those without one last."""
        listing, rows = self.listing, np.flatnonzero(among)
        # What only has a month comes behind the days of that month.
        keys = [
            listing.ids[rows],
            -listing.years[rows],
            -listing.days[rows],
            -listing.months[rows],
            self.periods[rows] == UNDATED,
        ]
        if self.ranking is not None:
            keys.append(-self.ranking.scores[rows])
        in_order: Integers = rows[np.lexsort(keys)]
        return in_order

    def sections(self, rows: Integers, is_new: Mask) -> tuple[BrowseSection, ...]:
        """The periods of rows that are in their order."""
        if self.ranking is not None:
            return (BrowseSection("", len(rows), int(is_new[rows].sum())),) * bool(len(rows))
        if not len(rows):
            return ()
        periods = self.periods[rows]
        starts = np.flatnonzero(np.diff(periods, prepend=-1))
        counts = np.diff(starts, append=len(rows))
        new = np.add.reduceat(is_new[rows].astype(np.int64), starts)
        told = zip(periods[starts].tolist(), counts.tolist(), new.tolist(), strict=True)
        return tuple(
            BrowseSection(name_of(number, self.by), count, of_them)
            for number, count, of_them in told
        )


def _new(listing: Listing, visit: Visit) -> Mask:
    if visit.seen is None:
        return np.zeros(len(listing), np.bool_)
    new: Mask = listing.ids > visit.seen
    return new
