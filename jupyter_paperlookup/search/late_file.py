"""A file that is mapped into memory at once, and verified only when somebody needs it."""

from __future__ import annotations

import hashlib
import mmap
import os
import threading
from pathlib import Path

from jupyter_paperlookup.errors import IndexUnavailable


class LateFile:
    """Bytes that nobody gets before they were compared with their digest. Thread-safe.

    What is compared and what is read are the same mapping, whatever becomes of the name.

    Args:
        path: The file.
        sha256: Its digest; None for a file that has been verified already.
    """

    def __init__(self, path: Path, sha256: str | None) -> None:
        self._sha256 = sha256
        self._verifying = threading.Lock()
        self._mapped: mmap.mmap | None = None
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size:  # nothing cannot be mapped
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    @property
    def data(self) -> mmap.mmap | bytes:
        """What is in the file.

        Raises:
            IndexUnavailable: It is not what its digest is of.
        """
        data = b"" if self._mapped is None else self._mapped
        if self._sha256 is not None:
            with self._verifying:
                if self._sha256 not in (None, hashlib.sha256(data).hexdigest()):
                    raise IndexUnavailable(
                        "The search index is not as it was written: the next search rebuilds it."
                    )
                self._sha256 = None
        return data

    def close(self) -> None:
        """Let go of the file."""
        if self._mapped is not None:
            self._mapped.close()
