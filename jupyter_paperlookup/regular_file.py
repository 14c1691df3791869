"""The bytes of a file that anybody may have named, within bounds."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jupyter_paperlookup.errors import UnreadableSource

# A named pipe without a writer would block the opening itself; Windows has neither flag.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def bounded_bytes(path: Path, largest: int) -> bytes | None:
    """The content of a file, or None if it is larger than `largest` bytes.

    Raises:
        UnreadableSource: Missing, forbidden, or no regular file.
    """
    try:
        return _content(path, largest)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableSource(f"{path.name} cannot be read: {why}.") from error


def _content(path: Path, largest: int) -> bytes | None:
    # What was opened is asked, not the path: the file behind a path can change in between.
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource(f"{path.name} is no regular file, so it is not read.")
        content = file.read(largest + 1) if status.st_size <= largest else None
    return content if content is not None and len(content) <= largest else None
