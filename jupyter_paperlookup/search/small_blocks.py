"""The blocks of terms that occur a few times, as most do: many at once, as they differ in little.

Blocks of terms whose postings have the same frequencies are the same but for some numbers.
Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3PostingsWriter, W3LeafMatcher).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from jupyter_paperlookup.search.occurrences import Integers, Slab

MAX_OCCURRENCES = 6

_LENGTH = struct.Struct("!i")
# Pickled: 4 bytes of a number follow each J, least first; 8 of a fraction each G.
_NUMBER = b"J...."
_FRACTION = struct.Struct("!cd")


def small_blocks(slab: Slab, terms: Integers) -> Iterator[tuple[Integers, NDArray[np.uint8]]]:
    """The blocks of terms that occur at most `MAX_OCCURRENCES` times.

    Args:
        slab: Their postings.
        terms: Which of its terms.

    Yields:
        Some of these terms, and a row for each with its block.
    """
    places = np.concatenate([[0], np.cumsum(slab.counts)])
    begins_posting = np.zeros(places[-1], np.int64)
    begins_posting[places[:-1]] = 1
    firsts, ends = places[slab.starts[terms]], places[slab.starts[terms + 1]]
    for size in range(1, MAX_OCCURRENCES + 1):
        here = np.flatnonzero(ends - firsts == size)
        at = firsts[here, np.newaxis] + np.arange(size)
        shapes = begins_posting[at] @ (1 << np.arange(size))
        for shape in np.unique(shapes).tolist():
            chosen = shapes == shape
            counts = _counts(shape, size)
            some = terms[here[chosen]]
            documents = slab.documents[slab.starts[some, np.newaxis] + np.arange(len(counts))]
            positions = slab.positions[at[chosen]] if len(slab.positions) else None
            yield some, _rows(counts, documents, positions)


def _counts(shape: int, size: int) -> tuple[int, ...]:
    """How often each posting has the term, from a bit for each occurrence that begins one."""
    begins = [at for at in range(size) if shape >> at & 1]
    return tuple(np.diff([*begins, size]).tolist())


def _rows(
    counts: tuple[int, ...], documents: Integers, positions: Integers | None
) -> NDArray[np.uint8]:
    steps = np.diff(documents, axis=1, prepend=0)
    numbers = [documents[:, -1:], steps]
    if positions is not None:
        # Each posting's positions are counted from the one before, and the first one from 0.
        in_posting = np.diff(positions, axis=1, prepend=0)
        begins = np.cumsum((0, *counts[:-1]))
        in_posting[:, begins] = positions[:, begins]
        numbers.append(in_posting)
    pattern, places = _pattern(counts, has_positions=positions is not None)
    rows = np.tile(np.frombuffer(pattern, np.uint8), (len(documents), 1))
    rows[:, places] = np.hstack(numbers).astype("<i4").view(np.uint8)
    return rows


@cache
def _pattern(counts: tuple[int, ...], *, has_positions: bool) -> tuple[bytes, Integers]:
    """A block without its numbers, and where the bytes of these belong."""
    highest = max(counts)
    size, most = bytes([len(counts)]), _FRACTION.pack(b"G", highest)
    info = b"\x80\x02(K" + size + _NUMBER + most + b"K\0K\0K\0t."
    steps = b"(" + _NUMBER * len(counts) + b"t"
    weights = (
        b"N"
        if highest == 1
        else b"(" + b"".join(_FRACTION.pack(b"G", count) for count in counts) + b"t"
    )
    values = b"(" + b"".join(map(_positions, counts)) + b"t" if has_positions else b"N"
    body = info + b"\x80\x03" + steps + weights + values + b"\x87."
    pattern = WHOOSH3_HEADER_MAGIC + _LENGTH.pack(-len(body)) + body
    begins = [at + 1 for at in range(len(pattern)) if pattern.startswith(_NUMBER, at)]
    return pattern, (np.array(begins)[:, np.newaxis] + np.arange(_LENGTH.size)).ravel()


def _positions(count: int) -> bytes:
    """As Whoosh's format `Positions` encodes so many."""
    encoded = _LENGTH.pack(count) + b"\x80\x02](" + _NUMBER * count + b"e."
    return b"C" + bytes([len(encoded)]) + encoded
