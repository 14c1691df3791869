"""The HTTP contract: every request and response as a struct.

The OpenAPI document and the browser's TypeScript types are made from these structs; a test fails
when they differ. Text is plain text everywhere, never HTML, unless a field says otherwise.
Offsets count characters (Unicode code points), the end excluded.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

OutputFormat = Literal["text", "html", "markdown", "latex"]
DialectName = Literal["html", "pandoc", "myst", "latex", "text"]
InsertionKind = Literal["citation", "reference", "bibtex"]
IndexPhase = Literal["ready", "building", "failed"]

MOST_KEYS = 200
"""How many records one request may name."""

Key = Annotated[str, Meta(min_length=1, max_length=200)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Span = tuple[int, int]


class Message(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"
):
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
    message: str


class SearchParameters(Message, frozen=True, kw_only=True):
    """What `GET search` may be asked.

    Attributes:
        q: The query, at most 256 characters; empty lists the newest records.
        limit: How many hits, at most.
        offset: How many of the best hits to leave out.
        typing: Whether the last word may still be unfinished.
    """

    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    offset: Annotated[int, Meta(ge=0, le=10_000)] = 0
    typing: bool = False


class PaperCreator(Message, frozen=True, kw_only=True):
    """One name as it is shown: `name` is given name first, `surname` what people sort it by."""

    name: str
    surname: str


class PaperHit(Message, frozen=True, kw_only=True):
    """One row of a result list.

    Attributes:
        creators: All creators in one line for details: `Ting Chen; Lala Li`; the organisation
            where only that is known.
        short_creators: `Chen & Li`; the organisation where only that is known, else empty.
        author_count: How many authors a captured page counts, where it does; names are in
            `creators` alone.
        year: None when it is not known.
        date: ISO date cut short where unknown (`2023-10`), `--12-11` for a day without a year,
            empty when unknown.
        snippet: A part of the abstract around the matches (the beginning when none matched).
        title_matches, creators_matches, snippet_matches: Where that text matched, each a start and
            an end.
        matched_in: Where the query matched: `title`, `abstract`, `author`, `year`, `key` ...
        incomplete: Variables that are not known: `author`, `issued`, `title`.
    """

    key: str
    title: str
    creators: str
    short_creators: str
    author_count: int | None = None
    year: int | None
    date: str
    snippet: str
    score: float
    title_matches: list[Span]
    creators_matches: list[Span]
    snippet_matches: list[Span]
    matched_in: list[str]
    incomplete: list[str]


class SearchResponse(Message, frozen=True, kw_only=True):
    """The best hits of a query, best first.

    While the index is building, `hits` is empty and `index.phase` is `building`: ask again.

    Attributes:
        understood: What the query was read as, one phrase for each part.
        total: How many records matched at all.
    """

    query: str
    understood: list[str]
    total: int
    hits: list[PaperHit]
    index: IndexState


class PaperDetails(Message, frozen=True, kw_only=True):
    """All that is known of one record.

    Attributes:
        item: The record as a CSL-JSON item, facts under `custom.paperlookup`.
        sources: Names of all sources that hold the record.
        organization: The organisation that a captured page shows in place of authors.
        author_count: How many authors a captured page counts; it never becomes names.
        comments: The number of comments when the page was captured.
        incomplete: Variables that are not known: `author`, `issued`, `title`.
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


class FormattedParameters(Message, frozen=True, kw_only=True):
    """What `GET formatted` may be asked.

    Attributes:
        key: The works to cite, in this order; repeated for several.
        style: Name of a CSL style.
        locale: CSL locale such as `en-US`; without one, the style's own.
        to: What the text is written in.
    """

    key: Annotated[list[Key], Meta(min_length=1, max_length=MOST_KEYS)]
    style: Name = "apa"
    locale: Name | None = None
    to: OutputFormat = "text"


class FormattedResponse(Message, frozen=True, kw_only=True):
    """One citation of all works, and one reference for each.

    Attributes:
        citation: The in-text citation, written in `to`.
        references: The entries of the reference list, each written in `to`.
        locale: The locale that was asked for; empty for the style's own.
    """

    citation: str
    references: list[str]
    style: str
    locale: str
    to: OutputFormat


class InsertionParameters(Message, frozen=True, kw_only=True):
    """What `GET insertion` may be asked.

    Attributes:
        kind: What to insert.
        key: The works, in this order; repeated for several.
        dialect: How the notebook writes citations.
        style: Name of a CSL style.
        locale: CSL locale such as `en-US`; without one, the style's own.
    """

    kind: InsertionKind
    key: Annotated[list[Key], Meta(min_length=1, max_length=MOST_KEYS)]
    dialect: DialectName = "html"
    style: Name = "apa"
    locale: Name | None = None


class InsertionResponse(Message, frozen=True, kw_only=True):
    """The text to write into a cell.

    Attributes:
        text: Safe to write into a Markdown cell as it stands.
        is_block: Whether it needs lines of its own (an empty line before and after it).
        items: CSL-JSON of the inserted works by key, for the notebook's metadata.
    """

    kind: InsertionKind
    text: str
    is_block: bool
    items: dict[str, dict[str, Any]]


class ExportParameters(Message, frozen=True, kw_only=True):
    """What `GET export` may be asked.

    Attributes:
        key: The records, repeated for several; none means the whole library.
        to: Name of a format: `bibtex`, `csl-json` ...
        abstracts: Whether abstracts are exported too; an entry to paste is better off without.
    """

    key: Annotated[list[Key], Meta(max_length=MOST_KEYS)] = []
    to: Name = "bibtex"
    abstracts: bool = True


class ExportResponse(Message, frozen=True, kw_only=True):
    """Records as the text of one file.

    Attributes:
        text: The whole file.
        filename: A name for it, such as `library.bib`.
        media_type: Its media type, such as `application/x-bibtex`.
    """

    text: str
    filename: str
    media_type: str


class StyleInfo(Message, frozen=True, kw_only=True):
    """One CSL style that can be chosen.

    Attributes:
        name: What requests call it.
        title: Its full name; `short_title` is a short one where the style has one, else empty.
        kind: `author-date`, `author`, `numeric`, `note` or `label`.
        is_own: Whether it is a file of the user.
    """

    name: str
    title: str
    short_title: str = ""
    kind: str
    is_own: bool


class LocaleInfo(Message, frozen=True, kw_only=True):
    """One CSL locale; `title` is the language's own name for itself."""

    name: str
    title: str


class StylesResponse(Message, frozen=True, kw_only=True):
    """All styles and locales, and one sentence for each of the user's files that is none."""

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
    """What the library holds and whether it can be searched.

    Attributes:
        library: Its folder.
        records: How many records it holds.
        version: Version of paperlookup.
    """

    library: str
    records: int
    sources: list[SourceInfo]
    index: IndexState
    version: str


class ImportRequest(Message, frozen=True, kw_only=True):
    """One text to read records from.

    Attributes:
        name: Name of the source; its ending helps to find the format.
        text: The whole source.
        format: Name of the format; without one it is found from the name and the text.
        capture_year: The year in which a captured page was captured.
    """

    name: Annotated[str, Meta(min_length=1, max_length=255)]
    text: str
    format: Name | None = None
    capture_year: Annotated[int, Meta(ge=1900, le=9999)] | None = None


class ImportProblem(Message, frozen=True, kw_only=True):
    """What could not be read.

    Attributes:
        line: Counted from 1; 0 for the whole source.
        reason: One sentence that says what is wrong.
        raw: The text as it stands there.
    """

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
