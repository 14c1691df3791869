"""What an open notebook cites, as messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from jupyter_paperlookup.citing.bibliography import bibliographies_in
from jupyter_paperlookup.citing.cells import EditableCell
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.text_edits import in_utf16
from jupyter_paperlookup.library.notebook_citations import (
    ListedWork,
    NotebookCitations,
    ShownCitation,
)
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.records import Cite


def citations(document: EditableDocument, found: NotebookCitations) -> http.CitationsResponse:
    """All that a notebook cites, and where."""
    by_cell: dict[int, list[ShownCitation]] = defaultdict(list)
    for each in found.citations:
        by_cell[each.placed.cell].append(each)
    cells = (_cell(cell, by_cell.get(cell.number, [])) for cell in document.cells)
    return http.CitationsResponse(
        cells=[each for each in cells if each.citations or each.bibliographies],
        works=list(map(_work, found.works)),
        unknown=list(found.unknown),
        style=found.style,
        locale=found.locale,
        problem=found.problem,
    )


def cite_message(cite: Cite) -> http.CiteMessage:
    """One work of a citation."""
    return http.CiteMessage(
        key=cite.key,
        locator=cite.locator,
        label=cite.label,
        prefix=cite.prefix,
        suffix=cite.suffix,
        suppress_author=cite.suppress_author,
        author_in_text=cite.author_in_text,
    )


def cite_of(sent: http.CiteMessage) -> Cite:
    """One work of a citation, from its message."""
    return Cite(
        key=sent.key,
        locator=sent.locator,
        label=sent.label,
        prefix=sent.prefix,
        suffix=sent.suffix,
        suppress_author=sent.suppress_author,
        author_in_text=sent.author_in_text,
    )


def _cell(cell: EditableCell, shown: Sequence[ShownCitation]) -> http.CitationsOfCell:
    blocks = bibliographies_in(cell.source) if cell.kind != "raw" else ()
    texts = [each.placed.found for each in shown]
    ends = {place for text in texts for place in (text.start, text.end)}
    places = sorted(ends | {place for block in blocks for place in (block.start, block.end)})
    units = dict(zip(places, in_utf16(cell.source, places), strict=True))
    return http.CitationsOfCell(
        id=cell.id,
        citations=[
            http.CitationInCell(
                start=units[text.start],
                end=units[text.end],
                dialect=text.dialect,
                cites=list(map(cite_message, text.cites)),
                words=text.words,
                html=each.html,
                unknown=list(each.unknown),
                problem=text.problem,
            )
            for text, each in zip(texts, shown, strict=True)
        ],
        bibliographies=[
            http.BibliographyInCell(
                start=units[block.start], end=units[block.end], dialect=block.dialect
            )
            for block in blocks
        ],
    )


def _work(work: ListedWork) -> http.CitedWork:
    return http.CitedWork(
        key=work.key,
        item=work.item,
        reference=work.reference,
        origin=work.origin,
        library_key=work.library_key,
        citations=work.citations,
        retracted=work.retracted,
    )
