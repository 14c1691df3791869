"""Texts cut where no word goes on, many at once, and a number for each different piece.

A stretch is what stands between two characters that neither are in a word nor join words. The
words of a text are those of its stretches in order, and most stretches are one word.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]
_Lanes = NDArray[np.uint64]

_BETWEEN = b"\n"
_INSIDE = string.ascii_letters.encode() + string.digits.encode() + b"'-" + bytes(range(128, 256))
_IS_INSIDE = bytes(byte in _INSIDE for byte in range(256))

_LANE = 8
_MAX_LANES = 3
"""Longer stretches are looked up one by one; few are."""

_BLOCK = 1 << 16
"""So many stretches are looked up at once: what is new in one is known in the next."""

_FEW = 1 << 10
_ROOM = 4
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_LANE + 1)], np.uint64)

# Nobody who writes a text can know which words meet in one slot.
_FACTOR = np.uint64(secrets.randbits(64) | 1)


class Stretches(NamedTuple):
    """The stretches of some texts.

    Attributes:
        data: The texts as UTF-8, with zeros after them.
        starts: Where each begins.
        lengths: How many bytes it has.
        counts: How many each text has.
    """

    data: bytes
    starts: Integers
    lengths: Integers
    counts: Integers

    def text(self, at: int) -> bytes:
        """The bytes of one."""
        start = int(self.starts[at])
        return self.data[start : start + int(self.lengths[at])]


def stretches(texts: Sequence[str]) -> Stretches:
    """Cut texts."""
    encoded = [text.encode(errors="surrogatepass") for text in texts]
    data = _BETWEEN.join([b"", *encoded, bytes(_LANE * _MAX_LANES)])
    is_inside = np.frombuffer(data.translate(_IS_INSIDE), np.uint8)
    bounds = np.flatnonzero(is_inside[1:] != is_inside[:-1]) + 1
    starts = bounds[0::2]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded)) + len(_BETWEEN)
    counts = np.diff(np.searchsorted(starts, np.cumsum(sizes)), prepend=0)
    return Stretches(data, starts, bounds[1::2] - starts, counts)


class StretchNumbers:
    """Numbers of different stretches from 0 on: their bytes are compared, not only hashed."""

    def __init__(self) -> None:
        self._tables = [_LaneTable(width) for width in range(1, _MAX_LANES + 1)]
        self._long: dict[bytes, int] = {}
        self._count = 0
        self.size = 0
        """How much is remembered; a long stretch counts for several."""

    def of(self, found: Stretches) -> tuple[Numbers, list[bytes]]:
        """The number of each stretch, and those that are new, in the order of their numbers."""
        numbers = np.empty(len(found.starts), np.int32)
        new: list[bytes] = []
        lanes_at = np.ndarray((len(found.data) - _LANE + 1,), "<u8", found.data, strides=(1,))
        for first in range(0, len(numbers), _BLOCK):
            block = slice(first, first + _BLOCK)
            widths = (found.lengths[block] + _LANE - 1) // _LANE
            for table in self._tables:
                at = first + np.flatnonzero(widths == table.width)
                lanes = _lanes(lanes_at, found.starts[at], found.lengths[at], table.width)
                numbers[at], new_at = table.find_or_add(lanes, self._count)
                self._count += len(new_at)
                new += map(found.text, at[new_at].tolist())
            for long in (first + np.flatnonzero(widths > _MAX_LANES)).tolist():
                text = found.text(long)
                numbers[long] = self._long.setdefault(text, self._count)
                if numbers[long] == self._count:
                    self._count += 1
                    self.size += len(text) // _LANE
                    new.append(text)
        self.size += len(new)
        return numbers, new


class _LaneTable:
    """Numbers of stretches of one size, each some integers of 8 bytes, in a hash table."""

    def __init__(self, width: int) -> None:
        self.width = width
        # Of none there are 8 zeros, so that place 0 is free to say that a slot is empty.
        self._lanes = [np.zeros(_FEW, np.uint64) for _ in range(width)]
        self._numbers = np.zeros(_FEW, np.int32)
        self._slots = np.zeros(_ROOM * _FEW, np.int32)
        self._end = 1

    def find_or_add(self, lanes: list[_Lanes], next_number: int) -> tuple[Numbers, Integers]:
        """The number of each stretch, and where new ones stand first, in the order of numbers."""
        places = self._find(lanes)
        missing = np.flatnonzero(places == 0)
        firsts, inverse = _different([lane[missing] for lane in lanes])
        firsts = missing[firsts]
        if len(missing):
            places[missing] = self._end + inverse
            self._add([lane[firsts] for lane in lanes], next_number)
        return self._numbers[places], firsts

    def _find(self, lanes: list[_Lanes]) -> Numbers:
        """The place of each; 0 for those that are new."""
        slots = self._first_slots(lanes)
        places = self._slots[slots]
        others = self._others(places, lanes)
        while len(others):
            slots[others] = (slots[others] + 1) % len(self._slots)
            places[others] = self._slots[slots[others]]
            others = others[self._others(places[others], [lane[others] for lane in lanes])]
        return places

    def _others(self, places: Numbers, lanes: list[_Lanes]) -> Integers:
        """Where in a place there is something, but something else."""
        is_other = self._lanes[0][places] != lanes[0]
        for known, lane in zip(self._lanes[1:], lanes[1:], strict=True):
            is_other |= known[places] != lane
        return np.flatnonzero(is_other & (places > 0))

    def _add(self, lanes: list[_Lanes], next_number: int) -> None:
        first, end = self._end, self._end + len(lanes[0])
        if end > len(self._numbers):
            room = 2 * end
            self._numbers = _grown(self._numbers, room)
            self._lanes = [_grown(known, room) for known in self._lanes]
        for known, lane in zip(self._lanes, lanes, strict=True):
            known[first:end] = lane
        self._numbers[first:end] = np.arange(next_number, next_number + end - first)
        self._end = end
        if _ROOM // 2 * end > len(self._slots):
            self._slots = np.zeros(1 << (_ROOM * end).bit_length(), np.int32)
            first = 1
        self._put(np.arange(first, end, dtype=np.int32))

    def _put(self, places: Numbers) -> None:
        """Note places in the first empty slots from their own on."""
        slots = self._first_slots([known[places] for known in self._lanes])
        while len(places):
            empty = self._slots[slots] == 0
            self._slots[slots[empty]] = places[empty]
            is_left = self._slots[slots] != places
            places, slots = places[is_left], (slots[is_left] + 1) % len(self._slots)

    def _first_slots(self, lanes: list[_Lanes]) -> Integers:
        mixed = lanes[0] * _FACTOR
        for lane in lanes[1:]:
            mixed = ((mixed >> np.uint64(32)) ^ mixed ^ lane) * _FACTOR
        bits = len(self._slots).bit_length() - 1
        return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def _lanes(lanes_at: _Lanes, starts: Integers, lengths: Integers, width: int) -> list[_Lanes]:
    """Stretches as integers, filled up with zeros."""
    lanes = [lanes_at[starts + _LANE * number] for number in range(width)]
    lanes[-1] &= _MASKS[lengths - _LANE * (width - 1)]
    return lanes


def _different(lanes: list[_Lanes]) -> tuple[Integers, Integers]:
    """Where each different stretch stands first, and for each which of these it is."""
    order = np.lexsort(lanes) if len(lanes) > 1 else np.argsort(lanes[0], kind="stable")
    is_new = np.zeros(len(order), np.bool_)
    is_new[:1] = True
    for lane in lanes:
        in_order = lane[order]
        is_new[1:] |= in_order[1:] != in_order[:-1]
    inverse = np.empty(len(order), np.int64)
    inverse[order] = np.cumsum(is_new) - 1
    return order[is_new], inverse


def _grown(values: NDArray[Any], size: int) -> NDArray[Any]:
    grown = np.zeros(size, values.dtype)
    grown[: len(values)] = values
    return grown
