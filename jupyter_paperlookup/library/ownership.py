"""Whether the words of a citation, or a bibliography, are ours or a person's.

Ours is what is noted to have been written, and what the notebook's own style says: of the citation
beside the others, or alone, as it was when it was inserted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from jupyter_paperlookup.citing.bibliography import (
    FoundBibliography,
    bibliographies_in,
    inside_comments,
)
from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.cells import METADATA_NAME, EditableCell
from jupyter_paperlookup.citing.conversion import PlacedCitation
from jupyter_paperlookup.citing.listed_works import UNCITED_NAME
from jupyter_paperlookup.citing.own_words import own_texts
from jupyter_paperlookup.citing.uncited import ALL
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.library.document_citations import DocumentCitations, FormattedCitations
from jupyter_paperlookup.records import Cite

PARAGRAPH = "\n\n"
_MOST_ALONE = 24


# What is another for the same work when others come or go: its number, the letter of its year.
_NUMBER = re.compile(r"^(?:\\?\[\d+\\?\]|\d+\\?[.)])\s*|(?<=\b\d{4})[a-z]\b")


class Ownership:
    """Tells the words of a notebook that may be written anew; pandoc is asked only if it must."""

    def __init__(self, cited: DocumentCitations, formatter: Formatter) -> None:
        self._cited = cited
        self._formatter = formatter
        # Markdown has no place to note what is written; who converts it wants all of it anew.
        self._is_noting = cited.document.is_notebook
        self._cells = {cell.number: cell for cell in cited.document.cells}
        self._texts = {number: own_texts(cell) for number, cell in self._cells.items()}
        self._places = {(each.cell, each.found.start): at for at, each in enumerate(cited.placed)}
        self._alone: dict[tuple[Cite, ...], str] = {}

    def has_words(self, placed: PlacedCitation) -> bool:
        """Whether the words of a citation are ours."""
        found = placed.found
        if found.dialect == "text":
            return not self._cells[placed.cell].notes_persons(found)
        if not self._is_noting or self._texts[placed.cell].has_words(found.words):
            return True
        at = self._places[placed.cell, found.start]
        in_context = self._now.citations[at] if self._now else None
        return found.words in {in_context, self._word_alone(found.cites)}

    def persons_words(self) -> frozenset[tuple[int, int]]:
        """The cell and the beginning of each citation whose words are not ours."""
        return frozenset(
            (each.cell, each.found.start)
            for each in self._cited.placed
            if each.found.dialect in WORDED and not self.has_words(each)
        )

    def has_block(self, cell: EditableCell, block: FoundBibliography) -> bool:
        """Whether all that stands in a bibliography is ours."""
        text = inside_comments(cell.source[block.start : block.end])
        if not self._is_noting or self._texts[cell.number].has_block(text):
            return True
        entries = {_unnumbered(each) for each in text.split(PARAGRAPH) if each.strip()}
        return entries <= self._entries

    def persons_blocks(self, references: str) -> frozenset[tuple[int, int]]:
        """The cell and the beginning of each bibliography that has neither ours nor these."""
        return frozenset(
            (cell.number, block.start)
            for cell in self._cells.values()
            for block in bibliographies_in(cell.source)
            if block.dialect == "html"
            and inside_comments(cell.source[block.start : block.end]) != references
            and not self.has_block(cell, block)
        )

    @cached_property
    def _now(self) -> FormattedCitations | None:
        """What the notebook's own style says today."""
        try:
            return self._cited.formatted(self._formatter, style=None, locale=None, to="markdown")
        except PaperLookupError:
            return None  # a style that is not here has written nothing here

    @cached_property
    def _entries(self) -> frozenset[str]:
        """What its own style makes of the works that the notebook knows, cited now or not."""
        facts = self._cited.document.facts | {UNCITED_NAME: [ALL]}
        whole = self._cited.over(self._cited.document.after({}, {METADATA_NAME: facts}))
        try:
            formatted = whole.formatted(self._formatter, style=None, locale=None, to="markdown")
        except PaperLookupError:
            return frozenset()
        return frozenset(map(_unnumbered, formatted.references.values()))

    def _word_alone(self, cites: Sequence[Cite]) -> str | None:
        group = tuple(cites)
        if group not in self._alone:
            if len(self._alone) >= _MOST_ALONE or any(
                c.key not in self._cited.works for c in cites
            ):
                return None
            self._alone[group] = self._formatted_alone(group)
        return self._alone[group]

    def _formatted_alone(self, cites: tuple[Cite, ...]) -> str:
        items = {cite.key: self._cited.works[cite.key].item for cite in cites}
        try:
            return self._formatter.format(
                list(items.values()),
                cites=cites,
                style=self._cited.style.used(self._formatter.styles, None),
                locale=self._cited.locale(None),
                to="markdown",
            ).citation
        except PaperLookupError:
            return ""


def _unnumbered(entry: str) -> str:
    return _NUMBER.sub("", entry.strip())
