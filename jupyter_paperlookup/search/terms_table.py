"""Looks up terms in the terms file of a Whoosh segment, mapped into memory.

Source of the format: Whoosh 2.7, `whoosh/filedb/filetables.py` (HashReader) and
`whoosh/codec/whoosh3.py` (W3TermsReader).
"""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from jupyter_paperlookup.search.index_pickles import loads

_COUNT = struct.Struct("!i")
_NUMBER = struct.Struct("!H")
_ENTRY = struct.Struct("!ii")
_POINTER = struct.Struct("!Iq")
_TABLE = struct.Struct("!qi")
_TABLES = 256
_INFO = struct.Struct("!BfIBBfII")
_EXTENT = struct.Struct("!qi")


class TermEntry(NamedTuple):
    """What the file says of a term.

    Attributes:
        frequency: How many documents have it.
        weight: How often all of them have it.
        first: The first of them.
        offset: Where its postings are in the postings file.
        length: How long they are.
        inlined: The postings themselves, where they stand here.
    """

    frequency: int
    weight: float
    first: int
    offset: int = 0
    length: int = 0
    inlined: Any = None


class TermsTable:
    """The terms of one segment. Thread-safe."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        end = len(self._data) - _COUNT.size
        extras = end - _COUNT.unpack_from(self._data, end)[0]
        # The file is of an index of our own, verified by its manifest before it is opened.
        self._fields: dict[str, int] = loads(self._data[extras:end])["fieldmap"]
        directory = extras - _TABLES * _TABLE.size
        self._tables = list(_TABLE.iter_unpack(self._data[directory:extras]))

    def find(self, field: str, term: str) -> TermEntry | None:
        """The entry of a term; None for an unknown one."""
        at = self.entry(field, term)
        if at is None:
            return None
        return self._info(at + _ENTRY.size + _ENTRY.unpack_from(self._data, at)[0])

    def entry(self, field: str, term: str) -> int | None:
        """Where the entry of a term begins; None for an unknown one."""
        number = self._fields.get(field)
        if number is None:
            return None
        key = _NUMBER.pack(number) + term.encode(errors="replace")
        found = crc32(key)
        start, slots = self._tables[found % _TABLES]
        for step in range(slots):
            slot = start + ((found >> 8) + step) % slots * _POINTER.size
            pointer, at = _POINTER.unpack_from(self._data, slot)
            if not at:
                return None
            if pointer == found:
                first = at + _ENTRY.size
                length, _ = _ENTRY.unpack_from(self._data, at)
                if self._data[first : first + length] == key:
                    return int(at)
        return None

    def _info(self, at: int) -> TermEntry:
        is_inlined, weight, frequency, _, _, _, first, _ = _INFO.unpack_from(self._data, at)
        at += _INFO.size
        if is_inlined:
            inlined = loads(self._data[at:])
            return TermEntry(frequency, weight, first, inlined=inlined)
        return TermEntry(frequency, weight, first, *_EXTENT.unpack_from(self._data, at))

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()
