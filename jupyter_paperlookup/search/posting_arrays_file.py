"""Writes the postings of a segment as plain arrays beside Whoosh's files: see `PostingArrays`."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.occurrences import Integers, Slab
from jupyter_paperlookup.search.posting_arrays import (
    ALIGNMENT,
    ENTERED,
    FOOT,
    MAX_COUNT,
    MAX_NUMBER,
    NOWHERE,
    PLACED,
    POSTED,
    Part,
    text_starts,
)
from jupyter_paperlookup.search.segment_notes import SCORED

_IN_MEMORY = 1 << 22
"""So many bytes of an array are kept there."""

_TYPES = {"documents": "<i4", "counts": "u1", "places": "<i4"}


class PostingArraysFile:
    """Takes the postings of one segment; to be used as a context manager.

    Args:
        aside: A folder for what there is no place for in memory.
        lengths: How many words each document has, a column for each of `SCORED`.
    """

    def __init__(self, aside: Path, lengths: Integers) -> None:
        self._open = ExitStack()
        self._streams = {name: self._stream(aside) for name in _TYPES}
        self._counts = dict.fromkeys(_TYPES, 0)
        self._text_starts = {
            field: text_starts(lengths[:, SCORED.index(field)]) for field in PLACED
        }
        self._columns: dict[str, NDArray[Any]] = {}

    def _stream(self, aside: Path) -> SpooledTemporaryFile[bytes]:
        return self._open.enter_context(
            SpooledTemporaryFile(_IN_MEMORY, mode="w+b", dir=str(aside))
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def add(self, field: str, slab: Slab, infos: NDArray[np.void]) -> None:
        """Take the postings of some terms; sets `start` and `places` of their `TERM_INFO`."""
        infos["start"] = infos["places"] = NOWHERE
        if field not in POSTED or not len(slab.terms):
            return
        first = slab.starts[:-1].astype(np.int64)
        starts = self._append("documents", slab.documents) + first
        self._append("counts", np.minimum(slab.counts, MAX_COUNT))
        fits = (np.maximum.reduceat(slab.counts, first) <= MAX_COUNT) & (starts <= MAX_NUMBER)
        infos["start"] = np.where(fits, starts, NOWHERE)
        if field in PLACED:
            before = np.cumsum(slab.counts) - slab.counts
            places = np.repeat(self._text_starts[field][slab.documents], slab.counts)
            places += slab.positions
            starts = self._append("places", places) + before[first]
            fits = (starts <= MAX_NUMBER) & (places.max() <= MAX_NUMBER)
            infos["places"] = np.where(fits, starts, NOWHERE)

    def _append(self, name: str, values: Integers) -> int:
        """Write values; returns how many there were before."""
        before = self._counts[name]
        self._streams[name].write(values.astype(_TYPES[name]).tobytes())
        self._counts[name] += len(values)
        return before

    def end_field(self, field: str, entries: Integers, infos: NDArray[np.void]) -> None:
        """Take what is known of all terms of a field, in order.

        Args:
            field: Its name.
            entries: Where they stand in the terms file.
            infos: Their `TERM_INFO`.
        """
        if field not in POSTED:
            return
        self._keep(f"{field}.start", infos["start"])
        self._keep(f"{field}.size", infos["frequency"])
        if field in PLACED:
            self._keep(f"{field}.places", infos["places"])
            self._keep(f"{field}.placed", infos["weight"])
        if field in ENTERED:
            self._columns[f"{field}.entry"] = entries.astype("<i8")

    def stems(self, field: str, numbers: Integers) -> None:
        """Take the number of the stem of each term of an unstemmed field."""
        self._keep(f"{field}.stem", numbers)

    def _keep(self, name: str, values: NDArray[Any]) -> None:
        self._columns[name] = values.astype("<i4")

    def write(self, path: Path) -> None:
        """Write all that was taken."""
        parts: dict[str, Part] = {}
        with path.open("wb") as file:
            for name, stream in self._streams.items():
                parts[name] = Part(_TYPES[name], _aligned(file), self._counts[name])
                stream.seek(0)
                shutil.copyfileobj(stream, file, _IN_MEMORY)
            for name, values in self._columns.items():
                parts[name] = Part(values.dtype.str, _aligned(file), len(values))
                file.write(values.tobytes())
            foot = msgspec.msgpack.encode(parts)
            file.write(foot + len(foot).to_bytes(FOOT, "little"))


def _aligned(file: IO[bytes]) -> int:
    """Where the next array begins."""
    file.write(bytes(-file.tell() % ALIGNMENT))
    return file.tell()
