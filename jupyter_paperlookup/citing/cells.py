"""A cell in which somebody writes, what is noted in its metadata, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.citing.citation import FoundCitation, NotedCitation, canonical
from jupyter_paperlookup.citing.exact_data import MOST_CITES, cite_of, details
from jupyter_paperlookup.citing.text_edits import Edit

METADATA_NAME = "paperlookup"
METADATA_VERSION = 1


class EditableCell(msgspec.Struct, frozen=True):
    """A cell in which somebody writes.

    Attributes:
        number: Its place among all cells, counted from 1.
        kind: `markdown` or `raw`.
        source: Its text.
        noted: The citations that are noted for it because its text has only their words.
        metadata: Its metadata.
        id: Its id, where it has one.
    """

    number: int
    kind: str
    source: str
    noted: tuple[NotedCitation, ...] = ()
    metadata: dict[str, Any] = {}
    id: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """What the cell keeps for paperlookup: the citations that are noted for it."""
        facts = self.metadata.get(METADATA_NAME)
        return facts if isinstance(facts, dict) else {}

    def notes_persons(self, found: FoundCitation) -> bool:
        """Whether it is noted that a person wrote the words of a citation of `text`."""
        return any(
            each.is_persons and (each.words, each.cites) == (found.words, found.cites)
            for each in self.noted
        )


class CellChange(msgspec.Struct, frozen=True):
    """What becomes of a cell.

    Attributes:
        source: The new text.
        edits: The places of the old text that are others now, in no order; none, though the text
            is another, says that nobody kept them.
        noted: The citations noted for it then; None leaves them as they are.
        metadata: All of its metadata, before the citations are noted; None leaves them.
    """

    source: str
    edits: tuple[Edit, ...] = ()
    noted: tuple[NotedCitation, ...] | None = None
    metadata: dict[str, Any] | None = None


def cell_of(
    number: int, kind: str, source: str, metadata: object, cell_id: str = ""
) -> EditableCell:
    """A cell with what is noted in its metadata, which anybody may have written."""
    known = metadata if isinstance(metadata, dict) else {}
    return EditableCell(number, kind, source, _noted_in(known), known, cell_id)


def changed_metadata(cell: EditableCell, change: CellChange) -> dict[str, Any]:
    """The metadata of a cell after a change."""
    metadata = dict(cell.metadata if change.metadata is None else change.metadata)
    if change.noted is not None and change.noted != cell.noted:
        return _with_noted(metadata, change.noted)
    return metadata


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
            words, is_persons = str(each.get("words", "")), each.get("persons") is True
            noted.append(NotedCitation(words, cites, is_persons))
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
            | ({"persons": True} if each.is_persons else {})
            for each in noted
        ]
    others = {name: value for name, value in metadata.items() if name != METADATA_NAME}
    return others | ({METADATA_NAME: kept} if kept else {})
