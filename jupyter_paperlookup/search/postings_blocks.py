"""The blocks of a term's postings, as Whoosh reads them, in arrays where these are shorter.

Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3LeafMatcher): any
sequence of numbers will do for the steps between documents, any sequence of bytes for the values.
"""

from __future__ import annotations

import struct
from array import array
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from jupyter_paperlookup.search.occurrences import Integers, Slab
from jupyter_paperlookup.search.packed import PackedPositions

BLOCK_POSTINGS = 4096

_LENGTH = struct.Struct("!i")

# Pickles, put together out of their parts: a block has three or four, and there are many blocks.
_TYPES = [np.dtype(code) for code in "BHI"]
_ARRAYS = [
    b"carray\n_array_reconstructor\n(carray\narray\nX\1\0\0\0%cK%c"
    % (dtype.char.encode(), cast("tuple[Any, ...]", array(dtype.char).__reduce_ex__(3))[1][2])
    for dtype in _TYPES
]
_POSITIONS = f"c{PackedPositions.__module__}\n{PackedPositions.__qualname__}\n(".encode()
_SHORT = struct.Struct("<cB")
_LONG = struct.Struct("<cI")
_MAX_SHORT = 255
_INFO = struct.Struct("<4sicic")
_HIGHEST = struct.Struct("!d")


class Bounds(NamedTuple):
    """Where blocks of postings begin and end, and whether each is the first, the last of a term."""

    starts: Integers
    ends: Integers
    are_first: NDArray[np.bool_]
    are_last: NDArray[np.bool_]


def bounds(starts: Integers, ends: Integers) -> Bounds:
    """The blocks of terms whose postings begin and end there."""
    counts = -((starts - ends) // BLOCK_POSTINGS)
    number = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    first = np.repeat(starts, counts) + number * BLOCK_POSTINGS
    return Bounds(
        first,
        np.minimum(first + BLOCK_POSTINGS, np.repeat(ends, counts)),
        number == 0,
        number == np.repeat(counts, counts) - 1,
    )


def blocks(slab: Slab, within: Bounds) -> list[bytes]:
    """The blocks of a slab's postings within some bounds, ascending."""
    starts, ends = within.starts, within.ends
    if not len(starts):
        return []
    steps = np.diff(slab.documents, prepend=0)
    steps[starts] = slab.documents[starts]
    highest = _highest(slab.counts, starts, ends).tolist()
    weights = _packed(slab.counts, starts, ends)
    weights = [b"N" if most == 1 else each for most, each in zip(highest, weights, strict=True)]
    values = [b"N"] * len(starts)
    if len(slab.positions):
        places = np.concatenate([[0], np.cumsum(slab.counts)])
        positions = _packed(slab.positions, places[starts], places[ends])
        values = [
            _POSITIONS + counts + each + b"tR"
            for counts, each in zip(weights, positions, strict=True)
        ]
    infos = zip((ends - starts).tolist(), slab.documents[ends - 1].tolist(), highest, strict=True)
    parts = zip(_packed(steps, starts, ends), weights, values, strict=True)
    edges = zip(within.are_first.tolist(), within.are_last.tolist(), strict=True)
    return [
        _block(*info, b"".join(part), is_first=is_first, is_last=is_last)
        for info, part, (is_first, is_last) in zip(infos, parts, edges, strict=True)
    ]


def _block(
    count: int, last: int, highest: int, data: bytes, *, is_first: bool, is_last: bool
) -> bytes:
    info = _INFO.pack(b"\x80\x02(J", count, b"J", last, b"G") + _HIGHEST.pack(highest)
    body = b"%bK\0K\0K\0t.\x80\x03%b\x87." % (info, data)
    head = _LENGTH.pack(-len(body) if is_last else len(body))
    return (WHOOSH3_HEADER_MAGIC if is_first else b"") + head + body


def _packed(values: Integers, starts: Integers, ends: Integers) -> list[bytes]:
    """The pickles of `packed.packed` of parts of an array."""
    highest = _highest(values, starts, ends)
    kinds = (highest > np.iinfo("u1").max).astype(int) + (highest > np.iinfo("u2").max)
    data = [
        values.astype(each).tobytes() if kind in kinds else b"" for kind, each in enumerate(_TYPES)
    ]
    parts = zip(kinds.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [
        _array(kind, data[kind][start * _TYPES[kind].itemsize : end * _TYPES[kind].itemsize])
        for kind, start, end in parts
    ]


def _array(kind: int, data: bytes) -> bytes:
    size = len(data)
    head = _SHORT.pack(b"C", size) if size <= _MAX_SHORT else _LONG.pack(b"B", size)
    return b"%b%b%btR" % (_ARRAYS[kind], head, data)


def _highest(values: Integers, starts: Integers, ends: Integers) -> Integers:
    """The highest number in each part."""
    both = np.column_stack([starts, ends]).ravel()
    highest: Integers = np.maximum.reduceat(np.append(values, 0), both)[::2]
    return highest
