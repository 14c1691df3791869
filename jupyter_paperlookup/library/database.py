"""One SQLite file: one writer at a time, readers that never wait for it; mended when damaged."""

from __future__ import annotations

import sqlite3
import threading
import time
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
from jupyter_paperlookup.library.safekeeping.write_log import is_log_damaged
from jupyter_paperlookup.library.schema import is_new, is_prepared, prepare

Row = tuple[Any, ...]

_ABANDONED: list[sqlite3.Connection] = []

_PATIENCE = 30
_LOOK_EVERY = 1.0
_LOG = "the log of what was written last is not as it was written"
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)
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
        self._opened_at = (0, 0)
        reason = self._damage_before_opening()
        if reason:
            self.notice = mend(path, reason)
        try:
            self._open()
        except LibraryDamaged as error:
            self.notice = mend(path, error.reason)
            self._open()

    def _damage_before_opening(self) -> str:
        if is_lost(self._path):
            return "it is gone or empty"
        if self._sums.state(SOON_CHECKED) == "damaged":
            return _NOT_AS_CLOSED
        if Path(f"{self._path}-wal").exists():
            try:
                alone = InUse(self._path, is_alone=True)
            except OSError:
                return ""  # whoever has it open reads the log as it was
            try:
                return _LOG if is_log_damaged(self._path) else ""
            finally:
                alone.release()
        return ""

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
                    self._opened_at = self._file()
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
                    f"The library {self._path} cannot be opened: {error}.{_advice(error)}"
                ) from error
            raise
        self._opened_at = self._file()
        self._looked = time.monotonic()
        self._is_written = False

    def _file(self) -> tuple[int, int]:
        """Which file the path leads to now."""
        try:
            status = self._path.stat()
        except OSError:
            return (0, 0)
        return (status.st_dev, status.st_ino)

    def _follow_file(self, *, now: bool) -> None:
        """Open the file that took the place of the one that is open; never write into a lost one.

        Raises:
            LibraryUnavailable: There is none any more.
        """
        moment = time.monotonic()
        if not now and moment - self._looked < _LOOK_EVERY:
            return
        self._looked = moment
        found = self._file()
        if found == self._opened_at:
            return
        if found == (0, 0):
            raise LibraryUnavailable(
                f"The library {self._path} was moved away or removed while it was open: put it "
                "back, or restart JupyterLab, which restores it from its last backup."
            )
        with self._writing, self._reading:
            # To close it would remove, by its name, the log of the file that is there now.
            _ABANDONED.extend((self._reader, self._writer))
            if self._in_use is not None:
                self._in_use.release()
            self._open()

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
        self._follow_file(now=False)
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
        self._follow_file(now=True)
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


def _advice(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF not in (*_NO_ROOM, sqlite3.SQLITE_CANTOPEN):
        return ""
    return " The disk may be full or read-only: make room and try again."
