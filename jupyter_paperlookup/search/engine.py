"""What an engine is: it keeps an index of documents and answers queries with ranked hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.query import Query

Span = tuple[int, int]
"""Start and end of a match in a field's text, in characters (code points), end excluded."""

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are."""


class Hit(msgspec.Struct, frozen=True):
    """One ranked answer.

    Attributes:
        key: Citation key of the record.
        score: Higher is better; comparable only within one page.
        matches: For each matched field (`title`, `abstract`, `author`, ...), where it matched.
    """

    key: str
    score: float
    matches: dict[str, tuple[Span, ...]] = {}


class Page(msgspec.Struct, frozen=True):
    """The best hits of a query, best first, and how many documents matched at all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


class Searcher(Protocol):
    """An opened index. Safe to use from several threads; a later build does not disturb it."""

    @property
    def documents(self) -> int:
        """How many documents the index holds."""

    def search(self, query: Query, *, limit: int = 10, offset: int = 0) -> Page:
        """Ranked hits for a query; never raises on anything that `parse_query` lets through."""

    def close(self) -> None:
        """Let go of all files."""


class Engine(Protocol):
    """Builds and opens indexes; knows nothing of generations, records or the store."""

    name: str
    schema_version: int

    def build(
        self,
        folder: Path,
        documents: Iterable[Document],
        *,
        total: int,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Write an index of all documents into an empty folder; stops early when cancelled."""

    def open(self, folder: Path, texts: Callable[[str], Document | None]) -> Searcher:
        """Open a finished index.

        Args:
            folder: Folder that `build` filled and that the caller has verified.
            texts: The document of a key, read from the store: the index holds no texts.
        """
