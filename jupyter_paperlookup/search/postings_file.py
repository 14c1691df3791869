"""The postings file of a Whoosh segment, written from arrays instead of posting by posting.

Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3TermInfo).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.occurrences import Integers, Slab
from jupyter_paperlookup.search.posting_arrays_file import PostingArraysFile
from jupyter_paperlookup.search.postings_blocks import blocks, bounds
from jupyter_paperlookup.search.small_blocks import MAX_OCCURRENCES, small_blocks

# W3TermInfo and where the term's postings are, as `to_bytes` packs them.
WRITTEN_INFO = np.dtype(
    [
        ("is_inlined", "u1"),
        ("weight", ">f4"),
        ("frequency", ">u4"),
        ("min_length", "u1"),
        ("max_length", "u1"),
        ("max_weight", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("length", ">i4"),
    ]
)
TERM_INFO = np.dtype([*WRITTEN_INFO.descr, ("start", "<i4"), ("places", "<i4")])
"""The same, and where the term stands in `PostingArrays`."""


class PostingsFile:
    """Writes the postings of one segment.

    Args:
        file: Whoosh's file.
        arrays: Takes the same as arrays.
    """

    def __init__(self, file: Any, arrays: PostingArraysFile) -> None:
        self._file = file
        self._arrays = arrays
        self._end = file.tell()

    def write(self, field: str, slab: Slab) -> NDArray[np.void]:
        """Write the postings of some terms of a field; returns a `TERM_INFO` for each."""
        infos = np.zeros(len(slab.terms), TERM_INFO)
        if not len(infos):
            return infos
        self._arrays.add(field, slab, infos)
        firsts, lasts = slab.starts[:-1], slab.starts[1:] - 1
        infos["weight"] = np.add.reduceat(slab.counts, firsts)
        infos["frequency"] = np.diff(slab.starts)
        infos["max_weight"] = np.maximum.reduceat(slab.counts, firsts)
        infos["first"], infos["last"] = slab.documents[firsts], slab.documents[lasts]
        is_small = infos["weight"] <= MAX_OCCURRENCES
        self._write_small(slab, np.flatnonzero(is_small), infos)
        self._write_others(slab, np.flatnonzero(~is_small), infos)
        return infos

    def end_field(self, field: str, entries: Integers, infos: NDArray[np.void]) -> None:
        """See `PostingArraysFile`."""
        self._arrays.end_field(field, entries, infos)

    def _write_small(self, slab: Slab, terms: Integers, infos: NDArray[np.void]) -> None:
        for some, rows in small_blocks(slab, terms):
            size = rows.shape[1]
            infos["offset"][some] = self._end + size * np.arange(len(some))
            infos["length"][some] = size
            self._write(rows.tobytes())

    def _write_others(self, slab: Slab, terms: Integers, infos: NDArray[np.void]) -> None:
        if not len(terms):
            return
        within = bounds(slab.starts[terms], slab.starts[terms + 1])
        written = blocks(slab, within)
        ends = np.cumsum(np.fromiter(map(len, written), np.int64, len(written)))[within.are_last]
        infos["length"][terms] = np.diff(ends, prepend=0)
        infos["offset"][terms] = self._end + ends - infos["length"][terms]
        self._write(b"".join(written))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)
