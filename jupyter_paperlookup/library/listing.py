"""What lists of records go by, as columns in memory: only records that are shown are decoded."""

from __future__ import annotations

import threading

import msgspec
import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.library.text_columns import (
    UNDATED,
    UNKNOWN,
    Integers,
    Numbers,
    dates,
    known,
    numbers,
)

Mask = npt.NDArray[np.bool_]

_LISTING = f"""
SELECT group_concat(day), group_concat(coalesce(counted, '')), group_concat(record_id),
    group_concat(coalesce(year, 0)),
    group_concat(coalesce(upvotes, {UNKNOWN})),
    group_concat(coalesce(comments, {UNKNOWN})),
    group_concat(coalesce(is_fresh, 0))
FROM (SELECT * FROM listing ORDER BY record_id)
"""  # noqa: S608 - a number of ours

_RISES = f"""
SELECT group_concat(day), group_concat(coalesce(day_before, '')), group_concat(record_id),
    group_concat(coalesce(upvotes, {UNKNOWN})),
    group_concat(coalesce(comments, {UNKNOWN})),
    group_concat(coalesce(stars, {UNKNOWN})),
    group_concat(coalesce(upvotes_before, {UNKNOWN})),
    group_concat(coalesce(comments_before, {UNKNOWN})),
    group_concat(coalesce(stars_before, {UNKNOWN}))
FROM (SELECT * FROM rises ORDER BY record_id)
"""  # noqa: S608 - a number of ours

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
        rows, are_there = _found(self.ids, ids)
        return rows[are_there]

    def has(self, ids: Integers) -> Mask:
        """Which records are there."""
        return _found(self.ids, ids)[1]

    def mask(self, rows: Integers) -> Mask:
        """Which rows are among these."""
        mask = np.zeros(len(self.ids), np.bool_)
        mask[rows] = True
        return mask

    def held_by(self, name: str) -> Mask:
        """Which records the source of this name holds."""
        ids = {each: number for number, each in self.source_names.items()}
        return self.mask(self.in_source[self.source_ids == ids.get(name, -1)])


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
        days, counted, *columns = self._db.all(_LISTING)[0]
        ids, years, upvotes, comments, is_fresh = map(numbers, columns)
        found = dates(days)
        source_ids, in_source = self._pairs(ids)
        return Listing(
            ids=ids,
            days=found.days,
            months=found.months,
            years=years,
            upvotes=known(upvotes),
            comments=known(comments),
            counted=known(dates(counted).days, UNDATED),
            is_fresh=is_fresh,
            source_ids=source_ids,
            in_source=in_source,
            source_names=dict(self._db.all("SELECT id, name FROM sources")),
            stamp=stamp,
        )

    def _pairs(self, ids: Integers) -> tuple[Integers, Integers]:
        """Sources and rows that they hold; what is there twice counts once."""
        source_ids, record_ids = map(numbers, self._db.all(_SOURCES)[0])
        rows, are_there = _found(ids, record_ids)
        width = max(len(ids), 1)
        # Not numpy.unique, which loads the whole of numpy.ma when it is first called.
        pairs = np.sort(source_ids[are_there] * width + rows[are_there])
        pairs = pairs[np.diff(pairs, prepend=-1) != 0]
        return pairs // width, pairs % width

    def _read_rises(self) -> Rises:
        day, before, ids, *counts = self._db.all(_RISES)[0]
        now, earlier = (known(dates(each).days, UNDATED) for each in (day, before))
        upvotes, comments, stars, *others = (known(numbers(each)) for each in counts)
        return Rises(numbers(ids), now, upvotes, comments, stars, earlier, *others)


def _found(ids: Integers, wanted: Integers) -> tuple[Integers, Mask]:
    """Where numbers stand among ascending ones, and which of them do."""
    if not len(ids):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return at, ids[at] == wanted
