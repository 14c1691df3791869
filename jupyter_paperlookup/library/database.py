"""One SQLite file: one writer at a time, readers that never wait for it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.schema import is_prepared, prepare

Row = tuple[Any, ...]

_PATIENCE = 30


class Database:
    """A library's database; every method may be called from any thread.

    A thread inside `transaction` reads what it has written, all others read what was there
    before.

    Raises:
        LibraryUnavailable: The file cannot be opened, is no database, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self._writing = threading.RLock()
        self._reading = threading.Lock()
        self._writing_thread: int | None = None
        try:
            self._writer = self._connected(path)
            try:
                if not is_prepared(self._writer, path):
                    with self.transaction():
                        prepare(self._writer, path)
                self._reader = self._connected(path)
            except BaseException:
                self._writer.close()
                raise
        except sqlite3.Error as error:
            raise LibraryUnavailable(
                f"The library {path} cannot be opened: {error}. "
                "Move the file away to begin anew, or restore it from a backup."
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside happen together or not at all; nested ones join the outer one.

        Raises:
            LibraryUnavailable: Another process writes for too long, or the disk is full.
        """
        with self._writing:
            if self._writing_thread is not None:
                yield
                return
            self._begin()
            self._writing_thread = threading.get_ident()
            try:
                yield
                self._writer.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._roll_back()
                if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                    raise  # wrong SQL, so a bug
                raise LibraryUnavailable(
                    f"The library cannot be written: {error}. Nothing was changed."
                ) from error
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._writing_thread = None

    def do(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run a statement that changes something."""
        with self.transaction():
            self._writer.execute(sql, values)

    def do_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row."""
        with self.transaction():
            self._writer.executemany(sql, rows)

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row that a query finds."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def all(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows that a query finds."""
        if self._writing_thread == threading.get_ident():
            return self._writer.execute(sql, values).fetchall()
        with self._reading:
            return self._reader.execute(sql, values).fetchall()

    def _begin(self) -> None:
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LibraryUnavailable(
                f"The library cannot be written now: {error}. "
                "Another import may be under way: try again in a moment."
            ) from error

    def _roll_back(self) -> None:
        # A full disk has SQLite roll back by itself.
        if self._writer.in_transaction:
            self._writer.execute("ROLLBACK")

    @staticmethod
    def _connected(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection
