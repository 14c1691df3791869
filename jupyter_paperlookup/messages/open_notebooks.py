"""Notebooks that are open in the browser, as values of citing and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from jupyter_paperlookup.citing.cell_citations import PlacedProblem
from jupyter_paperlookup.citing.cells import CellChange, EditableCell, changed_metadata
from jupyter_paperlookup.citing.conversion import Conversion
from jupyter_paperlookup.citing.editable import EditableDocument, OpenCell, open_notebook
from jupyter_paperlookup.citing.text_edits import edits_between, in_utf16, smallest_edits
from jupyter_paperlookup.library.checking import Finding
from jupyter_paperlookup.library.converting import Converted
from jupyter_paperlookup.messages import http


def document_of(sent: http.OpenNotebook) -> EditableDocument:
    """The notebook that was sent, for all that reads and changes citations."""
    cells = (OpenCell(each.id, each.kind, each.source, each.metadata) for each in sent.cells)
    return open_notebook(cells, sent.metadata)


def cell_edits(
    document: EditableDocument, changes: Mapping[int, CellChange]
) -> list[http.CellEdit]:
    """What becomes of the cells of a notebook, by their numbers."""
    edits = (_edit(each, changes[each.number]) for each in document.cells if each.number in changes)
    return [each for each in edits if each.edits or each.metadata]


def members_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The members of metadata that are others then; None for those that are gone."""
    names = sorted(old.keys() | new.keys())
    return {name: new.get(name) for name in names if old.get(name) != new.get(name)}


def problems(
    document: EditableDocument, found: Sequence[PlacedProblem]
) -> list[http.NotebookProblem]:
    """What could not be done, by the ids of the cells."""
    ids = {cell.number: cell.id for cell in document.cells}
    return [
        http.NotebookProblem(
            cell=ids.get(each.cell, ""), line=each.line, reason=each.reason, raw=each.raw
        )
        for each in found
    ]


def converted(document: EditableDocument, done: Converted) -> http.NotebookEditsResponse:
    """What a conversion makes of a notebook."""
    return edits(document, done.conversion, done.migrated)


def edits(
    document: EditableDocument, conversion: Conversion, migrated: int = 0
) -> http.NotebookEditsResponse:
    """What becomes of a notebook."""
    return http.NotebookEditsResponse(
        cells=cell_edits(document, conversion.cells),
        metadata={
            name: value
            for name, value in conversion.metadata.items()
            if document.metadata.get(name) != value
        },
        changed=conversion.converted,
        kept=conversion.kept,
        bibliographies=conversion.bibliographies,
        migrated=migrated,
        problems=problems(document, conversion.problems),
    )


def findings(document: EditableDocument, found: Sequence[Finding]) -> http.FindingsResponse:
    """What to look at in a notebook, with the ids of the cells and the places there."""
    cells = {cell.number: cell for cell in document.cells}
    places: dict[int, list[int]] = defaultdict(list)
    for each in found:
        places[each.cell] += [each.start, each.end]
    units = {
        number: _units(cells[number].source, here)
        for number, here in places.items()
        if number in cells
    }
    return http.FindingsResponse(
        findings=[
            http.FindingInfo(
                kind=each.kind,
                key=each.key,
                reason=each.reason,
                cell=cells[each.cell].id if each.cell in cells else "",
                start=units[each.cell][each.start] if each.cell in cells else 0,
                end=units[each.cell][each.end] if each.cell in cells else 0,
            )
            for each in found
        ]
    )


def _units(text: str, places: Iterable[int]) -> dict[int, int]:
    """Places of a text, counted in characters, as they are counted in UTF-16."""
    ordered = sorted(set(places))
    return dict(zip(ordered, in_utf16(text, ordered), strict=True))


def _edit(cell: EditableCell, change: CellChange) -> http.CellEdit:
    edits = (
        smallest_edits(cell.source, change.edits)
        if change.edits
        else edits_between(cell.source, change.source)
    )
    places = iter(in_utf16(cell.source, list(chain(*((e.start, e.end) for e in edits)))))
    return http.CellEdit(
        id=cell.id,
        edits=[
            http.TextEdit(start=next(places), end=next(places), text=each.text) for each in edits
        ],
        metadata=members_changed(cell.metadata, changed_metadata(cell, change)),
    )
