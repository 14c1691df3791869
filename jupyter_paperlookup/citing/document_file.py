"""A file, a notebook, Markdown or a script, whose cells can be changed and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_paperlookup.citing.cells import CellChange, EditableCell, cell_of, changed_metadata
from jupyter_paperlookup.citing.document import MARKDOWN_ENDINGS, SCRIPT_ENDINGS, document_bytes
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.notebook_json import NotebookJson, Value
from jupyter_paperlookup.citing.script import Script
from jupyter_paperlookup.citing.text_edits import Edit, edits_between
from jupyter_paperlookup.errors import UnreadableSource

_BYTE_ORDER_MARK = "\ufeff"
_KINDS = ("markdown", "raw", "heading")  # no set: a stranger's value may have no hash


class DocumentFile(EditableDocument):
    """A document as it was read from a file.

    Attributes:
        content: The bytes as they were read.

    Raises:
        UnreadableSource: It is no notebook, or no UTF-8 text.
    """

    def __init__(self, name: str, content: bytes) -> None:
        ending = Path(name).suffix.lower()
        is_script = ending in SCRIPT_ENDINGS
        super().__init__((), is_notebook=not is_script and ending not in MARKDOWN_ENDINGS)
        self._name = name
        self._script: Script | None = None
        self.content = content
        try:
            self._text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"{name} is not UTF-8 text: save it as UTF-8 and try again."
            ) from error
        self._mark = _BYTE_ORDER_MARK if self._text.startswith(_BYTE_ORDER_MARK) else ""
        self._text = self._text.removeprefix(_BYTE_ORDER_MARK)
        if is_script:
            self._script = Script(name, self._text)
            self.cells = tuple(
                EditableCell(each.number, each.kind, each.source) for each in self._script.cells
            )
            return
        if not self.is_notebook:
            self.cells = (EditableCell(1, "markdown", self._text),)
            return
        try:
            self._read_notebook()
        except (ValueError, RecursionError, IndexError) as error:
            raise UnreadableSource(f"{name} is no notebook that can be read.") from error

    def changed(
        self, changes: Mapping[int, CellChange], metadata: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes after a change as `after` makes it; all else stays byte for byte.

        Raises:
            UnreadableSource: The cell of a script cannot hold its text.
        """
        if self._script:
            return (self._mark + self._changed_script(self._script, changes)).encode()
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
        if self._script:
            starts = {cell.number: cell.line for cell in self._script.cells}
            return starts.get(number, 1) + line - 1
        if not self.is_notebook or not 0 < number <= len(self._places):
            return line
        source = self._json.get(self._places[number - 1], "source")
        if source is None:
            return 1
        lines = self._json.elements(source)
        place = lines[min(line, len(lines)) - 1].start if lines else source.start
        return self._text.count("\n", 0, place) + 1

    def _changed_script(self, script: Script, changes: Mapping[int, CellChange]) -> str:
        sources = {cell.number: cell.source for cell in self.cells}
        edits = {
            number: change.edits or edits_between(sources[number], change.source)
            for number, change in changes.items()
        }
        text = script.changed(edits)
        written = {cell.number: cell.source for cell in Script(self._name, text).cells}
        wanted = sources | {number: change.source for number, change in changes.items()}
        if written != wanted:
            raise UnreadableSource(
                f"The comments of {self._name} cannot hold what would be written into them."
            )
        return text

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
        if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
            return None
        source = cell.get("source", "")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        kind = "raw" if cell["cell_type"] == "raw" else "markdown"
        return cell_of(number, kind, text, cell.get("metadata"), str(cell.get("id", "")))

    def _cell_edits(self, number: int, change: CellChange) -> list[Edit]:
        place = self._places[number - 1]
        cell = next(each for each in self.cells if each.number == number)
        edits: list[Edit | None] = []
        source = self._json.get(place, "source")
        if source and change.source != cell.source:
            edits.append(self._json.source_edit(source, change.source))
        metadata = changed_metadata(cell, change)
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


def read_editable(path: Path) -> DocumentFile:
    """Read a notebook (`.ipynb`), a document in Markdown, or a script of Jupytext.

    Raises:
        UnreadableSource: Missing, no regular file, larger than 256 MB, or no such document.
    """
    return DocumentFile(path.name, document_bytes(path))


def _with_metadata(notebook: NotebookJson, name: str, value: Any) -> str:
    root = notebook.root()
    place = notebook.get(root, "metadata")
    if place is None:
        edit = notebook.member_edit(root, "metadata", {name: value})
    else:
        edit = notebook.member_edit(place, name, value)
    return notebook.changed([edit] if edit else [])
