"""Documents to a Whoosh segment by way of arrays: many times as fast as Whoosh's own writer.

What comes out is what Whoosh would write of `whoosh_schema.fields_of`, and plain Whoosh reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import length_to_byte

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.gathered import Numbered, Ranked, SingleTerms
from jupyter_paperlookup.search.lexicon import Frequencies
from jupyter_paperlookup.search.occurrences import (
    Integers,
    Numbers,
    Occurrences,
    OnDisk,
    in_order,
)
from jupyter_paperlookup.search.posting_arrays import SUFFIX as ARRAYS
from jupyter_paperlookup.search.posting_arrays_file import PostingArraysFile
from jupyter_paperlookup.search.postings import UNSTEMMED
from jupyter_paperlookup.search.postings_blocks import BLOCK_POSTINGS
from jupyter_paperlookup.search.postings_file import TERM_INFO, PostingsFile
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED, write_notes
from jupyter_paperlookup.search.stored_column import write_stored
from jupyter_paperlookup.search.terms_file import TermsFile
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_schema import MAX_WHOLE_TITLE
from jupyter_paperlookup.search.word_table import WordTable

RUN_CHARACTERS = 8_000_000
RUN_DOCUMENTS = 1 << 16
"""Of so much the words are in memory at once."""

INDEX_NAME = "MAIN"
_FIELD_AT = 28
"""The bit from which on there is a field's number; below it is that of a term."""

_SINGLE = ("title_whole", "title_name", "year", "key", "arxiv", "doi", "source")


