"""A document read for publishing: its citations, its settings, and the data of its works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.citing.bibliography import FoundBibliography, bibliographies_in
from jupyter_paperlookup.citing.cell_citations import cell_citations
from jupyter_paperlookup.citing.cells import EditableCell
from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.errors import UnknownLocale
from jupyter_paperlookup.formats.yaml_values import UnreadableYaml, read_yaml
from jupyter_paperlookup.formatting.locales import check_locale
from jupyter_paperlookup.formatting.styles import Style, Styles
from jupyter_paperlookup.library.document_style import DEFAULT_STYLE, DocumentStyle
from jupyter_paperlookup.library.document_works import DocumentWorks
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Cite

# How a citation stands in the text, where only its own dialect says so.
Form = Literal["", "nocite", "note", "author", "year"]
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_NAME = re.compile(r"\\([A-Za-z]+)|[{:]([a-z]+(?::[a-z]+)?)[}:]`")
_FORMS: dict[str, Form] = {
    "nocite": "nocite",
    "cite:empty": "nocite",
    "footcite": "note",
    "footcites": "note",
    "footcitetext": "note",
    "footfullcite": "note",
    "footcite:p": "note",
    "footcite:t": "note",
    "smartcite": "note",
    "citeauthor": "author",
    "cite:author": "author",
    "cite:authors": "author",
    "citeyear": "year",
    "citedate": "year",
    "cite:year": "year",
}
_NO_NOTE = re.compile(r" {0,3}(?:#{1,6}\s|\[\^[^\]\n]+\]:)")
_HEADING = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|(?:=+|-{2,})\s*$)|<h[1-6][ >]")


class CitedCell(msgspec.Struct, frozen=True):
    """A cell with its citations and bibliographies; `front` is where its YAML ends."""

    cell: EditableCell
    citations: tuple[FoundCitation, ...]
    blocks: tuple[FoundBibliography, ...]
    front: int = 0

    @property
    def source(self) -> str:
        """Its text."""
        return self.cell.source

    def form(self, found: FoundCitation) -> Form:
        """How a citation of it stands in the text."""
        name = _NAME.match(self.source, found.start)
        return _FORMS.get((name[1] or name[2]).lower(), "") if name else ""

    def takes_note(self, found: FoundCitation) -> bool:
        """Whether a footnote can be where a citation stands: none is in a heading or a footnote."""
        line = self.source.rfind("\n", 0, found.start) + 1
        return not _NO_NOTE.match(self.source, line)

    def place(self, found: FoundCitation) -> str:
        """Where a citation stands, in words."""
        line = self.source.count("\n", 0, found.start) + 1
        return f"cell {self.cell.number}, line {line}"


def cites_something(document: EditableDocument) -> bool:
    """Whether a document has citations or a bibliography at all."""
    return any(each.citations or each.blocks for each in map(_cited, document.cells))


class CitedDocument:
    """A document with all that is needed to set its citations.

    Attributes:
        cells: Those in which somebody writes.
        items: CSL-JSON of the works that are cited or asked for by `nocite`, by key.
        listed: The keys that are to be in the bibliography though no text cites them.
        lists_all: Whether all known works are to be in it.
        warnings: What is wrong so far.
    """

    def __init__(self, store: Store, document: EditableDocument, path: Path) -> None:
        self.path = path
        self.facts = document.facts
        self.warnings: list[str] = []
        self._style = DocumentStyle(document, path, None)
        self.cells = [_cited(cell) for cell in document.cells]
        self.settings = self._settings()
        keys = [cite.key for _, each in self.citations() for cite in each.cites]
        named = [*self._listed(), *works_listed_in(document).uncited]
        works = DocumentWorks(store, document, path)
        self.lists_all = "*" in named
        if self.lists_all:
            named = [*named, *document.items, *works.of_project()]
        self.listed = [key for key in dict.fromkeys(named) if key != "*"]
        self.items = works.items([*keys, *self.listed]) if keys or self.listed else {}

    @property
    def is_cited(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.listed or any(each.citations or each.blocks for each in self.cells))

    @property
    def title(self) -> str:
        """The title in the YAML."""
        return _text(self.settings.get("title"))

    def citations(self) -> Iterator[tuple[CitedCell, FoundCitation]]:
        """Each citation in the text, in order; not what `nocite` or the YAML names."""
        for cell in self.cells:
            for found in cell.citations:
                if found.start >= cell.front and cell.form(found) != "nocite":
                    yield cell, found

    def known(self, found: FoundCitation) -> list[Cite]:
        """The works of a citation of which there are data."""
        return [cite for cite in found.cites if cite.key in self.items]

    def unknown(self, found: FoundCitation) -> list[str]:
        """The keys of a citation of which nothing is known."""
        return [cite.key for cite in found.cites if cite.key not in self.items]

    def style(self, styles: Styles) -> Style:
        """The notebook's style, else that of its YAML; the default where it is not here."""
        reason = self._style.problem(styles, None)
        if reason:
            self.warnings.append(f"{reason.rstrip('.')}. {DEFAULT_STYLE} is taken.")
            return styles.get(DEFAULT_STYLE)
        used = self._style.used(styles, None)
        return styles.get(used) if isinstance(used, str) else used

    def locale(self) -> str | None:
        """The notebook's locale, else that of its YAML; None for the style's own."""
        wanted = _text(self.facts.get("locale")) or _text(self.settings.get("lang"))
        try:
            return check_locale(wanted) if wanted else None
        except UnknownLocale as error:
            self.warnings.append(error.reason)
            return None

    def has_heading_before(self, cell: CitedCell | None, place: int) -> bool:
        """Whether the last line before a place is a heading; None is behind the last cell."""
        at = self.cells.index(cell) if cell else len(self.cells)
        before = cell.source[:place] if cell else ""
        while not before.strip() and at > 0:
            at -= 1
            before = self.cells[at].source if self.cells[at].cell.kind == "markdown" else ""
        lines = before.rstrip().splitlines()
        return bool(lines and _HEADING.match(lines[-1]))

    def _settings(self) -> dict[str, Any]:
        front = _FRONT_MATTER.match(self.cells[0].source) if self.cells else None
        try:
            value = read_yaml(front[1]) if front else {}
        except UnreadableYaml as error:
            self.warnings.append(f"The YAML at the beginning cannot be read: {error.reason}")
            return {}
        if not front or not isinstance(value, dict):
            return {}
        self.cells[0] = msgspec.structs.replace(self.cells[0], front=front.end())
        return value

    def _listed(self) -> list[str]:
        named = ["*"] if "@*" in _text(self.settings.get("nocite")) else []
        for cell in self.cells:
            if r"\nocite{*}" in cell.source.replace(" ", ""):
                named.append("*")
            for found in cell.citations:
                if found.start < cell.front or cell.form(found) == "nocite":
                    named += [cite.key for cite in found.cites]
        return named


def _cited(cell: EditableCell) -> CitedCell:
    return CitedCell(cell, cell_citations(cell), bibliographies_in(cell.source))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
