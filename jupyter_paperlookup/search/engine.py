"""What an engine is: it keeps an index of documents and answers queries with ranked hits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
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

    def extend(
        self,
        folder: Path,
        changed: Collection[str],
        *,
        is_idle: bool = False,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write a newer index into an empty folder; what did not change is linked, not written.

        Args:
            folder: Where to.
            changed: The keys of all documents that are new, other than in this index, or gone.
            is_idle: There is time to put small parts of the index together.
            progress: Gets how many documents of all that have to be written are.
            is_cancelled: Asked again and again; what is then left in the folder is no index.

        Returns:
            How many documents the newer index holds.
        """

    @property
    def is_tidy(self) -> bool:
        """Whether `extend` would have nothing to put together if it were idle."""

    def has_open(self, file: str) -> bool:
        """Whether a file of a newer index, of this name, is one that this one has open.

        `Engine.open` with this searcher does not read it again.
        """

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
    ) -> int:
        """Write an index of all documents into an empty folder; stops early when cancelled.

        Args:
            folder: Where to.
            documents: In the order in which equally good ones shall be ranked: that of keys.
            total: How many there are.
            progress: Gets how many are written.
            is_cancelled: Asked again and again; what is then left in the folder is no index.

        Returns:
            How many documents the index holds.
        """

    def open(
        self,
        folder: Path,
        texts: Callable[[str], Document | None],
        previous: Searcher | None = None,
    ) -> Searcher:
        """Open a finished index.

        Args:
            folder: Folder that `build` or `extend` filled and that the caller has verified.
            texts: The document of a key, read from the store: the index holds no texts.
            previous: An older index that is still open; what both have in common stays open.
        """
