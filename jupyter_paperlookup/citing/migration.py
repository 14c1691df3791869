"""Notebooks of cite2c and of jupyterlab-citation-manager, and DOI links, as citations of ours.

Each citation becomes one of the dialect `html`, its data one of the notebook's own items. What
cannot be taken over stays as it is and is listed; the metadata of the other tool go only when
nothing of it stays.

Sources: cite2c (`cite2c.citations` in the notebook's metadata, `<cite data-cite="ID"></cite>`);
jupyterlab-citation-manager (`citation-manager` in the metadata of notebook and cells,
`<cite id="ysmr4">...</cite>`, and `[(words)](https://doi.org/...)`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import msgspec

from jupyter_paperlookup.citing.bibliography import between_comments, inside_comments
from jupyter_paperlookup.citing.cell_citations import PlacedProblem
from jupyter_paperlookup.citing.cells import (
    METADATA_NAME,
    METADATA_VERSION,
    CellChange,
    EditableCell,
)
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.html_citation import write_html
from jupyter_paperlookup.citing.own_words import noting
from jupyter_paperlookup.citing.reading import citations_in
from jupyter_paperlookup.citing.text_edits import Edit, edited
from jupyter_paperlookup.records import Cite
from jupyter_paperlookup.records.identifiers import doi_from_text
from jupyter_paperlookup.records.notebook_items import (
    CITATION_MANAGER,
    CITE2C,
    Item,
    MigratedItems,
    foreign_items,
    mapping,
)

ByDoi = Callable[[str], Item | None]

_CITE = re.compile(
    r"<cite\s[^<>]*?\bid\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</cite\s*>", re.DOTALL
)
_HREF = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']#([^\"'<>]*%7[Cc][^\"'<>]*)[\"']")
_LINK_TAG = re.compile(r"</?a\b[^<>]*>")
_DOI_LINK = re.compile(
    r"(?<!!)\[(\([^\[\]\n]{1,300}\))\]\((https?://(?:dx\.)?doi\.org/10\.(?:[^\s()]|\([^\s()]*\))+)\)"
)
_BLOCKS = re.compile(
    r"<div class=[\"']cite2c-biblio[\"']>\s*</div>"
    r"|<!-- BIBLIOGRAPHY START -->.*?<!-- BIBLIOGRAPHY END -->",
    re.DOTALL,
)
_LONGEST_RAW = 200


class Migration(msgspec.Struct, frozen=True):
    """A migrated document.

    Attributes:
        cells: What becomes of cells, by their numbers.
        metadata: Members of the notebook's metadata to set, or to remove where None.
        migrated: How many citations are ours now.
        items: How many works are the notebook's own now.
        problems: What stays as it was, and why.
    """

    cells: Mapping[int, CellChange]
    metadata: Mapping[str, Any]
    migrated: int
    items: int
    problems: tuple[PlacedProblem, ...]


def migrate(document: EditableDocument, by_doi: ByDoi) -> Migration:
    """Take over the citations that other tools wrote.

    Args:
        document: A notebook, or a document in Markdown for its DOI links.
        by_doi: Finds the CSL-JSON item, with its key as `id`, of a DOI in a link.
    """
    items = MigratedItems(document.items)
    cite2c: set[str] = set()
    for source, name, item in foreign_items(document.metadata):
        items.add(source, name, item)
        if source == CITE2C:
            cite2c.add(name)
    changes: dict[int, CellChange] = {}
    problems: list[PlacedProblem] = []
    migrated = 0
    for cell in document.cells:
        work = _CellMigration(cell, items, by_doi, cite2c=cite2c)
        change = work.run()
        problems += work.problems
        migrated += work.migrated
        if change:
            changes[cell.number] = change
    metadata: dict[str, Any] = {}
    if not problems:
        metadata = {name: None for name in (CITE2C, CITATION_MANAGER) if name in document.metadata}
    if items.new or metadata:
        metadata[METADATA_NAME] = _facts(document, items)
    return Migration(
        cells=changes,
        metadata=metadata,
        migrated=migrated,
        items=items.new,
        problems=tuple(problems),
    )


class _CellMigration:
    """One cell on its way from the other tools."""

    def __init__(
        self, cell: EditableCell, items: MigratedItems, by_doi: ByDoi, *, cite2c: set[str]
    ) -> None:
        self._cell = cell
        self._items = items
        self._by_doi = by_doi
        self._cite2c = cite2c
        self._managed = mapping(mapping(cell.metadata.get(CITATION_MANAGER)).get("citations"))
        self.problems: list[PlacedProblem] = []
        self.migrated = 0

    def run(self) -> CellChange | None:
        """What becomes of the cell; None where nothing does."""
        if self._cell.kind == "raw":
            return None
        edits = [*self._of_manager(), *self._of_cite2c(), *self._doi_links()]
        self.migrated = len(edits)
        blocks = list(self._bibliographies())
        edits += blocks
        metadata = dict(self._cell.metadata)
        if not self.problems:
            metadata.pop(CITATION_MANAGER, None)
        apart: list[Edit] = []
        for edit in sorted(edits, key=lambda each: each.start):
            if not apart or edit.start >= apart[-1].end:
                apart.append(edit)
        source = edited(self._cell.source, apart)
        # What another tool wrote is nobody's own words.
        written = citations_in(source)
        words = [found.words for found in written if found.dialect == "html"] if edits else []
        metadata = noting(metadata, words, [inside_comments(each.text) for each in blocks])
        if source == self._cell.source and metadata == self._cell.metadata:
            return None
        return CellChange(source, tuple(apart), metadata=metadata)

    def _of_manager(self) -> Iterator[Edit]:
        for match in _CITE.finditer(self._cell.source):
            named = self._works_of(match[1], match[2])
            keys = [self._items.key_of(source, name) for source, name in named]
            if not named or not all(keys):
                missing = next(
                    (name for (_, name), key in zip(named, keys, strict=True) if not key), match[1]
                )
                self._complain(match.start(), match[0], f"The notebook has no data of {missing}")
                continue
            words = _LINK_TAG.sub("", match[2])
            yield Edit(match.start(), match.end(), write_html([Cite(key) for key in keys], words))

    def _works_of(self, name: str, words: str) -> list[tuple[str, str]]:
        """Source and id of each work; from the links in the words, where the cell knows nothing."""
        listed = self._managed.get(name)
        named = [
            (str(each.get("source", "")), str(each.get("id", "")))
            for each in (listed if isinstance(listed, list) else ())
            if isinstance(each, dict)
        ]
        if named:
            return named
        links = (unquote(each).partition("|") for each in _HREF.findall(words))
        return [(source, identifier) for source, _, identifier in links]

    def _of_cite2c(self) -> Iterator[Edit]:
        if not self._cite2c:
            return
        for found in citations_in(self._cell.source):
            if found.dialect != "html":
                continue
            raw = self._cell.source[found.start : found.end]
            whole = ",".join(cite.key for cite in found.cites)
            names = [whole] if whole in self._cite2c else [cite.key for cite in found.cites]
            keys = [self._items.key_of(CITE2C, name) for name in names]
            if all(keys):
                cites = [
                    msgspec.structs.replace(cite, key=key)
                    for cite, key in zip(found.cites, keys, strict=len(keys) > 1)
                ]
                yield Edit(found.start, found.end, write_html(cites, found.words))
            elif not all(self._items.is_own(cite.key) for cite in found.cites):
                self._complain(found.start, raw, f"The notebook has no data of {whole}")

    def _doi_links(self) -> Iterator[Edit]:
        for match in _DOI_LINK.finditer(self._cell.source):
            doi = doi_from_text(match[2])
            key = self._items.key_of("DOI", doi) or self._items.add_found(doi, self._by_doi(doi))
            if key:
                yield Edit(match.start(), match.end(), write_html([Cite(key)], match[1]))
            else:
                reason = f"The library has no work with the DOI {doi}: add it, then migrate again"
                self._complain(match.start(), match[0], reason)

    def _bibliographies(self) -> Iterator[Edit]:
        for match in _BLOCKS.finditer(self._cell.source):
            inside = "" if match[0].startswith("<div") else match[0][28:-26].strip("\n")
            yield Edit(match.start(), match.end(), between_comments(inside))

    def _complain(self, place: int, raw: str, reason: str) -> None:
        line = self._cell.source.count("\n", 0, place) + 1
        sentence = reason if reason.endswith("again") else f"{reason}, so it stays"
        self.problems.append(
            PlacedProblem(self._cell.number, line, f"{sentence}.", raw[:_LONGEST_RAW])
        )


def _facts(document: EditableDocument, items: MigratedItems) -> dict[str, Any]:
    facts: dict[str, Any] = {"version": METADATA_VERSION, "dialect": "html"}
    style = mapping(document.metadata.get(CITATION_MANAGER)).get("style")
    if isinstance(style, str) and style:
        facts["style"] = style.rsplit("/", 1)[-1].removesuffix(".csl")
    return facts | document.facts | {"items": items.all}
