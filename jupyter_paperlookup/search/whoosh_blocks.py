"""Reads the postings file of a Whoosh segment, term by term, without Whoosh's matchers.

A matcher costs a Python call for every posting; a block of postings read whole costs one for all.
Source of the format: Whoosh 2.7, `whoosh/codec/whoosh3.py` (W3Codec).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from jupyter_paperlookup.search.index_pickles import load, loads
from jupyter_paperlookup.search.late_file import LateFile
from jupyter_paperlookup.search.packed import PackedPositions, unpacked
from jupyter_paperlookup.search.postings import Documents, Found, Numbers
from jupyter_paperlookup.search.terms_table import TermsTable

_BLOCK_LENGTH = struct.Struct("!i")

NOT_FOUND = Found(np.empty(0, np.int32), np.empty(0, np.float32))


class WhooshBlocks:
    """The postings of one segment. Thread-safe.

    Args:
        terms: Where each term is.
        file: The postings file.
        positions: Decodes the positions of a posting of a field.
    """

    def __init__(
        self, terms: TermsTable, file: LateFile, positions: Callable[[str, bytes], list[int]]
    ) -> None:
        self._terms = terms
        self._decode = positions
        self._file = file

    def found(self, field: str, term: str) -> Found:
        """The documents that have a term, ascending."""
        entry = self._terms.find(field, term)
        if entry is None:
            return NOT_FOUND
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
        for found, weights, values in self._blocks(field, term):
            documents.append(np.repeat(found, weights.astype(np.int64)))
            if isinstance(values, PackedPositions):
                positions.append(unpacked(values.positions).astype(np.int64))
            else:
                here = [each for value in values for each in self._decode(field, value)]
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
        data = self._file.data[entry.offset : entry.offset + entry.length]
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
        count, _max_id, _max_weight, compression, _min, _max = load(stream)
        body = stream.read()
        steps, weights, values = loads(zlib.decompress(body) if compression else body)
        documents = np.cumsum(unpacked(steps), dtype=np.int64)
        if weights is None or isinstance(weights, float):
            return documents, np.full(count, 1.0 if weights is None else weights), values
        return documents, unpacked(weights).astype(np.float64), values

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
