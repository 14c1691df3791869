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
from jupyter_paperlookup.search.gathered import Numbered, Ranked
from jupyter_paperlookup.search.gathering import FIELD_AT, Gathering
from jupyter_paperlookup.search.lexicon import Frequencies
from jupyter_paperlookup.search.occurrences import Integers, slabs
from jupyter_paperlookup.search.posting_arrays import SUFFIX as ARRAYS
from jupyter_paperlookup.search.posting_arrays_file import PostingArraysFile
from jupyter_paperlookup.search.postings import UNSTEMMED
from jupyter_paperlookup.search.postings_blocks import BLOCK_POSTINGS
from jupyter_paperlookup.search.postings_file import TERM_INFO, PostingsFile
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED, write_notes
from jupyter_paperlookup.search.stored_column import write_stored
from jupyter_paperlookup.search.terms_file import TermsFile

INDEX_NAME = "MAIN"


class SegmentWriter:
    """Writes one segment into a folder; to be used as a context manager.

    Args:
        folder: Where to.
        unfinished: Where to keep what is done, and to go on from; None to keep nothing.
    """

    def __init__(self, folder: Path, unfinished: Path | None = None) -> None:
        self._folder = folder
        self._aside = TemporaryDirectory(dir=folder, ignore_cleanup_errors=True)
        self._gathering = Gathering(
            unfinished or Path(self._aside.name), is_kept=unfinished is not None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._aside.cleanup()

    def __len__(self) -> int:
        return len(self._gathering)

    @property
    def last_key(self) -> str | None:
        """The key of the last document that it has of a build that was broken off."""
        return self._gathering.keys[-1] if self._gathering.keys else None

    def add(self, document: Document) -> None:
        """Take a document; its number is how many came before it."""
        self._gathering.add(document)

    def finish(self) -> Any:
        """Write the files; returns Whoosh's segment."""
        self._gathering.end_run()
        codec = W3Codec(blocklimit=BLOCK_POSTINGS, compression=0)
        storage = FileStorage(str(self._folder))
        segment = codec.new_segment(storage, INDEX_NAME)
        segment.set_doc_count(len(self))
        lengths = np.concatenate(self._gathering.lengths)
        lexicons = self._write_postings(storage, segment, lengths)
        self._write_columns(storage, segment, lengths)
        self._write_notes(segment, lexicons, lengths)
        return segment

    def _write_postings(self, storage: Any, segment: Any, lengths: Integers) -> dict[str, Numbered]:
        """Write postings and terms of all fields; returns what the lexicons need."""
        texts = {
            "words": Ranked(self._gathering.table.words),
            "stems": Ranked(self._gathering.table.stems),
        }
        lexicons: dict[str, Numbered] = {}
        with (
            segment.create_file(storage, W3Codec.POSTS_EXT) as file,
            closing(TermsFile(segment.create_file(storage, W3Codec.TERMS_EXT))) as terms,
            PostingArraysFile(Path(self._aside.name), lengths) as arrays,
        ):
            postings = PostingsFile(file, arrays)
            for field in sorted(self._gathering.runs):
                lexicons[field] = self._write_field(field, texts, postings, terms)
            for field, words in UNSTEMMED.items():
                arrays.stems(words, self._stem_ordinals(lexicons[words], lexicons[field]))
            arrays.write(self._folder / f"{segment.segment_id()}{ARRAYS}")
        return lexicons

    def _write_field(
        self, field: str, texts: dict[str, Ranked], postings: PostingsFile, terms: TermsFile
    ) -> Numbered:
        if field in self._gathering.terms:
            ranked = Ranked(self._gathering.terms[field].numbers)
        else:
            ranked = texts["stems" if field in UNSTEMMED else "words"]
        numbers, infos = [np.empty(0, np.int64)], [np.empty(0, TERM_INFO)]
        for slab in slabs(self._gathering.runs[field]):
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
        known = self._gathering.table.words
        numbers = np.fromiter((known[text] for text in words.terms), np.int64, len(words.terms))
        return stems.ordinals[self._gathering.table.stems_of(numbers)]

    def _write_columns(self, storage: Any, segment: Any, lengths: Integers) -> None:
        """Write what Whoosh keeps of each document: its key and the lengths of its fields."""
        with self._column(storage, segment, "_stored") as file:
            write_stored(file, self._gathering.keys)
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

    def _write_notes(self, segment: Any, lexicons: dict[str, Numbered], lengths: Integers) -> None:
        bases = np.cumsum([0, *(len(lexicons[field].terms) for field in LEXICONS)])
        write_notes(
            self._folder,
            segment.segment_id(),
            lengths=lengths,
            ends=np.cumsum(np.concatenate([counts for counts, _ in self._gathering.forward])),
            keys=self._gathering.keys,
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
        for counts, on_disk in self._gathering.forward:
            packed = on_disk[0 : int(counts.sum())]
            yield places[firsts[packed >> FIELD_AT] + (packed & ((1 << FIELD_AT) - 1))]
