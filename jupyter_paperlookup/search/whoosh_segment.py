"""One segment of a Whoosh index: its postings out of arrays, or out of Whoosh's own blocks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader

from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.late_file import LateFile
from jupyter_paperlookup.search.posting_arrays import (
    NOWHERE,
    SUFFIX,
    PostingArrays,
    text_starts,
)
from jupyter_paperlookup.search.postings import UNSTEMMED, Documents, Found, Lengths, Places
from jupyter_paperlookup.search.segment_notes import FORWARD, LEXICONS, SCORED, SegmentNotes
from jupyter_paperlookup.search.terms_table import TermsTable
from jupyter_paperlookup.search.whoosh_blocks import NOT_FOUND, WhooshBlocks

KEPT_BYTES = 8 * 1024 * 1024
_OBJECT_BYTES = 512
_KEPT_NUMBERS = 1 << 14

LATE = (W3Codec.POSTS_EXT, FORWARD)
"""The ends of the names of files that few queries need, and that are half of a segment."""

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
        kept: Where to keep what was found in blocks.
        late: The digests of files that nobody has verified yet; those are `LATE`.
    """

    def __init__(
        self, folder: Path, reader: SegmentReader, kept: FoundTerms, late: Mapping[str, str]
    ) -> None:
        self._reader = reader
        self.segment = reader.segment()
        self.name: str = self.segment.segment_id()
        self.size: int = reader.doc_count_all()
        self.notes = SegmentNotes(folder, self.name, late)
        self._storage = reader.storage()
        self.files: tuple[str, ...] = tuple(self.segment.list_files(self._storage))
        self._arrays = PostingArrays(folder / f"{self.name}{SUFFIX}")
        self._terms = TermsTable(folder / self.segment.make_filename(W3Codec.TERMS_EXT))
        posts = self.segment.make_filename(W3Codec.POSTS_EXT)
        self._blocks = WhooshBlocks(
            self._terms, LateFile(folder / posts, late.get(posts)), self._decoded
        )
        self._lock = threading.RLock()
        self._holders = 0
        self._found = kept
        self._numbers: dict[tuple[str, str], int | None] = {}
        # The folder may be gone while the segment is in use: nothing is opened later.
        self._lengths = {field: self._read_lengths(field) for field in SCORED}
        self._text_starts: dict[str, Documents] = {}

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
                self._blocks.close()
                self._reader.close()

    # --- terms -----------------------------------------------------------------------------

    def found(self, field: str, term: str) -> Found:
        """The documents that have a term, ascending."""
        if self._arrays.has(field):
            number = self._number(field, term)
            if number is None:
                return NOT_FOUND
            start, size = self._arrays.span(field, number)
            if start != NOWHERE:
                documents = self._arrays.documents[start : start + size]
                if not 0 <= documents[-1] < self.size:
                    raise ValueError(f"no documents of {field}")
                return Found(documents, self._arrays.counts[start : start + size])
        return self._found.get((self.name, field, term), lambda: self._blocks.found(field, term))

    def found_each(self, field: str, terms: Sequence[str]) -> tuple[Found, list[int]] | None:
        """The documents of each of some terms; None unless all are known and stand in arrays."""
        if not self._arrays.has(field):
            return None
        numbers = [number for term in terms if (number := self._number(field, term)) is not None]
        if len(numbers) != len(terms):
            return None
        found = self._arrays.found_each(field, numbers)
        if found is not None and len(found[0].documents):
            documents = found[0].documents
            if not 0 <= documents.min() <= documents.max() < self.size:
                raise ValueError(f"no documents of {field}")
        return found

    def count(self, field: str, term: str) -> int:
        """How many documents have a term."""
        if not self._arrays.has(field):
            return len(self.found(field, term).documents)
        number = self._number(field, term)
        return 0 if number is None else self._arrays.span(field, number).size

    def places(self, field: str, term: str) -> Places:
        """The place of each occurrence of a term, ascending: see `text_starts`."""
        number = self._number(field, term) if self._arrays.has(field) else None
        places = None if number is None else self._arrays.places_of(field, number)
        if places is not None:
            return places
        documents, positions = self._blocks.occurrences(field, term)
        return self.text_starts(field)[documents] + positions

    def text_starts(self, field: str) -> Documents:
        """The place of the first word of each document's text."""
        starts = self._text_starts.get(field)
        if starts is None:
            starts = self._text_starts[field] = text_starts(self.notes.lengths(field))
        return starts

    def learn_stems(self, field: str, stems: Iterable[str], words: Iterable[str]) -> None:
        """Note which terms the stems of words are, as they are about to be asked for.

        A word's place in its list says it far sooner than the terms file.
        """
        if field not in UNSTEMMED or not self._arrays.has(field):
            return
        numbers = self._arrays.stems(UNSTEMMED[field])
        terms = self.notes.terms[UNSTEMMED[field]]
        for stem, word in zip(stems, words, strict=True):
            at = terms.find(word)
            if at is not None:
                self._numbers[field, stem] = int(numbers[at])

    def _number(self, field: str, term: str) -> int | None:
        """The number of a term in the arrays; None for an unknown one."""
        number = self._numbers.get((field, term), -1)
        if number == -1:
            if len(self._numbers) > _KEPT_NUMBERS:
                self._numbers.clear()
            number = self._numbers[field, term] = self._looked_up(field, term)
        return number

    def _looked_up(self, field: str, term: str) -> int | None:
        if field in LEXICONS:
            return self.notes.terms[field].find(term.encode(errors="replace").decode())
        entry = self._terms.entry(field, term)
        return None if entry is None else self._arrays.number_at(field, entry)

    def _decoded(self, field: str, value: bytes) -> list[int]:
        positions: list[int] = self._reader.schema[field].format.decode_positions(value)
        return positions

    # --- documents -------------------------------------------------------------------------

    def lengths(self, field: str) -> Lengths:
        """The length of each document's field, as Whoosh knows it: rounded to one byte."""
        stored = self._lengths.get(field, self._lengths["title"][:0])
        if len(stored) == self.size:
            return stored
        lengths = np.zeros(self.size, np.uint8)
        lengths[: len(stored)] = stored[: self.size]
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
