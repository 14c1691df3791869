"""What is kept beside a Whoosh segment because Whoosh has it only term by term, or not at all.

    .docs.npy     for each document: exact lengths of the scored fields, where its terms and its
                  key end
    .keys         the citation keys of the documents
    .terms        the terms of the fields that are looked through, and how many documents have each
    .forward      the terms of each document, by their numbers in `.terms`, 4 bytes each

The last one says what a deleted document takes away from the numbers of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.late_file import LateFile
from jupyter_paperlookup.search.lexicon import Frequencies, Terms
from jupyter_paperlookup.search.occurrences import Integers

SCORED = ("title", "abstract", "author")
"""The fields whose lengths count."""

LEXICONS = (
    "title_words", "abstract_words", "author", "title_whole", "year", "key", "arxiv", "doi",
    "source",
)  # fmt: skip
"""The fields whose terms are looked through."""

FORWARD = ".forward"
_DOCUMENTS, _TERMS, _KEYS = ".docs.npy", ".terms", ".keys"


class SegmentNotes:
    """The notes of one segment, read.

    Args:
        folder: Where they are.
        segment: Its name.
        late: The digests of files that nobody has verified yet.
    """

    def __init__(self, folder: Path, segment: str, late: Mapping[str, str]) -> None:
        mapped = np.load(folder / f"{segment}{_DOCUMENTS}", mmap_mode="r", allow_pickle=False)
        documents = np.asarray(mapped)  # parts of it are had sooner than of a memmap
        self._lengths = documents[:, : len(SCORED)]
        self._ends, self._key_ends = documents[:, -2], documents[:, -1]
        self._keys = (folder / f"{segment}{_KEYS}").read_bytes()
        forward = f"{segment}{FORWARD}"
        self._forward = LateFile(folder / forward, late.get(forward))
        self._packed = np.memmap(folder / f"{segment}{_TERMS}", np.uint8, "r")

    @cached_property
    def _kept(self) -> dict[str, tuple[list[str], bytes]]:
        return msgspec.msgpack.decode(self._packed.data, type=dict[str, tuple[list[str], bytes]])

    @cached_property
    def terms(self) -> dict[str, Terms]:
        """The terms of each of `LEXICONS`."""
        return {field: Terms(self._kept[field][0]) for field in LEXICONS}

    @cached_property
    def frequencies(self) -> dict[str, Frequencies]:
        """How many documents have each term, deleted ones included, by field."""
        return {field: np.frombuffer(self._kept[field][1], np.int32) for field in LEXICONS}

    def key(self, document: int) -> str:
        """The citation key of a document."""
        end = self._key_ends.item
        first = end(document - 1) if document else 0
        return self._keys[first : end(document)].decode(errors="surrogatepass")

    def lengths(self, field: str) -> Integers:
        """How many words each document has in one of `SCORED`."""
        lengths: Integers = self._lengths[:, SCORED.index(field)]
        return lengths

    def total_length(self, field: str, deleted: Integers) -> int:
        """How many words the documents that are not deleted have in a field."""
        if field not in SCORED:
            return 0
        lengths = self._lengths[:, SCORED.index(field)]
        return int(lengths.sum(dtype=np.int64) - lengths[deleted].sum(dtype=np.int64))

    def live_frequencies(self, deleted: Integers) -> dict[str, Frequencies]:
        """How many documents that are not deleted have each term, by field."""
        if not len(deleted):
            return self.frequencies
        starts = self._ends[deleted - 1] * (deleted > 0)
        spans = zip(starts.tolist(), self._ends[deleted].tolist(), strict=True)
        forward = np.frombuffer(self._forward.data, np.int32)
        gone = np.concatenate([forward[start:end] for start, end in spans])
        live: dict[str, Frequencies] = {}
        first = 0
        for field in LEXICONS:
            size = len(self.frequencies[field])
            here = gone[(gone >= first) & (gone < first + size)] - first
            live[field] = self.frequencies[field] - np.bincount(here, minlength=size).astype(
                np.int32
            )
            first += size
        return live


def write_notes(
    folder: Path,
    segment: str,
    *,
    lengths: Integers,
    ends: Integers,
    keys: Sequence[str],
    terms: dict[str, tuple[list[str], Frequencies]],
    forward: Iterable[NDArray[np.int32]],
) -> None:
    """Write the notes of a segment.

    Args:
        folder: Where the segment is.
        segment: Its name.
        lengths: For each document a row, for each of `SCORED` a column.
        ends: Where the terms of each document end in `forward`.
        keys: The citation key of each document.
        terms: For each of `LEXICONS` its terms in order, with their frequencies.
        forward: The numbers of the terms of all documents.
    """
    encoded = [key.encode(errors="surrogatepass") for key in keys]
    key_ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    documents = np.column_stack([lengths, ends, key_ends]).astype(np.int64)
    np.save(folder / f"{segment}{_DOCUMENTS}", documents)
    (folder / f"{segment}{_KEYS}").write_bytes(b"".join(encoded))
    packed = {field: (kept, bytes(counts.data)) for field, (kept, counts) in terms.items()}
    (folder / f"{segment}{_TERMS}").write_bytes(msgspec.msgpack.encode(packed))
    with (folder / f"{segment}{FORWARD}").open("wb") as file:
        for numbers in forward:
            file.write(numbers.tobytes())
