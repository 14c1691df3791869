"""A library as it was when a backup was made; the present state is backed up first."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.library.safekeeping.backups import Backup, Backups, is_sound, styles_of
from jupyter_paperlookup.library.safekeeping.replacing import copied, move_on, put_in_place
from jupyter_paperlookup.library.safekeeping.soundness import reading


class Restored(msgspec.Struct, frozen=True):
    """What restoring a backup does, or would do.

    Attributes:
        backup: The one that is restored.
        records: How many records the library has now.
        added, removed, changed: How many records come back, go, and become what they were.
        before: The backup of the present state, which takes it back; None where nothing was done.
    """

    backup: Backup
    records: int
    added: int
    removed: int
    changed: int
    before: Backup | None = None


def restore(path: Path, backup: Backup, *, is_tried: bool = False) -> Restored:
    """Make a database what it was at a backup, for everybody who has it open.

    Args:
        path: The database.
        backup: The backup.
        is_tried: Only say what would change.

    Raises:
        LibraryUnavailable: The backup is damaged or of a newer version, or the library cannot be
            written; it is then as it was.
    """
    if not is_sound(Path(backup.path)):
        raise LibraryUnavailable(
            f"The backup {backup.name} is damaged: choose another one, see "
            "`paperlookup backup --list`."
        )
    try:
        restored = _compared(path, backup)
        if is_tried:
            return restored
        before = Backups(path).make(f"before restoring {backup.name}")
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=path.parent) as room:
            new = Path(room) / path.name
            with closing(copied(Path(backup.path), new)) as copy:
                move_on(copy, path)
            put_in_place(new, path)
        _put_styles(backup, path.parent / "styles")
    except (OSError, sqlite3.Error) as error:
        raise LibraryUnavailable(f"The backup cannot be restored: {error}.") from error
    return msgspec.structs.replace(restored, before=before)


def _compared(path: Path, backup: Backup) -> Restored:
    with reading(path) as now, reading(Path(backup.path)) as then:
        present = dict(now.execute("SELECT id, record FROM records"))
        added = changed = 0
        for number, record in then.execute("SELECT id, record FROM records"):
            there = present.pop(number, None)
            added += there is None
            changed += there is not None and there != record
        (count,) = now.execute("SELECT count(*) FROM records").fetchone()
    return Restored(backup, count, added, len(present), changed)


def _put_styles(backup: Backup, folder: Path) -> None:
    with reading(Path(backup.path)) as connection:
        for name, content in styles_of(connection):
            path = folder / name
            if not path.exists() or path.read_bytes() != content:
                replace_file(path, content)
