"""Other words for the citations of a notebook and its bibliographies, and no byte beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from jupyter_paperlookup.citing.bibliography import (
    FoundBibliography,
    between_comments,
    bibliographies_in,
    inside_comments,
)
from jupyter_paperlookup.citing.cell_citations import PlacedProblem, cell_citations, placed_problem
from jupyter_paperlookup.citing.cells import CellChange, EditableCell
from jupyter_paperlookup.citing.citation import FoundCitation, NotedCitation
from jupyter_paperlookup.citing.dialects import write_exactly
from jupyter_paperlookup.citing.html_citation import write_html
from jupyter_paperlookup.citing.own_words import noting
from jupyter_paperlookup.citing.text_edits import Edit, edited

_MOST_TRIES = 100
_BESIDE = (
    "Beside what stands around it, it would be read as something else with the words of the style, "
    "so it stays."
)


class NewTexts(msgspec.Struct, frozen=True):
    """What shall stand in a cell.

    Attributes:
        words: New words of citations, by the place where each begins.
        references: New references of bibliographies, by the place where each begins.
    """

    words: Mapping[int, str] = {}
    references: Mapping[int, str] = {}


class RestyledCell:
    """One cell with other words.

    Attributes:
        changed: How many citations have other words.
        blocks: How many bibliographies have other references.
        problems: What stays, and why.
    """

    def __init__(self, cell: EditableCell, new: NewTexts) -> None:
        self._cell = cell
        self._new = new
        self._found = cell_citations(cell)
        self.changed = 0
        self.blocks = 0
        self.problems: list[PlacedProblem] = []

    def run(self) -> CellChange | None:
        """What becomes of the cell; None where nothing does."""
        blocks = [
            each for each in bibliographies_in(self._cell.source)
            if each.start in self._new.references
        ]  # fmt: skip
        wanted = [at for at, found in enumerate(self._found) if found.start in self._new.words]
        change = self._built(wanted, blocks)
        if not self._reads_well(change):
            chosen = self._careful(wanted)
            for at in wanted:
                if at not in chosen:
                    self.problems.append(placed_problem(self._cell, self._found[at], _BESIDE))
            wanted = chosen
            change = self._built(wanted, blocks)
        self.changed, self.blocks = len(wanted), len(blocks)
        return change if wanted or blocks else None

    def _careful(self, wanted: Sequence[int]) -> list[int]:
        """Those citations whose words can be others."""
        chosen: list[int] = []
        for at in wanted[:_MOST_TRIES]:
            if self._reads_well(self._built([*chosen, at], [])):
                chosen.append(at)
        return chosen

    def _built(self, wanted: Sequence[int], blocks: Sequence[FoundBibliography]) -> CellChange:
        source = self._cell.source
        edits, noted = [], []
        words: list[str] = []
        for at, found in enumerate(self._found):
            new = self._new.words[found.start] if at in wanted else None
            if found.dialect == "text" and self._is_noted(found):
                is_persons = new is None and self._cell.notes_persons(found)
                words_then = found.words if new is None else new
                noted.append(NotedCitation(words_then, found.cites, is_persons))
            if new is None:
                continue
            edits.append(self._edit(found, new))
            words += [found.words, new] if found.dialect == "html" else []
        written: list[str] = []
        for block in blocks:
            references = self._new.references[block.start]
            lead = source[block.start : block.end]
            blanks = lead[: len(lead) - len(lead.lstrip())]
            text = blanks + between_comments(references, block.uncited)
            edits.append(Edit(block.start, block.end, text))
            written += [inside_comments(lead), references]
        lost = [each for each in self._cell.noted if not self._is_placed(each)]
        return CellChange(
            edited(source, edits),
            tuple(edits),
            noted=(*noted, *lost),
            metadata=noting(self._cell.metadata, words, written),
        )

    def _edit(self, found: FoundCitation, words: str) -> Edit:
        source = self._cell.source[found.start : found.end]
        if found.dialect == "html":
            # Whatever else somebody gave the element stays.
            end = source.rfind("</")
            if end > 0 and source[end - len(found.words) : end] == found.words:
                place = found.start + end
                return Edit(place - len(found.words), place, words)
            return Edit(found.start, found.end, write_html(found.cites, words))
        if self._is_noted(found):
            return Edit(found.start, found.end, words)
        return Edit(found.start, found.end, write_exactly(found.cites, words, "text"))

    def _reads_well(self, change: CellChange) -> bool:
        """Whether the changed cell cites the same at the same places."""
        after = cell_citations(
            EditableCell(self._cell.number, self._cell.kind, change.source, change.noted or ())
        )
        read = [(each.start, each.cites) for each in after]
        return read == [(self._moved(each.start, change), each.cites) for each in self._found]

    def _moved(self, place: int, change: CellChange) -> int:
        return place + sum(
            len(edit.text) - (edit.end - edit.start) for edit in change.edits if edit.end <= place
        )

    def _is_noted(self, found: FoundCitation) -> bool:
        """Whether only the words stand in the text."""
        return self._cell.source[found.start : found.end] == found.words

    def _is_placed(self, noted: NotedCitation) -> bool:
        return any(
            each.dialect == "text" and (each.words, each.cites) == (noted.words, noted.cites)
            for each in self._found
        )
