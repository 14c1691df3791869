"""The cells of a notebook, a document in Markdown or a script, which anybody may have written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.editable import EditableDocument, OpenCell, open_notebook
from jupyter_paperlookup.citing.script import Script
from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.regular_file import bounded_bytes

LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Notebooks carry their pictures with them."""

MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".qmd", ".rmd", ".myst"})
SCRIPT_ENDINGS = frozenset({".py", ".r", ".jl"})


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""


class _Worksheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    """A notebook of nbformat 4; in nbformat 3 the cells stand in worksheets."""

    nbformat: int
    cells: list[_Cell] = []
    worksheets: list[_Worksheet] = []
    metadata: Any = None


_decode = msgspec.json.Decoder(_Notebook).decode


def is_document(path: Path) -> bool:
    """Whether a file is, by its ending, one whose citations can be read."""
    return path.suffix.lower() in MARKDOWN_ENDINGS | SCRIPT_ENDINGS | {".ipynb"}


def written_cells(path: Path) -> list[str]:
    """The sources of the cells in which somebody writes: Markdown, raw, headings of old notebooks.

    Args:
        path: A notebook (`.ipynb`), a document in Markdown, which is one cell, or a script of
            Jupytext.

    Raises:
        UnreadableSource: Missing, no regular file, larger than 256 MB, or no such document.
    """
    return [cell.source for cell in written_document(path).cells]


def written_document(path: Path) -> EditableDocument:
    """The same cells, with what the notebook keeps in its metadata; those of cells are left out.

    Args:
        path: As for `written_cells`, and so are the errors.
    """
    content = document_bytes(path)
    if path.suffix.lower() in MARKDOWN_ENDINGS | SCRIPT_ENDINGS:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"{path.name} is not UTF-8 text: save it as UTF-8 and try again."
            ) from error
        if path.suffix.lower() in MARKDOWN_ENDINGS:
            return written_in([text])
        return written_in([cell.source for cell in Script(path.name, text).cells])
    try:
        notebook = _decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableSource(f"{path.name} is no notebook that can be read.") from error
    cells = [*notebook.cells, *(cell for sheet in notebook.worksheets for cell in sheet.cells)]
    sources = [
        cell.source if isinstance(cell.source, str) else "".join(cell.source)
        for cell in cells
        if cell.cell_type != "code"
    ]
    metadata = notebook.metadata if isinstance(notebook.metadata, dict) else {}
    return written_in(sources, metadata)


def written_in(
    sources: Iterable[str], metadata: Mapping[str, Any] | None = None
) -> EditableDocument:
    """A document of some texts, and of what a notebook keeps in its metadata."""
    return open_notebook((OpenCell("", "markdown", each) for each in sources), dict(metadata or {}))


def document_bytes(path: Path) -> bytes:
    """The content of a notebook or a document in Markdown; errors as `written_cells`."""
    if not is_document(path):
        raise UnreadableSource(
            f"{path.name} is neither a notebook (.ipynb), nor Markdown (.md, .qmd), nor a script "
            "of Jupytext (.py, .R, .jl)."
        )
    content = bounded_bytes(path, LARGEST_DOCUMENT)
    if content is None:
        largest = LARGEST_DOCUMENT // 1024**2
        raise UnreadableSource(f"{path.name} is larger than {largest} MB.")
    return content
