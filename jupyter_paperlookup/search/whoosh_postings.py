"""An opened Whoosh index as arrays: its segments as one, each term read when it is asked for."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search.lexicon import Lexicon
from jupyter_paperlookup.search.postings import Documents, Mask, Numbers
from jupyter_paperlookup.search.whoosh_segment import WhooshSegment


class WhooshPostings:
    """An opened Whoosh index as arrays. Whoosh's readers are used by one thread at a time.

    Args:
        reader: Whoosh's reader of the index.
        read_terms: Gives the terms of fields with their frequencies, where they were kept
            beside the index; called when they are first needed.
    """

    def __init__(
        self, reader: Any, read_terms: Callable[[], dict[str, dict[str, int]]] = dict
    ) -> None:
        self._reader = reader
        self._read_terms: Callable[[], dict[str, dict[str, int]]] | None = read_terms
        self._lock = threading.RLock()
        leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._segments = [WhooshSegment(leaf, base) for leaf, base in leaves]
        self._lexicons: dict[str, Lexicon] = {}
        self._lengths: dict[str, Numbers] = {}
        self._keys: dict[int, str] = {}
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
            if self._read_terms:
                self._lexicons = {name: Lexicon(kept) for name, kept in self._read_terms().items()}
                self._read_terms = None
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
            if document not in self._keys:
                segment = next(s for s in reversed(self._segments) if s.base <= document)
                stored = segment.reader.stored_fields(document - segment.base)
                self._keys[document] = str(stored["key"])
            return self._keys[document]

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
