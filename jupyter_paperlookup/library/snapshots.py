"""Snapshots: how often records were voted for and talked about, on which day, as who counted.

A captured page is a snapshot that never changes again; what a service says now is a fresh one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from jupyter_paperlookup.library.counts import Count, DatedCount, highest_of
from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.library.snapshot_tables import DAYS_LISTED, NEWEST_COUNTS

__all__ = ["CAPTURED_PAGE", "Count", "DatedCount", "Snapshots"]

CAPTURED_PAGE = "captured_page"
"""The kind of a source that is a captured page."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}|--\d{2}-\d{2}|)")
"""Of a page that was captured in an unknown year, or on an unknown day, too."""

_IDS = "record_id IN (SELECT value FROM json_each(?))"


class Snapshots:
    """Counts of records by day; every method may be called from any thread.

    All of it goes by records: another key changes nothing, what is merged is counted for the
    record that stays, and a removed record takes its counts with it.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, source: str, day: str, counts: Iterable[Count], *, is_fresh: bool) -> None:
        """Keep a snapshot in place of an earlier one of the same source and day.

        Args:
            source: Name of the source that counted.
            day: When it counted (ISO).
            counts: What it says; a key that no record has or had is passed over, and of two counts
                of one record the higher ones stay.
            is_fresh: A service counted now, and will go on counting; else a page was captured.

        Raises:
            ValueError: The day is none.
        """
        if not _DAY.fullmatch(day):
            raise ValueError(f"{day!r} is no day in ISO 8601")
        with self._db.transaction():
            rows = self._rows(counts)
            touched = {row[0] for row in rows} | self._drop(source, day, is_fresh=is_fresh)
            snapshot = self._begin(source, day, is_fresh=is_fresh)
            self._db.do_many(
                "INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(snapshot, row[0], row[0], day, *row[1:]) for row in rows],
            )
            self._settle(touched)

    def capture(self, source_id: int) -> None:
        """Keep what a captured page says now; to be called when it was read.

        Of an earlier capture of the same source that stays which was of another day.
        """
        with self._db.transaction():
            source, day = self._db.all(
                "SELECT name, captured FROM sources WHERE id = ?", (source_id,)
            )[0]
            touched = self._drop(source, day, is_fresh=False)
            snapshot = self._begin(source, day, is_fresh=False)
            self._db.do(
                "INSERT INTO counts SELECT ?, record_id, record_id, day, NULL, comments, NULL, "
                "listed FROM captured_counts WHERE source_id = ?",
                (snapshot, source_id),
            )
            self._settle(touched | self._counted_in(snapshot))

    def capture_again(self, record_ids: Iterable[int]) -> None:
        """Keep what captured pages say of records after their entries came to other records."""
        ids = _array(record_ids)
        with self._db.transaction():
            self._db.do(
                f"DELETE FROM counts WHERE {_IDS} AND snapshot_id IN "  # noqa: S608 - own words
                "(SELECT snapshots.id FROM snapshots JOIN sources ON source = name "
                "AND day = captured WHERE kind = 'captured_page' AND NOT is_fresh)",
                (ids,),
            )
            self._db.do(
                "INSERT INTO counts SELECT snapshots.id, record_id, record_id, snapshots.day, "  # noqa: S608
                "NULL, comments, NULL, listed FROM captured_counts JOIN snapshots ON "
                "snapshots.source = captured_counts.source AND "
                "snapshots.day = captured_counts.day AND NOT is_fresh "
                f"WHERE {_IDS}",
                (ids,),
            )
            self._settle_array(ids)

    def move(self, from_id: int, to_id: int) -> None:
        """Let what was counted for one record count for another."""
        self._db.do("UPDATE counts SET record_id = ? WHERE record_id = ?", (to_id, from_id))
        self._settle({to_id})

    def move_back(self, record_id: int, from_id: int) -> None:
        """Let what was counted for a record before it was merged into another be its own again."""
        self._db.do(
            "UPDATE counts SET record_id = first_id WHERE record_id = ? AND first_id = ?",
            (from_id, record_id),
        )
        self._settle({record_id, from_id})

    def forget(self, source: str, record_ids: Iterable[int]) -> None:
        """Forget what a source counted for these records."""
        ids = _array(record_ids)
        self._db.do(
            f"DELETE FROM counts WHERE {_IDS} "  # noqa: S608 - own words
            "AND snapshot_id IN (SELECT id FROM snapshots WHERE source = ?)",
            (ids, source),
        )
        self._settle_array(ids)

    def nothing_arrived(self) -> None:
        """All records that there are have been there from the beginning."""
        self._db.do("UPDATE listing SET stored = ''")

    def newest(self, keys: Iterable[str]) -> dict[str, DatedCount]:
        """The newest counts of records, by the keys that were asked for and have any."""
        asked = list(keys)
        found = {}
        for key, record_id in zip(asked, self._ids(asked), strict=True):
            history = self._history(record_id, 1) if record_id is not None else []
            if history:
                found[key] = history[0]
        return found

    def history(self, key: str, limit: int = 400) -> list[DatedCount]:
        """All counts of a record, newest first."""
        record_id = self._ids([key])[0]
        return self._history(record_id, limit) if record_id is not None else []

    def listed(self, record_ids: Iterable[int]) -> dict[int, tuple[str, DatedCount | None]]:
        """The day on which each record was listed, empty where none says so, and its newest counts.

        The counts do not say whose they are.
        """
        rows = self._db.all(
            "SELECT record_id, listed, coalesce(counted, ''), coalesce(is_fresh, 0), upvotes, "  # noqa: S608
            f"comments, stars FROM listing WHERE {_IDS}",
            (_array(record_ids),),
        )
        return {
            number: (
                listed,
                DatedCount("", day, bool(is_fresh), *counts)
                if day or any(each is not None for each in counts)
                else None,
            )
            for number, listed, day, is_fresh, *counts in rows
        }

    @property
    def newest_fresh_day(self) -> str:
        """The last day on which a service counted; empty where none ever did."""
        row = self._db.one("SELECT max(day) FROM rises")
        return str(row[0] or "") if row else ""

    # --- inside ----------------------------------------------------------------------------

    def _history(self, record_id: int, limit: int) -> list[DatedCount]:
        rows = self._db.all(
            "SELECT source, counts.day, is_fresh, upvotes, comments, stars FROM counts "
            "JOIN snapshots ON snapshots.id = snapshot_id "
            "WHERE record_id = ? AND coalesce(upvotes, comments, stars) IS NOT NULL "
            "ORDER BY counts.day DESC, is_fresh DESC, upvotes DESC, comments DESC LIMIT ?",
            (record_id, limit),
        )
        return [DatedCount(source, day, bool(fresh), *rest) for source, day, fresh, *rest in rows]

    def _ids(self, keys: Sequence[str]) -> list[int | None]:
        folded = [key.casefold() for key in keys]
        rows = self._db.all(
            "SELECT folded, record_id FROM keys WHERE folded IN (SELECT value FROM json_each(?))",
            (_array(folded),),
        )
        ids: dict[str, int] = dict(rows)
        return [ids.get(each) for each in folded]

    def _rows(self, counts: Iterable[Count]) -> list[tuple[int, *tuple[object, ...]]]:
        given = list(counts)
        ids = self._ids([each.key for each in given])
        highest = highest_of(
            (number, each) for number, each in zip(ids, given, strict=True) if number is not None
        )
        return [
            (number, each.upvotes, each.comments, each.stars, each.listed)
            for number, each in highest.items()
        ]

    def _begin(self, source: str, day: str, *, is_fresh: bool) -> int:
        self._db.do("INSERT INTO snapshots VALUES (NULL, ?, ?, ?)", (source, day, is_fresh))
        return int(self._db.all("SELECT last_insert_rowid()")[0][0])

    def _drop(self, source: str, day: str, *, is_fresh: bool) -> set[int]:
        """Forget a snapshot; returns the records that were counted in it."""
        row = self._db.one(
            "SELECT id FROM snapshots WHERE source = ? AND day = ? AND is_fresh = ?",
            (source, day, is_fresh),
        )
        if row is None:
            return set()
        counted = self._counted_in(row[0])
        self._db.do("DELETE FROM snapshots WHERE id = ?", row)
        return counted

    def _counted_in(self, snapshot: int) -> set[int]:
        rows = self._db.all("SELECT record_id FROM counts WHERE snapshot_id = ?", (snapshot,))
        return {int(row[0]) for row in rows}

    def _settle(self, record_ids: Iterable[int]) -> None:
        self._settle_array(_array(record_ids))

    def _settle_array(self, ids: str) -> None:
        """Bring what is known of the newest counts of records up to date."""
        with self._db.transaction():
            self._db.do(f"{NEWEST_COUNTS} WHERE {_IDS}", (ids,))
            self._db.do(f"{DAYS_LISTED} WHERE {_IDS}", (ids,))
            self._db.do(f"DELETE FROM rises WHERE {_IDS}", (ids,))  # noqa: S608 - own words
            self._db.do_many(_RISE, self._db.all("SELECT value FROM json_each(?)", (ids,)))
            self._db.do(
                "INSERT INTO facts_of_library VALUES ('revision', '1') "
                "ON CONFLICT (name) DO UPDATE SET value = value + 1"
            )


# The newest fresh count of a record, and the newest of an earlier day.
_RISE = """
WITH fresh AS (
    SELECT counts.day, upvotes, comments, stars FROM counts
    JOIN snapshots ON snapshots.id = snapshot_id
    WHERE record_id = ?1 AND is_fresh AND coalesce(upvotes, comments, stars) IS NOT NULL
)
INSERT INTO rises
SELECT ?1, last.*, earlier.* FROM (
    SELECT * FROM fresh ORDER BY day DESC, upvotes DESC, comments DESC, stars DESC LIMIT 1
) AS last LEFT JOIN (
    SELECT * FROM fresh WHERE day < (SELECT max(day) FROM fresh)
    ORDER BY day DESC, upvotes DESC, comments DESC, stars DESC LIMIT 1
) AS earlier
"""


def _array(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
