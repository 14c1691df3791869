"""Looks after a library while it is open: a backup each day, a thorough check each day."""

from __future__ import annotations

import logging
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.library.safekeeping.backups import Backups
from jupyter_paperlookup.library.safekeeping.soundness import damage

_CHECKED = "checked"
_EACH = timedelta(days=1)
_BETWEEN_IMPORTS = timedelta(hours=1)
LARGE_IMPORT = 1024 * 1024
"""From so many bytes on, an import is a big change: a backup is made before."""

_log = logging.getLogger(__name__)


class Guard:
    """Looks after one library; every method may be called from any thread.

    Args:
        database: Of the library.
        path: Its file.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path
        self._is_checked = False
        self.backups = Backups(path)

    def look(self, now: datetime | None = None) -> None:
        """Check the file if that is due, and make a backup if that is."""
        now = now or datetime.now(UTC)
        if self._is_check_due(now):
            self.check(now)
        self.back_up_if_due(now)

    def check(self, now: datetime | None = None) -> str:
        """Read all of the file, and mend it if it is damaged; what was wrong, else empty.

        Raises:
            LibraryUnavailable: It is damaged and cannot be mended now.
        """
        reason = damage(self._path)
        if not reason and not self._database.is_as_closed():
            reason = "its bytes are not what they were when it was closed"
        if reason:
            self._database.mend(reason)
        self._is_checked = True
        self.backups.folder.mkdir(mode=0o700, exist_ok=True)
        moment = (now or datetime.now(UTC)).isoformat()
        (self.backups.folder / _CHECKED).write_text(moment, "utf-8")
        return reason

    def back_up_if_due(self, now: datetime | None = None, largest: int | None = None) -> bool:
        """Make a backup if the library changed and the last one is a day old.

        Args:
            now: The moment.
            largest: Only of a library up to so many bytes: somebody waits for it.

        Returns:
            Whether one was made. What stands in the way is logged, and tried again later.
        """
        try:
            if largest is not None and self._path.stat().st_size > largest:
                return False
            if not self.backups.is_due(now):
                return False
            self.backups.make("each day")
        except (LibraryUnavailable, OSError, sqlite3.Error) as error:
            _log.info("no backup of %s: %s", self._path, error)
            return False
        return True

    def before_import(self, size: int, name: str) -> None:
        """Make a backup before much is brought in, unless there is one of late.

        Raises:
            LibraryUnavailable: It cannot be written: there is no room for the import either.
        """
        if size < LARGE_IMPORT:
            return
        newest = next(iter(self.backups.all()), None)
        if newest is None or (
            datetime.now(UTC) - newest.moment > _BETWEEN_IMPORTS
            and self.backups.is_outdated(newest)
        ):
            self.backups.make(f"before importing {name}")

    def _is_check_due(self, now: datetime) -> bool:
        if not self._is_checked and not self._database.was_closed:
            return True
        try:
            last = datetime.fromisoformat((self.backups.folder / _CHECKED).read_text("utf-8"))
            return not timedelta(0) <= now - last < _EACH
        except (OSError, ValueError, TypeError):
            return True
