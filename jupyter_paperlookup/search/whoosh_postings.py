"""An opened Whoosh index as arrays: its segments as one, each term read when it is asked for."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate

import numpy as np

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.lexicon import Lexicon
from jupyter_paperlookup.search.postings import PLACE_BITS, Documents, Mask, Numbers
from jupyter_paperlookup.search.segment_notes import LEXICONS
from jupyter_paperlookup.search.whoosh_segment import WhooshSegment

KEPT_BYTES = 16 * 1024 * 1024


class WhooshPostings:
    """An opened Whoosh index as arrays.

    Args:
        segments: Its segments, which it holds until it is closed.
        deleted: For each, the numbers of the documents that are deleted.
    """

    def __init__(self, segments: Sequence[WhooshSegment], deleted: Sequence[Documents]) -> None:
        self.segments = tuple(segments)
        self.deleted = tuple(deleted)
        self.bases = tuple(accumulate((each.size for each in segments), initial=0))[:-1]
        self._lock = threading.Lock()
        self._lexicons: dict[str, Lexicon] = {}
        self._lengths: dict[str, Numbers] = {}
        self._places: Kept[tuple[str, str], Documents] = Kept(KEPT_BYTES, lambda each: each.nbytes)
        self.numbered: int = sum(segment.size for segment in segments)
        self.documents: int = self.numbered - sum(map(len, deleted))
        self.live = self._live()
        for segment in self.segments:
            segment.hold()

    def _live(self) -> Mask | None:
        if self.documents == self.numbered:
            return None
        live = np.ones(self.numbered, np.bool_)
        for base, gone in zip(self.bases, self.deleted, strict=True):
            live[base + gone] = False
        return live

    def frequencies(self, field: str, term: str) -> tuple[Documents, Numbers]:
        """See `Postings`.

        Raises:
            IndexUnavailable: As with everything here, when the index turns out to be damaged.
        """
        if len(self.segments) == 1 and self.live is None:  # as mostly
            with _reading():
                found = self.segments[0].found(field, term)
            return found.documents.astype(np.int64), found.frequencies.astype(np.float64)
        documents: list[Documents] = [np.empty(0, np.int64)]
        frequencies: list[Numbers] = [np.empty(0)]
        with _reading():
            for base, segment in zip(self.bases, self.segments, strict=True):
                found = segment.found(field, term)
                documents.append(found.documents + np.int64(base))
                frequencies.append(found.frequencies.astype(np.float64))
        found_in, how_often = np.concatenate(documents), np.concatenate(frequencies)
        if self.live is None:
            return found_in, how_often
        is_live = self.live[found_in]
        return found_in[is_live], how_often[is_live]

    def places(self, field: str, term: str) -> Documents:
        """See `Postings`."""
        return self._places.get((field, term), lambda: self._read_places(field, term))

    def _read_places(self, field: str, term: str) -> Documents:
        places: list[Documents] = [np.empty(0, np.int64)]
        with _reading():
            for base, segment in zip(self.bases, self.segments, strict=True):
                documents, positions = segment.occurrences(field, term)
                places.append((documents + base << PLACE_BITS) + positions)
        found = np.concatenate(places)
        return found if self.live is None else found[self.live[found >> PLACE_BITS]]

    def lengths(self, field: str) -> Numbers:
        """See `Postings`."""
        with _reading(), self._lock:
            if field not in self._lengths:
                parts = [np.empty(0), *(segment.lengths(field) for segment in self.segments)]
                self._lengths[field] = np.concatenate(parts)
            return self._lengths[field]

    def total_length(self, field: str) -> int:
        """See `Postings`."""
        with _reading():
            return sum(
                segment.notes.total_length(field, deleted)
                for segment, deleted in zip(self.segments, self.deleted, strict=True)
            )

    def lexicon(self, field: str) -> Lexicon:
        """See `Postings`."""
        with _reading(), self._lock:
            if not self._lexicons:
                self._lexicons = self._read_lexicons()
            return self._lexicons[field]

    def _read_lexicons(self) -> dict[str, Lexicon]:
        live = [
            segment.notes.live_frequencies(deleted)
            for segment, deleted in zip(self.segments, self.deleted, strict=True)
        ]
        return {
            field: Lexicon(
                [
                    (segment.notes.terms[field], frequencies[field])
                    for segment, frequencies in zip(self.segments, live, strict=True)
                ]
            )
            for field in LEXICONS
        }

    def key(self, document: int) -> str:
        """See `Postings`."""
        at = self.segment_of(document)
        try:
            return self.segments[at].key(document - self.bases[at])
        except Exception as error:
            raise unreadable(error) from error

    def segment_of(self, document: int) -> int:
        """Which of the segments has a document."""
        return bisect_right(self.bases, document) - 1

    def close(self) -> None:
        """Let go of all files."""
        segments, self.segments = self.segments, ()
        for segment in segments:
            segment.let_go()


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # damaged files make Whoosh raise whatever comes of it
        raise unreadable(error) from error


def unreadable(error: Exception) -> IndexUnavailable:
    """What is raised in place of any error that a damaged index causes."""
    return IndexUnavailable(
        f"The search index cannot be read ({type(error).__name__}): rebuild it with "
        "`paperlookup reindex`."
    )
