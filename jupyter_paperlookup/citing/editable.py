"""A document whose citations can be read and changed, wherever it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cells import (
    METADATA_NAME,
    CellChange,
    EditableCell,
    cell_of,
    changed_metadata,
)


class EditableDocument:
    """The cells of a notebook, or the one of a document in Markdown.

    What reads or changes citations takes one of these, and answers with what becomes of some
    cells (`CellChange` by number) and of some members of the metadata. `DocumentFile` is one that
    was read from a file and can write the changes into its bytes; one that is open in the browser
    is made by `open_notebook`.

    Attributes:
        cells: Those in which somebody writes.
        metadata: The notebook's metadata; empty for Markdown.
        is_notebook: Whether it is one; Markdown is one cell without metadata.
    """

    def __init__(
        self,
        cells: Iterable[EditableCell],
        metadata: dict[str, Any] | None = None,
        *,
        is_notebook: bool = True,
    ) -> None:
        self.cells = tuple(cells)
        self.metadata = metadata or {}
        self.is_notebook = is_notebook

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

    def file_line(self, number: int, line: int) -> int:  # noqa: ARG002
        """The line of the file where a line of a cell stands, both counted from 1."""
        return line

    def after(
        self, changes: Mapping[int, CellChange], metadata: Mapping[str, Any] | None = None
    ) -> EditableDocument:
        """The document with some cells changed, by their numbers, and members of its metadata.

        Args:
            changes: What becomes of cells.
            metadata: Members of the notebook's metadata to set, or to remove where None.
        """
        cells = (
            cell_of(
                each.number,
                each.kind,
                changes[each.number].source,
                changed_metadata(each, changes[each.number]),
                each.id,
            )
            if each.number in changes
            else each
            for each in self.cells
        )
        known = {**self.metadata, **(metadata or {})}
        kept = {name: value for name, value in known.items() if value is not None}
        return EditableDocument(cells, kept, is_notebook=self.is_notebook)


class OpenCell(msgspec.Struct, frozen=True):
    """A cell of a notebook that is open: its id, `markdown` or `raw`, its text, its metadata."""

    id: str
    kind: str
    source: str
    metadata: dict[str, Any] = {}


def open_notebook(cells: Iterable[OpenCell], metadata: dict[str, Any]) -> EditableDocument:
    """A notebook that is open, saved or not; its cells are counted as they are given."""
    return EditableDocument(
        (
            cell_of(number, each.kind, each.source, each.metadata, each.id)
            for number, each in enumerate(cells, 1)
        ),
        metadata,
    )
