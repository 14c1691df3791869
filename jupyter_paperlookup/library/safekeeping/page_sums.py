"""Checksums of every page of a database file, noted when the last one who had it open closes it.

SQLite finds damage to its own structure, but not a bit that flips inside a value. The sums stand
beside the file until somebody writes it again: as long as they are there, the file must be what
they say.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

PAGE = 4096
SOON_CHECKED = 32 * 1024 * 1024
"""A file up to this size is checked at each opening; a larger one in the background."""

_FEW = 16
_MAGIC = b"paperlookup sums 1\n"
_HEADER = struct.Struct("<QII")
_COUNTER = struct.Struct(">I")
_COUNTERS = (24, 92)  # SQLite counts in both of them, https://www.sqlite.org/fileformat2.html

State = Literal["unknown", "whole", "damaged", "another"]


class PageSums:
    """The sums of one database file.

    Args:
        path: The database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sums = path.with_suffix(".sums")
        self._lock = FileLock(path.with_suffix(".sums.lock"))

    @property
    def is_noted(self) -> bool:
        """Whether nobody has written the file since it was closed."""
        return self._sums.exists()

    def note(self) -> None:
        """Note the sums, unless somebody has the file open still; to be called after closing it."""
        log = Path(f"{self._path}-wal")
        try:
            with self._lock.acquire(timeout=1):
                # Who opens the file now may read it, but waits in `forget` before it writes.
                if not log.exists() and not self._sums.exists():
                    write_sums(self._path, self._sums)
        except (OSError, Timeout):
            pass  # it is checked more slowly, then

    def forget(self) -> None:
        """Remove the sums; to be called before the file is written."""
        try:
            with self._lock:
                self._sums.unlink(missing_ok=True)
        except OSError:
            pass  # a folder that cannot be written has no sums to outlive a change either

    def state(self, largest: int | None = None) -> State:
        """Whether the file is as it was closed.

        Args:
            largest: Look only at files up to so many bytes.

        Returns:
            `unknown` where nothing was noted, or too much is to be read; `damaged` where few pages
            differ; `another` where so many do that somebody put another file in its place, or
            where SQLite counted a change that another program made.
        """
        return compared(self._path, self._sums, largest)


def write_sums(path: Path, beside: Path) -> None:
    """Write the sums of a file that nobody writes into a file of their own."""
    size, sums = _sums_of(path)
    raw = sums.tobytes()
    body = _HEADER.pack(size, _changes(path) or 0, zlib.crc32(raw)) + raw
    new = beside.with_suffix(".sums.new")
    try:
        new.write_bytes(_MAGIC + body)
        new.chmod(0o600)
        new.replace(beside)
    finally:
        new.unlink(missing_ok=True)


def compared(path: Path, beside: Path, largest: int | None = None) -> State:
    """See `PageSums.state`."""
    try:
        content = beside.read_bytes()
        if largest is not None and path.stat().st_size > largest:
            return "unknown"
        if not content.startswith(_MAGIC):
            return "unknown"
        size, changes, of_sums = _HEADER.unpack_from(content, len(_MAGIC))
        raw = content[len(_MAGIC) + _HEADER.size :]
        if zlib.crc32(raw) != of_sums:
            return "unknown"  # the sums themselves are damaged
        noted = array("I", raw)
        found_size, found = _sums_of(path)
        counted = _changes(path)
    except (OSError, struct.error, ValueError):
        return "unknown"
    if found_size == size and found == noted:
        return "whole"
    differing = abs(len(found) - len(noted)) + sum(
        one != other for one, other in zip(found, noted, strict=False)
    )
    is_written = counted is not None and counted > changes
    return "another" if is_written or differing > _FEW else "damaged"


def _changes(path: Path) -> int | None:
    """How many changes SQLite counted; None where the two places that say it differ."""
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100:  # noqa: PLR2004 - the length of the header
        return None
    one, other = (_COUNTER.unpack_from(header, at)[0] for at in _COUNTERS)
    return int(one) if one == other else None


def _sums_of(path: Path) -> tuple[int, array[int]]:
    sums = array("I")
    size = 0
    with path.open("rb") as file:
        while block := file.read(256 * PAGE):
            size += len(block)
            view = memoryview(block)
            sums.extend(zlib.crc32(view[at : at + PAGE]) for at in range(0, len(block), PAGE))
    return size, sums
