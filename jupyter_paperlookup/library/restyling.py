"""The words of a notebook's citations as a style wants them, where they are ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from jupyter_paperlookup.citing.bibliography import bibliographies_in, inside_comments
from jupyter_paperlookup.citing.cell_citations import PlacedProblem, placed_problem
from jupyter_paperlookup.citing.cell_conversion import PERSONS_BLOCK, WORDED
from jupyter_paperlookup.citing.cells import (
    METADATA_NAME,
    METADATA_VERSION,
    CellChange,
    EditableCell,
)
from jupyter_paperlookup.citing.conversion import Conversion, PlacedCitation
from jupyter_paperlookup.citing.restyling import NewTexts, RestyledCell
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.library.document_citations import (
    DocumentCitations,
    FormattedCitations,
    is_newer,
)
from jupyter_paperlookup.library.ownership import PARAGRAPH, Ownership

_PERSONS_WORDS = (
    "These words are not the style's, so a person wrote them and they stay: delete them to have "
    "the style's."
)
NEWER = (
    "A newer version of paperlookup keeps this notebook's data, so nothing is changed: update it."
)


def restyled(
    cited: DocumentCitations, formatter: Formatter, *, style: str | None, locale: str | None
) -> Conversion:
    """What becomes of a notebook in a style; see `Library.restyle`."""
    kept = len(cited.placed)
    if is_newer(cited.document.facts):
        problem = PlacedProblem(0, 0, NEWER, "")
        return Conversion(
            cells={}, metadata={}, converted=0, kept=kept, bibliographies=0, problems=(problem,)
        )
    work = _Restyling(cited, formatter, style, locale)
    cells = work.cells()
    facts = work.facts()
    return Conversion(
        cells=cells,
        metadata={METADATA_NAME: facts} if facts != cited.document.facts else {},
        converted=work.changed,
        kept=kept - work.changed,
        bibliographies=work.blocks,
        problems=tuple(work.problems),
    )


class _Restyling:
    """One notebook on its way into a style."""

    def __init__(
        self,
        cited: DocumentCitations,
        formatter: Formatter,
        style: str | None,
        locale: str | None,
    ) -> None:
        self._cited = cited
        self._style = style
        self._locale = locale
        self._own = Ownership(cited, formatter)
        self._by_cell: dict[int, list[tuple[PlacedCitation, str | None]]] = defaultdict(list)
        self._formatter = formatter
        self._formatted = self._format()
        self._references = PARAGRAPH.join(self._formatted.references.values())
        for placed, words in zip(cited.placed, self._formatted.citations, strict=True):
            self._by_cell[placed.cell].append((placed, words))
        self.problems: list[PlacedProblem] = []
        self.changed = 0
        self.blocks = 0

    def cells(self) -> dict[int, CellChange]:
        """What becomes of cells, by their numbers."""
        changes = {}
        for cell in self._cited.document.cells:
            if cell.kind == "raw":
                continue
            new = NewTexts(dict(self._new_words(cell)), dict(self._new_references(cell)))
            if not new.words and not new.references:
                continue
            work = RestyledCell(cell, new)
            if change := work.run():
                changes[cell.number] = change
            self.problems += work.problems
            self.changed += work.changed
            self.blocks += work.blocks
        self.problems.sort(key=lambda each: (each.cell, each.line))
        return changes

    def facts(self) -> dict[str, Any]:
        """The notebook's own data then: the style, and all that it cites."""
        old = self._cited.document.facts
        items = self._cited.items | self._cited.document.items
        if not items and not old and not self._style and not self._locale:
            return old
        chosen: dict[str, Any] = {"version": METADATA_VERSION, "items": items}
        kept = self._cited.style.kept(self._style) if self._style or self._is_worded() else None
        if kept:
            chosen["style"] = kept
        if self._locale:
            chosen["locale"] = self._locale
        return old | chosen

    def _format(self) -> FormattedCitations:
        if not self._is_worded() and not self._has_block():
            return FormattedCitations((None,) * len(self._cited.placed), {})
        return self._cited.formatted(
            self._formatter, style=self._style, locale=self._locale, to="markdown"
        )

    def _is_worded(self) -> bool:
        return any(each.found.dialect in WORDED for each in self._cited.placed)

    def _has_block(self) -> bool:
        blocks = (bibliographies_in(cell.source) for cell in self._cited.document.cells)
        return any(block.dialect == "html" for each in blocks for block in each)

    def _new_words(self, cell: EditableCell) -> Iterator[tuple[int, str]]:
        for placed, words in self._by_cell.get(cell.number, ()):
            found = placed.found
            if found.dialect not in WORDED or words == found.words:
                continue
            if words is None:
                unknown = [cite.key for cite in found.cites if cite.key not in self._cited.works]
                reason = f"Nothing is known of {', '.join(unknown)}, so it stays as it is."
                self.problems.append(placed_problem(cell, found, reason))
            elif not self._own.has_words(placed):
                self.problems.append(placed_problem(cell, found, _PERSONS_WORDS))
            elif words.strip():
                yield found.start, words

    def _new_references(self, cell: EditableCell) -> Iterator[tuple[int, str]]:
        for block in bibliographies_in(cell.source):
            text = inside_comments(cell.source[block.start : block.end])
            if block.dialect != "html" or text == self._references:
                continue
            if self._own.has_block(cell, block):
                yield block.start, self._references
            else:
                self.problems.append(placed_problem(cell, block, PERSONS_BLOCK))
