"""What the library answers: results, counts and states, as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from jupyter_paperlookup.records import Problem, Record
from jupyter_paperlookup.search.explanation import Explanation

Span = tuple[int, int]


class Result(msgspec.Struct, frozen=True):
    """One ranked record.

    Attributes:
        record: The record.
        score: Higher is better; 0 where nothing was asked for.
        matches: For each matched field, start and end of the matches in characters. Those of
            `title` and `abstract` count in `plain_title` and `plain_abstract` of the record, those
            of `author` in the full names joined by `; `.
        explanation: Why it has its score, if that was asked.
    """

    record: Record
    score: float
    matches: dict[str, tuple[Span, ...]]
    explanation: Explanation | None = None

    @property
    def key(self) -> str:
        """The record's citation key."""
        return self.record.key


class ResultPage(msgspec.Struct, frozen=True):
    """A page of results: iterate over it, or ask how many records matched in all.

    Attributes:
        query: What was typed.
        understood: What it was read as, part by part: `author: chen`.
        results: The best records of this page, best first.
        total: How many records matched in all.
        did_you_mean: The query with other words for those that no record has; empty where all
            are known, or nothing is like them.
        notice: One line where the query was cut short, so that it took no longer, or where there is
            no index; else empty.
        is_without_index: Whether the records themselves were looked through.
    """

    query: str
    understood: tuple[str, ...]
    results: tuple[Result, ...]
    total: int
    did_you_mean: str = ""
    notice: str = ""
    is_without_index: bool = False

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)


class Related(msgspec.Struct, frozen=True):
    """A record that is about the same as another one, or as a text.

    Attributes:
        record: The record.
        score: Higher is nearer; comparable only within one answer.
        words: The words that both have and that are the reason, those that tell most first.
    """

    record: Record
    score: float
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The record's citation key."""
        return self.record.key


class Renamed(msgspec.Struct, frozen=True):
    """An entry whose own key could not lead to its record.

    Attributes:
        source: Name of the source.
        line: Line on which the entry begins.
        wanted: The entry's own key: another record has or had it, or no dialect can write it.
        key: The key under which the record is.
    """

    source: str
    line: int
    wanted: str
    key: str


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did: entries are new, changed a record, changed nothing, or are problems.

    Attributes:
        new: Entries that became new records.
        merged: Entries that changed a record that was there.
        unchanged: Entries that changed nothing.
        problems: What could not be read.
        renamed: Entries whose own key could not be kept.
        gone: How many entries the source had and no longer has; their records stay.
    """

    new: int = 0
    merged: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    gone: int = 0


class ZoteroLibrary(msgspec.Struct, frozen=True):
    """A library of Zotero that can be a source.

    Attributes:
        kind: `local` for the program on this machine, `web` for zotero.org.
        path: `users/0`, `groups/12345` ...
        name: How people call it.
        source: Name of the source, when it is one already; else empty.
    """

    kind: Literal["local", "web"]
    path: str
    name: str
    source: str = ""


class Removal(msgspec.Struct, frozen=True):
    """What became of the records that only a removed source spoke of."""

    kept: int
    removed: int


class SourceStatus(msgspec.Struct, frozen=True):
    """One source of the library.

    Attributes:
        name: Its name.
        kind: Its format, or `by_hand` for what a person typed.
        records: How many records it speaks of.
        captured: For a captured page, a partial ISO date or empty.
        path: Where its file lies; empty for a text that was handed over.
        watched: Whether the file is read again when it changes.
        problems: How many places of it could not be read.
    """

    name: str
    kind: str
    records: int
    captured: str = ""
    path: str = ""
    watched: bool = False
    problems: int = 0


class IndexStatus(msgspec.Struct, frozen=True):
    """The index on disk: its generation (None when there is none) and how many documents it has."""

    generation: int | None
    documents: int


class IndexState(msgspec.Struct, frozen=True):
    """Whether one can search now: `done` of `total` documents are in the index being built."""

    phase: Literal["ready", "building", "failed"]
    done: int = 0
    total: int = 0
    message: str = ""


class Status(msgspec.Struct, frozen=True):
    """What a library holds.

    Attributes:
        library: Its folder.
        records: How many there are.
        sources: Where they came from.
        index: The index on disk.
        notice: What happened before this opening that a person should know; mostly empty.
        revision: Grows whenever a record changes.
    """

    library: str
    records: int
    sources: tuple[SourceStatus, ...]
    index: IndexStatus
    notice: str = ""
    revision: int = 0