class SegmentWriter:
    """Writes one segment into a folder; to be used as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = TemporaryDirectory(dir=folder, ignore_cleanup_errors=True)
        self._table = WordTable()
        self._documents: list[Document] = []
        self._characters = 0
        self._terms = {field: SingleTerms() for field in _SINGLE}
        fields = [*SCORED, *UNSTEMMED.values(), *_SINGLE]
        aside = Path(self._aside.name)
        self._occurrences = {field: Occurrences(aside, field) for field in fields}
        self._keys: list[str] = []
        self._lengths: list[Integers] = []
        self._forward: list[tuple[Integers, OnDisk]] = []
        self._sources: dict[str, tuple[str, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._occurrences.clear()  # its files are still open
        self._aside.cleanup()

    def __len__(self) -> int:
        return len(self._keys) + len(self._documents)

    def add(self, document: Document) -> None:
        """Take a document; its number is how many came before it."""
        self._documents.append(document)
        self._characters += len(document.title) + len(document.abstract) + len(document.author)
        if self._characters > RUN_CHARACTERS or len(self._documents) > RUN_DOCUMENTS:
            self._end_run()

    def finish(self) -> Any:
        """Write the files; returns Whoosh's segment."""
        self._end_run()
        codec = W3Codec(blocklimit=BLOCK_POSTINGS, compression=0)
        storage = FileStorage(str(self._folder))
        segment = codec.new_segment(storage, INDEX_NAME)
        segment.set_doc_count(len(self))
        lexicons = self._write_postings(storage, segment)
        self._write_columns(storage, segment)
        self._write_notes(segment, lexicons)
        return segment

    def _source_words(self, sources: tuple[str, ...]) -> set[str]:
        for source in sources:
            if source not in self._sources:
                self._sources[source] = tuple(word_texts(source))
        return {word for source in sources for word in self._sources[source]}

    # --- runs ------------------------------------------------------------------------------

    def _end_run(self) -> None:
        """Sort what was read since the last run."""
        documents = self._documents
        if not documents:
            return
        first, count = len(self._keys), len(documents)
        pairs: dict[str, tuple[Numbers, Numbers]] = {}
        lengths = []
        single = self._single_terms(documents)
        for field in SCORED:
            tokens = self._table.tokens([getattr(document, field) for document in documents])
            if field == "title":
                folded = self._table.folded(tokens, count)
                single["title_whole"] = [title[:MAX_WHOLE_TITLE] for title in folded]
            lengths.append(np.bincount(tokens.texts, minlength=count))
            numbers = tokens.texts + np.int32(first)
            if field in UNSTEMMED:
                words = UNSTEMMED[field]
                pairs[words] = self._occurrences[words].add(tokens.words, numbers)
                stems = self._table.stems_of(tokens.words)
                self._occurrences[field].add(stems, numbers, tokens.positions)
            else:
                added = self._occurrences[field].add(tokens.words, numbers, tokens.positions)
                pairs[field] = added
        for field, texts in single.items():
            terms = self._terms[field].of(texts, range(first, first + count))
            pairs[field] = self._occurrences[field].add(*terms)
        pairs["source"] = self._occurrences["source"].add(*self._sources_of(documents))
        self._lengths.append(np.column_stack(lengths))
        self._forward.append(self._by_document(pairs, count))
        self._keys += [document.key for document in documents]
        self._documents = []
        self._characters = 0
        self._table.forget_stretches()

    def _single_terms(self, documents: list[Document]) -> dict[str, list[str]]:
        """The one term that each document has in a field, as `whoosh_schema` has it."""
        named = [title.partition(":") for title in (document.title for document in documents)]
        names = [name if colon else "" for name, colon, _rest in named]
        folded = self._table.folded(self._table.tokens(names), len(names))
        return {
            "title_name": [name[:MAX_WHOLE_TITLE] for name in folded],
            "year": ["" if each.year is None else str(each.year) for each in documents],
            "key": [document.key.lower() for document in documents],
            "arxiv": [document.arxiv.lower() for document in documents],
            "doi": [document.doi.lower() for document in documents],
        }

    def _sources_of(self, documents: list[Document]) -> tuple[Numbers, Numbers]:
        pairs = [
            (word, number)
            for number, document in enumerate(documents, len(self._keys))
            for word in self._source_words(document.sources)
        ]
        return self._terms["source"].of((word for word, _ in pairs), (at for _, at in pairs))

    def _by_document(
        self, pairs: dict[str, tuple[Numbers, Numbers]], count: int
    ) -> tuple[Integers, OnDisk]:
        """How many terms each document has, and the terms: the field's number above the term's."""
        documents = np.concatenate([pairs[field][1] for field in LEXICONS]) - len(self._keys)
        terms = np.concatenate(
            [
                pairs[field][0].astype(np.uint32) | np.uint32(number << _FIELD_AT)
                for number, field in enumerate(LEXICONS)
            ]
        )
        path = Path(self._aside.name, f"forward-{len(self._forward)}")
        return np.bincount(documents, minlength=count), OnDisk(path, terms[in_order(documents)])

    # --- files -----------------------------------------------------------------------------

    def _write_postings(self, storage: Any, segment: Any) -> dict[str, Numbered]:
        """Write postings and terms of all fields; returns what the lexicons need."""
        texts = {"words": Ranked(self._table.words), "stems": Ranked(self._table.stems)}
        lexicons: dict[str, Numbered] = {}
        with (
            segment.create_file(storage, W3Codec.POSTS_EXT) as file,
            closing(TermsFile(segment.create_file(storage, W3Codec.TERMS_EXT))) as terms,
            PostingArraysFile(Path(self._aside.name), np.concatenate(self._lengths)) as arrays,
        ):
            postings = PostingsFile(file, arrays)
            for field in sorted(self._occurrences):
                lexicons[field] = self._write_field(field, texts, postings, terms)
            for field, words in UNSTEMMED.items():
                arrays.stems(words, self._stem_ordinals(lexicons[words], lexicons[field]))
            arrays.write(self._folder / f"{segment.segment_id()}{ARRAYS}")
        return lexicons

    def _write_field(
        self, field: str, texts: dict[str, Ranked], postings: PostingsFile, terms: TermsFile
    ) -> Numbered:
        if field in self._terms:
            ranked = Ranked(self._terms[field].numbers)
        else:
            ranked = texts["stems" if field in UNSTEMMED else "words"]
        numbers, infos = [np.empty(0, np.int64)], [np.empty(0, TERM_INFO)]
        for slab in self._occurrences[field].slabs():
            numbers.append(slab.terms)
            infos.append(postings.write(field, slab))
        number, info = ranked.in_order(np.concatenate(numbers), np.concatenate(infos))
        here = list(map(ranked.texts.__getitem__, number.tolist()))
        if here:
            postings.end_field(
                field, terms.add_field(field, [text.encode() for text in here], info), info
            )
        ordinals = np.zeros(len(ranked.texts), np.int64)
        ordinals[number] = np.arange(len(number))
        return Numbered(here, info["frequency"].astype(np.int32), ordinals)

    def _stem_ordinals(self, words: Numbered, stems: Numbered) -> Integers:
        """For each word of a field the place of its stem among those of the stemmed field."""
        known = self._table.words
        numbers = np.fromiter((known[text] for text in words.terms), np.int64, len(words.terms))
        return stems.ordinals[self._table.stems_of(numbers)]

    def _write_columns(self, storage: Any, segment: Any) -> None:
        """Write what Whoosh keeps of each document: its key and the lengths of its fields."""
        with self._column(storage, segment, "_stored") as file:
            write_stored(file, self._keys)
        lengths = np.concatenate(self._lengths)
        totals = dict(zip(SCORED, lengths.sum(axis=0).tolist(), strict=True))
        segment._fieldlengths = {field: total for field, total in totals.items() if total}  # noqa: SLF001 - W3PerDocWriter sets it so, too
        for at, field in enumerate(SCORED):
            if totals[field]:
                different, which = np.unique(lengths[:, at], return_inverse=True)
                rounded = np.array([length_to_byte(each) for each in different.tolist()], np.uint8)
                with self._column(storage, segment, f"_{field}_len") as file:
                    file.write(rounded[which].tobytes())
                    LENGTHS_COLUMN.writer(file).finish(len(self))

    @staticmethod
    def _column(storage: Any, segment: Any, name: str) -> Any:
        return storage.create_file(W3Codec.column_filename(segment, name))

    def _write_notes(self, segment: Any, lexicons: dict[str, Numbered]) -> None:
        bases = np.cumsum([0, *(len(lexicons[field].terms) for field in LEXICONS)])
        write_notes(
            self._folder,
            segment.segment_id(),
            lengths=np.concatenate(self._lengths),
            ends=np.cumsum(np.concatenate([counts for counts, _ in self._forward])),
            keys=self._keys,
            terms={field: (lexicons[field].terms, lexicons[field].counts) for field in LEXICONS},
            forward=self._forward_numbers(lexicons, bases),
        )

    def _forward_numbers(
        self, lexicons: dict[str, Numbered], bases: Integers
    ) -> Iterator[Frequencies]:
        places = np.concatenate(
            [base + lexicons[field].ordinals for base, field in zip(bases, LEXICONS, strict=False)]
        ).astype(np.int32)
        sizes = [len(lexicons[field].ordinals) for field in LEXICONS]
        firsts = np.cumsum(sizes) - sizes
        for counts, on_disk in self._forward:
            packed = on_disk[0 : int(counts.sum())]
            yield places[firsts[packed >> _FIELD_AT] + (packed & ((1 << _FIELD_AT) - 1))]
