"""One SQLite file: one writer at a time, readers that never wait for it; mended when damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_paperlookup.errors import LibraryDamaged, LibraryUnavailable
from jupyter_paperlookup.library.safekeeping.backups import Backups
from jupyter_paperlookup.library.safekeeping.in_use import InUse
from jupyter_paperlookup.library.safekeeping.mending import is_lost, mend
from jupyter_paperlookup.library.safekeeping.page_sums import SOON_CHECKED, PageSums
from jupyter_paperlookup.library.safekeeping.soundness import is_damage
from jupyter_paperlookup.library.schema import is_new, is_prepared, prepare

Row = tuple[Any, ...]

_PATIENCE = 30
_NOT_AS_CLOSED = "its bytes are not what they were when it was closed"


class Database:
    """A library's database; every method may be called from any thread.

    A thread inside `transaction` reads what it has written, all others read what was there
    before. A file that is found damaged, at its opening or later, is mended once, and what was
    read is read again; `notice` then says what happened.

    Raises:
        LibraryUnavailable: The file cannot be opened, is of a newer version, or is damaged and
            cannot be mended now.
    """

    def __init__(self, path: Path) -> None:
        self.notice = ""
        self._path = path
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._writing_thread: int | None = None
        self._sums = PageSums(path)
        self._is_written = False
        self._in_use: InUse | None = None
        self.was_closed = self._sums.is_noted or not path.exists()
        if is_lost(path):
            self.notice = mend(path, "it is gone or empty")
        elif self._sums.state(SOON_CHECKED) == "damaged":
            self.notice = mend(path, _NOT_AS_CLOSED)
        try:
            self._open()
        except LibraryDamaged as error:
            self.notice = mend(path, error.reason)
            self._open()

    def close(self) -> None:
        """Let go of the file."""
        with self._writing, self._reading:
            self._let_go()
        self._sums.note()

    def mend(self, reason: str) -> None:
        """Mend the file, which is damaged; others that have it open go on with what it becomes.

        Args:
            reason: What is wrong with it, in a few words.

        Raises:
            LibraryUnavailable: It cannot be mended now, or this thread is about to write.
        """
        if self._writing_thread == threading.get_ident():
            raise LibraryDamaged(f"The library is damaged ({reason}). Nothing was changed.")
        with self._writing, self._reading:
            self._let_go()
            try:
                self.notice = mend(self._path, reason) or self.notice
            finally:
                self._open()

    def is_as_closed(self) -> bool:
        """Whether nothing says that the file changed by itself since it was closed last."""
        return self._sums.state() != "damaged"

    def _open(self) -> None:
        try:
            self._in_use = InUse(self._path)
            self._writer = self._connected(self._path)
            try:
                if not is_prepared(self._writer, self._path):
                    if not is_new(self._writer):
                        Backups(self._path).make("before an upgrade")
                    with self.transaction():
                        prepare(self._writer, self._path)
                self._reader = self._connected(self._path)
            except BaseException:
                self._writer.close()
                raise
        except BaseException as error:
            if self._in_use is not None:
                self._in_use.release()
            if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
                raise LibraryDamaged(str(error)) from error
            if isinstance(error, sqlite3.Error | OSError):
                raise LibraryUnavailable(
                    f"The library {self._path} cannot be opened: {error}."
                ) from error
            raise

    def _let_go(self) -> None:
        # A damaged file may fail to close, too.
        with suppress(sqlite3.Error):
            self._reader.close()
        with suppress(sqlite3.Error):
            self._writer.close()
        if self._in_use is not None:
            self._in_use.release()

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
            except sqlite3.DatabaseError as error:
                self._roll_back()
                if is_damage(error):
                    raise LibraryDamaged(
                        f"The library is damaged ({error}). Nothing was changed."
                    ) from error
                if not isinstance(error, sqlite3.OperationalError) or (
                    error.sqlite_errorcode == sqlite3.SQLITE_ERROR
                ):
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
        try:
            return self._read(sql, values)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            reason = str(error)
        self.mend(reason)
        return self._read(sql, values)

    def _read(self, sql: str, values: Sequence[object]) -> list[Row]:
        with self._reading:
            return self._reader.execute(sql, values).fetchall()

    def _begin(self) -> None:
        if not self._is_written:
            self._sums.forget()
            self._is_written = True
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LibraryUnavailable(
                f"The library cannot be written now: {error}. "
                "Another import may be under way: try again in a moment."
            ) from error
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            raise LibraryDamaged(f"The library is damaged ({error}).") from error

    def _roll_back(self) -> None:
        # A full disk has SQLite roll back by itself.
        if self._writer.in_transaction:
            with suppress(sqlite3.DatabaseError):  # of a damaged file
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
