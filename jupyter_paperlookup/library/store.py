"""The truth: records, sources and contributions in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.reports import SourceStatus
from jupyter_paperlookup.records import Record

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE facts_of_library (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    captured TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL
);
CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    issued TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX records_by_date ON records (issued DESC, id);
CREATE TABLE contributions (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (record_id, source_id)
) WITHOUT ROWID;
CREATE INDEX contributions_by_source ON contributions (source_id);
CREATE TABLE identities (
    identity TEXT PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE
) WITHOUT ROWID;
"""

_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode


class Store:
    """One library's database; every method may be called from any thread.

    Raises:
        LibraryUnavailable: The file cannot be opened, is no database, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(
                path, timeout=30, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._migrate(path)
        except sqlite3.Error as error:
            raise LibraryUnavailable(
                f"The library {path} cannot be opened: {error}. "
                "Move the file away to begin anew, or restore it from a backup."
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside happen together or not at all; nested ones join the outer one."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # --- facts of the library --------------------------------------------------------------

    def fact(self, name: str) -> str:
        """A fact about the library itself, empty when it was never set."""
        row = self._one("SELECT value FROM facts_of_library WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact about the library itself."""
        self._do("INSERT OR REPLACE INTO facts_of_library VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        """Grows with every change of a record."""
        return int(self.fact("revision") or 0)

    def next_revision(self) -> None:
        """To be called once in each transaction that changes records."""
        self.set_fact("revision", str(self.revision + 1))

    # --- records ---------------------------------------------------------------------------

    def count(self) -> int:
        """How many records there are."""
        return int(self._all("SELECT count(*) FROM records")[0][0])

    def record(self, key: str) -> Record | None:
        """The record with this key, upper and lower case being the same."""
        row = self._one("SELECT record FROM records WHERE key = ?", (key,))
        return _decode(row[0]) if row else None

    def records(self) -> Iterator[Record]:
        """All records in the order of their keys."""
        for row in self._all("SELECT record FROM records ORDER BY key"):
            yield _decode(row[0])

    def newest(self, limit: int, offset: int) -> list[Record]:
        """Records by date, newest first, those without a year last."""
        rows = self._all(
            "SELECT record FROM records ORDER BY issued DESC, id LIMIT ? OFFSET ?", (limit, offset)
        )
        return [_decode(row[0]) for row in rows]

    def keys(self) -> list[str]:
        """All citation keys."""
        return [str(row[0]) for row in self._all("SELECT key FROM records ORDER BY key")]

    def has_key(self, key: str) -> bool:
        """Whether a record has this key, upper and lower case being the same."""
        return self._one("SELECT 1 FROM records WHERE key = ?", (key,)) is not None

    def find(self, identities: Sequence[str]) -> int | None:
        """The id of the record that has one of these identities; the first one counts most."""
        for identity in identities:
            row = self._one("SELECT record_id FROM identities WHERE identity = ?", (identity,))
            if row:
                return int(row[0])
        return None

    def record_by_id(self, record_id: int) -> Record:
        """The record with this id; it must exist."""
        return _decode(self._all("SELECT record FROM records WHERE id = ?", (record_id,))[0][0])

    def add_record(self, record: Record) -> int:
        """Store a new record under its key, which must be free; returns its id."""
        rows = self._all(
            "INSERT INTO records (key, issued, record) VALUES (?, ?, ?) RETURNING id",
            (record.key, _sortable(record), _encode(record)),
        )
        return int(rows[0][0])

    def replace_record(self, record_id: int, record: Record) -> None:
        """Store a record anew; its key stays."""
        self._do(
            "UPDATE records SET issued = ?, record = ? WHERE id = ?",
            (_sortable(record), _encode(record), record_id),
        )

    def add_identities(self, record_id: int, identities: Sequence[str]) -> None:
        """Let these identities lead to a record; one that leads elsewhere stays as it is."""
        self._do_many(
            "INSERT OR IGNORE INTO identities VALUES (?, ?)",
            [(identity, record_id) for identity in identities],
        )

    # --- sources and contributions ---------------------------------------------------------

    def source_digest(self, name: str) -> str:
        """Digest of what a source said when it was last read; empty when it is new."""
        row = self._one("SELECT digest FROM sources WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def put_source(self, name: str, kind: str, captured: str, digest: str) -> int:
        """Remember a source, returns its id."""
        rows = self._all(
            "INSERT INTO sources (name, kind, captured, digest) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, captured = excluded.captured, "
            "digest = excluded.digest RETURNING id",
            (name, kind, captured, digest),
        )
        return int(rows[0][0])

    def sources(self) -> tuple[SourceStatus, ...]:
        """All sources in the order they came in, with how many records each holds."""
        rows = self._all(
            "SELECT name, kind, captured, (SELECT count(*) FROM contributions "
            "WHERE source_id = sources.id) FROM sources ORDER BY id"
        )
        return tuple(
            SourceStatus(name=name, kind=kind, records=records, captured=captured)
            for name, kind, captured, records in rows
        )

    def contributions(self, record_id: int) -> list[Contribution]:
        """What each source says of a record, in the order in which the sources came in."""
        rows = self._all(
            "SELECT sources.name, sources.kind, line, record FROM contributions "
            "JOIN sources ON sources.id = source_id WHERE record_id = ? ORDER BY source_id",
            (record_id,),
        )
        return [
            Contribution(source=source, kind=kind, line=line, record=_decode(record))
            for source, kind, line, record in rows
        ]

    def put_contribution(self, record_id: int, source_id: int, line: int, record: Record) -> None:
        """Store what a source says of a record in place of what it said before."""
        self._do(
            "INSERT OR REPLACE INTO contributions VALUES (?, ?, ?, ?)",
            (record_id, source_id, line, _encode(record)),
        )

    # --- SQLite ----------------------------------------------------------------------------

    def _migrate(self, path: Path) -> None:
        with self.transaction():
            version = int(self._all("PRAGMA user_version")[0][0])
            if version > SCHEMA_VERSION:
                raise LibraryUnavailable(
                    f"The library {path} was written by a newer paperlookup: upgrade "
                    "jupyter-paperlookup, or set PAPERLOOKUP_HOME to another folder."
                )
            if version == 0:
                # executescript would commit; statement by statement stays in the transaction.
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _do(self, sql: str, values: Sequence[object] = ()) -> None:
        with self._lock:
            self._db.execute(sql, values)

    def _do_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        with self._lock:
            self._db.executemany(sql, rows)

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        with self._lock:
            row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()


def _sortable(record: Record) -> str:
    """The date as text that sorts by time; empty, so last, without a year."""
    return str(record.issued) if record.issued and record.year is not None else ""
