"""Whole documents in another dialect: the works found, the words formatted, the text converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.bibliography import bibliographies_in
from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.cells import METADATA_VERSION, CellChange, changed_metadata
from jupyter_paperlookup.citing.citation import Dialect
from jupyter_paperlookup.citing.conversion import (
    Conversion,
    citations_of,
    convert,
)
from jupyter_paperlookup.citing.document_file import read_editable
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import UNCITED_NAME
from jupyter_paperlookup.citing.migration import migrate as migrate_document
from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.library.document_citations import DocumentCitations, is_newer, text_of
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.ownership import PARAGRAPH, Ownership
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.style_previews import StylePreviews, style_previews
from jupyter_paperlookup.records import Record, to_csl


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
        cited = DocumentCitations(self._store, before, path, root)
        conversion = self._converted(cited, to, style, locale)
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
        cited = DocumentCitations(self._store, read_editable(path), path)
        formatted = cited.formatted(self._formatter, style=style, locale=locale, to=to)
        return Bibliography(tuple(formatted.references.values()), cited.unknown)

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

    def _converted(
        self, cited: DocumentCitations, to: Dialect, style: str | None, locale: str | None
    ) -> Conversion:
        document, listed = cited.document, cited.listed
        words: dict[tuple[int, int], str | None] = {
            (each.cell, each.found.start): "" if known else None
            for each, known in zip(cited.placed, cited.is_known, strict=True)
        }
        references, kept_blocks = "", frozenset[tuple[int, int]]()
        own = Ownership(cited, self._formatter)
        persons: set[tuple[int, int]] = set()
        if to not in WORDED:
            persons |= own.persons_words() | own.persons_blocks("")
        if to in WORDED and (cited.works or not cited.placed):
            # Together, because numbers, "ibid." and 2023a and b depend on all of them.
            formatted = cited.formatted(self._formatter, style=style, locale=locale, to="markdown")
            for each, made in zip(cited.placed, formatted.citations, strict=True):
                place = (each.cell, each.found.start)
                is_ours = made is None or made == each.found.words or own.has_words(each)
                words[place] = made if is_ours else each.found.words
                if not is_ours:
                    persons.add(place)
            # Markdown and not HTML: of elements nbconvert would keep no emphasis for LaTeX.
            references = PARAGRAPH.join(formatted.references.values())
            kept_blocks = own.persons_blocks(references)
        return convert(
            document,
            to,
            [words.get((each.cell, each.found.start)) for each in citations_of(document)],
            references,
            _new_facts(cited, to, style, locale),
            # pandoc believes the last `nocite` of a document alone.
            uncited=listed.uncited if to == "pandoc" and listed.asked_for else listed.asked_for,
            kept_blocks=kept_blocks,
            persons=persons,
        )


def _new_facts(
    cited: DocumentCitations, to: Dialect, style: str | None, locale: str | None
) -> dict[str, Any] | None:
    """The notebook's metadata with the cited works; None where a newer version wrote them."""
    facts = dict(cited.document.facts)
    if is_newer(facts):
        return None
    chosen: dict[str, Any] = {"version": METADATA_VERSION, "dialect": to}
    if to in WORDED and (kept := cited.style.kept(style)):
        chosen["style"] = kept
    if used := cited.locale(locale):
        chosen["locale"] = used
    has_block = any(bibliographies_in(cell.source) for cell in cited.document.cells)
    if has_block or to in WORDED:
        # In the other dialects the bibliography itself asks for these works.
        facts.pop(UNCITED_NAME, None)
        if to in WORDED and cited.listed.asked_for:
            chosen[UNCITED_NAME] = list(cited.listed.asked_for)
    return facts | chosen | {"items": cited.items | facts.get("items", {})}


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
