"""A document for HTML: the words of the style, linked to the references, and footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_paperlookup.citing.bibliography import FoundBibliography
from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.markup import write
from jupyter_paperlookup.formatting.styled_text import Run
from jupyter_paperlookup.library.document_works import one_key_per_work
from jupyter_paperlookup.library.publishing.cited_document import CitedCell, CitedDocument
from jupyter_paperlookup.library.publishing.plain_names import NOT_OF_ANCHORS, plain_names
from jupyter_paperlookup.library.publishing.published import PublishedDocument
from jupyter_paperlookup.library.publishing.set_cell import set_cell
from jupyter_paperlookup.records import Cite

_HEADING = "<h2>References</h2>\n\n"


class HtmlDocument:
    """A document on its way to HTML.

    Raises:
        PaperLookupError: pandoc is missing or refuses, or there are too many works.
    """

    def __init__(self, cited: CitedDocument, formatter: Formatter) -> None:
        self._cited = cited
        # A raw cell is meant for one format: of LaTeX nothing shows in a page.
        self._found = [each for each in cited.citations() if each[0].cell.kind == "markdown"]
        self._words: dict[tuple[int, FoundCitation], str] = {}
        self._references = ""
        self._is_note_style = False
        self._notes: list[str] = []
        self._is_placed = False
        if cited.items:
            self._format(formatter)

    def publish(self) -> PublishedDocument:
        """The document with words that lead to the references."""
        sources = {
            cell.cell.number: self._cell(cell)
            for cell in self._cited.cells
            if cell.cell.kind == "markdown" or cell.front
        }
        return PublishedDocument(
            sources=sources,
            ending="\n\n".join(self._ending()),
            title=self._cited.title,
            warnings=tuple(self._cited.warnings),
        )

    def _format(self, formatter: Formatter) -> None:
        style = self._cited.style(formatter.styles)
        self._is_note_style = style.info.kind == "note"
        known = [each for each in self._found if self._cited.known(each[1])]
        listed = [[Cite(key)] for key in self._cited.listed if key in self._cited.items]
        cited = [self._cited.known(found) for _, found in known]
        groups, works = one_key_per_work([*cited, *listed], self._cited.items)
        names = plain_names((item["id"] for item in works), NOT_OF_ANCHORS)
        anchors = [f"ref-{names[item['id']]}" for item in works]
        formatted = formatter.format_document(
            works,
            groups[: len(known)],
            style=style,
            locale=self._cited.locale(),
            to="html",
            anchors=anchors,
        )
        for (cell, found), words in zip(known, formatted.citations, strict=True):
            self._words[cell.cell.number, found] = words
        self._references = "\n".join(
            f'<div class="csl-entry" id="{anchors[position]}" role="listitem">{text}</div>'
            for text, position in zip(formatted.bibliography, formatted.order, strict=True)
        )

    def _cell(self, cell: CitedCell) -> str:
        texts: dict[FoundCitation, str] = {}
        notes: set[FoundCitation] = set()
        for found in cell.citations if cell.cell.kind == "markdown" else ():
            if found.start < cell.front:
                continue
            is_note = self._is_note(cell, found)
            texts[found] = self._citation(cell, found, is_note=is_note)
            if is_note:
                notes.add(found)
        blocks: dict[FoundBibliography, str] = {}
        for block in cell.blocks if cell.cell.kind == "markdown" else ():
            blocks[block] = "" if self._is_placed else self._bibliography()
            self._is_placed = True
        return set_cell(cell, texts, blocks, notes=frozenset(notes))

    def _is_note(self, cell: CitedCell, found: FoundCitation) -> bool:
        wanted = cell.form(found) == "note" or self._is_note_style
        is_complete = bool(found.cites) and not self._cited.unknown(found)
        return (
            wanted and is_complete and cell.takes_note(found) and not found.cites[0].author_in_text
        )

    def _citation(self, cell: CitedCell, found: FoundCitation, *, is_note: bool) -> str:
        if cell.form(found) == "nocite":
            return ""
        words = self._words.get((cell.cell.number, found), "")
        if is_note:
            return self._note(words)
        unknown = self._cited.unknown(found)
        if unknown:
            self._cited.warnings.append(
                f"{cell.place(found)}: nothing is known of {', '.join(unknown)}."
            )
            if found.words:
                return found.words
        elif found.problem and not cell.form(found):
            self._cited.warnings.append(f"{cell.place(found)}: {found.problem}")
        missing = [write((Run(f"{key}?", strong=True),), "html") for key in unknown]
        shown = " ".join([*([words] if words else []), *missing])
        return f'<span class="paperlookup-citation">{shown}</span>'

    def _note(self, words: str) -> str:
        self._notes.append(words)
        number = len(self._notes)
        return (
            f'<sup class="paperlookup-citation" id="noteref-{number}">'
            f'<a href="#note-{number}" role="doc-noteref">{number}</a></sup>'
        )

    def _ending(self) -> Iterator[str]:
        if self._notes:
            notes = "\n".join(
                f'<li id="note-{number}">{words} '
                f'<a href="#noteref-{number}" role="doc-backlink">↩</a></li>'
                for number, words in enumerate(self._notes, 1)
            )
            yield (
                '<section class="paperlookup-notes" role="doc-endnotes">\n<hr />\n<ol>\n'
                f"{notes}\n</ol>\n</section>"
            )
        if self._references and not self._is_placed:
            has_heading = self._cited.has_heading_before(None, 0)
            yield ("" if has_heading else _HEADING) + self._bibliography()

    def _bibliography(self) -> str:
        if not self._references:
            return ""
        return (
            '<section class="paperlookup-bibliography" role="doc-bibliography">\n'
            f'<div role="list">\n{self._references}\n</div>\n</section>'
        )
