"""Sets the citations of a notebook while nbconvert exports it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from traitlets import Enum, Unicode

from jupyter_paperlookup.citing.cells import EditableCell, cell_of
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import FormattingFailed, PaperLookupError
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.publishing.cited_document import cites_something
from jupyter_paperlookup.library.publishing.published import PublishedAs, PublishedDocument
from jupyter_paperlookup.messages.printable import printable

RESOURCES_NAME = "paperlookup"
_LONGEST_LINE = 1_000
_TARGETS: dict[str, PublishedAs] = {
    ".tex": "latex",
    ".pdf": "latex",
    ".html": "html",
    "latex": "latex",
    "html": "html",
}


class CitationsPreprocessor(Preprocessor):
    """Sets the citations of every dialect, and the bibliography.

    For LaTeX they become commands of natbib, and the `.bib` file goes along with the document; for
    HTML they become the words of the notebook's style, linked to the references. A notebook that
    cites nothing stays as it is, and so does one that cannot be dealt with: a warning says why.
    """

    to = Enum(
        ("", "latex", "html"),
        default_value="",
        help="What citations become: latex or html; empty goes by the exporter.",
    ).tag(config=True)
    library = Unicode(
        "", help="The library's folder; empty for PAPERLOOKUP_HOME, else Jupyter's data directory."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook with its citations set; see the class."""
        to = _TARGETS.get(self.to or str(resources.get("output_extension", "")))
        if to is None:
            return nb, resources
        try:
            published = self._published(nb, resources, to)
        except PaperLookupError as error:
            self.log.warning("paperlookup: citations stay as they are: %s", _one_line(error.reason))
        except Exception as error:  # noqa: BLE001  # an export must not fail for a citation
            named = _one_line(f"{type(error).__name__}: {error}")
            self.log.warning("paperlookup: citations stay as they are: %s", named)
        else:
            if published:
                self._apply(published, nb, resources)
                if to == "latex":
                    _offer_pandoc()
        return nb, resources

    def _published(
        self, nb: NotebookNode, resources: dict[str, Any], to: PublishedAs
    ) -> PublishedDocument | None:
        metadata = resources.get("metadata", {})
        name = f"{metadata.get('name') or 'notebook'}.ipynb"
        path = Path(metadata.get("path") or ".").resolve() / name
        document = EditableDocument(_cells(nb.cells), dict(nb.metadata))
        if not cites_something(document):
            return None
        with Library.borrowed(self.library or None) as library:
            return library.publish(document, path, to)

    def _apply(
        self, published: PublishedDocument, nb: NotebookNode, resources: dict[str, Any]
    ) -> None:
        for number, source in published.sources.items():
            nb.cells[number - 1].source = source
        if published.ending:
            nb.cells.append(_markdown_cell(published.ending))
        if published.title and not nb.metadata.get("title"):
            nb.metadata["title"] = published.title
        outputs = resources.setdefault("outputs", {})
        for name, text in published.files.items():
            # nbconvert cannot write a file that is in no folder, if the notebook is in none.
            outputs[f"./{name}"] = text.encode()
        resources[RESOURCES_NAME] = {"natbib": published.natbib}
        for warning in published.warnings:
            self.log.warning("paperlookup: %s", _one_line(warning))


def _cells(cells: Iterable[NotebookNode]) -> Iterable[EditableCell]:
    for number, cell in enumerate(cells, 1):
        if cell.cell_type in ("markdown", "raw"):
            yield cell_of(number, cell.cell_type, cell.source, dict(cell.metadata))


def _markdown_cell(source: str) -> Any:
    make: Any = new_markdown_cell  # without types
    return make(source)


def _offer_pandoc() -> None:
    """Put pandoc where nbconvert looks for it, at the end of PATH, if there is none."""
    if which("pandoc") is None:
        with suppress(FormattingFailed):
            folder = str(Pandoc().program().parent)
            os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", ""), folder])


def _one_line(told: str) -> str:
    """As a log may have it, which terminals show: keys and style are those of a stranger."""
    return " ".join(printable(told).split())[:_LONGEST_LINE]
