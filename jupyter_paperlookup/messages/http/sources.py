"""Where records come from: the sources of a library and the files near a notebook."""

from __future__ import annotations

from typing import Literal

from jupyter_paperlookup.messages.http.message import FilePath, Message, SourceName
from jupyter_paperlookup.messages.http.searching import IndexState

NamedBy = Literal["folder", "notebook", "quarto", "myst", "jupyter-book"]


class SourceInfo(Message, frozen=True, kw_only=True):
    """Where records came from.

    Attributes:
        name: Its name, unique in the library.
        kind: Its format, `by_hand` for what was typed, `zotero` for a Zotero library.
        records: How many records it speaks of.
        captured: The day of capture of a captured page, as far as it is known.
        path: Where its file lies; empty for a text that was handed over.
        browser_path: The same in the words of the file browser; empty where that does not show it.
        is_watched: Whether it is read again when it changes.
        can_refresh: Whether it can be read again.
        problems: How many places of it could not be read; `GET problems` tells them.
    """

    name: str
    kind: str
    records: int
    captured: str
    path: str = ""
    browser_path: str = ""
    is_watched: bool = False
    can_refresh: bool = False
    problems: int = 0


class StatusResponse(Message, frozen=True, kw_only=True):
    """What the library holds and whether it can be searched.

    Attributes:
        library: Its folder.
        records: How many records it holds.
        revision: Changes whenever a record does.
        notice: What happened before the library was opened that a person should know; mostly empty.
        version: Version of paperlookup.
    """

    library: str
    records: int
    revision: int = 0
    sources: list[SourceInfo]
    index: IndexState
    notice: str = ""
    version: str


class SourcesResponse(Message, frozen=True, kw_only=True):
    """All sources, in the order in which they came in."""

    sources: list[SourceInfo]


class WatchRequest(Message, frozen=True, kw_only=True):
    """Whether the file of a source shall be read again when it changes."""

    name: SourceName
    watched: bool


class RemoveSourceParameters(Message, frozen=True, kw_only=True):
    """The source to forget; `with_records` removes what no other source speaks of."""

    name: SourceName
    with_records: bool = False


class RemovalResponse(Message, frozen=True, kw_only=True):
    """What became of the records that only the removed source spoke of."""

    kept: int
    removed: int
    sources: list[SourceInfo]


class NearbyParameters(Message, frozen=True, kw_only=True):
    """The notebook, by its path in the file browser, whose bibliographies are asked for."""

    path: FilePath


class NearbyFile(Message, frozen=True, kw_only=True):
    """A bibliography file that belongs to a notebook.

    Attributes:
        path: In the words of the file browser.
        named_by: Who names it: it lies in the notebook's `folder`, or the `notebook` itself, its
            `quarto`, `myst` or `jupyter-book` project names it.
        source: Name of the source, when the library has it already; else empty.
        is_watched: Whether it is read again when it changes.
    """

    path: str
    named_by: NamedBy
    source: str
    is_watched: bool


class NearbyResponse(Message, frozen=True, kw_only=True):
    """The bibliography files of a notebook, named ones first; `problems` says what is missing."""

    files: list[NearbyFile]
    problems: list[str]
