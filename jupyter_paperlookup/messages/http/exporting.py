"""Records as the text of a file, once or kept up to date."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import (
    MOST_KEYS,
    FilePath,
    Key,
    Message,
    Name,
    SourceName,
)

CellSource = Annotated[str, Meta(max_length=1_000_000)]


class ExportParameters(Message, frozen=True, kw_only=True):
    """What `GET export` may be asked.

    Attributes:
        key: The records, repeated for several; none means the whole library.
        source: Name of a source, for the records that it speaks of; instead of `key`.
        to: Name of a format: `bibtex`, `csl-json` ...
        abstracts: Whether abstracts are exported too; an entry to paste is better off without.
    """

    key: Annotated[list[Key], Meta(max_length=MOST_KEYS)] = []
    source: SourceName | None = None
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


class CitedRequest(Message, frozen=True, kw_only=True):
    """The Markdown and raw cells of a notebook, whose citations are asked for.

    Attributes:
        metadata: Of its metadata the member `paperlookup`: its own data speak for keys that the
            library lacks, and it may ask for works that no cell cites.
    """

    cells: Annotated[list[CellSource], Meta(max_length=20_000)]
    metadata: dict[str, Any] = {}


class CitedExportRequest(Message, frozen=True, kw_only=True):
    """The Markdown and raw cells of a notebook, whose cited works are asked for.

    Attributes:
        to: Name of a format: `bibtex`, `csl-json` ...
        abstracts: Whether abstracts are exported too.
        metadata: As for `CitedRequest`.
    """

    cells: Annotated[list[CellSource], Meta(max_length=20_000)]
    metadata: dict[str, Any] = {}
    to: Name = "bibtex"
    abstracts: bool = True


class CitedResponse(Message, frozen=True, kw_only=True):
    """The works that a notebook cites.

    Attributes:
        keys: Keys that lead to a work, in the order of their first citation: those that records
            have now, and those of works that only the notebook has.
        unknown: Keys that are cited and lead to none.
    """

    keys: list[str]
    unknown: list[str]


class CitedExportResponse(Message, frozen=True, kw_only=True):
    """The works that a notebook cites, as the text of one file.

    Attributes:
        text: The whole file; a work has the key by which it is cited, also an old one.
        filename: A name for it, such as `references.bib`.
        media_type: Its media type.
        keys: Keys of the works, as for `CitedResponse`.
        unknown: Keys that are cited and lead to none.
    """

    text: str
    filename: str
    media_type: str
    keys: list[str]
    unknown: list[str]


class KeptFile(Message, frozen=True, kw_only=True):
    """A bibliography file that is kept up to date.

    Without notebook and source it holds the whole library.

    Attributes:
        path: Where it lies, in the words of the file browser; the full path when it is elsewhere.
        to: The format: `bibtex` or `biblatex`.
        notebook: Path of the notebook whose cited works it holds; empty for another kind.
        source: Name of the source whose records it holds; empty for another kind.
        entries: How many entries paperlookup wrote into it.
        message: Why it could not be written last time, or which entries were left as somebody
            has changed them, in one sentence; empty when all is well.
    """

    path: str
    to: str
    notebook: str
    source: str
    entries: int
    message: str


class KeptFilesResponse(Message, frozen=True, kw_only=True):
    """All files that are kept up to date."""

    files: list[KeptFile]


class KeepFileRequest(Message, frozen=True, kw_only=True):
    """A file to keep up to date with a notebook, a source, or without either with the library.

    Attributes:
        path: The file, in the words of the file browser; it is made if it is not there.
        notebook: Path of the notebook whose cited works it shall hold.
        source: Name of the source whose records it shall hold.
        to: `bibtex` or `biblatex`.
    """

    path: FilePath
    notebook: FilePath | None = None
    source: SourceName | None = None
    to: Name = "bibtex"


class ForgetFileParameters(Message, frozen=True, kw_only=True):
    """The file that shall no longer be kept up to date; it stays as it is."""

    path: FilePath
