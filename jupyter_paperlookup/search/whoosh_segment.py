"""Reads the files of one Whoosh segment into arrays, term by term, without Whoosh's matchers.

A matcher costs a Python call for every posting; a block of postings read whole costs one for all.
Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3Codec).
"""

from __future__ import annotations

import io
import pickle
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.packed import PackedPositions, unpacked
from jupyter_paperlookup.search.postings import Documents, Numbers
from jupyter_paperlookup.search.segment_notes import SCORED, SegmentNotes
from jupyter_paperlookup.search.terms_table import TermsTable

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
_BLOCK_LENGTH = struct.Struct("!i")


KEPT_BYTES = 16 * 1024 * 1024
_OBJECT_BYTES = 512


class Found(NamedTuple):
    """The documents of a segment that have a term, and how often each has it."""

    documents: NDArray[np.int32]
    frequencies: NDArray[np.float32]


_NONE = Found(np.empty(0, np.int32), np.empty(0, np.float32))

FoundTerms = Kept[tuple[str, str, str], Found]
"""By segment, field and term."""


def found_terms() -> FoundTerms:
    """What segments share: an index that is opened anew after a change has it at hand."""
    return Kept(KEPT_BYTES, _size)


class WhooshSegment:
    """One segment of an index, whose documents are numbered from 0. Thread-safe.

    It does not know which of them are deleted: that is the index's to say, and several indexes
    may share it. It closes when the last one lets go of it.

    Args:
        folder: Where its files are.
        reader: Whoosh's reader of the segment.
        kept: Where to keep what was found.
    """

    def __init__(self, folder: Path, reader: SegmentReader, kept: FoundTerms) -> None:
        self._reader = reader
        self.segment = reader.segment()
        self.name: str = self.segment.segment_id()
        self.size: int = reader.doc_count_all()
        self.notes = SegmentNotes(folder, self.name)
        self._storage = reader.storage()
        self.files: tuple[str, ...] = tuple(self.segment.list_files(self._storage))
        self._postings = self.segment.open_file(self._storage, W3Codec.POSTS_EXT)
        terms = self.segment.make_filename(W3Codec.TERMS_EXT)
        self._terms = TermsTable(folder / terms)
        self._lock = threading.RLock()  # Whoosh's readers are used by one thread at a time
        self._holders = 0
        self._found = kept
        # The folder may be gone while the segment is in use: nothing is opened later.
        self._rounded = {field: self._read_lengths(field) for field in SCORED}

    def hold(self) -> None:
        """Keep it open until `let_go`."""
        with self._lock:
            self._holders += 1

    def let_go(self) -> None:
        """Close it if nobody else holds it."""
        with self._lock:
            self._holders -= 1
            if not self._holders:
                self._terms.close()
                self._postings.close()
                self._reader.close()

    def found(self, field: str, term: str) -> Found:
        """The documents that have a term, ascending."""
        return self._found.get((self.name, field, term), lambda: self._read(field, term))

    def _read(self, field: str, term: str) -> Found:
        entry = self._terms.find(field, term)
        if entry is None:
            return _NONE
        if entry.frequency == 1:  # as of most terms, and it is said right there
            return Found(np.array([entry.first], np.int32), np.array([entry.weight], np.float32))
        documents: list[Documents] = [np.empty(0, np.int64)]
        frequencies: list[Numbers] = [np.empty(0)]
        for found, weights, _ in self._blocks(field, term):
            documents.append(found)
            frequencies.append(weights)
        return Found(
            np.concatenate(documents).astype(np.int32),
            np.concatenate(frequencies).astype(np.float32),
        )

    def occurrences(self, field: str, term: str) -> tuple[Documents, Documents]:
        """Document and position of each occurrence of a term, ascending."""
        documents = [np.empty(0, np.int64)]
        positions = [np.empty(0, np.int64)]
        decode = self._reader.schema[field].format.decode_positions
        for found, weights, values in self._blocks(field, term):
            documents.append(np.repeat(found, weights.astype(np.int64)))
            if isinstance(values, PackedPositions):
                positions.append(unpacked(values.positions).astype(np.int64))
            else:
                here = [each for value in values for each in decode(value)]
                positions.append(np.array(here, np.int64))
        return np.concatenate(documents), np.concatenate(positions)

    def _blocks(self, field: str, term: str) -> Iterator[tuple[Documents, Numbers, Any]]:
        """Documents, weights and encoded values of a term's postings, block by block."""
        entry = self._terms.find(field, term)
        if entry is None:
            return
        if entry.inlined:
            ids, weights, values = entry.inlined
            yield np.array(ids, np.int64), np.array(weights, np.float64), values
            return
        with self._lock:
            data = self._postings.get(entry.offset, entry.length)
        at = len(WHOOSH3_HEADER_MAGIC)
        if data[:at] != WHOOSH3_HEADER_MAGIC:
            raise ValueError(f"no postings of {field}")
        is_last = False
        while not is_last:
            (length,) = _BLOCK_LENGTH.unpack_from(data, at)
            is_last = length < 0
            at += _BLOCK_LENGTH.size
            yield self._block(data[at : at + abs(length)])
            at += abs(length)

    @staticmethod
    def _block(data: bytes) -> tuple[Documents, Numbers, Any]:
        # The index is a cache of our own, verified by its manifest before it is opened.
        stream = io.BytesIO(data)
        count, _max_id, _max_weight, compression, _min, _max = pickle.load(stream)  # noqa: S301
        body = stream.read()
        steps, weights, values = pickle.loads(  # noqa: S301
            zlib.decompress(body) if compression else body
        )
        documents = np.cumsum(unpacked(steps), dtype=np.int64)
        if weights is None or isinstance(weights, float):
            return documents, np.full(count, 1.0 if weights is None else weights), values
        return documents, unpacked(weights).astype(np.float64), values

    def lengths(self, field: str) -> Numbers:
        """The length of each document's field, as Whoosh knows it: in one rounded byte."""
        lengths = np.zeros(self.size)
        stored = self._rounded.get(field, self._rounded["title"][:0])
        lengths[: len(stored)] = _LENGTHS[stored[: self.size]]
        return lengths

    def _read_lengths(self, field: str) -> NDArray[np.uint8]:
        name = W3Codec.column_filename(self.segment, f"_{field}_len")
        if not self._storage.file_exists(name):
            return np.empty(0, np.uint8)
        with self._storage.open_file(name) as column:
            return np.frombuffer(column.read(self._storage.file_length(name)), np.uint8)

    def key(self, document: int) -> str:
        """The citation key of a document."""
        return self.notes.key(document)


def _size(found: Found) -> int:
    return _OBJECT_BYTES + found.documents.nbytes + found.frequencies.nbytes
