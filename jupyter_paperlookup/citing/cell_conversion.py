"""The citations and bibliographies of one cell on their way into another dialect.

Each text that is written is read again before it is kept: what would not be read as the same works
gets the comment that says everything, and where that does not help either it stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.citing.bibliography import (
    FoundBibliography,
    bibliographies_in,
    inside_comments,
    write_bibliography,
)
from jupyter_paperlookup.citing.cell_citations import (
    PlacedProblem,
    cell_citations,
    outside_blocks,
    placed_problem,
)
from jupyter_paperlookup.citing.cells import CellChange, EditableCell
from jupyter_paperlookup.citing.citation import Dialect, FoundCitation, NotedCitation
from jupyter_paperlookup.citing.dialects import write_citation, write_exactly
from jupyter_paperlookup.citing.html_citation import write_html
from jupyter_paperlookup.citing.own_words import forgetting, noting
from jupyter_paperlookup.citing.reading import citations_in
from jupyter_paperlookup.citing.text_edits import Edit, edited
from jupyter_paperlookup.citing.uncited import is_uncited

WORDED: frozenset[Dialect] = frozenset({"html", "text"})
"""The dialects that keep the words in the text."""

PERSONS_BLOCK = (
    "Somebody changed this bibliography by hand, so it stays: delete what stands between its "
    "comments to have it written anew."
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_MOST_TRIES = 300
_LONGEST_SHOWN = 100


class NewBlocks(msgspec.Struct, frozen=True):
    """How the bibliographies of a cell are written.

    Attributes:
        uncited: Keys of works that no text cites, for the first of them.
        in_metadata: Whether the notebook's metadata have those in `html` and `text`.
        kept: Where those begin that stay as they are.
        given_up: Where those begin that a person changed and no dialect without words can keep.
    """

    uncited: tuple[str, ...] = ()
    in_metadata: bool = True
    kept: frozenset[int] = frozenset()
    given_up: frozenset[int] = frozenset()


class CellConversion:
    """One cell on its way into a dialect.

    Args:
        cell: The cell.
        to: The dialect.
        words: For each of its citations, the words; None where a work is not known.
        noting: Whether its metadata note what is ours.
        persons: Where the citations begin whose words a person wrote.
    """

    def __init__(
        self,
        cell: EditableCell,
        to: Dialect,
        words: Sequence[str | None],
        *,
        noting: bool,
        persons: Collection[int] = (),
    ) -> None:
        self._cell = cell
        self._to = to
        self._found = cell_citations(cell)
        self._words = list(words)
        self._noting = noting
        self._persons = persons
        self.problems: list[PlacedProblem] = []
        self.converted = 0
        self.blocks = 0

    def run(self, references: str, new_blocks: NewBlocks | None = None) -> CellChange | None:
        """What becomes of the cell; None where nothing does."""
        is_first = self._cell.number == 1
        front = _FRONT_MATTER.match(self._cell.source) if is_first else None
        wanted = [
            self._is_wanted(each, at, front.end() if front else 0)
            for at, each in enumerate(self._found)
        ]
        levels = [1 if want else 0 for want in wanted]
        blocks = self._block_edits(references, new_blocks or NewBlocks())
        change = self._built(levels, blocks)
        if not self._reads_well(change):
            levels, change = self._careful(levels, blocks)
        for at, (want, level) in enumerate(zip(wanted, levels, strict=True)):
            if level and self._to not in WORDED and self._is_persons(self._found[at]):
                self._complain(self._found[at], self._given_up(self._found[at]))
            if want and not level:
                self._complain(
                    self._found[at],
                    "Beside what stands around it, it would be read "
                    f"as something else in the dialect {self._to}, so it stays.",
                )
        if (change.source, change.noted) == (self._cell.source, self._cell.noted):
            return None
        self.converted = sum(
            1 for each, level in zip(self._found, levels, strict=True) if level
        ) - self._unchanged(levels)
        self.blocks = len(blocks)
        return change

    def _is_wanted(self, found: FoundCitation, at: int, front: int) -> bool:
        same = found.dialect == self._to
        if same and self._to not in WORDED:
            return False
        if reason := self._reason(found, at, front):
            if not same:
                self._complain(found, reason)
            return False
        return True

    def _reason(self, found: FoundCitation, at: int, front: int) -> str:
        unknown = self._words[at] is None
        bare = found.dialect == "pandoc" and self._source(found).startswith("@")
        reason = found.problem
        if self._cell.kind == "raw":
            reason = "A raw cell is meant for one format, so its citations stay as they are."
        elif found.start < front:
            reason = "What stands in the YAML at the beginning stays as it is."
        elif is_uncited(self._cell.source, found):
            reason = reason or "It only asks for works in the bibliography, so it stays as it is."
        elif unknown and (bare or WORDED & {self._to, found.dialect}):
            # Words that could not be made again are not given up.
            keys = ", ".join(cite.key for cite in found.cites)
            reason = f"Nothing is known of {keys}, so it stays as it is."
        return reason

    def _careful(self, levels: list[int], blocks: list[Edit]) -> tuple[list[int], CellChange]:
        """As plain as every citation of the cell can be for itself."""
        wanted = [at for at, level in enumerate(levels) if level]
        chosen = [0] * len(levels)
        for at in wanted if len(wanted) <= _MOST_TRIES else []:
            for level in (1, 2):
                chosen[at] = level
                if self._reads_well(self._built(chosen, [])):
                    break
                chosen[at] = 0
        if len(wanted) > _MOST_TRIES:
            chosen = [2 if level else 0 for level in levels]
        change = self._built(chosen, blocks)
        if not self._reads_well(change):
            chosen = [0] * len(levels)
            change = self._built(chosen, blocks)
        return chosen, change

    def _built(self, levels: Sequence[int], blocks: Sequence[Edit]) -> CellChange:
        """The cell with citations left (0), converted (1), or converted with a comment (2)."""
        edits = list(blocks)
        noted: list[NotedCitation] = []
        for at, (found, level) in enumerate(zip(self._found, levels, strict=True)):
            if level:
                edits.append(Edit(found.start, found.end, self._written(at, level)))
            stays_text = self._to == "text" and level and self._noting
            if stays_text:
                is_persons = self._is_persons(found) and self._words[at] == found.words
                noted.append(NotedCitation(self._words[at] or "", found.cites, is_persons))
            elif found.dialect == "text" and not level:
                noted.append(NotedCitation(found.words, found.cites, self._is_persons(found)))
        lost = [each for each in self._cell.noted if not self._is_placed(each)]
        return CellChange(
            edited(self._cell.source, edits),
            tuple(edits),
            noted=(*noted, *lost),
            metadata=self._metadata(levels, blocks) if self._noting else None,
        )

    def _is_persons(self, found: FoundCitation) -> bool:
        return found.start in self._persons or (
            found.dialect == "text" and self._cell.notes_persons(found)
        )

    def _given_up(self, found: FoundCitation) -> str:
        words = " ".join(found.words.split())
        shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
        return f"Its own words ({shown}) are given up: the dialect {self._to} keeps no words."

    def _metadata(self, levels: Sequence[int], blocks: Sequence[Edit]) -> dict[str, Any]:
        """The metadata of the cell, which note what is ours in it."""
        metadata = self._cell.metadata
        if self._to in WORDED:
            html = self._to == "html"
            # Words that stay may be a person's.
            words = [
                self._words[at] or ""
                for at, level in enumerate(levels)
                if level and html and self._words[at] != self._found[at].words
            ]
            return noting(metadata, words, [inside_comments(edit.text) for edit in blocks])
        stays = any(
            found.dialect == "html" and not level
            for found, level in zip(self._found, levels, strict=True)
        )
        return metadata if stays else forgetting(metadata)

    def _written(self, at: int, level: int) -> str:
        found, words = self._found[at], self._words[at] or ""
        source = self._source(found)
        if found.dialect == self._to == "html":
            # Whatever else somebody gave the element stays.
            end = source.rfind("</")
            if end > 0 and source[end - len(found.words) : end] == found.words:
                return source[: end - len(found.words)] + words + source[end:]
            return write_html(found.cites, words)
        if self._to == "text" and not self._noting:
            return write_exactly(found.cites, words, self._to)
        write = write_citation if level == 1 else write_exactly
        return write(found.cites, words, self._to)

    def _reads_well(self, change: CellChange) -> bool:
        """Whether the changed cell cites what it did, in the same order."""
        read = outside_blocks(change.source, citations_in(change.source, change.noted or ()))
        return [each.cites for each in read] == [each.cites for each in self._found]

    def _block_edits(self, references: str, new: NewBlocks) -> list[Edit]:
        edits: list[Edit] = []
        for block in bibliographies_in(self._cell.source) if self._cell.kind != "raw" else ():
            if block.start in new.kept:
                self._complain(block, PERSONS_BLOCK)
                continue
            uncited = () if edits else new.uncited
            written = write_bibliography(self._to, references, uncited, in_metadata=new.in_metadata)
            is_same = block.dialect == self._to and self._to not in WORDED
            if is_same or written == self._cell.source[block.start : block.end]:
                continue
            if block.start in new.given_up:
                self._complain(
                    block,
                    "Somebody changed this bibliography by hand, and what stands in it is given "
                    f"up: in the dialect {self._to} it is made anew each time.",
                )
            if block.settings:
                reason = f"The bibliography's own settings are not taken over: {block.settings}"
                self._complain(block, reason)
            edits.append(Edit(block.start, block.end, written))
        return edits

    def _unchanged(self, levels: Sequence[int]) -> int:
        return sum(
            1
            for at, (found, level) in enumerate(zip(self._found, levels, strict=True))
            if level and self._written(at, level) == self._source(found)
        )

    def _is_placed(self, noted: NotedCitation) -> bool:
        return any(
            each.dialect == "text" and (each.words, each.cites) == (noted.words, noted.cites)
            for each in self._found
        )

    def _source(self, found: FoundCitation) -> str:
        return self._cell.source[found.start : found.end]

    def _complain(self, found: FoundCitation | FoundBibliography, reason: str) -> None:
        self.problems.append(placed_problem(self._cell, found, reason))
