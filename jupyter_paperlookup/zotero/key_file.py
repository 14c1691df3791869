"""The key for zotero.org: in a file of its own, which only its owner can read.

It stands in no database, notebook or settings file, so it goes along with none of them.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest, LibraryUnavailable

_KEY = re.compile(r"[A-Za-z0-9]{8,64}")


class KeyFile:
    """The file that holds the key; on Windows the user's profile keeps others out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """The key; empty when none is stored, or when what is there is none."""
        try:
            text = self._path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return text if _KEY.fullmatch(text) else ""

    def write(self, key: str) -> None:
        """Store a key in place of the one there was.

        Raises:
            InvalidRequest: It does not look like a key; the sentence does not repeat it.
            LibraryUnavailable: It cannot be stored.
        """
        key = key.strip()
        if not _KEY.fullmatch(key):
            raise InvalidRequest("A key of zotero.org has 8 to 64 letters and digits.")
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            beside.unlink(missing_ok=True)
            # Made for its owner alone from the first moment on, never narrowed afterwards.
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="ascii") as file:  # noqa: PTH123  # a file descriptor
                file.write(f"{key}\n")
            beside.replace(self._path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise _unwritable(error) from None

    def forget(self) -> None:
        """Remove the key.

        Raises:
            LibraryUnavailable: It cannot be removed.
        """
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(error) from None


def _unwritable(error: OSError) -> LibraryUnavailable:
    why = error.strerror or type(error).__name__
    return LibraryUnavailable(f"The key's file in the library folder cannot be written: {why}.")
