"""Who has a database open: its file is replaced only when nobody has.

SQLite removes its log by name when it closes, so a file that took the place of an open one would
lose its own. Where there are no such locks (Windows), an open file cannot be replaced anyway.
"""

from __future__ import annotations

import os
from pathlib import Path

if os.name == "posix":
    import fcntl

    _SHARED, _ALONE = fcntl.LOCK_SH, fcntl.LOCK_EX | fcntl.LOCK_NB

    def _lock(descriptor: int, *, is_alone: bool) -> None:
        fcntl.flock(descriptor, _ALONE if is_alone else _SHARED)

else:

    def _lock(descriptor: int, *, is_alone: bool) -> None:
        """An open file cannot be replaced here."""


class InUse:
    """A lock that many may hold together, or one alone; held until `release` or the process ends.

    Args:
        path: The database.
        is_alone: Be the only one that holds it.

    Raises:
        BlockingIOError: Somebody else holds it, and it was to be held alone.
        OSError: The file of the lock cannot be written.
    """

    def __init__(self, path: Path, *, is_alone: bool = False) -> None:
        self._descriptor = os.open(path.with_suffix(".open"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor, is_alone=is_alone)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go of it."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
