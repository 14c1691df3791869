"""The postings file of a Whoosh segment, written from arrays instead of posting by posting.

Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3TermInfo).
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.formats import Positions

from jupyter_paperlookup.search.occurrences import Integers, Slab

BLOCK_POSTINGS = 1024

# W3TermInfo and where the term's postings are, as `to_bytes` packs them.
TERM_INFO = np.dtype(
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
_BLOCK_LENGTH = struct.Struct("!i")
# Bytes are plain bytes from this protocol on, in 2 a function call; from 4 on small ones grow.
_PROTOCOL = 3
_COUNT = struct.Struct("!I")
_LIST, _LIST_ENDS = pickle.dumps([1, 2], 2).split(b"K\x01K\x02")
_positions = Positions()


class PostingsFile:
    """Writes the postings of one segment."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._end = file.tell()
        self._encoded: dict[int, bytes] = {}

    def write(self, slab: Slab) -> NDArray[np.void]:
        """Write the postings of some terms; returns a `TERM_INFO` for each."""
        blocks, of_term = _blocks(slab)
        lengths = self._write_blocks(slab, blocks, of_term)
        infos = np.zeros(len(slab.terms), TERM_INFO)
        if not len(infos):
            return infos
        firsts, lasts = slab.starts[:-1], slab.starts[1:] - 1
        sizes = np.add.reduceat(lengths, np.flatnonzero(of_term == 0))
        infos["weight"] = np.add.reduceat(slab.counts, firsts)
        infos["frequency"] = np.diff(slab.starts)
        infos["max_weight"] = np.maximum.reduceat(slab.counts, firsts)
        infos["first"], infos["last"] = slab.documents[firsts], slab.documents[lasts]
        infos["offset"] = self._end + np.cumsum(sizes) - sizes
        infos["length"] = sizes
        self._end += int(sizes.sum())
        return infos

    def _write_blocks(self, slab: Slab, blocks: Integers, of_term: Integers) -> Integers:
        """Write all blocks; returns the length of each."""
        firsts, ends = blocks[:-1], blocks[1:]
        if not len(firsts):
            return firsts
        steps = np.diff(slab.documents, prepend=0)
        steps[firsts] = slab.documents[firsts]
        deltas, values = steps.tolist(), self._values(slab)
        counts = slab.counts.astype(np.float64).tolist()
        is_first = of_term == 0
        out = [
            _block(
                deltas[start:end], last, _weights(low, high, counts[start:end]), high,
                values and values[start:end], is_first=first, is_last=final,
            )
            for start, end, last, low, high, first, final in zip(
                firsts.tolist(),
                ends.tolist(),
                slab.documents[ends - 1].tolist(),
                np.minimum.reduceat(slab.counts, firsts).tolist(),
                np.maximum.reduceat(slab.counts, firsts).tolist(),
                is_first.tolist(),
                np.append(is_first[1:], True).tolist(),
                strict=True,
            )
        ]  # fmt: skip
        self._file.write(b"".join(out))
        return np.fromiter(map(len, out), np.int64, len(out))

    def _values(self, slab: Slab) -> list[bytes] | None:
        """The positions of each posting, encoded; None where there are none."""
        if not len(slab.positions):
            return None
        firsts = np.cumsum(slab.counts) - slab.counts
        values = self._single(slab.positions[firsts])
        several = np.flatnonzero(slab.counts > 1)
        steps = np.diff(slab.positions, prepend=0)
        steps[firsts] = slab.positions[firsts]
        starts, counts = firsts[several], slab.counts[several]
        encoded = _encoded(steps, starts, counts)
        for at, value in zip(several.tolist(), encoded, strict=True):
            values[at] = value
        return values

    def _single(self, positions: Integers) -> list[bytes]:
        """Each position alone; the same bytes for the same position, which a pickle then shares."""
        known = self._encoded
        for position in np.unique(positions).tolist():
            if position not in known:
                known[position] = _positions.encode([position])
        return list(map(known.__getitem__, positions.tolist()))


def _block(
    deltas: list[int],
    last: int,
    weights: tuple[float, ...] | float | None,
    highest: int,
    values: list[bytes] | None,
    *,
    is_first: bool,
    is_last: bool,
) -> bytes:
    info = pickle.dumps((len(deltas), last, float(highest), 0, 0, 0), 2)
    data = pickle.dumps((tuple(deltas), weights, values and tuple(values)), _PROTOCOL)
    length = len(info) + len(data)
    head = _BLOCK_LENGTH.pack(-length if is_last else length)
    return (WHOOSH3_HEADER_MAGIC if is_first else b"") + head + info + data


def _weights(lowest: int, highest: int, counts: list[float]) -> tuple[float, ...] | float | None:
    """The weights of a block, one for all where they are equal, none where they are 1."""
    if lowest != highest:
        return tuple(counts)
    return None if highest == 1 else float(highest)


def _encoded(steps: Integers, starts: Integers, counts: Integers) -> Iterator[bytes]:
    """Positions as `whoosh.formats.Positions` encodes them: how many, and a pickle of the steps.

    A pickle of small numbers in a list is made here out of bytes of the array.
    """
    pairs = np.empty((len(steps), 2), np.uint8)
    pairs[:, 0] = ord(pickle.BININT1)
    pairs[:, 1] = steps & 0xFF
    small = pairs.tobytes()
    is_large = np.concatenate([[0], np.cumsum((steps < 0) | (steps > 0xFF))])  # noqa: PLR2004
    is_small = is_large[starts] == is_large[starts + counts]
    for start, count, fits in zip(starts.tolist(), counts.tolist(), is_small.tolist(), strict=True):
        head = _COUNT.pack(count)
        if fits:
            yield head + _LIST + small[2 * start : 2 * (start + count)] + _LIST_ENDS
        else:
            yield head + pickle.dumps(steps[start : start + count].tolist(), 2)


def _blocks(slab: Slab) -> tuple[Integers, Integers]:
    """Where the blocks of all terms begin, and the last ends; which of its term's each is."""
    sizes = np.diff(slab.starts)
    counts = -(-sizes // BLOCK_POSTINGS)
    of_term = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    starts = np.repeat(slab.starts[:-1], counts) + of_term * BLOCK_POSTINGS
    return np.append(starts, slab.starts[-1]), of_term
