"""How some styles would write the first citations and references of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.conversion import citations_of
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import FormattingFailed, UnknownStyle
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.library.document_works import DocumentWorks, one_key_per_work
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Cite, to_csl

CITATIONS = 3
REFERENCES = 5
_MOST_LOOKED_AT = 200
_MOST_CITES = 20
_AT_ONCE = 4


class StylePreview(msgspec.Struct, frozen=True):
    """How a style writes, in safe HTML.

    Attributes:
        style: The style's name, as it was asked for.
        citations: The first three citations, in the order of the text.
        references: Five references, in the order of the style.
        failure: Why there are none; empty when all is well.
    """

    style: str
    citations: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    failure: str = ""


class StylePreviews(msgspec.Struct, frozen=True):
    """One preview for each style.

    `is_example` tells that works of the library stand in, because the document cites none that
    is known.
    """

    previews: tuple[StylePreview, ...]
    is_example: bool


def style_previews(
    store: Store,
    formatter: Formatter,
    document: EditableDocument,
    styles: Iterable[str],
    *,
    path: Path | None,
    root: Path | None,
    locale: str | None,
) -> StylePreviews:
    """Previews of styles, by a document's own citations; see `Library.style_previews`."""
    groups, items = _first_cited(store, document, path, root)
    is_example = not groups
    if is_example:
        groups, items = _example(store)
    citations, works = one_key_per_work(groups, items)
    preview = partial(_preview, formatter, works, citations, locale)
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # each waits for a pandoc of its own
        previews = tuple(pool.map(preview, styles))
    return StylePreviews(previews, is_example)


def _preview(
    formatter: Formatter,
    works: Sequence[dict[str, Any]],
    citations: Sequence[Sequence[Cite]],
    locale: str | None,
    style: str,
) -> StylePreview:
    try:
        formatted = formatter.format_document(
            works, citations, style=style, locale=locale, to="html"
        )
    except (UnknownStyle, FormattingFailed) as error:
        return StylePreview(style, failure=error.reason)
    return StylePreview(style, formatted.citations[:CITATIONS], formatted.bibliography[:REFERENCES])


def _first_cited(
    store: Store, document: EditableDocument, path: Path | None, root: Path | None
) -> tuple[list[tuple[Cite, ...]], dict[str, dict[str, Any]]]:
    """The first citations whose works are known: all that the preview of a style needs."""
    known = DocumentWorks(store, document, path, root)
    groups: list[tuple[Cite, ...]] = []
    items: dict[str, dict[str, Any]] = {}
    for placed in islice(citations_of(document), _MOST_LOOKED_AT):
        cites = placed.found.cites[:_MOST_CITES]
        found = known.items(cite.key for cite in cites)
        if any(cite.key not in found for cite in cites):
            continue
        groups.append(cites)
        items |= found
        if len(groups) >= CITATIONS and len(items) >= REFERENCES:
            break
    return groups, items


def _example(store: Store) -> tuple[list[tuple[Cite, ...]], dict[str, dict[str, Any]]]:
    """Works of the library of which most is known, in citations of several kinds."""
    records = sorted(store.newest(_MOST_LOOKED_AT, 0), key=lambda each: len(each.incomplete))
    items = {each.key: to_csl(each, with_facts=False) for each in records[:REFERENCES]}
    cites = [Cite(key) for key in items]
    several = [Cite(cite.key, locator="12") for cite in cites[:1]] + cites[1:2]
    groups = [cites[:1], several, *([cite] for cite in cites[2:])]
    return [tuple(group) for group in groups if group], items
