"""Whether a folder and what is in it are of one's own, and nobody else could have written there.

Windows has no owner and mode of this kind: there the user's profile keeps others out.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def is_private(folder: Path, files: Iterable[str] = ()) -> bool:
    """Whether a folder is its owner's alone, who is the user, and files in it are the user's.

    Args:
        folder: The folder itself, no link to one.
        files: Names of files in it; a link or a device is none.

    Raises:
        OSError: One of them is not there.
    """
    if os.name != "posix":
        return True
    found = folder.lstat()
    if not (stat.S_ISDIR(found.st_mode) and _is_own(found) and not found.st_mode & 0o077):
        return False
    statuses = ((folder / name).lstat() for name in files)
    return all(stat.S_ISREG(each.st_mode) and _is_own(each) for each in statuses)


def make_private(folder: Path) -> None:
    """Make a folder for its owner alone; what is there of somebody else's is put beside it.

    Raises:
        OSError: It cannot be made.
    """
    with suppress(FileNotFoundError):
        if not is_private(folder):
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode) and _is_own(found):
                folder.chmod(0o700)
            else:
                folder.rename(folder.with_name(f"{folder.name}-of-others-{found.st_ino}"))
    folder.mkdir(mode=0o700, exist_ok=True)


def _is_own(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid()  # type: ignore[attr-defined,unused-ignore]  # POSIX alone
