"""Imports: at once, or as a job that shows its progress and can be cancelled."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import FilePath, Message, Name, SourceName

ImportPhase = Literal["waiting", "reading", "storing", "done", "failed", "cancelled"]
CaptureYear = Annotated[int, Meta(ge=1900, le=9999)]
FileName = Annotated[str, Meta(min_length=1, max_length=255)]


class ImportRequest(Message, frozen=True, kw_only=True):
    """One text to read records from.

    Attributes:
        name: Name of the source; its ending helps to find the format.
        text: The whole source.
        format: Name of the format; without one it is found from the name and the text.
        capture_year: The year in which a captured page was captured.
    """

    name: FileName
    text: str
    format: Name | None = None
    capture_year: CaptureYear | None = None


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


class RenamedEntry(Message, frozen=True, kw_only=True):
    """An entry whose own key (`wanted`) is another record's, or cannot be written: it got `key`."""

    source: str
    line: int
    wanted: str
    key: str


class ImportResponse(Message, frozen=True, kw_only=True):
    """What an import did: every entry is new, merged, unchanged or a problem.

    Attributes:
        renamed: Entries whose own key could not be kept.
        gone: How many entries the source had and no longer has; their records stay.
    """

    new: int
    merged: int
    unchanged: int
    problems: list[ImportProblem]
    renamed: list[RenamedEntry] = []
    gone: int = 0


class ImportJobRequest(Message, frozen=True, kw_only=True):
    """What to import: a file's bytes (`name` and `data`), a file on the server, or a source again.

    Attributes:
        name: Name of the file whose bytes are sent.
        data: Its bytes, in base64.
        path: A file on the server, in the words of the file browser.
        source: Name of a source to read again.
        format: Name of the format; without one it is found.
        capture_year: The year in which a captured page was captured.
        watch: Whether the file at `path` shall be read again whenever it changes.
    """

    name: FileName | None = None
    data: bytes | None = None
    path: FilePath | None = None
    source: SourceName | None = None
    format: Name | None = None
    capture_year: CaptureYear | None = None
    watch: bool = False


class ImportJob(Message, frozen=True, kw_only=True):
    """An import in the background.

    Attributes:
        id: Its name in `imports/<id>`.
        name: What is imported.
        phase: `waiting` for others, `reading` the file, `storing` records, or how it ended.
        done, total: Entries, or bytes while reading; `total` is 0 as long as it is not known.
        message: Why it failed or was cancelled, in one sentence; else empty.
        report: What it did, once it is done.
    """

    id: str
    name: str
    phase: ImportPhase
    done: int
    total: int
    message: str
    report: ImportResponse | None


class ImportJobsResponse(Message, frozen=True, kw_only=True):
    """The imports that are under way, and the last ones that ended; newest first."""

    jobs: list[ImportJob]


class ProblemsParameters(Message, frozen=True, kw_only=True):
    """The source whose problems are asked for."""

    source: SourceName


class ProblemsResponse(Message, frozen=True, kw_only=True):
    """What could not be read of a source when it was last read."""

    problems: list[ImportProblem]
