"""The folder of a library."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_paperlookup.errors import LibraryUnavailable


def prepare_folder(folder: Path) -> Path:
    """Create the folder for its owner alone, and return it as an absolute path.

    Raises:
        LibraryUnavailable: The folder cannot be created or written.
    """
    folder = folder.absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if os.name == "posix" and status.st_uid == os.geteuid() and status.st_mode & 0o077:
            # Taken from others, and given to nobody: who made it read-only wants it so.
            folder.chmod(status.st_mode & 0o700)
        (folder / "styles").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise LibraryUnavailable(
            f"The library folder {folder} cannot be used: {error.strerror}. "
            "Set PAPERLOOKUP_HOME to a folder that you may write."
        ) from error
    if not os.access(folder, os.W_OK):
        raise LibraryUnavailable(
            f"The library folder {folder} is read-only. "
            "Set PAPERLOOKUP_HOME to a folder that you may write."
        )
    return folder
