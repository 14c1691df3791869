"""Notebook files to open."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

Cell = str | nbformat.NotebookNode
"""The source of a Markdown cell, or a whole cell."""

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
# A kernel and a language that are not installed: the application asks which to start.
NO_KERNEL = {
    "kernelspec": {"name": "gone", "display_name": "Gone", "language": "gone"},
    "language_info": {"name": "gone"},
}


def markdown(source: str, **metadata: Any) -> nbformat.NotebookNode:
    """A Markdown cell; `editable=False` makes it read-only."""
    return new_markdown_cell(source, metadata=metadata)


def code(source: str, **metadata: Any) -> nbformat.NotebookNode:
    """A code cell."""
    return new_code_cell(source, metadata=metadata)


def write_notebook(path: Path, cells: Sequence[Cell], metadata: dict[str, Any]) -> None:
    """Write a notebook for the Python kernel; a cell that is a text becomes a Markdown cell."""
    whole = [markdown(cell) if isinstance(cell, str) else cell for cell in cells]
    nbformat.write(new_notebook(cells=whole, metadata=KERNEL | metadata), path)
