"""The HTTP contract: every request and response as a struct.

The OpenAPI document and the browser's TypeScript types are made from these structs; a test fails
when they differ. Text is plain text everywhere, never HTML, unless a field says otherwise.
Offsets count characters (Unicode code points), the end excluded.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

OutputFormat = Literal["text", "html", "markdown", "latex"]
DialectName = Literal["html", "pandoc", "myst", "latex", "text"]
InsertionKind = Literal["citation", "reference", "bibtex"]
IndexPhase = Literal["ready", "building", "failed"]


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """Base of all messages: camelCase in JSON, unknown fields refused."""


class ErrorMessage(Message, frozen=True, kw_only=True):
    """The body of every answer that is not 2xx.

    Attributes:
        message: One sentence for the person.
        reason: The name of the error, for programs: `RecordNotFound`, `UnreadableQuery` ...
    """

    message: str
    reason: str


class IndexState(Message, frozen=True, kw_only=True):
    """Whether the index can be searched. While building, `done` of `total` records are in it."""

    phase: IndexPhase
    done: int
    total: int
    message: str = ""


class PaperCreator(Message, frozen=True, kw_only=True):
    """One name as it is shown: `name` is given name first, `surname` what people sort it by."""

    name: str
    surname: str


class PaperHit(Message, frozen=True, kw_only=True):
    """One row of a result list.

    Attributes:
        creators: All creators in one line for details: `Ting Chen; Lala Li`.
        short_creators: `Chen & Li`, empty when nobody is known.
        year: None when it is not known.
        date: ISO date cut short where unknown (`2023-10`), empty when unknown.
        snippet: A part of the abstract around the matches (the beginning when none matched).
        title_matches, creators_matches, snippet_matches: [start, end] pairs in those texts.
        matched_in: Where the query matched: `title`, `abstract`, `author`, `year`, `key` ...
        incomplete: Variables that are not known: `author`, `issued`, `title`.
    """

    key: str
    title: str
    creators: str
    short_creators: str
    year: int | None
    date: str
    snippet: str
    score: float
    title_matches: list[tuple[int, int]]
    creators_matches: list[tuple[int, int]]
    snippet_matches: list[tuple[int, int]]
    matched_in: list[str]
    incomplete: list[str]


class SearchResponse(Message, frozen=True, kw_only=True):
    """`GET search?q=&limit=&offset=&typing=1`. `understood`: what the query was read as.

    An empty query lists the newest records. While the index is building, `hits` is empty and
    `index.phase` is `building`: ask again.
    """

    query: str
    understood: list[str]
    total: int
    hits: list[PaperHit]
    index: IndexState


class PaperDetails(Message, frozen=True, kw_only=True):
    """`GET records/<key>`: all that is known of one record.

    Attributes:
        item: The record as a CSL-JSON item, facts under `custom.paperlookup`.
        links: What can be opened in a browser, each http(s): label and address.
    """

    key: str
    title: str
    creators: list[PaperCreator]
    date: str
    abstract: str
    item: dict[str, Any]
    sources: list[str]
    organization: str
    author_count: int | None
    comments: int | None
    incomplete: list[str]
    links: list[PaperLink]


class PaperLink(Message, frozen=True, kw_only=True):
    """A link to a page about a record; `url` is always http or https."""

    label: str
    url: str


class FormattedResponse(Message, frozen=True, kw_only=True):
    """`GET formatted?key=a&key=b&style=&locale=&to=`: citation and references as `to` text."""

    citation: str
    references: list[str]
    style: str
    locale: str
    to: OutputFormat


class InsertionResponse(Message, frozen=True, kw_only=True):
    """`GET insertion?kind=&key=a&key=b&dialect=&style=&locale=`: the text to write into a cell.

    Attributes:
        text: Safe to write into a Markdown cell as it stands.
        is_block: Whether it needs lines of its own (an empty line before and after it).
        items: CSL-JSON of the inserted works by key, for the notebook's metadata.
    """

    kind: InsertionKind
    text: str
    is_block: bool
    items: dict[str, dict[str, Any]]


class ExportResponse(Message, frozen=True, kw_only=True):
    """`GET export?key=&to=bibtex`: no key means the whole library."""

    text: str
    filename: str
    media_type: str


class StyleInfo(Message, frozen=True, kw_only=True):
    """One CSL style that can be chosen. `kind`: `author-date`, `numeric`, `note`, `label`, ..."""

    name: str
    title: str
    kind: str
    is_own: bool


class LocaleInfo(Message, frozen=True, kw_only=True):
    """One CSL locale; `title` is the language's own name for itself."""

    name: str
    title: str


class StylesResponse(Message, frozen=True, kw_only=True):
    """`GET styles`: all styles and locales, and `.csl` files of the user that cannot be used."""

    styles: list[StyleInfo]
    locales: list[LocaleInfo]
    problems: list[str]


class SourceInfo(Message, frozen=True, kw_only=True):
    """Where records came from. `captured` is the capture day as far as it is known."""

    name: str
    kind: str
    records: int
    captured: str


class StatusResponse(Message, frozen=True, kw_only=True):
    """`GET status`: what the library holds and whether it can be searched."""

    library: str
    records: int
    sources: list[SourceInfo]
    index: IndexState
    version: str


class ImportRequest(Message, frozen=True, kw_only=True):
    """`POST import`: one text; `name` names the source, its ending helps to find the format."""

    name: str
    text: str
    format: str | None = None
    capture_year: int | None = None


class ImportProblem(Message, frozen=True, kw_only=True):
    """What could not be read: `line` counts from 1, 0 for the whole source."""

    source: str
    line: int
    reason: str
    raw: str


class ImportResponse(Message, frozen=True, kw_only=True):
    """What an import did: every entry is new, merged, unchanged or a problem."""

    new: int
    merged: int
    unchanged: int
    problems: list[ImportProblem]
