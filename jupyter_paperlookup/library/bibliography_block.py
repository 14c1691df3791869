"""The bibliography of a notebook, as a text to write into a cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from jupyter_paperlookup.citing import Dialect, Insertion
from jupyter_paperlookup.citing.bibliography import write_bibliography
from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.cells import METADATA_NAME
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import UNCITED_NAME
from jupyter_paperlookup.citing.own_words import digest
from jupyter_paperlookup.citing.uncited import ALL
from jupyter_paperlookup.errors import FormattingFailed
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.library.document_citations import DocumentCitations
from jupyter_paperlookup.library.lookup import record_of
from jupyter_paperlookup.library.ownership import PARAGRAPH
from jupyter_paperlookup.library.store import Store


class BibliographyBlock(msgspec.Struct, frozen=True):
    """A bibliography to write into a cell.

    Attributes:
        insertion: Its text, with the data of all its works.
        uncited: The keys that the notebook's metadata keep as `nocite` then; in the other
            dialects the text itself has them.
        digest: What the metadata of the cell note of it; empty where its tool makes the text.
    """

    insertion: Insertion
    uncited: tuple[str, ...]
    digest: str


def bibliography_block(
    store: Store,
    formatter: Formatter,
    document: EditableDocument,
    dialect: Dialect,
    uncited: Sequence[str],
    *,
    path: Path | None,
    root: Path | None,
    style: str | None,
    locale: str | None,
) -> BibliographyBlock:
    """The bibliography of a notebook; see `Library.bibliography_block`."""
    facts = document.facts | {UNCITED_NAME: list(uncited)}
    cited = DocumentCitations(store, document.after({}, {METADATA_NAME: facts}), path, root)
    for key in uncited:
        if key != ALL and key not in cited.works:
            record_of(store, key)  # says which keys look like it
    is_worded = dialect in WORDED

    def references(to: Target) -> list[str]:
        formatted = cited.formatted(formatter, style=style, locale=locale, to=to)
        return list(formatted.references.values())

    try:
        html = "<br>".join(references("html"))
    except FormattingFailed:
        if is_worded:
            raise
        html = ""  # only the form of the dialect is asked for
    text = PARAGRAPH.join(references("markdown")) if is_worded else ""
    # pandoc believes the last `nocite` of a document alone.
    asked_for = cited.listed.uncited if dialect == "pandoc" else cited.listed.asked_for
    return BibliographyBlock(
        Insertion(
            kind="reference",
            text=write_bibliography(dialect, text, asked_for),
            is_block=True,
            items=cited.items,
            html=html,
        ),
        cited.listed.asked_for if is_worded else (),
        digest(text) if text else "",
    )
