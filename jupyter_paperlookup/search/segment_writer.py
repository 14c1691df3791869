"""Documents to a Whoosh segment by way of arrays: many times as fast as Whoosh's own writer.

What comes out is what Whoosh would write of `whoosh_schema.fields_of`, and plain Whoosh reads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, STORED_COLUMN, W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import length_to_byte

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.gathered import Numbered, Ranked, RunTerms, RunTexts
from jupyter_paperlookup.search.lexicon import Frequencies
from jupyter_paperlookup.search.occurrences import Integers, Occurrences, OnDisk
from jupyter_paperlookup.search.postings import UNSTEMMED
from jupyter_paperlookup.search.posting_arrays import SUFFIX as ARRAYS
from jupyter_paperlookup.search.posting_arrays_file import PostingArraysFile
from jupyter_paperlookup.search.postings_file import BLOCK_POSTINGS, TERM_INFO, PostingsFile
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED, write_notes
from jupyter_paperlookup.search.terms_file import TermsFile
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_schema import MAX_WHOLE_TITLE
from jupyter_paperlookup.search.word_table import WordTable

RUN_WORDS = 1_000_000
"""So many words of texts are in memory at once."""

INDEX_NAME = "MAIN"
_SINGLE = ("title_whole", "title_name", "year", "key", "arxiv", "doi", "source")


class SegmentWriter:
    """Writes one segment into a folder; to be used as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = TemporaryDirectory(dir=folder, ignore_cleanup_errors=True)
        self._table = WordTable()
        self._texts = {field: RunTexts() for field in SCORED}
        self._terms = {field: RunTerms() for field in _SINGLE}
        fields = [*SCORED, *UNSTEMMED.values(), *_SINGLE]
        aside = Path(self._aside.name)
        self._occurrences = {field: Occurrences(aside, field) for field in fields}
        self._keys: list[str] = []
        self._in_runs = 0
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
        return len(self._keys)

    def add(self, document: Document) -> None:
        """Take a document; its number is how many came before it."""
        table, number = self._table, len(self._keys)
        self._keys.append(document.key)
        title = self._texts["title"].add(document.title, table)
        self._texts["abstract"].add(document.abstract, table)
        self._texts["author"].add(document.author, table)
        name, colon, _rest = document.title.partition(":")
        terms = self._terms
        terms["title_whole"].add(table.folded(title)[:MAX_WHOLE_TITLE], number)
        if colon:
            named = array("q")
            table.read(name, named)
            terms["title_name"].add(table.folded(named)[:MAX_WHOLE_TITLE], number)
        terms["year"].add("" if document.year is None else str(document.year), number)
        terms["key"].add(document.key.lower(), number)
        terms["arxiv"].add(document.arxiv.lower(), number)
        terms["doi"].add(document.doi.lower(), number)
        for word in self._source_words(document.sources):
            terms["source"].add(word, number)
        if sum(len(each.chunks) for each in self._texts.values()) > RUN_WORDS:
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
        count = len(self._keys) - self._in_runs
        if not count:
            return
        pairs: dict[str, tuple[Integers, Integers]] = {}
        lengths = []
        for field, texts in self._texts.items():
            tokens = self._table.tokens(texts.chunks, texts.counts)
            lengths.append(np.bincount(tokens.texts, minlength=count))
            documents = tokens.texts + self._in_runs
            if field in UNSTEMMED:
                words = UNSTEMMED[field]
                pairs[words] = self._occurrences[words].add(tokens.words, documents)
                stems = self._table.stems_of(tokens.words)
                self._occurrences[field].add(stems, documents, tokens.positions)
            else:
                added = self._occurrences[field].add(tokens.words, documents, tokens.positions)
                pairs[field] = added
            texts.clear()
        for field, terms in self._terms.items():
            pairs[field] = self._occurrences[field].add(*terms.taken())
        self._lengths.append(np.column_stack(lengths))
        self._forward.append(self._by_document(pairs, count))
        self._in_runs = len(self._keys)
        self._table.forget_chunks()

    def _by_document(
        self, pairs: dict[str, tuple[Integers, Integers]], count: int
    ) -> tuple[Integers, OnDisk]:
        """How many terms each document has, and the terms: the field's number above the term's."""
        documents = np.concatenate([pairs[field][1] for field in LEXICONS]) - self._in_runs
        terms = np.concatenate(
            [(number << 32) | pairs[field][0] for number, field in enumerate(LEXICONS)]
        )
        order = np.argsort(documents, kind="stable")
        path = Path(self._aside.name, f"forward-{len(self._forward)}")
        return np.bincount(documents, minlength=count), OnDisk(path, terms[order])

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
        here = [ranked.texts[at] for at in number.tolist()]
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
            column = STORED_COLUMN.writer(file)
            for number, key in enumerate(self._keys):
                column.add(number, {"key": key})
            column.finish(len(self))
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
        for counts, on_disk in self._forward:
            packed = on_disk[0 : int(counts.sum())]
            fields, terms = packed >> 32, packed & 0xFFFFFFFF
            numbers = np.empty(len(packed), np.int32)
            for at, field in enumerate(LEXICONS):
                here = fields == at
                numbers[here] = bases[at] + lexicons[field].ordinals[terms[here]]
            yield numbers
