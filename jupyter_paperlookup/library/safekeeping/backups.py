"""Backups of a library: each one file, a copy that SQLite makes while others go on writing.

A backup is the database with two tables more: what it is, and the user's own styles. Passwords and
keys of services stand in no database, so in no backup.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from filelock import FileLock

from jupyter_paperlookup.errors import InvalidRequest, LibraryUnavailable
from jupyter_paperlookup.library.safekeeping.backup_rule import kept
from jupyter_paperlookup.library.safekeeping.page_sums import compared, write_sums
from jupyter_paperlookup.library.safekeeping.soundness import damage, reading

_NAME = "%Y-%m-%dT%H%M%SZ"
_ENDING = ".sqlite"
_NEW = ".new"
_LARGEST_STYLE = 2 * 1024 * 1024
_EACH = timedelta(days=1)

_TABLES = (
    "CREATE TABLE backup_about (about BLOB NOT NULL)",
    "CREATE TABLE backup_styles (name TEXT PRIMARY KEY, content BLOB NOT NULL)",
)


class Backup(msgspec.Struct, frozen=True):
    """A backup of a library.

    Attributes:
        name: Of its file, without the ending; it is the moment.
        moment: When it was made.
        records: How many records it holds.
        reason: Why it was made, in a few words.
        size: In bytes.
        path: Where it is.
    """

    name: str
    moment: datetime
    records: int
    reason: str
    size: int
    path: str


class _About(msgspec.Struct, frozen=True):
    moment: datetime
    records: int
    reason: str
    content: str


class Backups:
    """The folder `backups` of a library.

    Args:
        path: The database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.folder = path.parent / "backups"
        self._styles = path.parent / "styles"

    def all(self) -> tuple[Backup, ...]:
        """All backups, newest first; what is no backup is passed over."""
        found = (opened_backup(path) for path in sorted(self._files(), reverse=True))
        return tuple(each for each in found if each)

    def sound(self) -> Iterator[Backup]:
        """The backups that are as they were written, newest first."""
        return (each for each in self.all() if is_sound(Path(each.path)))

    def named(self, name: str) -> Backup:
        """A backup by its name, or by the path of its file.

        Raises:
            InvalidRequest: There is none.
        """
        by_name = {each.name: each for each in self.all()}
        wanted = Path(name).name.removesuffix(_ENDING)
        path = Path(name).expanduser()
        found = by_name.get(name) or (opened_backup(path) if path.is_file() else None)
        found = found or by_name.get(wanted)
        if found is None:
            known = ", ".join(list(by_name)[:5]) or "there is none yet"
            raise InvalidRequest(f"There is no backup {name}. The newest ones: {known}.")
        return found

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether the library changed since the last backup, and that was a day ago or more."""
        newest = next(iter(self.all()), None)
        if newest is None:
            return True
        since = (now or datetime.now(UTC)) - newest.moment
        # A moment that is still to come was noted by a clock that was wrong.
        return not timedelta(0) <= since < _EACH and self.is_outdated(newest)

    def is_outdated(self, newest: Backup | None = None) -> bool:
        """Whether the library changed since its newest backup."""
        newest = newest or next(iter(self.all()), None)
        about = _about(Path(newest.path)) if newest else None
        if about is None:
            return True
        with reading(self._path) as connection:
            return about.content != _content(connection)

    def make(self, reason: str, to: Path | None = None) -> Backup:
        """Write a backup, and remove those that the rule no longer keeps.

        Args:
            reason: Why, in a few words.
            to: A file for it, instead of the folder of backups; none is removed then.

        Raises:
            LibraryUnavailable: It cannot be written, or is not what it should be.
        """
        try:
            if to is not None:
                return self._written(to, reason, datetime.now(UTC).replace(microsecond=0))
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with FileLock(self.folder / "lock"):
                self._remove_unfinished()
                moment = self._next_moment()
                name = moment.strftime(_NAME)
                made = self._written(self.folder / f"{name}{_ENDING}", reason, moment)
                self._prune()
                return made
        except (OSError, sqlite3.Error) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise LibraryUnavailable(f"The backup cannot be written: {why or error}.") from error

    def _written(self, path: Path, reason: str, moment: datetime) -> Backup:
        beside = path.with_name(path.name + _NEW)
        try:
            beside.unlink(missing_ok=True)
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._copy(beside, reason, moment)
            if path.parent == self.folder:
                write_sums(beside, path.with_suffix(".sums"))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        made = opened_backup(path)
        if made is None:
            raise LibraryUnavailable(f"The backup {path} cannot be read again.")
        return made

    def _copy(self, path: Path, reason: str, moment: datetime) -> None:
        with reading(self._path) as source, closing(sqlite3.connect(path)) as copy:
            source.execute("BEGIN")  # what is counted is what is copied
            (records,) = source.execute("SELECT count(*) FROM records").fetchone()
            content = _content(source)
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            with copy:
                for statement in _TABLES:
                    copy.execute(statement)
                about = msgspec.json.encode(_About(moment, records, reason, content))
                copy.execute("INSERT INTO backup_about VALUES (?)", (about,))
                copy.executemany("INSERT INTO backup_styles VALUES (?, ?)", self._own_styles())
            (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            (copied,) = copy.execute("SELECT count(*) FROM records").fetchone()
        if said != "ok" or copied != records:
            raise LibraryUnavailable(f"The backup is not whole and was thrown away: {said}.")
        with path.open("rb+") as file:
            os.fsync(file.fileno())

    def _own_styles(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self._styles.glob("*.csl")):
            if path.is_file() and path.stat().st_size <= _LARGEST_STYLE:
                yield path.name, path.read_bytes()

    def _next_moment(self) -> datetime:
        """Now, but after the newest one there is: a clock may have been turned back."""
        now = datetime.now(UTC).replace(microsecond=0)
        newest = max((_moment_of(path) for path in self._files()), default=None)
        return now if newest is None or now > newest else newest + timedelta(seconds=1)

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob(f"*{_ENDING}") if _is_moment(path)]

    def _prune(self) -> None:
        files = {_moment_of(path): path for path in self._files()}
        wanted = kept([(moment, path.stat().st_size) for moment, path in files.items()])
        for moment, path in files.items():
            if moment not in wanted:
                path.unlink(missing_ok=True)
                path.with_suffix(".sums").unlink(missing_ok=True)

    def _remove_unfinished(self) -> None:
        for path in self.folder.glob(f"*{_NEW}*"):
            path.unlink(missing_ok=True)


def opened_backup(path: Path) -> Backup | None:
    """What a file says of itself as a backup; None where it is none."""
    about = _about(path)
    if about is None:
        return None
    return Backup(
        name=path.name.removesuffix(_ENDING),
        moment=about.moment,
        records=about.records,
        reason=about.reason,
        size=path.stat().st_size,
        path=str(path),
    )


def is_sound(path: Path) -> bool:
    """Whether a backup is as it was written."""
    match compared(path, path.with_suffix(".sums")):
        case "damaged" | "another":
            return False
        case "whole":
            return True
    return not damage(path)


def styles_of(connection: sqlite3.Connection) -> list[tuple[str, bytes]]:
    """The styles in an opened backup; their names lead nowhere else."""
    rows = connection.execute("SELECT name, content FROM backup_styles")
    return [(name, content) for name, content in rows if Path(name).name == name]


def _about(path: Path) -> _About | None:
    try:
        with reading(path) as connection:
            (about,) = connection.execute("SELECT about FROM backup_about").fetchone()
        return msgspec.json.decode(about, type=_About)
    except (OSError, sqlite3.Error, TypeError, ValueError, msgspec.MsgspecError):
        return None


def _content(connection: sqlite3.Connection) -> str:
    """A digest that changes with the library, without reading all of it."""
    asked = (
        "SELECT * FROM facts_of_library WHERE name IN ('revision', 'network', 'key-pattern')",
        "SELECT name, seq FROM sqlite_sequence ORDER BY name",
        "SELECT id, name, digest, path, watched FROM sources ORDER BY id",
        "SELECT count(*) FROM records",
        "SELECT count(*) FROM keys",
        "SELECT path, notebook, source FROM kept_files ORDER BY path",
        "SELECT content FROM subscription",
    )
    digest = hashlib.sha256()
    for sql in asked:
        try:
            digest.update(repr(connection.execute(sql).fetchall()).encode(errors="replace"))
        except sqlite3.OperationalError:  # a table that an older version lacks
            digest.update(b"-")
    return digest.hexdigest()


def _moment_of(path: Path) -> datetime:
    return datetime.strptime(path.name.removesuffix(_ENDING), _NAME).replace(tzinfo=UTC)


def _is_moment(path: Path) -> bool:
    try:
        _moment_of(path)
    except ValueError:
        return False
    return True
