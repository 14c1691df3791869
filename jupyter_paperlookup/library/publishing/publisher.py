"""Documents of notebooks, made ready for LaTeX and HTML with the works of a library."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.library.publishing.cited_document import CitedDocument
from jupyter_paperlookup.library.publishing.html_document import HtmlDocument
from jupyter_paperlookup.library.publishing.latex_document import LatexDocument
from jupyter_paperlookup.library.publishing.published import PublishedAs, PublishedDocument
from jupyter_paperlookup.library.store import Store


class Publisher:
    """Sets the citations of documents."""

    def __init__(self, store: Store, formatter: Formatter) -> None:
        self._store = store
        self._formatter = formatter

    def publish(
        self, document: EditableDocument, path: Path, to: PublishedAs
    ) -> PublishedDocument | None:
        """A document for LaTeX or HTML; see `Library.publish`."""
        cited = CitedDocument(self._store, document, path)
        if not cited.is_cited:
            return None
        if to == "latex":
            return LatexDocument(cited, self._formatter.styles).publish()
        return HtmlDocument(cited, self._formatter).publish()
