"""A short secret in a file of its own, which only its owner can read.

It stands in no database, notebook or settings file, so it goes along with none of them. On Windows
the user's profile keeps others out.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jupyter_paperlookup.errors import LibraryUnavailable


def write_private(path: Path, content: bytes) -> None:
    """Write a file in place of the one there was; at no moment can others read it.

    Raises:
        LibraryUnavailable: It cannot be written; the sentence begins with its name.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        beside.unlink(missing_ok=True)
        # Made for its owner alone from the first moment on, never narrowed afterwards.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123  # a file descriptor
            file.write(content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _unwritable(path, error) from None


def forget_private(path: Path) -> None:
    """Remove a file, where there is one.

    Raises:
        LibraryUnavailable: It cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> LibraryUnavailable:
    why = error.strerror or type(error).__name__
    return LibraryUnavailable(
        f"The file {path.name} in the library folder cannot be written: {why}."
    )
