"""What a cell cites, and what of it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.citing.bibliography import FoundBibliography, bibliographies_in
from jupyter_paperlookup.citing.cells import EditableCell
from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.citing.reading import citations_in

_LONGEST_RAW = 200


class PlacedProblem(msgspec.Struct, frozen=True):
    """What could not be converted; `raw` is the text as it stands there."""

    cell: int
    line: int
    reason: str
    raw: str


def placed_problem(
    cell: EditableCell, found: FoundCitation | FoundBibliography, reason: str
) -> PlacedProblem:
    """Why something stays as it is, with its line."""
    line = cell.source.count("\n", 0, found.start) + 1
    raw = cell.source[found.start : found.end][:_LONGEST_RAW]
    return PlacedProblem(cell.number, line, reason, raw)


def cell_citations(cell: EditableCell) -> tuple[FoundCitation, ...]:
    """The citations of a cell, without what stands in a bibliography."""
    return outside_blocks(cell.source, citations_in(cell.source, cell.noted))


def outside_blocks(source: str, citations: Sequence[FoundCitation]) -> tuple[FoundCitation, ...]:
    """Those of some citations that stand in no bibliography."""
    blocks = bibliographies_in(source)
    return tuple(
        each
        for each in citations
        if not any(block.start < each.end and each.start < block.end for block in blocks)
    )
