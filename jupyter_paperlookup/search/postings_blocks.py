"""The blocks of a term's postings, as Whoosh reads them, in arrays where these are shorter.

Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3LeafMatcher): any
sequence of numbers will do for the steps between documents, any sequence of bytes for the values.
"""

from __future__ import annotations

import pickle
import struct
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.formats import Positions

from jupyter_paperlookup.search.occurrences import Integers, Slab
from jupyter_paperlookup.search.packed import PackedPositions, packed

_FEW = 8
"""Fewer postings take less room one by one."""

_LENGTH = struct.Struct("!i")
# Bytes are plain bytes from this protocol on, in 2 a function call; from 4 on small ones grow.
_PROTOCOL = 3
_positions = Positions()

# Pickled: 4 bytes of a number follow each J, least first.
_INFO = b"\x80\x02(K\x01J....G?\xf0\0\0\0\0\0\0K\0K\0K\0t."
_ONE_POSITION = b"\0\0\0\x01\x80\x02]J....a."
_WITHOUT = b"\x80\x03J....\x85NN\x87."
_WITH = b"\x80\x03J....\x85NC" + bytes([len(_ONE_POSITION)]) + _ONE_POSITION + b"\x85\x87."
_NUMBER = b"J...."


class Blocks:
    """Makes blocks of the postings of a slab."""

    def __init__(self, slab: Slab) -> None:
        self._slab = slab
        self._has_positions = len(slab.positions) > 0
        self._steps = slab.documents.copy()
        self._steps[1:] -= slab.documents[:-1]
        self._places = np.concatenate([[0], np.cumsum(slab.counts)])
        # Most blocks are so short that lists are quicker than parts of arrays.
        self._step_list = self._steps.tolist()
        self._document_list = slab.documents.tolist()
        self._count_list = slab.counts.tolist()
        self._place_list = self._places.tolist()

    def block(self, start: int, end: int, *, is_first: bool, is_last: bool) -> bytes:
        """The block of the postings from one to another, all of one term."""
        make = self._few if end - start < _FEW else self._many
        highest, data = make(start, end)
        info = (end - start, self._document_list[end - 1], float(highest), 0, 0, 0)
        body = pickle.dumps(info, 2) + pickle.dumps(data, _PROTOCOL)
        head = _LENGTH.pack(-len(body) if is_last else len(body))
        return (WHOOSH3_HEADER_MAGIC if is_first else b"") + head + body

    def _few(self, start: int, end: int) -> tuple[int, tuple[object, ...]]:
        counts = self._count_list[start:end]
        highest = max(counts)
        steps = (self._document_list[start], *self._step_list[start + 1 : end])
        weights = None if highest == 1 else tuple(map(float, counts))
        if not self._has_positions:
            return highest, (steps, weights, None)
        places = self._place_list[start : end + 1]
        here = self._slab.positions[places[0] : places[-1]].tolist()
        values = tuple(
            _positions.encode(here[first - places[0] : last - places[0]])
            for first, last in pairwise(places)
        )
        return highest, (steps, weights, values)

    def _many(self, start: int, end: int) -> tuple[int, tuple[object, ...]]:
        counts = self._slab.counts[start:end]
        highest = int(counts.max())
        first = self._steps[start]
        self._steps[start] = self._document_list[start]
        steps = packed(self._steps[start:end])
        self._steps[start] = first
        weights = None if highest == 1 else packed(counts)
        if not self._has_positions:
            return highest, (steps, weights, None)
        places = slice(self._place_list[start], self._place_list[end])
        return highest, (
            steps, weights, PackedPositions(weights, packed(self._slab.positions[places]))
        )  # fmt: skip


def single_blocks(documents: Integers, positions: Integers | None) -> NDArray[np.uint8]:
    """The blocks of terms that occur once, a row for each.

    Args:
        documents: The document of each.
        positions: Its position; None where there are none.
    """
    data = _WITHOUT if positions is None else _WITH
    body = _INFO + data
    pattern = WHOOSH3_HEADER_MAGIC + _LENGTH.pack(-len(body)) + body
    rows = np.tile(np.frombuffer(pattern, np.uint8), (len(documents), 1))
    at = 0
    for values in (documents, documents, positions):
        if values is not None:
            at = pattern.index(_NUMBER, at) + 1
            rows[:, at : at + 4] = values.astype("<i4").view(np.uint8).reshape(-1, 4)
    return rows
