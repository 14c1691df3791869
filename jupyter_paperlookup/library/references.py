"""Records as text: citations, references, exports, and what is written into a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from jupyter_paperlookup.citing import Dialect, Insertion, InsertionKind, fenced_bibtex
from jupyter_paperlookup.citing import write_citation as write_in_dialect
from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.citation import canonical
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import InvalidRequest, UnknownFormat
from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.formatting.citation import Formatted, Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.library.cited_works import Cited, cited_works
from jupyter_paperlookup.library.lookup import record_of
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Cite, Record, from_csl, to_csl

_PARAGRAPH = "\n\n"


class References:
    """Writes records of a library; the keys are those that they have now."""

    def __init__(self, store: Store, formatter: Formatter) -> None:
        self._store = store
        self._formatter = formatter

    def format(
        self, cites: Sequence[str | Cite], *, style: str, locale: str | None, to: Target
    ) -> Formatted:
        """One citation of these works, and the reference of each; see `Library.format`."""
        works = self._works(cites)
        items = {record.key: to_csl(record, with_facts=False) for _, record in works}
        return self._formatter.format(
            list(items.values()),
            cites=[cite for cite, _ in works],
            style=style,
            locale=locale,
            to=to,
        )

    def export(
        self, keys: Sequence[str] | None, *, to: str, abstracts: bool, source: str | None = None
    ) -> str:
        """Records as one text of a format, each once; see `Library.export`."""
        if keys is not None and source is not None:
            raise InvalidRequest("Name records or a source, not both.")
        if source is not None:
            records = records_of_source(self._store, source)
        elif keys is None:
            records = list(self._store.records())
        else:
            found = (record_of(self._store, key) for key in keys)
            records = list({record.key: record for record in found}.values())
        return _written(records, to, abstracts=abstracts)

    def export_cited(
        self, document: EditableDocument, *, to: str, abstracts: bool
    ) -> tuple[str, Cited]:
        """The works that a document cites as one text of a format; see `Library.export_cited`."""
        works = cited_works(self._store, document)
        return _written(works.records, to, abstracts=abstracts), works.cited

    def insertion(
        self,
        kind: InsertionKind,
        cites: Sequence[str | Cite],
        *,
        dialect: Dialect,
        style: str,
        locale: str | None,
        items: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Insertion:
        """What to write into a Markdown cell; see `Library.insertion`."""
        if not cites:
            raise InvalidRequest("Name at least one citation key.")
        wanted, known = self._known(cites, items)
        if kind == "bibtex":
            own = items or {}
            records = [
                from_csl(known[key]) if key in own else record_of(self._store, key) for key in known
            ]
            keyed = [
                msgspec.structs.replace(record, key=key)
                for key, record in zip(known, records, strict=True)
            ]
            text = fenced_bibtex(_written(keyed, "bibtex", abstracts=False))
            return Insertion(kind=kind, text=text, is_block=True, items=known)
        format_as = partial(
            self._formatter.format, list(known.values()), cites=wanted, style=style, locale=locale
        )
        markdown, html = format_as(to="markdown"), format_as(to="html")
        if kind == "reference":
            return Insertion(
                kind=kind,
                text=_PARAGRAPH.join(markdown.references),
                is_block=len(known) > 1,
                items=known,
                html="<br>".join(html.references),
            )
        return Insertion(
            kind=kind,
            text=write_in_dialect(wanted, markdown.citation, dialect),
            is_block=False,
            items=known,
            html=html.citation,
            words=markdown.citation if dialect in WORDED else "",
        )

    def _known(
        self, cites: Sequence[str | Cite], items: Mapping[str, Mapping[str, Any]] | None
    ) -> tuple[list[Cite], dict[str, dict[str, Any]]]:
        """Cites and the data of their works; beside items of a notebook keys stay as written."""
        if items is None:
            works = self._works(cites)
            known = {record.key: to_csl(record, with_facts=False) for _, record in works}
            return [cite for cite, _ in works], known
        wanted = [Cite(key=cite) if isinstance(cite, str) else canonical(cite) for cite in cites]
        chosen: dict[str, dict[str, Any]] = {}
        for cite in wanted:
            own = items.get(cite.key)
            item = own or to_csl(record_of(self._store, cite.key), with_facts=False)
            chosen.setdefault(cite.key, {**item, "id": cite.key})
        return wanted, chosen

    def _works(self, cites: Sequence[str | Cite]) -> list[tuple[Cite, Record]]:
        """Each cite with its record; the key is written as the library writes it."""
        wanted = [Cite(key=cite) if isinstance(cite, str) else cite for cite in cites]
        records = [record_of(self._store, cite.key) for cite in wanted]
        return [
            (msgspec.structs.replace(cite, key=record.key), record)
            for cite, record in zip(wanted, records, strict=True)
        ]


def sorted_by_key(records: Iterable[Record]) -> list[Record]:
    """Records by key, whatever their case: an order in which a change shows as a small one."""
    return sorted(records, key=lambda record: (record.key.casefold(), record.key))


def records_of_source(store: Store, name: str) -> list[Record]:
    """The records of which a source speaks.

    Raises:
        InvalidRequest: The library has no such source.
    """
    source = store.sources.get(name)
    if source is None:
        raise InvalidRequest(f"The library has no source {name[:80]!r}.")
    known = store.sources.known_entries(source.id).values()
    ids = dict.fromkeys(each.record_id for each in known if not each.gone)
    return list(store.by_ids(ids).values())


def _written(records: Iterable[Record], to: str, *, abstracts: bool) -> str:
    chosen = format_named(to)
    if not chosen.writes:
        raise UnknownFormat(f"{chosen.label} is a format that is only read.")
    if not abstracts:
        records = [msgspec.structs.replace(record, abstract="") for record in records]
    return chosen.write(sorted_by_key(records))
