"""Documents as sorted occurrences, run by run: what a segment is written from.

Of a run that is over little stays in memory. Its file can be kept, so that a build that is broken
off, by whatever, goes on after the last run that is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.gathered import SingleTerms
from jupyter_paperlookup.search.occurrences import (
    Integers,
    Numbers,
    Run,
    in_order,
    sorted_run,
)
from jupyter_paperlookup.search.postings import UNSTEMMED
from jupyter_paperlookup.search.run_file import OnDisk, read_run, write_run
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_schema import MAX_WHOLE_TITLE
from jupyter_paperlookup.search.word_table import Tokens, WordTable

RUN_CHARACTERS = 8_000_000
RUN_DOCUMENTS = 1 << 16
"""Of so much the words are in memory at once."""

FIELD_AT = 28
"""The bit from which on there is a field's number; below it is that of a term."""

SINGLE = ("title_whole", "title_name", "year", "key", "arxiv", "doi", "source")
_FIELDS = (*SCORED, *UNSTEMMED.values(), *SINGLE)

_Text = TypeVar("_Text", str, bytes)


class Gathering:
    """Takes documents.

    Args:
        folder: Where to put what there is no place for in memory.
        is_kept: Whether that is kept for a later process; what is there is gone on from.
    """

    def __init__(self, folder: Path, *, is_kept: bool) -> None:
        self._folder = folder
        self._is_kept = is_kept
        self.table = WordTable()
        self.terms = {field: SingleTerms() for field in SINGLE}
        self.keys: list[str] = []
        self.runs: dict[str, list[Run]] = {field: [] for field in _FIELDS}
        self.lengths: list[Integers] = []
        """For each document a row, for each of `SCORED` a column."""
        self.forward: list[tuple[Integers, Numbers | OnDisk]] = []
        """How many terms each document has, and these: the field's number above the term's."""
        self._documents: list[Document] = []
        self._characters = 0
        self._in_memory: dict[str, NDArray[Any]] | None = None
        self._sources: dict[str, tuple[str, ...]] = {}
        if is_kept:
            self._go_on()

    def __len__(self) -> int:
        return len(self.keys) + len(self._documents)

    def add(self, document: Document) -> None:
        """Take a document; its number is how many came before it."""
        self._documents.append(document)
        self._characters += len(document.title) + len(document.abstract) + len(document.author)
        if self._characters > RUN_CHARACTERS or len(self._documents) > RUN_DOCUMENTS:
            self.end_run()

    def end_run(self) -> None:
        """Sort what was taken since the last run."""
        if not self._documents:
            return
        if self._in_memory is not None:
            self._write(self._in_memory)
        known = {name: len(numbers) for name, numbers in self._numbers().items()}
        arrays = self._sorted(self._documents)
        keys = [document.key for document in self._documents]
        self._take(arrays, keys)
        if self._is_kept:
            for name, numbers in self._numbers().items():
                arrays[f"{name}.new"] = _packed(list(islice(numbers, known[name], None)))
            arrays["keys"] = _packed([key.encode(errors="surrogatepass") for key in keys])
            self._write(arrays)
        else:
            self._in_memory = arrays
        self._documents = []
        self._characters = 0
        self.table.forget_stretches()

    def _numbers(self) -> dict[str, dict[str, int]]:
        return {"words": self.table.words} | {
            field: terms.numbers for field, terms in self.terms.items()
        }

    # --- runs ------------------------------------------------------------------------------

    def _take(self, arrays: Mapping[str, NDArray[Any] | OnDisk], keys: list[str]) -> None:
        """Have a run, whether it is in memory or not."""
        self.keys += keys
        self.lengths.append(arrays["lengths"][:].reshape(-1, len(SCORED)))
        self.forward.append((arrays["counts"][:], arrays["forward"]))
        for field, runs in self.runs.items():
            terms, starts = arrays[f"{field}.terms"][:], arrays[f"{field}.starts"][:]
            runs.append(
                Run(terms, starts, arrays[f"{field}.documents"], arrays[f"{field}.positions"])
            )

    def _write(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Have the last run out of a file."""
        path = self._folder / f"run-{len(self.lengths) - 1}"
        on_disk = write_run(path, arrays, is_kept=self._is_kept)
        self.forward[-1] = (self.forward[-1][0], on_disk["forward"])
        for field, runs in self.runs.items():
            documents, positions = on_disk[f"{field}.documents"], on_disk[f"{field}.positions"]
            runs[-1] = runs[-1]._replace(documents=documents, positions=positions)
        self._in_memory = None

    def _go_on(self) -> None:
        """Have the runs of a build that was broken off."""
        for number in count():
            arrays = read_run(self._folder / f"run-{number}")
            if arrays is None:
                break
            for name, numbers in self._numbers().items():
                for text in _unpacked(arrays[f"{name}.new"], str):
                    numbers[text] = len(numbers)
            keys = _unpacked(arrays["keys"], bytes)
            self._take(arrays, [key.decode(errors="surrogatepass") for key in keys])
        self.table.stems_of(np.empty(0, np.int32))
        # What follows a run that is not whole may be of other documents than what will follow it.
        known = {f"run-{number}" for number in range(len(self.lengths))}
        for path in self._folder.iterdir():
            if path.stem not in known:
                path.unlink()

    # --- documents -------------------------------------------------------------------------

    def _sorted(self, documents: list[Document]) -> dict[str, NDArray[Any]]:
        """What is known of the documents of a run."""
        first = len(self.keys)
        runs: dict[str, Run] = {}
        pairs: dict[str, tuple[Numbers, Numbers]] = {}
        lengths = []
        single = self._single_terms(documents)
        for field in SCORED:
            tokens = self.table.tokens([getattr(document, field) for document in documents])
            if field == "title":
                single["title_whole"] = self._whole(tokens, len(documents))
            lengths.append(np.bincount(tokens.texts, minlength=len(documents)))
            numbers = tokens.texts + np.int32(first)
            terms = tokens.words
            if field in UNSTEMMED:
                words = UNSTEMMED[field]
                runs[words], pairs[words] = sorted_run(terms, numbers)
                terms = self.table.stems_of(terms)
            runs[field], pairs[field] = sorted_run(terms, numbers, tokens.positions)
        for field, texts in single.items():
            having = self.terms[field].of(texts, range(first, first + len(documents)))
            runs[field], pairs[field] = sorted_run(*having)
        runs["source"], pairs["source"] = sorted_run(*self._sources_of(documents))
        arrays = {
            f"{field}.{name}": values
            for field, run in runs.items()
            for name, values in run._asdict().items()
        }
        counts, forward = _by_document([pairs[field] for field in LEXICONS], first, len(documents))
        return arrays | {
            "lengths": np.column_stack(lengths).ravel(), "counts": counts, "forward": forward
        }  # fmt: skip

    def _single_terms(self, documents: list[Document]) -> dict[str, list[str]]:
        """The one term that each document has in a field, as `whoosh_schema` has it."""
        parts = [document.title.partition(":") for document in documents]
        names = [name if colon else "" for name, colon, _rest in parts]
        return {
            "title_name": self._whole(self.table.tokens(names), len(names)),
            "year": ["" if each.year is None else str(each.year) for each in documents],
            "key": [document.key.lower() for document in documents],
            "arxiv": [document.arxiv.lower() for document in documents],
            "doi": [document.doi.lower() for document in documents],
        }

    def _whole(self, tokens: Tokens, count: int) -> list[str]:
        return [title[:MAX_WHOLE_TITLE] for title in self.table.folded(tokens, count)]

    def _sources_of(self, documents: list[Document]) -> tuple[Numbers, Numbers]:
        pairs = [
            (word, number)
            for number, document in enumerate(documents, len(self.keys))
            if document.sources
            for word in self._source_words(document.sources)
        ]
        return self.terms["source"].of((word for word, _ in pairs), (at for _, at in pairs))

    def _source_words(self, sources: tuple[str, ...]) -> list[str]:
        for source in sources:
            if source not in self._sources:
                self._sources[source] = tuple(word_texts(source))
        return sorted({word for source in sources for word in self._sources[source]})


def _by_document(
    pairs: list[tuple[Numbers, Numbers]], first: int, size: int
) -> tuple[Integers, NDArray[np.uint32]]:
    """How many terms each document has, and the terms."""
    documents = np.concatenate([documents for _, documents in pairs]) - np.int32(first)
    terms = np.concatenate(
        [
            terms.astype(np.uint32) | np.uint32(number << FIELD_AT)
            for number, (terms, _) in enumerate(pairs)
        ]
    )
    return np.bincount(documents, minlength=size), terms[in_order(documents)]


def _packed(texts: list[str] | list[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(msgspec.msgpack.encode(texts), np.uint8)


def _unpacked(packed: OnDisk, kind: type[_Text]) -> list[_Text]:
    return msgspec.msgpack.decode(packed[:].data, type=list[kind])  # type: ignore[valid-type]
