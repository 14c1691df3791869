"""Whether a database is sound: SQLite's own check, and every seal and digest that it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jupyter_paperlookup.library.safekeeping.seals import is_whole

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF  # an extended code has its primary one in the last byte


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is damaged, rather than busy, full or wrongly asked."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & _PRIMARY in _DAMAGE
    # What the sqlite3 module raises by itself: a text that is no UTF-8.
    return isinstance(error, sqlite3.OperationalError) and "decode" in str(error)


def damage(path: Path, *, is_thorough: bool = True) -> str:
    """What is wrong with a database file, in a few words; empty where it is sound.

    Args:
        path: The file; it is only read.
        is_thorough: Read every value too, beside the structure.
    """
    try:
        with reading(path) as connection:
            return _first_fault(connection, is_thorough=is_thorough)
    except sqlite3.Error as error:
        return str(error) if is_damage(error) else ""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing.

    Raises:
        sqlite3.Error: There is no such file, or it cannot be opened.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=30)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection


def _first_fault(connection: sqlite3.Connection, *, is_thorough: bool) -> str:
    check = "integrity_check" if is_thorough else "quick_check"
    (said,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if said != "ok":
        return str(said).splitlines()[-1]
    if not is_thorough:
        return ""
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        return "a row belongs to another one that is not there"
    for key, record in connection.execute("SELECT key, record FROM records"):
        if not isinstance(record, bytes) or not is_whole(record):
            return f"the record {key} is not as it was written"
    said_of = connection.execute("SELECT record_id, digest, record FROM contributions")
    for number, digest, record in said_of:
        if not is_as_digested(record, digest):
            return f"what a source says of record {number} is not as it was written"
    return ""


def is_as_digested(record: object, digest: object) -> bool:
    """Whether what a source said is as its digest says; hand-made entries may have none."""
    if not isinstance(record, bytes) or not isinstance(digest, bytes):
        return False  # a bit that flips may change what kind of value it is
    return len(digest) != 16 or hashlib.blake2b(record, digest_size=16).digest() == digest  # noqa: PLR2004
