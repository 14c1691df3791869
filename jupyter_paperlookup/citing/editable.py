"""A notebook, or a document in Markdown, whose cells can be changed and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.citation import NotedCitation, canonical
from jupyter_paperlookup.citing.document import MARKDOWN_ENDINGS, document_bytes
from jupyter_paperlookup.citing.exact_data import MOST_CITES, cite_of, details
from jupyter_paperlookup.citing.notebook_json import Edit, NotebookJson, Value
from jupyter_paperlookup.errors import UnreadableSource

METADATA_NAME = "paperlookup"
METADATA_VERSION = 1
_BYTE_ORDER_MARK = "\ufeff"


class EditableCell(msgspec.Struct, frozen=True):
    """A cell in which somebody writes.

    Attributes:
        number: Its place among all cells, counted from 1.
        kind: `markdown` or `raw`.
        source: Its text.
        noted: The citations that are noted for it because its text has only their words.
        metadata: Its metadata.
    """

    number: int
    kind: str
    source: str
    noted: tuple[NotedCitation, ...] = ()
    metadata: dict[str, Any] = {}


class CellChange(msgspec.Struct, frozen=True):
    """What becomes of a cell; None leaves the noted citations, or all metadata, as they are."""

    source: str
    noted: tuple[NotedCitation, ...] | None = None
    metadata: dict[str, Any] | None = None


class EditableDocument:
    """A document that was read, with its cells.

    Attributes:
        cells: Those in which somebody writes.
        metadata: The notebook's metadata; empty for Markdown.
        is_notebook: Whether it is one; Markdown is one cell without metadata.
        content: The bytes as they were read.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.content = content
        self.is_notebook = Path(name).suffix.lower() not in MARKDOWN_ENDINGS
        self.metadata: dict[str, Any] = {}
        try:
            self._text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"{name} is not UTF-8 text: save it as UTF-8 and try again."
            ) from error
        self._mark = _BYTE_ORDER_MARK if self._text.startswith(_BYTE_ORDER_MARK) else ""
        self._text = self._text.removeprefix(_BYTE_ORDER_MARK)
        if not self.is_notebook:
            self.cells: tuple[EditableCell, ...] = (EditableCell(1, "markdown", self._text),)
            return
        try:
            self._read_notebook()
        except (ValueError, RecursionError, IndexError) as error:
            raise UnreadableSource(f"{name} is no notebook that can be read.") from error

    @property
    def facts(self) -> dict[str, Any]:
        """What the notebook keeps for paperlookup: style, locale, dialect, items."""
        facts = self.metadata.get(METADATA_NAME)
        return facts if isinstance(facts, dict) else {}

    @property
    def items(self) -> dict[str, dict[str, Any]]:
        """The CSL-JSON items that the notebook keeps, by key."""
        items = self.facts.get("items")
        known = items.items() if isinstance(items, dict) else ()
        return {key: item for key, item in known if isinstance(item, dict)}

    def changed(
        self, changes: Mapping[int, CellChange], metadata: Mapping[str, Any] | None = None
    ) -> bytes:
        """The document with some cells changed, by their numbers; all else stays byte for byte.

        Args:
            changes: What becomes of cells.
            metadata: Members of the notebook's metadata to set, or to remove where None.
        """
        if not self.is_notebook:
            source = changes[1].source if 1 in changes else self._text
            return (self._mark + source).encode("utf-8", "surrogatepass")
        edits: list[Edit] = []
        for number, change in changes.items():
            edits += self._cell_edits(number, change)
        text = self._json.changed(edits)
        for name, value in (metadata or {}).items():
            text = _with_metadata(NotebookJson(text), name, value)
        return (self._mark + text).encode("utf-8", "surrogatepass")

    def file_line(self, number: int, line: int) -> int:
        """The line of the file where a line of a cell stands, both counted from 1."""
        if not self.is_notebook or not 0 < number <= len(self._places):
            return line
        source = self._json.get(self._places[number - 1], "source")
        if source is None:
            return 1
        lines = self._json.elements(source)
        place = lines[min(line, len(lines)) - 1].start if lines else source.start
        return self._text.count("\n", 0, place) + 1

    def _read_notebook(self) -> None:
        self._json = NotebookJson(self._text)
        root = self._json.root()
        metadata = self._json.get(root, "metadata")
        loaded = self._json.load(metadata) if metadata else {}
        self.metadata = loaded if isinstance(loaded, dict) else {}
        self._places = self._cell_places(root)
        cells = (self._cell(number, place) for number, place in enumerate(self._places, 1))
        self.cells = tuple(cell for cell in cells if cell)

    def _cell_places(self, root: Value) -> list[Value]:
        if not isinstance(self._json.load(root), dict) or self._json.get(root, "nbformat") is None:
            raise ValueError("no notebook")
        holders = [root]
        if sheets := self._json.get(root, "worksheets"):
            holders += self._json.elements(sheets)
        lists = (self._json.get(holder, "cells") for holder in holders)
        return [place for each in lists if each for place in self._json.elements(each)]

    def _cell(self, number: int, place: Value) -> EditableCell | None:
        cell = self._json.load(place)
        if not isinstance(cell, dict) or cell.get("cell_type") not in {
            "markdown",
            "raw",
            "heading",
        }:
            return None
        source = cell.get("source", "")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        metadata = cell.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        kind = "raw" if cell["cell_type"] == "raw" else "markdown"
        return EditableCell(number, kind, text, _noted_in(metadata), metadata)

    def _cell_edits(self, number: int, change: CellChange) -> list[Edit]:
        place = self._places[number - 1]
        cell = next(each for each in self.cells if each.number == number)
        edits: list[Edit | None] = []
        source = self._json.get(place, "source")
        if source and change.source != cell.source:
            edits.append(self._json.source_edit(source, change.source))
        metadata = dict(cell.metadata if change.metadata is None else change.metadata)
        if change.noted is not None and change.noted != cell.noted:
            metadata = _with_noted(metadata, change.noted)
        if metadata != cell.metadata:
            edits += self._metadata_edits(place, cell.metadata, metadata)
        return [edit for edit in edits if edit]

    def _metadata_edits(
        self, cell: Value, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> list[Edit | None]:
        place = self._json.get(cell, "metadata")
        if place is None or self._json.text[place.start] != "{":
            return [self._json.member_edit(cell, "metadata", dict(new))]
        changed = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
        if len(changed) > 1:
            return [self._json.member_edit(cell, "metadata", dict(new))]
        return [self._json.member_edit(place, name, new.get(name)) for name in changed]


def read_editable(path: Path) -> EditableDocument:
    """Read a notebook (`.ipynb`) or a document in Markdown.

    Raises:
        UnreadableSource: Missing, no regular file, larger than 256 MB, or no such document.
    """
    return EditableDocument(path.name, document_bytes(path))


def _noted_in(metadata: Mapping[str, Any]) -> tuple[NotedCitation, ...]:
    facts = metadata.get(METADATA_NAME)
    listed = facts.get("citations") if isinstance(facts, dict) else None
    noted = []
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("cites"), list):
            continue
        cites = tuple(
            canonical(cite_of(str(cite["key"]), cite))
            for cite in each["cites"][:MOST_CITES]
            if isinstance(cite, dict) and cite.get("key")
        )
        if cites:
            noted.append(NotedCitation(str(each.get("words", "")), cites))
    return tuple(noted)


def _with_noted(metadata: dict[str, Any], noted: Sequence[NotedCitation]) -> dict[str, Any]:
    facts = metadata.get(METADATA_NAME)
    kept = dict(facts) if isinstance(facts, dict) else {}
    kept.pop("citations", None)
    if noted:
        kept["citations"] = [
            {
                "words": each.words,
                "cites": [{"key": cite.key} | details(cite) for cite in each.cites],
            }
            for each in noted
        ]
    others = {name: value for name, value in metadata.items() if name != METADATA_NAME}
    return others | ({METADATA_NAME: kept} if kept else {})


def _with_metadata(notebook: NotebookJson, name: str, value: Any) -> str:
    root = notebook.root()
    place = notebook.get(root, "metadata")
    if place is None:
        edit = notebook.member_edit(root, "metadata", {name: value})
    else:
        edit = notebook.member_edit(place, name, value)
    return notebook.changed([edit] if edit else [])
