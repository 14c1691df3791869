"""The terms file of a Whoosh segment, written from arrays instead of term by term.

Source of the format: Whoosh 2.7, `whoosh/filedb/filetables.py` (OrderedHashWriter).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filetables import HashWriter

from jupyter_paperlookup.search.occurrences import Integers
from jupyter_paperlookup.search.postings_file import WRITTEN_INFO

_HASH_CRC32 = 1
_ENTRY = np.dtype([("key", ">i4"), ("value", ">i4")])
_POINTER = np.dtype([("hash", ">u4"), ("position", ">i8")])
_TABLES = 256


class TermsFile(HashWriter):  # type: ignore[misc]  # Whoosh is published without types
    """Writes the terms of one segment, all fields of it in order."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, hashtype=_HASH_CRC32)
        self.extras["fieldmap"] = {}
        self._hashes: list[Integers] = []
        self._positions: list[Integers] = []
        self._end = file.tell()

    def add_field(self, name: str, terms: Sequence[bytes], infos: NDArray[np.void]) -> Integers:
        """Write the terms of a field, which are in order, with the `TERM_INFO` of each.

        Returns:
            Where the entry of each begins.
        """
        number = self.extras["fieldmap"].setdefault(name, len(self.extras["fieldmap"]))
        prefix = struct.pack("!H", number)
        keys = [prefix + term for term in terms]
        heads = np.empty(len(keys), _ENTRY)
        heads["key"] = np.fromiter(map(len, keys), np.int64, len(keys))
        heads["value"] = WRITTEN_INFO.itemsize
        head, info = heads.tobytes(), _written(infos).tobytes()
        width, size = _ENTRY.itemsize, WRITTEN_INFO.itemsize
        self.dbfile.write(
            b"".join(
                [
                    head[at * width : at * width + width] + key + info[at * size : at * size + size]
                    for at, key in enumerate(keys)
                ]
            )
        )
        sizes = heads["key"].astype(np.int64) + width + size
        self._positions.append(self._end + np.cumsum(sizes) - sizes)
        self._hashes.append(np.fromiter(map(crc32, keys), np.int64, len(keys)))
        self._end += int(sizes.sum())
        return self._positions[-1]

    def close(self) -> None:
        """Write the hash tables and close the file."""
        empty = [np.empty(0, np.int64)]
        self._hashes = [np.concatenate(empty + self._hashes)]
        self._positions = [np.concatenate(empty + self._positions)]
        super().close()

    def _write_hashes(self) -> None:
        hashes, positions = self._hashes[0], self._positions[0]
        order = np.argsort(hashes & (_TABLES - 1), kind="stable")
        bounds = np.searchsorted((hashes & (_TABLES - 1))[order], np.arange(_TABLES + 1))
        for first, last in pairwise(bounds):
            here = order[first:last]
            self.directory.append((self._end, 2 * len(here)))
            table = _hash_table(hashes[here], positions[here])
            self.dbfile.write(table.tobytes())
            self._end += table.nbytes

    def _write_extras(self) -> None:
        positions = self._positions[0]
        self.extras["indextype"] = "q"
        self.extras["indexlen"] = len(positions)
        self.dbfile.write_pickle(self.extras)
        self.dbfile.write(positions.astype(">i8").tobytes())


def _written(infos: NDArray[np.void]) -> NDArray[np.void]:
    written = np.empty(len(infos), WRITTEN_INFO)
    for name in WRITTEN_INFO.names or ():
        written[name] = infos[name]
    return written


def _hash_table(hashes: Integers, positions: Integers) -> NDArray[np.void]:
    """Twice as many slots as entries, each entry in the first free one from its own on."""
    slots = 2 * len(hashes)
    table = np.zeros(slots, _POINTER)
    if not slots:
        return table
    own = (hashes >> 8) % slots
    order = np.argsort(own, kind="stable")
    steps = np.arange(len(order))
    placed = np.maximum.accumulate(own[order] - steps) + steps
    fits = placed < slots
    inside = order[fits]
    table["hash"][placed[fits]] = hashes[inside]
    table["position"][placed[fits]] = positions[inside]
    free = iter(np.flatnonzero(table["position"] == 0).tolist())
    for entry in order[~fits].tolist():  # around the end, from the first slot on
        slot = next(free)
        table[slot] = (hashes[entry], positions[entry])
    return table
