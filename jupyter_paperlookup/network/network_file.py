"""What is remembered of the network: one small SQLite file that may be lost at any time.

All processes of a user share it, and so the pace of each service. It is no part of the library's
own database: nobody who asks a service waits for an import that writes there.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 10.0
_VERSION = 1
# `asked` is when somebody last asked or changed the row: a clock that went back makes it void.
# `free` is when the next request may begin, `until` when a pause ends.
_TABLES = """
CREATE TABLE IF NOT EXISTS paces (
    name TEXT PRIMARY KEY,
    asked REAL NOT NULL,
    free REAL NOT NULL DEFAULT 0,
    until REAL NOT NULL DEFAULT 0,
    faults INTEGER NOT NULL DEFAULT 0,
    is_asked_for INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
    question BLOB PRIMARY KEY,
    stored REAL NOT NULL,
    expires REAL NOT NULL,
    used REAL NOT NULL,
    size INTEGER NOT NULL,
    answer BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_use ON answers (used);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
"""


class NetworkFile:
    """The file; every method may be called from any thread.

    Args:
        path: Where it is, or is to be. What is there and is no such file is replaced.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection on which nobody else writes meanwhile.

        Raises:
            sqlite3.Error: The file cannot be used; see `safely`.
        """
        with self._lock:
            connection = self._connected()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def safely(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something in a transaction; what cannot be remembered must stop nobody.

        Args:
            work: Gets the connection.
            otherwise: What comes back where the file cannot be used.
        """
        try:
            with self.transaction() as connection:
                return work(connection)
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                self._begin_anew()
            return otherwise

    # --- inside ----------------------------------------------------------------------------

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._connection = self._opened()
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._begin_anew()
                self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                connection.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin_anew(self) -> None:
        with self._lock:
            self.close()
            for ending in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
