"""The key for zotero.org: in a file of its own, which only its owner can read.

It stands in no database, notebook or settings file, so it goes along with none of them.
"""

from __future__ import annotations

import re
from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.private_file import forget_private, write_private

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
        write_private(self._path, f"{key}\n".encode("ascii"))

    def forget(self) -> None:
        """Remove the key.

        Raises:
            LibraryUnavailable: It cannot be removed.
        """
        forget_private(self._path)
