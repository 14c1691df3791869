"""What lists of records go by, as columns in memory: only records that are shown are decoded."""

from __future__ import annotations

import threading
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.library.database import Database

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

UNDATED = 0
"""The day, week or month of a record of which it is not known."""

_FIRST_DAY = 1_721_424.5  # the Julian day before 1 January of the year 1
_EPOCH = date(1970, 1, 1).toordinal()
_EPOCH_MONTH = 1970 * 12 + 1

# Each column comes as one text of numbers, which takes a fifth of the time of as many rows.
_UNKNOWN = -1
_LISTING = f"""
SELECT group_concat(record_id),
    group_concat(max(coalesce(CAST(julianday(day) - {_FIRST_DAY} AS INTEGER), 0), 0)),
    group_concat(CASE WHEN length(day) = 7
        THEN CAST(substr(day, 1, 4) AS INTEGER) * 12 + CAST(substr(day, 6, 2) AS INTEGER)
        ELSE 0 END),
    group_concat(coalesce(year, 0)),
    group_concat(coalesce(upvotes, {_UNKNOWN})),
    group_concat(coalesce(comments, {_UNKNOWN})),
    group_concat(coalesce(CAST(julianday(counted) - {_FIRST_DAY} AS INTEGER), {_UNKNOWN})),
    group_concat(coalesce(is_fresh, 0))
FROM listing
"""  # noqa: S608 - numbers of this file

_RISES = f"""
SELECT group_concat(record_id),
    group_concat(CAST(julianday(day) - {_FIRST_DAY} AS INTEGER)),
    group_concat(coalesce(upvotes, {_UNKNOWN})),
    group_concat(coalesce(comments, {_UNKNOWN})),
    group_concat(coalesce(stars, {_UNKNOWN})),
    group_concat(coalesce(CAST(julianday(day_before) - {_FIRST_DAY} AS INTEGER), {_UNKNOWN})),
    group_concat(coalesce(upvotes_before, {_UNKNOWN})),
    group_concat(coalesce(comments_before, {_UNKNOWN})),
    group_concat(coalesce(stars_before, {_UNKNOWN}))
FROM rises WHERE julianday(day) IS NOT NULL
"""  # noqa: S608 - numbers of this file

_SOURCES = """
SELECT group_concat(source_id), group_concat(record_id) FROM contributions WHERE NOT gone
"""


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
                self._rises = stamp, self._read_rises()
            return self._rises[1]

    def _stamp(self) -> tuple[int, int]:
        """Read before the columns, so that what changes meanwhile is read again."""
        revision = self._db.one("SELECT value FROM facts_of_library WHERE name = 'revision'")
        change = self._db.one("SELECT coalesce(max(number), 0) FROM changed_records")
        return int(revision[0] if revision else 0), int(change[0] if change else 0)

    def _read(self, stamp: tuple[int, int]) -> Listing:
        ids, days, months, years, upvotes, comments, counted, is_fresh = self._columns(_LISTING)
        dates = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
        of_days = dates.astype(np.int64) + _EPOCH_MONTH
        source_ids, in_source = self._pairs(ids)
        return Listing(
            ids=ids,
            days=days,
            months=np.where(days == UNDATED, months, of_days),
            years=years,
            upvotes=_known(upvotes),
            comments=_known(comments),
            counted=_known(counted),
            is_fresh=is_fresh,
            source_ids=source_ids,
            in_source=in_source,
            source_names=dict(self._db.all("SELECT id, name FROM sources")),
            stamp=stamp,
        )

    def _pairs(self, ids: Integers) -> tuple[Integers, Integers]:
        """Sources and rows that they hold; an entry that is there twice counts once."""
        sources, records = self._columns(_SOURCES)
        there = np.isin(records, ids)
        sources, rows = sources[there], np.searchsorted(ids, records[there])
        pairs = np.unique(sources * max(len(ids), 1) + rows)
        return pairs // max(len(ids), 1), pairs % max(len(ids), 1)

    def _read_rises(self) -> Rises:
        ids, *others = self._columns(_RISES)
        return Rises(ids, *map(_known, others))

    def _columns(self, query: str) -> list[Integers]:
        """The columns of a query, by the first of them."""
        (texts,) = self._db.all(query)
        columns = [np.fromstring(text or "", np.int64, sep=",") for text in texts]
        if (np.diff(columns[0]) < 0).any():
            in_order = np.argsort(columns[0], kind="stable")
            columns = [column[in_order] for column in columns]
        return columns


def _known(numbers: Integers) -> Numbers:
    """Numbers with NaN where they are not known."""
    return np.where(numbers == _UNKNOWN, np.nan, numbers.astype(np.float64))


def day_of(number: float) -> date:
    """A day of the columns as a date."""
    return date.fromordinal(int(number))
