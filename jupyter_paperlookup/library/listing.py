"""What lists of records go by, as columns in memory: only records that are shown are decoded."""

from __future__ import annotations

import threading
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.library.database import Database, Row

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

UNDATED = 0
"""The day, week or month of a record of which it is not known."""

_FIRST_DAY = 1_721_424.5  # the Julian day before 1 January of the year 1

_LISTING = f"""
SELECT record_id,
    max(coalesce(CAST(julianday(day) - {_FIRST_DAY} AS INTEGER), 0), 0),
    CASE WHEN day < '0001' THEN 0
        ELSE CAST(substr(day, 1, 4) AS INTEGER) * 12 + CAST(substr(day, 6, 2) AS INTEGER) END,
    coalesce(year, 0), upvotes, comments,
    CASE WHEN counted LIKE '____-__-__' THEN julianday(counted) - {_FIRST_DAY} END,
    coalesce(is_fresh, 0)
FROM listing ORDER BY record_id
"""  # noqa: S608 - a number of this file

_RISES = f"""
SELECT record_id, julianday(day) - {_FIRST_DAY}, upvotes, comments, stars,
    julianday(day_before) - {_FIRST_DAY}, upvotes_before, comments_before, stars_before
FROM rises WHERE julianday(day) IS NOT NULL ORDER BY record_id
"""  # noqa: S608 - a number of this file

_SOURCES = "SELECT DISTINCT source_id, record_id FROM contributions WHERE NOT gone"


class Listing(msgspec.Struct, frozen=True):
    """A row for each record, by its id; the columns are arrays of the same length.

    Attributes:
        ids: The ids of the records, ascending.
        days: The day on which each was listed, else issued, as Python counts days from the year 1;
            `UNDATED` where it is not known.
        months: Its month, as year * 12 + month (1 to 12); `UNDATED` as above.
        years: In which it was issued; 0 where that is not known.
        upvotes, comments, counted: The newest counts and their day; NaN where not known.
        is_fresh: Whether a service counted them, 0 or 1.
        source_ids, in_source: Which sources hold which rows, pair by pair.
        source_names: Of the sources, by their ids.
        stamp: What it was read from: it stays good for as long as the stamp is the same.
    """

    ids: Integers
    days: Integers
    months: Integers
    years: Integers
    upvotes: Numbers
    comments: Numbers
    counted: Numbers
    is_fresh: Integers
    source_ids: Integers
    in_source: Integers
    source_names: dict[int, str]
    stamp: tuple[int, int]

    def __len__(self) -> int:
        return len(self.ids)

    def rows_of(self, ids: Integers) -> Integers:
        """The rows of records; an id that is not there is passed over."""
        if not len(self.ids):
            return np.zeros(0, np.int64)
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        found: Integers = at[self.ids[at] == ids]
        return found

    def mask(self, rows: Integers) -> Mask:
        """Which rows are among these."""
        mask = np.zeros(len(self.ids), np.bool_)
        mask[rows] = True
        return mask

    def held_by(self, name: str) -> Mask:
        """Which records the source of this name holds."""
        numbers = [number for number, each in self.source_names.items() if each == name]
        return self.mask(self.in_source[np.isin(self.source_ids, numbers)])


class Rises(msgspec.Struct, frozen=True):
    """The newest fresh counts of records, and those of an earlier day; NaN where not known."""

    ids: Integers
    day: Numbers
    upvotes: Numbers
    comments: Numbers
    stars: Numbers
    day_before: Numbers
    upvotes_before: Numbers
    comments_before: Numbers
    stars_before: Numbers


class Listings:
    """Reads the columns, again only after something changed; from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._reading = threading.Lock()
        self._listing: Listing | None = None
        self._rises: tuple[tuple[int, int], Rises] | None = None

    def now(self) -> Listing:
        """The columns as they are now."""
        with self._reading:
            stamp = self._stamp()
            if self._listing is None or self._listing.stamp != stamp:
                self._listing = self._read(stamp)
            return self._listing

    def rises(self) -> Rises:
        """What services counted."""
        with self._reading:
            stamp = self._stamp()
            if self._rises is None or self._rises[0] != stamp:
                self._rises = stamp, _rises(self._db.all(_RISES))
            return self._rises[1]

    def _stamp(self) -> tuple[int, int]:
        """Read before the columns, so that what changes meanwhile is read again."""
        revision = self._db.one("SELECT value FROM facts_of_library WHERE name = 'revision'")
        change = self._db.one("SELECT coalesce(max(number), 0) FROM changed_records")
        return int(revision[0] if revision else 0), int(change[0] if change else 0)

    def _read(self, stamp: tuple[int, int]) -> Listing:
        columns = _columns(self._db.all(_LISTING), 8)
        ids, days, months, years, upvotes, comments, counted, is_fresh = columns
        sources, records = map(_whole, _columns(self._db.all(_SOURCES), 2))
        there = np.isin(records, ids)
        names = self._db.all("SELECT id, name FROM sources")
        return Listing(
            ids=_whole(ids),
            days=_whole(days),
            months=_whole(months),
            years=_whole(years),
            upvotes=upvotes,
            comments=comments,
            counted=counted,
            is_fresh=_whole(is_fresh),
            source_ids=sources[there],
            in_source=np.searchsorted(_whole(ids), records[there]),
            source_names=dict(names),
            stamp=stamp,
        )


def _rises(rows: list[Row]) -> Rises:
    first, *others = _columns(rows, 9)
    return Rises(_whole(first), *others)


def _columns(rows: list[Row], width: int) -> list[Numbers]:
    """Rows of numbers, some of them None, as columns with NaN."""
    table = np.array(rows, np.float64).reshape(len(rows), width)
    return [np.ascontiguousarray(column) for column in table.T]


def _whole(numbers: Numbers) -> Integers:
    return numbers.astype(np.int64)


def day_of(number: float) -> date:
    """A day of the columns as a date."""
    return date.fromordinal(int(number))
