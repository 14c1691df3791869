"""An open notebook, saved or not, and all that can be said of its citations.

The places of a cell (`start`, `end`) are counted in UTF-16 code units, as browsers count.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.citations import DialectName, InsertionKind
from jupyter_paperlookup.messages.http.message import Key, Message, Name

CellId = Annotated[str, Meta(max_length=200)]
Note = Annotated[str, Meta(max_length=2_000)]
NotebookPath = Annotated[str, Meta(max_length=4096)]
CellText = Annotated[str, Meta(max_length=1_000_000)]
MOST_CELLS = 20_000


class CiteMessage(Message, frozen=True, kw_only=True):
    """One work as a citation mentions it.

    Attributes:
        key: Its citation key, as it is written.
        locator: The place inside the work, such as `12-14`.
        label: What the locator counts, a CSL locator label.
        prefix: Words before it.
        suffix: Words after it.
        suppress_author: Leave the author out.
        author_in_text: The author stands in the sentence, the rest in brackets.
    """

    key: Key
    locator: Note = ""
    label: Name = "page"
    prefix: Note = ""
    suffix: Note = ""
    suppress_author: bool = False
    author_in_text: bool = False


Cites = Annotated[list[CiteMessage], Meta(min_length=1, max_length=100)]


class NotebookCell(Message, frozen=True, kw_only=True):
    """A cell in which somebody writes.

    Attributes:
        id: The id of the cell.
        kind: `markdown` or `raw`.
        source: Its text.
        metadata: Of its metadata the members `paperlookup` and `citation-manager`.
    """

    id: CellId
    kind: Literal["markdown", "raw"]
    source: CellText
    metadata: dict[str, Any] = {}


class OpenNotebook(Message, frozen=True, kw_only=True):
    """A notebook as it is in the browser now.

    Attributes:
        path: Where it lies in the file browser; empty for one that was never saved.
        cells: Its Markdown and raw cells, in order.
        metadata: Of its metadata the members `paperlookup`, `citation-manager` and `cite2c`.
    """

    path: NotebookPath = ""
    cells: Annotated[list[NotebookCell], Meta(max_length=MOST_CELLS)]
    metadata: dict[str, Any] = {}


class NotebookRequest(Message, frozen=True, kw_only=True):
    """A notebook, and how its works are cited.

    Attributes:
        style: Name of a CSL style; without one the notebook's own, else `apa`.
        locale: CSL locale; without one the notebook's own, else the style's.
    """

    notebook: OpenNotebook
    style: Name | None = None
    locale: Name | None = None


class CitationInCell(Message, frozen=True, kw_only=True):
    """A citation of a cell.

    Attributes:
        start: Where it begins.
        end: Where it ends; what belongs to it invisibly is inside.
        dialect: The dialect in which it is written.
        cites: Its works.
        words: What a reader of the text sees of it, in `html` and `text`; empty in the others.
        html: The citation as the style says it, safe HTML; empty where a work is unknown.
        unknown: The keys of which nothing is known.
        problem: Why no other dialect can say it; empty as a rule.
    """

    start: int
    end: int
    dialect: DialectName
    cites: list[CiteMessage]
    words: str
    html: str
    unknown: list[str]
    problem: str


class BibliographyInCell(Message, frozen=True, kw_only=True):
    """The place of a bibliography in a cell, and in whose form it stands."""

    start: int
    end: int
    dialect: DialectName


class CitationsOfCell(Message, frozen=True, kw_only=True):
    """What a cell cites, in its order."""

    id: str
    citations: list[CitationInCell]
    bibliographies: list[BibliographyInCell]


class CitedWork(Message, frozen=True, kw_only=True):
    """A work that a notebook cites, or has in its bibliography without citing it.

    Attributes:
        key: The key by which it is cited.
        item: Its CSL-JSON.
        reference: Its entry in the bibliography, safe HTML; empty where the style has none.
        origin: Who knows it: the notebook's own data come first.
        library_key: Its key in the library; empty where the library lacks it.
        citations: How many citations name it.
        retracted: The service that says that it was retracted or withdrawn; mostly empty.
    """

    key: str
    item: dict[str, Any]
    reference: str
    origin: Literal["notebook", "library", "project"]
    library_key: str
    citations: int
    retracted: str


class CitationsResponse(Message, frozen=True, kw_only=True):
    """All that a notebook cites, formatted together: numbers and 2023a depend on all of it.

    Attributes:
        cells: The cells that cite something or hold a bibliography.
        works: Its works in the order of the bibliography.
        unknown: The keys of which nothing is known, in the order of the text.
        style: The style that was used.
        locale: The locale that was used; empty for the style's own.
        problem: Why nothing could be formatted, in one sentence; empty when all is well.
    """

    cells: list[CitationsOfCell]
    works: list[CitedWork]
    unknown: list[str]
    style: str
    locale: str
    problem: str


class TextEdit(Message, frozen=True, kw_only=True):
    """A change of a text; all edits of a cell are counted in its old text and do not overlap."""

    start: int
    end: int
    text: str


class CellEdit(Message, frozen=True, kw_only=True):
    """What becomes of a cell.

    Attributes:
        edits: The smallest changes of its text, in order.
        metadata: Members of its metadata to set, or to remove where null.
    """

    id: str
    edits: list[TextEdit]
    metadata: dict[str, Any]


class NotebookProblem(Message, frozen=True, kw_only=True):
    """What could not be done, where and why; `raw` is the text as it stands there."""

    cell: str
    line: int
    reason: str
    raw: str


class NotebookEditsResponse(Message, frozen=True, kw_only=True):
    """What becomes of a notebook; nothing is written by the server.

    Attributes:
        cells: The cells that change.
        metadata: Members of the notebook's metadata to set, or to remove where null.
        changed: How many citations get another text.
        kept: How many stay.
        bibliographies: How many bibliographies get another text.
        migrated: How many citations of other tools are ours then.
        problems: What stays as it is, and why.
    """

    cells: list[CellEdit]
    metadata: dict[str, Any]
    changed: int
    kept: int
    bibliographies: int
    migrated: int = 0
    problems: list[NotebookProblem]


class ConvertRequest(Message, frozen=True, kw_only=True):
    """A notebook whose citations shall stand in another dialect.

    Attributes:
        to: The dialect.
        migrate: Take over the citations of other tools first.
    """

    notebook: OpenNotebook
    to: DialectName
    style: Name | None = None
    locale: Name | None = None
    migrate: bool = False


class FindingInfo(Message, frozen=True, kw_only=True):
    """One thing to look at.

    Attributes:
        kind: `unknown-key`, `uncited-item`, `two-keys`, `missing-field`, `published-version`,
            `retracted` or `other-words`.
        key: The citation key that it is about; empty where it is about the whole notebook.
        reason: What it is, and what to do, in one sentence.
        cell: The id of the cell; empty where it stands in none.
        start: Where the citation begins, and `end` where it ends; 0 without a cell.
    """

    kind: Literal[
        "unknown-key",
        "uncited-item",
        "two-keys",
        "missing-field",
        "published-version",
        "retracted",
        "other-words",
    ]
    key: str
    reason: str
    cell: str
    start: int
    end: int


class FindingsResponse(Message, frozen=True, kw_only=True):
    """What to look at in a notebook, in its order."""

    findings: list[FindingInfo]


class DialectParameters(Message, frozen=True, kw_only=True):
    """What `GET notebook/dialect` may be asked: where the notebook lies in the file browser."""

    path: NotebookPath


class DialectResponse(Message, frozen=True, kw_only=True):
    """The dialect of a notebook's project.

    Attributes:
        dialect: The dialect; null where nothing speaks for one.
        tool: Whose it is.
        where: The file that says so, such as `_quarto.yml`.
        problems: What could not be read, in one sentence each.
    """

    dialect: DialectName | None
    tool: Literal["quarto", "myst", "jupyter-book", "sphinx", ""]
    where: str
    problems: list[str]


class InsertionRequest(Message, frozen=True, kw_only=True):
    """What shall be written into a cell.

    Attributes:
        kind: What to insert.
        cites: The works, with all details.
        items: CSL-JSON by key of works that the notebook has itself; they come first.
    """

    kind: InsertionKind
    cites: Cites
    dialect: DialectName = "html"
    style: Name = "apa"
    locale: Name | None = None
    items: dict[str, dict[str, Any]] = {}


class PlaceBibliographyRequest(Message, frozen=True, kw_only=True):
    """A notebook that shall get a bibliography, and works to list though nobody cites them.

    Attributes:
        nocite: Keys, or `*` for all works that the notebook knows.
    """

    notebook: OpenNotebook
    dialect: DialectName
    style: Name | None = None
    locale: Name | None = None
    nocite: Annotated[list[Key], Meta(max_length=2_000)] = []
