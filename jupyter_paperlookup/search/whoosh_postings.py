"""Reads Whoosh's own files into arrays, term by term, without Whoosh's matchers.

A matcher costs a Python call for every posting; a block of postings read whole costs one for all.
Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3Codec).
"""

from __future__ import annotations

import io
import pickle
import struct
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search.lexicon import Lexicon
from jupyter_paperlookup.search.postings import Documents, Mask, Numbers

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
_BLOCK_LENGTH = struct.Struct("!i")


class _Segment:
    """One segment of an index; `base` is the number of its first document."""

    def __init__(self, reader: SegmentReader, base: int) -> None:
        self.reader = reader
        self.base = base
        self.size: int = reader.doc_count_all()
        self._storage = reader.storage()
        self._postings = reader.segment().open_file(self._storage, W3Codec.POSTS_EXT)

    def blocks(self, field: str, term: str) -> Iterator[tuple[Documents, Numbers, Any]]:
        """Documents, weights and encoded values of a term's postings, block by block."""
        try:
            info = self.reader.term_info(field, term)
        except TermNotFound:
            return
        if info.is_inlined():
            ids, weights, values = info.inlined_postings()
            yield np.array(ids, np.int64) + self.base, np.array(weights, np.float64), values
            return
        at = info.extent()[0]
        if self._postings.get(at, len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise ValueError(f"no postings at {at}")
        at += len(WHOOSH3_HEADER_MAGIC)
        is_last = False
        while not is_last:
            (length,) = _BLOCK_LENGTH.unpack(self._postings.get(at, _BLOCK_LENGTH.size))
            is_last = length < 0
            at += _BLOCK_LENGTH.size
            yield self._block(self._postings.get(at, abs(length)))
            at += abs(length)

    def _block(self, data: bytes) -> tuple[Documents, Numbers, Any]:
        # The index is a cache of our own, verified by its manifest before it is opened.
        stream = io.BytesIO(data)
        count, _max_id, _max_weight, compression, _min, _max = pickle.load(stream)  # noqa: S301
        body = stream.read()
        deltas, weights, values = pickle.loads(  # noqa: S301
            zlib.decompress(body) if compression else body
        )
        documents = np.cumsum(np.array(deltas, np.int64)) + self.base
        if weights is None or isinstance(weights, float):
            return documents, np.full(count, 1.0 if weights is None else weights), values
        return documents, np.array(weights, np.float64), values

    def lengths(self, field: str) -> Numbers:
        """The length of each document's field, as Whoosh knows it: in one rounded byte."""
        name = W3Codec.column_filename(self.reader.segment(), f"_{field}_len")
        lengths = np.zeros(self.size)
        if self._storage.file_exists(name):
            with self._storage.open_file(name) as column:
                stored = np.frombuffer(column.read(self._storage.file_length(name)), np.uint8)
            lengths[: len(stored)] = _LENGTHS[stored[: self.size]]
        return lengths

    def terms(self, field: str) -> Iterator[tuple[str, int]]:
        """All terms of a field with the number of documents that have each."""
        for (name, text), info in self.reader.iter_from(field, ""):
            if name != field:
                return
            yield text.decode(), info.doc_frequency()

    def close(self) -> None:
        self._postings.close()  # the reader itself belongs to the index's reader


class WhooshPostings:
    """An opened Whoosh index as arrays. Whoosh's readers are used by one thread at a time."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.RLock()
        leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._segments = [_Segment(leaf, base) for leaf, base in leaves]
        self._lexicons: dict[str, Lexicon] = {}
        self._lengths: dict[str, Numbers] = {}
        self.numbered: int = sum(segment.size for segment in self._segments)
        self.live = self._live()

    def _live(self) -> Mask | None:
        if not self._reader.has_deletions():
            return None
        live = np.ones(self.numbered, np.bool_)
        for segment in self._segments:
            for number in segment.reader.segment().deleted_docs():
                live[segment.base + number] = False
        return live

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except Exception as error:  # damaged files make Whoosh raise whatever comes of it
                raise unreadable(error) from error

    def frequencies(self, field: str, term: str) -> tuple[Documents, Numbers]:
        """See `Postings`.

        Raises:
            IndexUnavailable: As with everything here, when the index turns out to be damaged.
        """
        documents: list[Documents] = [np.empty(0, np.int64)]
        weights: list[Numbers] = [np.empty(0)]
        with self._reading():
            for segment in self._segments:
                for found, weight, _ in segment.blocks(field, term):
                    documents.append(found)
                    weights.append(weight)
        return np.concatenate(documents), np.concatenate(weights)

    def positions(self, field: str, term: str, among: Documents) -> tuple[Documents, Documents]:
        """See `Postings`."""
        documents: list[int] = []
        positions: list[int] = []
        with self._reading():
            decode = self._reader.schema[field].format.decode_positions
            for segment in self._segments:
                for found, _, values in segment.blocks(field, term):
                    for at in np.flatnonzero(np.isin(found, among, assume_unique=True)):
                        here = decode(values[at])
                        documents += [int(found[at])] * len(here)
                        positions += here
        return np.array(documents, np.int64), np.array(positions, np.int64)

    def lengths(self, field: str) -> Numbers:
        """See `Postings`."""
        with self._reading():
            if field not in self._lengths:
                parts = [np.empty(0), *(segment.lengths(field) for segment in self._segments)]
                self._lengths[field] = np.concatenate(parts)
            return self._lengths[field]

    def total_length(self, field: str) -> int:
        """See `Postings`."""
        with self._reading():
            return sum(segment.reader.field_length(field) for segment in self._segments)

    def lexicon(self, field: str) -> Lexicon:
        """See `Postings`."""
        with self._reading():
            if field not in self._lexicons:
                frequencies: defaultdict[str, int] = defaultdict(int)
                for segment in self._segments:
                    for term, frequency in segment.terms(field):
                        frequencies[term] += frequency
                self._lexicons[field] = Lexicon(frequencies)
            return self._lexicons[field]

    def key(self, document: int) -> str:
        """See `Postings`."""
        with self._reading():
            segment = next(s for s in reversed(self._segments) if s.base <= document)
            return str(segment.reader.stored_fields(document - segment.base)["key"])

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            for segment in self._segments:
                segment.close()
            self._segments = []
            self._reader.close()


def unreadable(error: Exception) -> IndexUnavailable:
    """What is raised in place of any error that a damaged index causes."""
    return IndexUnavailable(
        f"The search index cannot be read ({type(error).__name__}): rebuild it with "
        "`paperlookup reindex`."
    )
