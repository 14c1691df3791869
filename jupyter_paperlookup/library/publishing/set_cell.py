"""A cell in which citations and bibliographies are replaced by what readers of a page see."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_paperlookup.citing.bibliography import FoundBibliography
from jupyter_paperlookup.citing.citation import FoundCitation
from jupyter_paperlookup.citing.text_edits import Edit, edited
from jupyter_paperlookup.library.publishing.cited_document import CitedCell

# Two runs of backticks side by side would be one.
_APART = "<!-- -->"


def set_cell(
    cell: CitedCell,
    citations: Mapping[FoundCitation, str],
    blocks: Mapping[FoundBibliography, str],
    *,
    notes: frozenset[FoundCitation] = frozenset(),
) -> str:
    """The text of a cell with other texts in place of its citations and bibliographies.

    Args:
        cell: The cell; its YAML goes.
        citations: The texts of its citations; those without one stay.
        blocks: The texts of its bibliographies, paragraphs of their own; those without one stay.
        notes: The citations that are footnotes: their mark follows the word before it, and the
            comma or full stop behind it.
    """
    edits = [Edit(0, cell.front, "")] if cell.front else []
    for found, text in citations.items():
        edit = _note if found in notes else _inline
        edits.append(edit(cell.source, found, text))
    for block, text in blocks.items():
        edits.append(Edit(block.start, block.end, f"\n\n{text}\n\n" if text else ""))
    return edited(cell.source, edits)


def _inline(source: str, found: FoundCitation, text: str) -> Edit:
    before = _APART if text[:1] == "`" == source[found.start - 1 : found.start] else ""
    after = _APART if text[-1:] == "`" == source[found.end : found.end + 1] else ""
    return Edit(found.start, found.end, before + text + after)


def _note(source: str, found: FoundCitation, text: str) -> Edit:
    start = len(source[: found.start].rstrip(" "))
    start = start if source[start - 1 : start].strip() else found.start
    mark = source[found.end : found.end + 1]
    is_mark = mark != "" and mark in ".,;:!?"
    end = found.end + 1 if is_mark else found.end
    inner = _inline(source, found, text).text
    if start and source[start - 1] == "`" and not is_mark and inner[:1] == "`":
        inner = _APART + inner
    return Edit(start, end, (mark if is_mark else "") + inner)
