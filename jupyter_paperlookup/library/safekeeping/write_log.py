"""SQLite's log of what was written and is not in the file yet: a bit may flip in it as well.

SQLite ends its reading at the first part of the log whose checksum is wrong, since that is how a
log looks that a power failure cut off. Whole changes that follow say that it was no such end.
Source of the format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import struct
import sys
from array import array
from pathlib import Path

_HEADER = 32
_FRAME = 24
_MAGIC = 0x377F0682
_LARGEST = 256 * 1024 * 1024


def is_log_damaged(path: Path) -> bool:
    """Whether changes in the log of a database are lost to SQLite, which nobody may have open.

    Args:
        path: The database.
    """
    log = Path(f"{path}-wal")
    try:
        if not _HEADER < log.stat().st_size <= _LARGEST:
            return False
        content = log.read_bytes()
    except OSError:
        return False
    (magic, _version, page) = struct.unpack_from(">III", content)
    sums = _sums(content[:24], (0, 0), is_big=bool(magic & 1))
    if magic & ~1 != _MAGIC or sums != struct.unpack_from(">II", content, 24):
        return True  # the header is written first, and whole: nobody cuts it off
    salts = content[16:24]
    for at in range(_HEADER, len(content) - page - _FRAME + 1, page + _FRAME):
        if content[at + 8 : at + 16] != salts:
            return _has_change(content, salts, at + page + _FRAME, page)
        sums = _sums(content[at : at + 8], sums, is_big=bool(magic & 1))
        sums = _sums(content[at + _FRAME : at + _FRAME + page], sums, is_big=bool(magic & 1))
        if sums != struct.unpack_from(">II", content, at + 16):
            return _has_change(content, salts, at, page)
    return False


def _has_change(content: bytes, salts: bytes, start: int, page: int) -> bool:
    """Whether a change ends in or after a part: it was written when all before it was."""
    for at in range(start, len(content) - page - _FRAME + 1, page + _FRAME):
        (pages,) = struct.unpack_from(">I", content, at + 4)
        if pages and content[at + 8 : at + 16] == salts:
            return True
    return False


def _sums(data: bytes, before: tuple[int, int], *, is_big: bool) -> tuple[int, int]:
    words = array("I", data)
    if is_big != (sys.byteorder == "big"):
        words.byteswap()
    one, other = before
    for at in range(0, len(words), 2):
        one = (one + words[at] + other) & 0xFFFFFFFF
        other = (other + words[at + 1] + one) & 0xFFFFFFFF
    return one, other
