"""The list of records: by period, and by how popular they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.arrivals import arrivals
from jupyter_paperlookup.library.browse_page import BrowsePage, Order
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.narrowing import Choice
from jupyter_paperlookup.library.ranked import Popularity, Ranked
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.periods import PeriodKind

MOST_ROWS = 1000


class Browsing(Parts):
    """What shows a person what there is, without a query."""

    def browse(
        self,
        *,
        by: PeriodKind = "day",
        at: str = "",
        source: str = "",
        year: int | None = None,
        cited: Collection[str] | None = None,
        only_new: bool = False,
        order: Order = "newest",
        cited_here: Sequence[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> BrowsePage:
        """A part of the list of records, and what it can be narrowed to.

        The day of a record is that on which a captured page or a service listed it, else that of
        issue. What has no whole date is `undated`, and comes last; a month is enough by `month`.

        Args:
            by: What the list is parted into.
            at: Only the records of this day (`2023-10-12`), ISO week (`2023-W41`) or month
                (`2023-10`), or of none (`undated`); all when empty.
            source: Only the records of the source of this name; all when empty.
            year: Only the records issued in this year.
            cited: Only the records with these keys, present or former; all when None.
            only_new: Only what came in since the last visit.
            order: `newest`; or, as `popular` says, by popularity, and then newest first.
            cited_here: Keys of works that `for-you` goes by, beside those kept for notebooks.
            limit: At most so many rows, up to 1,000.
            offset: How many of the first to pass over.

        Raises:
            InvalidRequest: `at` is no period, or `limit` or `offset` is out of bounds.
        """
        if not 0 <= limit <= MOST_ROWS or offset < 0:
            raise InvalidRequest(f"A page has 0 to {MOST_ROWS} rows from 0 on.")
        choice = Choice(
            by=by,
            at=at,
            source=source,
            year=year,
            cited=cited,
            only_new=only_new,
            order=order,
            cited_here=cited_here,
        )
        return self._list.page(choice, limit, offset)

    def visit(self) -> str:
        """From now on, what comes in is new; returns when that is (ISO, UTC).

        Before the first visit nothing is new.
        """
        return self._list.visit()

    def popular(
        self,
        order: Popularity,
        *,
        cited: Sequence[str] = (),
        keys: Collection[str] | None = None,
        limit: int = 20,
    ) -> tuple[Ranked, ...]:
        """The records that stand first in an order, each with its reasons.

        `docs/browsing.md` has the formulas. A record that nothing speaks for is left out. For
        `for-you` the index is brought up to date first.

        Args:
            order: `popular` by the newest votes and comments known; `trending` by what changed
                between the last two days on which services counted, as `popular` while none does;
                `for-you` by likeness to cited works.
            cited: Keys of works that `for-you` goes by, beside those kept for notebooks.
            keys: Only the records with these keys, present or former; all when None.
            limit: At most so many, up to 1,000.

        Raises:
            InvalidRequest: `limit` is out of bounds.
            IndexUnavailable: The index could not be written.
        """
        if not 0 <= limit <= MOST_ROWS:
            raise InvalidRequest(f"There are 0 to {MOST_ROWS} popular records.")
        if order == "for-you":
            self._indexer.ensure()
        return self._list.ranked(order, cited, keys, limit)

    def arrived(self, since: date, until: date, limit: int = MOST_ROWS) -> tuple[Record, ...]:
        """What is new between two days, both included, newest first.

        That is what a page or service listed on one of them, and what was first stored then (UTC),
        whenever it was listed; what a new library begins with was never stored.
        """
        return arrivals(self._store, since, until, limit)

    def last_counted(self) -> str:
        """The last day on which a service counted (ISO); empty where none did: nothing trends."""
        return self._store.snapshots.newest_fresh_day
