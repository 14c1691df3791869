"""What the library answers: results, counts and states, as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from jupyter_paperlookup.records import Problem, Record

Span = tuple[int, int]


class Result(msgspec.Struct, frozen=True):
    """One ranked record.

    Attributes:
        record: The record.
        score: Higher is better; 0 where nothing was asked for.
        matches: For each matched field, start and end of the matches in characters. Those of
            `author` count in the full names joined by `; `.
    """

    record: Record
    score: float
    matches: dict[str, tuple[Span, ...]]

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
    """

    query: str
    understood: tuple[str, ...]
    results: tuple[Result, ...]
    total: int

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did: entries are new, changed a record, changed nothing, or are problems."""

    new: int = 0
    merged: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


class SourceStatus(msgspec.Struct, frozen=True):
    """One source and how many records it holds; `captured` is a partial ISO date or empty."""

    name: str
    kind: str
    records: int
    captured: str = ""


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
    """What a library holds."""

    library: str
    records: int
    sources: tuple[SourceStatus, ...]
    index: IndexStatus
