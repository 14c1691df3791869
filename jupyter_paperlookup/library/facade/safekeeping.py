"""Backups of the library, and what is done when its file is damaged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.rounds import Rounds
from jupyter_paperlookup.library.safekeeping import restoring
from jupyter_paperlookup.library.safekeeping.backups import Backup
from jupyter_paperlookup.library.safekeeping.mending import FACT, Mended
from jupyter_paperlookup.library.safekeeping.restoring import Restored

_SECONDS = 300.0
_TOLD = timedelta(days=7)


class Safekeeping(Parts):
    """What makes and restores backups."""

    def backups(self) -> tuple[Backup, ...]:
        """The backups there are, newest first."""
        return self._guard.backups.all()

    def back_up(self, to: Path | str | None = None) -> Backup:
        """Make a backup now: records, keys, sources, what can be undone, settings, own styles.

        Others may go on writing meanwhile. Passwords and keys of services are in none.

        Args:
            to: A file for it, instead of the library's folder of backups.

        Raises:
            LibraryUnavailable: It cannot be written.
        """
        return self._guard.backups.make("by hand", Path(to).expanduser() if to else None)

    def restore_backup(self, name: str = "", *, is_tried: bool = False) -> Restored:
        """Make the library what it was at a backup; the present state is backed up first.

        Other programs that have the library open go on with what was restored.

        Args:
            name: Of the backup, or the path of its file; the newest one when empty.
            is_tried: Only say what would change.

        Raises:
            InvalidRequest: There is no such backup, or none at all.
            LibraryUnavailable: The backup is damaged, or the library cannot be written; it is then
                as it was.
        """
        backups = self._guard.backups
        backup = backups.named(name) if name else next(iter(backups.all()), None)
        if backup is None:
            raise InvalidRequest("There is no backup yet: `paperlookup backup` makes one.")
        return restoring.restore(self._path, backup, is_tried=is_tried)

    def check_file(self) -> str:
        """Read all of the library's file, and mend it if it is damaged.

        Returns:
            What was wrong, in a few words; empty where all is well.

        Raises:
            LibraryUnavailable: It is damaged and cannot be mended now.
        """
        return self._guard.check()

    def back_up_if_due(self, largest: int | None = None) -> bool:
        """Make a backup if the library changed and the last one is a day old; whether it did.

        Args:
            largest: Only of a library up to so many bytes.
        """
        return self._guard.back_up_if_due(largest=largest)

    def start_safekeeping(self) -> None:
        """Check the file and make a backup each day, in a thread, until the library is closed."""
        if self._keeper is None:
            self._keeper = Rounds(self._guard.look, _SECONDS, "paperlookup-keeper")
            self._keeper.start()

    def stop_safekeeping(self) -> None:
        """Cease to make backups; waits for one that is being made."""
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None

    @property
    def revision(self) -> int:
        """Grows whenever records change."""
        return self._store.revision

    @property
    def mended(self) -> str:
        """What was done here about damage since the library was opened, for people; or empty."""
        return self._store.database.notice

    def _told(self) -> str:
        """What a person should know of the time before: damage of the last days, imports."""
        try:
            last = msgspec.json.decode(self._store.fact(FACT), type=Mended)
        except msgspec.DecodeError:
            return self._notice
        # A moment to come was noted by a clock that was wrong: it is told all the same.
        is_old = datetime.now(UTC) - last.moment > _TOLD
        return " ".join(filter(None, ["" if is_old else last.sentence, self._notice]))
