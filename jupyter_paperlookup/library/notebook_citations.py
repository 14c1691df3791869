"""What a notebook cites, where, and how it reads: what a person sees of it while writing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.conversion import PlacedCitation
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.library.document_citations import DocumentCitations, FormattedCitations
from jupyter_paperlookup.library.document_works import Origin
from jupyter_paperlookup.library.store import Store, folded_key


class ShownCitation(msgspec.Struct, frozen=True):
    """A citation in a text.

    Attributes:
        placed: Where it stands and what it says.
        html: How it reads, safe HTML; empty where a work is unknown.
        unknown: The keys of which nothing is known.
    """

    placed: PlacedCitation
    html: str
    unknown: tuple[str, ...]


class ListedWork(msgspec.Struct, frozen=True):
    """A work of a notebook.

    Attributes:
        key: The key by which it is cited.
        item: Its CSL-JSON.
        reference: Its entry in the bibliography, safe HTML.
        origin: Who knows it.
        library_key: Its key in the library; empty where the library lacks it.
        citations: How many citations name it.
        retracted: The service that says that it was retracted or withdrawn; mostly empty.
    """

    key: str
    item: dict[str, Any]
    reference: str
    origin: Origin
    library_key: str
    citations: int
    retracted: str = ""


class NotebookCitations(msgspec.Struct, frozen=True):
    """All that a notebook cites.

    Attributes:
        citations: Those in its text, in order.
        works: Its works in the order of the bibliography.
        unknown: The keys of which nothing is known, in the order of the text.
        style: The style that was used.
        locale: The locale that was used; empty for the style's own.
        problem: Why nothing could be formatted; empty when all is well.
    """

    citations: tuple[ShownCitation, ...]
    works: tuple[ListedWork, ...]
    unknown: tuple[str, ...]
    style: str
    locale: str
    problem: str


def notebook_citations(
    store: Store,
    formatter: Formatter,
    document: EditableDocument,
    *,
    path: Path | None,
    root: Path | None,
    style: str | None,
    locale: str | None,
) -> NotebookCitations:
    """What a notebook cites; see `Library.notebook_citations`."""
    cited = DocumentCitations(store, document, path, root)
    problem = ""
    try:
        formatted = cited.formatted(formatter, style=style, locale=locale, to="html")
    except PaperLookupError as error:
        problem = error.reason
        first = {folded_key(key): key for key in reversed(cited.works)}
        nothing = (None,) * len(cited.placed)
        references = dict.fromkeys(
            (key for key in cited.works if first[folded_key(key)] == key), ""
        )
        formatted = FormattedCitations(nothing, references)
    used = cited.style.used(formatter.styles, style)
    library_keys, counts = cited.library_keys(), cited.counts()
    retracted = _retracted(store, library_keys.values())
    return NotebookCitations(
        citations=tuple(
            ShownCitation(each, html or "", _unknown(each, cited))
            for each, html in zip(cited.placed, formatted.citations, strict=True)
        ),
        works=tuple(
            ListedWork(
                key=key,
                item=cited.works[key].item,
                reference=reference,
                origin=cited.works[key].origin,
                library_key=library_keys.get(key, ""),
                citations=counts.get(folded_key(key), 0),
                retracted=retracted.get(library_keys.get(key, ""), ""),
            )
            for key, reference in formatted.references.items()
        ),
        unknown=cited.unknown,
        style=used if isinstance(used, str) else used.info.name,
        locale=cited.locale(locale) or "",
        problem=problem,
    )


def _retracted(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """Who says of which records that they were retracted."""
    records = store.by_ids(store.ids_of_keys(keys).values()).values()
    return {record.key: record.facts.retracted for record in records if record.facts.retracted}


def _unknown(placed: PlacedCitation, cited: DocumentCitations) -> tuple[str, ...]:
    keys = dict.fromkeys(cite.key for cite in placed.found.cites)
    return tuple(key for key in keys if key not in cited.works)
