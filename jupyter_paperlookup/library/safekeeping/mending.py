"""A damaged database: set aside, and its place taken by the newest sound backup and what is whole.

Nothing is thrown away: the damaged file, with its log, goes to `damaged/` in the library's folder.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.safekeeping.backups import Backup, Backups, styles_of
from jupyter_paperlookup.library.safekeeping.page_sums import PageSums
from jupyter_paperlookup.library.safekeeping.replacing import (
    copied,
    made_ready,
    move_on,
    put_in_place,
)
from jupyter_paperlookup.library.safekeeping.salvage import Salvaged, salvage
from jupyter_paperlookup.library.safekeeping.soundness import damage, reading
from jupyter_paperlookup.library.safekeeping.write_log import is_log_damaged

DAMAGED = "damaged"
FACT = "mended"

_NAMED = 5
_WAIT = 120
_log = logging.getLogger(__name__)


class Mended(msgspec.Struct, frozen=True):
    """What was done about a damaged database.

    Attributes:
        moment: When.
        sentence: What happened, from when the backup is, what may be missing, where the file is.
    """

    moment: datetime
    sentence: str


def is_lost(path: Path) -> bool:
    """Whether a database is gone or empty although there was one."""
    is_empty = not path.exists() or not path.stat().st_size
    return is_empty and any(Backups(path).all())


def mend(path: Path, reason: str) -> str:
    """Mend a database that is damaged; the caller has it open no longer.

    Args:
        path: The database.
        reason: What is wrong with it, in a few words.

    Returns:
        The sentence for the person; empty where somebody else has mended it meanwhile.

    Raises:
        LibraryUnavailable: It cannot be mended now; the sentence says what to do.
    """
    try:
        with FileLock(path.parent / "mending.lock", timeout=_WAIT):
            if not _is_damaged(path):
                return ""
            _log.info("the library %s is damaged: %s", path, reason)
            return _mended(path, reason)
    except (OSError, Timeout, sqlite3.Error) as error:
        raise LibraryUnavailable(
            f"The library {path} is damaged ({reason}) and cannot be mended: {error}."
        ) from error


def _is_damaged(path: Path) -> bool:
    return (
        is_lost(path)
        or PageSums(path).state() == "damaged"
        or is_log_damaged(path)
        or bool(damage(path))
    )


def _mended(path: Path, reason: str) -> str:
    aside = _set_aside(path)
    with tempfile.TemporaryDirectory(prefix=".mending-", dir=path.parent) as room:
        new = Path(room) / path.name
        backup, copy = _base(path, aside / path.name, new)
        with closing(copy):
            copy.execute("PRAGMA foreign_keys = ON")
            saved = salvage(aside / path.name, copy)
            move_on(copy, aside / path.name)
            with copy:
                # Files are read again, whatever they were when they were last read.
                copy.execute("UPDATE sources SET size = -1 WHERE path <> ''")
                (records,) = copy.execute("SELECT count(*) FROM records").fetchone()
                told = _sentence(reason, backup, saved, records, aside)
                note = msgspec.json.encode(Mended(datetime.now(UTC), told)).decode()
                copy.execute("INSERT OR REPLACE INTO facts_of_library VALUES (?, ?)", (FACT, note))
                if records:
                    copy.execute("INSERT OR IGNORE INTO facts_of_library VALUES ('seeded', '1')")
        put_in_place(new, path)
    if backup is not None:
        _missing_styles(backup, path.parent / "styles")
    return told


def _set_aside(path: Path) -> Path:
    """A copy of the damaged file and its log in a folder of its own, which nobody removes."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    parent = path.parent / DAMAGED
    parent.mkdir(mode=0o700, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{moment}-", dir=parent))
    for name in (path, Path(f"{path}-wal"), path.with_suffix(".sums")):
        if name.exists():
            shutil.copyfile(name, folder / name.name)
            (folder / name.name).chmod(0o600)
    return folder


def _base(path: Path, aside: Path, new: Path) -> tuple[Backup | None, sqlite3.Connection]:
    """A copy of the newest sound backup, else of what no check finds fault with, or nothing."""
    for backup in Backups(path).sound():
        with suppress(sqlite3.Error, LibraryUnavailable):
            return backup, copied(Path(backup.path), new)
        new.unlink(missing_ok=True)
    if aside.exists() and aside.stat().st_size and not damage(aside):
        return None, copied(aside, new)
    empty = sqlite3.connect(new)
    made_ready(empty, new)
    return None, empty


def _missing_styles(backup: Backup, folder: Path) -> None:
    with suppress(sqlite3.Error, OSError), reading(Path(backup.path)) as connection:
        for name, content in styles_of(connection):
            if not (folder / name).exists():
                (folder / name).write_bytes(content)


def _sentence(
    reason: str, backup: Backup | None, saved: Salvaged, records: int, aside: Path
) -> str:
    parts = [f"The library was damaged ({reason.rstrip('.')})"]
    if backup is None:
        parts.append(f"and there is no backup: {saved.records} records could be saved.")
        if not saved.records:
            parts.append("Import your files again.")
    else:
        since = f"{backup.moment:%Y-%m-%d %H:%M} UTC"
        parts.append(f"and was restored: it has {records} records.")
        if saved.records:
            parts.append(
                f"{saved.records} are as they were just before, the rest is of the backup of "
                f"{since}: later changes of sources, links, settings and what can be undone may "
                "be missing."
            )
        else:
            parts.append(f"All is as in the backup of {since}: what changed later is missing.")
    if saved.told:
        parts.append(f"Put together again from what sources say: {_some(saved.told)}.")
    if saved.older:
        parts.append(f"As in the backup: {_some(saved.older)}.")
    if saved.lost:
        parts.append(f"Lost: {_some(saved.lost)}; import them again.")
    parts.append(f"The damaged file lies in {aside}.")
    return " ".join(parts)


def _some(keys: tuple[str, ...]) -> str:
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return ", ".join(keys[:_NAMED]) + more
