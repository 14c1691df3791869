"""An opened Whoosh index as arrays: its segments as one, each term read when it is asked for."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from types import TracebackType

import numpy as np

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.search.lexicon import Lexicon
from jupyter_paperlookup.search.postings import Documents, Found, Lengths, Mask
from jupyter_paperlookup.search.segment_notes import LEXICONS
from jupyter_paperlookup.search.standing import standing_first, standing_together
from jupyter_paperlookup.search.whoosh_blocks import NOT_FOUND
from jupyter_paperlookup.search.whoosh_segment import WhooshSegment


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
        self._lengths: dict[str, Lengths] = {}
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

    def found(self, field: str, term: str) -> Found:
        """See `Postings`.

        Raises:
            IndexUnavailable: As with everything here, when the index turns out to be damaged.
        """
        with _READING:
            if len(self.segments) == 1 and self.live is None:  # as mostly
                return self.segments[0].found(field, term)
            found = [segment.found(field, term) for segment in self.segments]
        if not found:
            return NOT_FOUND
        bases = (np.int32(base) for base in self.bases)
        documents = [each.documents + base for each, base in zip(found, bases, strict=True)]
        found_in = np.concatenate(documents)
        how_often = np.concatenate([each.frequencies for each in found])
        if self.live is None:
            return Found(found_in, how_often)
        is_live = self.live[found_in]
        return Found(found_in[is_live], how_often[is_live])

    def found_each(self, field: str, terms: Sequence[str]) -> tuple[Found, list[int]]:
        """See `Postings`."""
        if len(self.segments) == 1 and self.live is None:
            with _READING:
                at_once = self.segments[0].found_each(field, terms)
            if at_once is not None:
                return at_once
        found = [self.found(field, term) for term in terms]
        documents = np.concatenate([NOT_FOUND.documents, *(each.documents for each in found)])
        frequencies = np.concatenate([each.frequencies for each in found or [NOT_FOUND]])
        return Found(documents, frequencies), [len(each.documents) for each in found]

    def count(self, field: str, term: str) -> int:
        """See `Postings`."""
        if len(self.segments) == 1 and self.live is None:
            with _READING:
                return self.segments[0].count(field, term)
        return len(self.found(field, term).documents)

    def counts(self, field: str, terms: Sequence[str], words: Sequence[str]) -> list[int]:
        """See `Postings`."""
        with _READING:
            for segment in self.segments:
                segment.learn_stems(field, terms, words)
            if len(self.segments) == 1 and self.live is None:
                return [self.segments[0].count(field, term) for term in terms]
            return [len(self.found(field, term).documents) for term in terms]

    def with_phrase(self, field: str, words: Sequence[Sequence[str]]) -> Documents:
        """See `Postings`."""
        with _READING:
            parts = [
                standing_together(
                    [[segment.places(field, term) for term in here] for here in words],
                    segment.text_starts(field),
                )
                + base
                for segment, base in zip(self.segments, self.bases, strict=True)
            ]
        return self._live_of(parts)

    def beginning_with(self, field: str, term: str, within: int) -> Documents:
        """See `Postings`."""
        with _READING:
            parts = [
                standing_first(segment.places(field, term), segment.text_starts(field), within)
                + base
                for segment, base in zip(self.segments, self.bases, strict=True)
            ]
        return self._live_of(parts)

    def _live_of(self, parts: Sequence[Documents]) -> Documents:
        found = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, np.int64), *parts])
        return found if self.live is None else found[self.live[found]]

    def lengths(self, field: str) -> Lengths:
        """See `Postings`."""
        with _READING, self._lock:
            if field not in self._lengths:
                parts = [segment.lengths(field) for segment in self.segments]
                self._lengths[field] = np.concatenate([np.empty(0, np.uint8), *parts])
            return self._lengths[field]

    def total_length(self, field: str) -> int:
        """See `Postings`."""
        with _READING:
            return sum(
                segment.notes.total_length(field, deleted)
                for segment, deleted in zip(self.segments, self.deleted, strict=True)
            )

    def lexicon(self, field: str) -> Lexicon:
        """See `Postings`."""
        with _READING, self._lock:
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
        at = self.segment_of(document) if len(self.segments) > 1 else 0
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


class _Reading:
    """Turns what damaged files make Whoosh raise, whatever it is, into an error for people."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, IndexUnavailable):
            raise unreadable(error) from error


_READING = _Reading()


def unreadable(error: Exception) -> IndexUnavailable:
    """What is raised in place of any error that a damaged index causes."""
    return IndexUnavailable(
        f"The search index cannot be read ({type(error).__name__}): rebuild it with "
        "`paperlookup reindex`."
    )
