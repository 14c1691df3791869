"""Whole documents in another dialect: the works found, the words formatted, the text converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.cells import METADATA_VERSION, CellChange, changed_metadata
from jupyter_paperlookup.citing.citation import Dialect
from jupyter_paperlookup.citing.conversion import (
    Conversion,
    PlacedCitation,
    citations_of,
    convert,
)
from jupyter_paperlookup.citing.document_file import read_editable
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.migration import migrate as migrate_document
from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.library.document_citations import DEFAULT_STYLE, text_of
from jupyter_paperlookup.library.document_works import DocumentWorks, one_key_per_work
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.style_previews import StylePreviews, style_previews
from jupyter_paperlookup.records import Cite, Record, to_csl


class ConvertedDocument(msgspec.Struct, frozen=True):
    """A document before and after its conversion; nothing is written yet."""

    path: Path
    original: bytes
    content: bytes
    conversion: Conversion
    migrated: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether any byte is another."""
        return self.original != self.content

    def write(self, output: Path | None = None) -> None:
        """Replace the file whole, or write another one.

        Raises:
            UnreadableSource: The file was changed since it was read; it is left as it is.
            OSError: The folder or the disk refuses; the old content is still there.
        """
        target = output or self.path
        if target == self.path and self.path.read_bytes() != self.original:
            raise UnreadableSource(
                f"{self.path.name} was changed by somebody else meanwhile, so it was left as it "
                "is: try again."
            )
        replace_file(target, self.content)


class Converted(msgspec.Struct, frozen=True):
    """What becomes of a document, and how many citations of other tools are ours then."""

    conversion: Conversion
    migrated: int = 0


class Bibliography(msgspec.Struct, frozen=True):
    """The references of a document in the order of the style, and the keys without data."""

    references: tuple[str, ...]
    unknown: tuple[str, ...]


class Converting:
    """Converts documents with the works of a library."""

    def __init__(self, store: Store, formatter: Formatter) -> None:
        self._store = store
        self._formatter = formatter

    def convert(
        self,
        path: Path,
        to: Dialect,
        *,
        style: str | None,
        locale: str | None,
        migrate: bool,
    ) -> ConvertedDocument:
        """A document in another dialect; see `Library.convert`."""
        document = read_editable(path)
        done = self.convert_document(
            document, to, path=path, style=style, locale=locale, migrate=migrate
        )
        content = document.changed(done.conversion.cells, done.conversion.metadata)
        return ConvertedDocument(path, document.content, content, done.conversion, done.migrated)

    def convert_document(
        self,
        document: EditableDocument,
        to: Dialect,
        *,
        path: Path | None,
        root: Path | None = None,
        style: str | None,
        locale: str | None,
        migrate: bool,
    ) -> Converted:
        """As `convert`, for a document that is read already; see `Library.convert_notebook`."""
        migration = migrate_document(document, self._item_of_doi) if migrate else None
        before = document.after(migration.cells, migration.metadata) if migration else document
        placed = citations_of(before)
        works = DocumentWorks(self._store, before, path, root)
        items = works.items(cite.key for each in placed for cite in each.found.cites)
        facts = before.facts
        style = style or text_of(facts.get("style")) or DEFAULT_STYLE
        locale = locale or text_of(facts.get("locale")) or None
        words, references = self._words(placed, items, to, style, locale)
        chosen: dict[str, Any] = {"style": style} if to in WORDED else {}
        chosen |= {"locale": locale} if locale else {}
        conversion = convert(before, to, words, references, _new_facts(facts, items, to, chosen))
        if migration is None:
            return Converted(conversion)
        both = msgspec.structs.replace(
            conversion,
            cells=_both_changes(migration.cells, conversion.cells, before),
            metadata={**migration.metadata, **conversion.metadata},
            problems=(*migration.problems, *conversion.problems),
        )
        return Converted(both, migration.migrated)

    def bibliography(
        self, path: Path, *, style: str | None, locale: str | None, to: Target
    ) -> Bibliography:
        """The references of what a document cites; see `Library.bibliography`."""
        document = read_editable(path)
        citations = [each.found.cites for each in citations_of(document)]
        works = DocumentWorks(self._store, document, path)
        keys = list(dict.fromkeys(cite.key for cites in citations for cite in cites))
        items = works.items(keys)
        known = [cites for cites in citations if all(cite.key in items for cite in cites)]
        alone = [[Cite(key)] for key in items]
        _, listed = one_key_per_work([*known, *alone], items)
        groups, _ = one_key_per_work(known, items)
        facts = document.facts
        formatted = self._formatter.format_document(
            listed,
            groups,
            style=style or text_of(facts.get("style")) or DEFAULT_STYLE,
            locale=locale or text_of(facts.get("locale")) or None,
            to=to,
        )
        unknown = tuple(key for key in keys if key not in items and key != "*")
        return Bibliography(formatted.bibliography, unknown)

    def style_previews(
        self,
        document: EditableDocument,
        styles: Sequence[str],
        *,
        path: Path | None,
        root: Path | None,
        locale: str | None,
    ) -> StylePreviews:
        """How styles would write a document; see `Library.style_previews`."""
        locale = locale or text_of(document.facts.get("locale")) or None
        return style_previews(
            self._store, self._formatter, document, styles, path=path, root=root, locale=locale
        )

    def _item_of_doi(self, doi: str) -> dict[str, Any] | None:
        wanted = list(identities(Record(doi=doi), ""))
        ids = self._store.ids_of_identities(wanted)
        records = self._store.by_ids(ids.values())
        return next((to_csl(each, with_facts=False) for each in records.values()), None)

    def _words(
        self,
        placed: Sequence[PlacedCitation],
        items: dict[str, dict[str, Any]],
        to: Dialect,
        style: str,
        locale: str | None,
    ) -> tuple[list[str | None], str]:
        """The words of each citation, None where a work is unknown; and the references."""
        known = [all(cite.key in items for cite in each.found.cites) for each in placed]
        words: list[str | None] = ["" if each else None for each in known]
        if to not in WORDED or not any(known):
            return words, ""
        cited = [each.found.cites for each, is_known in zip(placed, known, strict=True) if is_known]
        groups, works = one_key_per_work(cited, items)
        # Together, because numbers, "ibid." and 2023a and b depend on all of them.
        formatted = self._formatter.format_document(
            works, groups, style=style, locale=locale, to="markdown"
        )
        each_words = iter(formatted.citations)
        words = [next(each_words) if is_known else None for is_known in known]
        # Markdown and not HTML: of elements nbconvert would keep no emphasis for LaTeX.
        return words, "\n\n".join(formatted.bibliography)


def _new_facts(
    facts: dict[str, Any],
    items: dict[str, dict[str, Any]],
    to: Dialect,
    chosen: dict[str, Any],
) -> dict[str, Any] | None:
    """The notebook's metadata with the cited works; None where a newer version wrote them."""
    kept = facts.get("items", {})
    if facts.get("version", METADATA_VERSION) != METADATA_VERSION or not isinstance(kept, dict):
        return None
    return facts | chosen | {"version": METADATA_VERSION, "dialect": to, "items": items | kept}


def _both_changes(
    first: Mapping[int, CellChange], second: Mapping[int, CellChange], between: EditableDocument
) -> dict[int, CellChange]:
    """One change of each cell for two, the second of which is counted in the text between."""
    cells = {cell.number: cell for cell in between.cells}
    changes = dict(first)
    for number, change in second.items():
        if number in first:
            metadata = changed_metadata(cells[number], change)
            changes[number] = CellChange(change.source, metadata=metadata)
        else:
            changes[number] = change
    return changes
