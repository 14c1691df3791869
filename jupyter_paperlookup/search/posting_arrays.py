"""Postings of a segment as plain arrays, mapped into memory: a term is a part of an array.

Whoosh has the same in blocks, which have to be decoded; what is not here is read from them.

    .arrays   the arrays, one after another; what each is, msgpack; the length of that, 8 bytes

    documents          for each term its documents, ascending
    counts             how often each of these has it
    places             for each term of a field in `PLACED` where it occurs: texts are numbered
                       through word by word, with `GAP` between two of them
    FIELD.start        for each term in order, where its documents begin; `NOWHERE` for one that
                       has more than fits here
    FIELD.size         how many they are
    FIELD.places       where its places begin
    FIELD.placed       how many these are
    FIELD.entry        where it stands in Whoosh's terms file, for fields that have no term list
    FIELD.stem         for each term of an unstemmed field, which one of the stemmed field it is
"""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.occurrences import Integers
from jupyter_paperlookup.search.postings import UNSTEMMED, Found
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED

SUFFIX = ".arrays"

POSTED = tuple(dict.fromkeys((*SCORED, *LEXICONS)).keys() - set(UNSTEMMED.values()))
"""The fields whose documents are here."""

PLACED = ("title", "author")
"""The fields whose places are here, too: texts so short that they take little room."""

ENTERED = tuple(UNSTEMMED)
"""The fields whose terms are found by their entries."""

MAX_COUNT = 255
MAX_NUMBER = (1 << 31) - 1
NOWHERE = -1

GAP = 1
"""The last word of a text and the first of the next one are no neighbours."""

ALIGNMENT = 64
FOOT = 8


class Part(NamedTuple):
    """What stands where in the file."""

    type: str
    offset: int
    length: int


class Span(NamedTuple):
    """A part of an array."""

    start: int
    size: int


class PostingArrays:
    """The arrays of one segment, read.

    Args:
        path: The file; one that is not there or has nothing is of a segment without arrays.
    """

    def __init__(self, path: Path) -> None:
        self._arrays: dict[str, NDArray[Any]] = {}
        self._spans: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
        if not path.exists():
            return
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(data[-FOOT:], "little")
        parts = msgspec.msgpack.decode(data[-FOOT - size : -FOOT], type=dict[str, Part])
        self._arrays = {
            name: np.frombuffer(data, part.type, part.length, part.offset)
            for name, part in parts.items()
        }
        self.documents = self._arrays["documents"]
        self.counts = self._arrays["counts"]
        self.places = self._arrays["places"]

        self._spans = {
            field: (self._arrays[f"{field}.start"], self._arrays[f"{field}.size"])
            for field in POSTED
            if f"{field}.start" in self._arrays
        }

    def has(self, field: str) -> bool:
        """Whether the documents of a field's terms are here."""
        return field in self._spans

    def number_at(self, field: str, entry: int) -> int:
        """The number of the term of which an entry is, in the order of the field's terms."""
        return int(self._arrays[f"{field}.entry"].searchsorted(entry))

    def stems(self, field: str) -> NDArray[np.int32]:
        """For each term of an unstemmed field the number of its stem."""
        return self._arrays[f"{field}.stem"]

    def span(self, field: str, number: int) -> Span:
        """Where the documents of a term are."""
        starts, sizes = self._spans[field]
        return Span(starts.item(number), sizes.item(number))

    def found_each(self, field: str, numbers: Sequence[int]) -> tuple[Found, list[int]] | None:
        """The documents of each of some terms, and how many each has; None for `NOWHERE`."""
        at = np.array(numbers, np.intp)
        starts, sizes = (column.take(at).astype(np.intp) for column in self._spans[field])
        if not len(at) or starts.min() == NOWHERE:
            return None
        ends = sizes.cumsum()
        places = np.repeat(starts - ends + sizes, sizes)
        places += np.arange(len(places))
        return Found(self.documents.take(places), self.counts.take(places)), sizes.tolist()

    def places_of(self, field: str, number: int) -> NDArray[np.int32] | None:
        """The places of a term; None where they are not here."""
        starts = self._arrays.get(f"{field}.places")
        start = NOWHERE if starts is None else starts.item(number)
        if start == NOWHERE:
            return None
        return self.places[start : start + self._arrays[f"{field}.placed"].item(number)]


def text_starts(lengths: Integers) -> Integers:
    """The place of the first word of each text, by the number of words of all."""
    ends = np.cumsum(lengths + GAP, dtype=np.int64)
    return ends - lengths - GAP
