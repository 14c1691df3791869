"""The postings file of a Whoosh segment, written from arrays instead of posting by posting.

Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3TermInfo).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.occurrences import Integers, Slab
from jupyter_paperlookup.search.posting_arrays_file import PostingArraysFile
from jupyter_paperlookup.search.postings_blocks import Blocks, single_blocks

BLOCK_POSTINGS = 4096

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
        is_single = infos["weight"] == 1
        self._write_singles(slab, np.flatnonzero(is_single), infos)
        self._write_others(slab, np.flatnonzero(~is_single), infos)
        return infos

    def end_field(self, field: str, entries: Integers, infos: NDArray[np.void]) -> None:
        """See `PostingArraysFile`."""
        self._arrays.end_field(field, entries, infos)

    def _write_singles(self, slab: Slab, terms: Integers, infos: NDArray[np.void]) -> None:
        """Write the terms that occur once, as most do: their blocks differ in few bytes."""
        if not len(terms):
            return
        at = slab.starts[terms]
        places = np.cumsum(slab.counts)[at] - 1
        positions = slab.positions[places] if len(slab.positions) else None
        blocks = single_blocks(slab.documents[at], positions)
        size = blocks.shape[1]
        infos["offset"][terms] = self._end + size * np.arange(len(terms))
        infos["length"][terms] = size
        self._write(blocks.tobytes())

    def _write_others(self, slab: Slab, terms: Integers, infos: NDArray[np.void]) -> None:
        if not len(terms):
            return
        blocks = Blocks(slab)
        out: list[bytes] = []
        ends = []
        starts = zip(slab.starts[terms].tolist(), slab.starts[terms + 1].tolist(), strict=True)
        for first, last in starts:
            cuts = range(first, last, BLOCK_POSTINGS)
            for start in cuts:
                end = min(start + BLOCK_POSTINGS, last)
                out.append(blocks.block(start, end, is_first=start == first, is_last=end == last))
            ends.append(len(out))
        sizes = np.cumsum(np.fromiter(map(len, out), np.int64, len(out)))[np.array(ends) - 1]
        infos["length"][terms] = sizes - np.concatenate([[0], sizes[:-1]])
        infos["offset"][terms] = self._end + sizes - infos["length"][terms]
        self._write(b"".join(out))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._end += len(data)
