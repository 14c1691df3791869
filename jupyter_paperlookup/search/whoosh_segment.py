"""Reads the files of one Whoosh segment into arrays, term by term, without Whoosh's matchers.

A matcher costs a Python call for every posting; a block of postings read whole costs one for all.
Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3Codec).
"""

from __future__ import annotations

import io
import pickle
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from jupyter_paperlookup.search.postings import Documents, Numbers

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
_BLOCK_LENGTH = struct.Struct("!i")


class WhooshSegment:
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
        """Let go of the file that is open beside the reader's."""
        self._postings.close()  # the reader itself belongs to the index's reader
