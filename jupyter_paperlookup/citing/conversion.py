"""Every citation of a document from any dialect to another, and no byte beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cell_citations import PlacedProblem, cell_citations
from jupyter_paperlookup.citing.cell_conversion import WORDED, CellConversion, NewBlocks
from jupyter_paperlookup.citing.cells import METADATA_NAME, CellChange
from jupyter_paperlookup.citing.citation import Dialect, FoundCitation
from jupyter_paperlookup.citing.editable import EditableDocument


class PlacedCitation(msgspec.Struct, frozen=True):
    """A citation with the number of its cell and its line there, both counted from 1."""

    cell: int
    line: int
    found: FoundCitation


class Conversion(msgspec.Struct, frozen=True, kw_only=True):
    """A converted document.

    Attributes:
        cells: What becomes of cells, by their numbers; none where nothing changes.
        metadata: Members of the notebook's metadata to set, or to remove where None.
        converted: How many citations are written in the other dialect, or have other words.
        kept: How many stand in it already or stay as they are.
        bibliographies: How many bibliographies were written.
        problems: Why some stay.
    """

    cells: Mapping[int, CellChange]
    metadata: Mapping[str, Any]
    converted: int
    kept: int
    bibliographies: int
    problems: tuple[PlacedProblem, ...]


def citations_of(document: EditableDocument) -> tuple[PlacedCitation, ...]:
    """All citations of a document, in order."""
    placed = []
    for cell in document.cells:
        line, place = 1, 0
        for found in cell_citations(cell):
            line += cell.source.count("\n", place, found.start)
            place = found.start
            placed.append(PlacedCitation(cell.number, line, found))
    return tuple(placed)


def convert(
    document: EditableDocument,
    to: Dialect,
    words: Sequence[str | None],
    references: str = "",
    facts: dict[str, object] | None = None,
    *,
    uncited: Sequence[str] = (),
    kept_blocks: Collection[tuple[int, int]] = (),
    persons: Collection[tuple[int, int]] = (),
) -> Conversion:
    """Write the citations and bibliographies of a document in a dialect.

    Args:
        document: What to convert.
        to: The dialect.
        words: For each of `citations_of`, its words in the style; None where a work is not known.
        references: What the bibliography of `html` and `text` holds.
        facts: The notebook's new `paperlookup` metadata, set if anything changes; None leaves it.
        uncited: Keys for the bibliography that no text cites; in `html` and `text` the new
            metadata have them, if there are any.
        kept_blocks: The cell and the beginning of bibliographies that stay as they are.
        persons: The cell and the beginning of the citations and bibliographies in which a person
            wrote; where the dialect has no words, it is told that theirs are given up.
    """
    in_metadata = document.is_notebook and facts is not None
    changes: dict[int, CellChange] = {}
    problems: list[PlacedProblem] = []
    converted = kept = blocks = place = 0
    for cell in document.cells:
        count = len(cell_citations(cell))
        theirs = frozenset(start for number, start in persons if number == cell.number)
        work = CellConversion(
            cell,
            to,
            words[place : place + count],
            noting=document.is_notebook,
            persons=theirs,
        )
        place += count
        change = work.run(
            references,
            NewBlocks(
                () if blocks else tuple(uncited),
                in_metadata,
                frozenset(start for number, start in kept_blocks if number == cell.number),
                theirs if to not in WORDED else frozenset(),
            ),
        )
        problems += sorted(work.problems, key=lambda each: each.line)
        converted, kept = converted + work.converted, kept + count - work.converted
        blocks += work.blocks
        if change:
            changes[cell.number] = change
    return Conversion(
        cells=changes,
        metadata={METADATA_NAME: facts} if changes and facts is not None else {},
        converted=converted,
        kept=kept,
        bibliographies=blocks,
        problems=tuple(problems),
    )
