"""What an engine is: it keeps an index of documents and answers queries with ranked hits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.explanation import Explanation
from jupyter_paperlookup.search.preference import Preference
from jupyter_paperlookup.search.query import Query
from jupyter_paperlookup.search.relating import RelatedHit

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
        explanation: Why it has its score, if that was asked.
    """

    key: str
    score: float
    matches: dict[str, tuple[Span, ...]] = {}
    explanation: Explanation | None = None


class Page(msgspec.Struct, frozen=True):
    """The best hits of a query, best first.

    Attributes:
        hits: The hits.
        total: How many documents matched at all.
        corrections: Words that no document has, and those that may have been meant instead.
        is_cut: Whether it would have taken too long to look for beginnings and misspellings of
            all words.
        is_apart: Whether nothing has the words of a phrase together, and these have them apart.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    corrections: dict[str, str] = {}
    is_cut: bool = False
    is_apart: bool = False


class Searcher(Protocol):
    """An opened index. Safe to use from several threads; a later build does not disturb it."""

    @property
    def documents(self) -> int:
        """How many documents the index holds."""

    def search(
        self,
        query: Query,
        *,
        limit: int = 10,
        offset: int = 0,
        is_explained: bool = False,
        preference: Preference | None = None,
    ) -> Page:
        """Ranked hits for a query; never raises on anything that `parse_query` lets through.

        Args:
            query: What to look for.
            limit: At most so many hits.
            offset: How many of the best to pass over.
            is_explained: Whether each hit shall say why it has its score.
            preference: What a person rather means among documents that answer equally well.
        """

    def related(
        self, text: Document, *, limit: int = 10, without: Collection[str] = ()
    ) -> tuple[RelatedHit, ...]:
        """Documents about the same things as a text, nearest first.

        Args:
            text: Title and abstract; it need not be in the index.
            limit: At most so many.
            without: Keys of documents that are no answers.
        """

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


class Unfinished(NamedTuple):
    """What a build keeps of itself until it is finished, and goes on from if it was broken off.

    Attributes:
        folder: Where it keeps that; empty, or as a build of the same documents left it.
        following: The documents after the one of a key.
    """

    folder: Path
    following: Callable[[str], Iterable[Document]]


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
        unfinished: Unfinished | None = None,
    ) -> int:
        """Write an index of all documents into an empty folder; stops early when cancelled.

        Args:
            folder: Where to.
            documents: In the order in which equally good ones shall be ranked: that of keys.
            total: How many there are.
            progress: Gets how many are written.
            is_cancelled: Asked again and again; what is then left in the folder is no index.
            unfinished: Of a build that shall go on where an earlier one was broken off.

        Returns:
            How many documents the index holds.
        """

    def is_late(self, file: str) -> bool:
        """Whether an open index can do without a file of this name until it is first needed."""

    def open(
        self,
        folder: Path,
        texts: Callable[[str], Document | None],
        previous: Searcher | None = None,
        late: Mapping[str, str] | None = None,
    ) -> Searcher:
        """Open a finished index.

        Args:
            folder: Folder that `build` or `extend` filled and that the caller has verified,
                but for `late`.
            texts: The document of a key, read from the store: the index holds no texts.
            previous: An older index that is still open; what both have in common stays open.
            late: SHA-256 of files that the caller has not verified, by name: each is compared
                before anything in it is used, and `IndexUnavailable` raised where it is another.
        """
