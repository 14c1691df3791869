"""Another content in place of a database's, at once for everybody who has it open."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.safekeeping.in_use import InUse
from jupyter_paperlookup.library.safekeeping.page_sums import PageSums
from jupyter_paperlookup.library.safekeeping.soundness import damage, reading
from jupyter_paperlookup.library.schema import prepare

_PATIENCE = 30.0
_AHEAD = 1_000_000  # of numbers that cannot be read any more


def copied(content: Path, to: Path) -> sqlite3.Connection:
    """A copy of a database in a file of its own, with all tables; to be closed by the caller."""
    copy = sqlite3.connect(to)
    try:
        with reading(content) as source:
            source.backup(copy)
        made_ready(copy, to)
    except BaseException:
        copy.close()
        raise
    return copy


def made_ready(copy: sqlite3.Connection, path: Path) -> None:
    """Give a database all tables, and take those away that only backups have."""
    with copy:
        copy.execute("BEGIN")
        prepare(copy, path)
        copy.execute("DROP TABLE IF EXISTS backup_about")
        copy.execute("DROP TABLE IF EXISTS backup_styles")


def move_on(copy: sqlite3.Connection, live: Path) -> None:
    """Let a copy's numbers be later than those of the database whose place it is to take.

    What others keep in memory, and the index, then look outdated to them, and no id is given to
    another record than before.
    """
    revision, change, sequences = _numbers(copy)
    past = (revision + _AHEAD, change + _AHEAD, sequences)
    with suppress(sqlite3.Error), reading(live) as connection:
        past = _numbers(connection)
    with copy:
        copy.execute(
            "INSERT OR REPLACE INTO facts_of_library VALUES ('revision', ?)",
            (str(max(revision, past[0]) + 1),),
        )
        copy.execute("DELETE FROM facts_of_library WHERE name IN ('unfinished_index', 'importing')")
        # Numbers stay in their order, and apart from each other, on the way up.
        copy.execute("UPDATE changed_records SET number = -number")
        ahead = max(past[1] + 1, change)
        copy.execute("UPDATE changed_records SET number = ? - number", (ahead,))
        for name, number in past[2].items():
            copy.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, name)
            )


def put_in_place(copy: Path, live: Path) -> None:
    """Give a database the content of a copy, whole or not at all.

    Others that have it open go on with the new content. Only a file of which SQLite can make
    nothing at all is replaced, which nobody else may have open.

    Raises:
        LibraryUnavailable: Somebody writes for too long, or has such a file open.
    """
    PageSums(live).forget()
    if live.exists() and live.stat().st_size:
        try:
            _overwrite(copy, live)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                raise LibraryUnavailable(
                    f"The library cannot be written: {error}. Nothing was changed."
                ) from error
        except sqlite3.DatabaseError:
            pass
        if not damage(live, is_thorough=False):
            return
    _swap(copy, live)


def _overwrite(copy: Path, live: Path) -> None:
    end = time.monotonic() + _PATIENCE

    def give_up(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise LibraryUnavailable(
                "The library cannot be written now: something else writes. Try again in a moment."
            )

    with reading(copy) as source, closing(sqlite3.connect(live, timeout=1)) as target:
        source.backup(target, progress=give_up)


def _swap(copy: Path, live: Path) -> None:
    try:
        alone = InUse(live, is_alone=True)
    except OSError as error:
        raise _others(live) from error
    try:
        for name in (live, Path(f"{live}-wal"), Path(f"{live}-shm")):
            name.unlink(missing_ok=True)
        os.replace(copy, live)  # noqa: PTH105
    except OSError as error:
        raise _others(live) from error
    finally:
        alone.release()


def _others(live: Path) -> LibraryUnavailable:
    return LibraryUnavailable(
        f"The library {live} is damaged, and other programs have it open: close JupyterLab, its "
        "kernels and other runs of paperlookup, and open it again. It is then mended by itself."
    )


def _numbers(connection: sqlite3.Connection) -> tuple[int, int, dict[str, int]]:
    revision = connection.execute("SELECT value FROM facts_of_library WHERE name = 'revision'")
    row = revision.fetchone()
    change = connection.execute("SELECT coalesce(max(number), 0) FROM changed_records").fetchone()
    sequences = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    return int(row[0]) if row else 0, int(change[0]), sequences
