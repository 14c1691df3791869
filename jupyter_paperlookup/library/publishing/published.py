"""What becomes of a document on its way to LaTeX or HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

PublishedAs = Literal["latex", "html"]


class PublishedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document whose citations are set.

    Attributes:
        sources: The new texts of cells by their numbers, in pandoc's Markdown for LaTeX, and in
            Markdown with HTML for HTML.
        ending: A text for one more cell at the end; empty for none.
        files: Texts of files that belong beside the document, by name.
        natbib: Options with which LaTeX has to load natbib; empty where nothing needs it.
        title: The title that the document's YAML names; empty for none.
        warnings: What could not be set and stays as it is, one sentence each.
    """

    sources: Mapping[int, str]
    ending: str = ""
    files: Mapping[str, str] = {}
    natbib: str = ""
    title: str = ""
    warnings: tuple[str, ...] = ()
