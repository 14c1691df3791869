"""The positions of many postings in two arrays, where Whoosh would have an object for each.

Blocks of an index hold them pickled under this module's name: to move it is to change the index.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from whoosh.formats import Positions

_format = Positions()

Integers = NDArray[np.int64]


def packed(values: Integers) -> array[int]:
    """Numbers from 0 on in as few bytes as the largest of them needs."""
    largest = int(values.max(initial=0))
    code = "B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I"
    return array(code, values.astype(code).tobytes())


def unpacked(values: Sequence[float]) -> NDArray[Any]:
    """What `packed` made, or any numbers, as an array."""
    return np.frombuffer(values, values.typecode) if isinstance(values, array) else np.array(values)


class PackedPositions(Sequence[bytes]):
    """The positions of the postings of a block; to Whoosh a sequence of encoded values.

    Args:
        counts: How many each posting has; None for one.
        positions: All of them.
    """

    def __init__(self, counts: array[int] | None, positions: array[int]) -> None:
        self.counts = counts
        self.positions = positions
        self._ends: Integers | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedPositions, (self.counts, self.positions)

    def __len__(self) -> int:
        return len(self.positions if self.counts is None else self.counts)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if self.counts is None:
            here = self.positions[at : at + 1]
        else:
            if self._ends is None:
                self._ends = np.cumsum(unpacked(self.counts), dtype=np.int64)
            end = int(self._ends[at])
            here = self.positions[end - self.counts[at] : end]
        encoded: bytes = _format.encode(here.tolist())
        return encoded
