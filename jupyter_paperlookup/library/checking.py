"""What is wrong, or could be better, with the citations of a document."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.citing.cell_conversion import WORDED
from jupyter_paperlookup.citing.conversion import PlacedCitation, citations_of
from jupyter_paperlookup.citing.document_file import read_editable
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.citing.uncited import ALL
from jupyter_paperlookup.errors import FormattingFailed, InvalidRequest, UnknownLocale
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.locales import check_locale
from jupyter_paperlookup.formatting.styles import Style
from jupyter_paperlookup.library.document_citations import text_of
from jupyter_paperlookup.library.document_style import DocumentStyle
from jupyter_paperlookup.library.document_works import DocumentWorks, one_key_per_work
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.library.versions import related_versions
from jupyter_paperlookup.records import from_csl

FindingKind = Literal[
    "unknown-key", "uncited-item", "two-keys", "missing-field", "published-version", "retracted",
    "other-words",
]  # fmt: skip
_MARKUP = re.compile(r"<[^<>]*>|[\\*_]")
_FIELDS = {"issued": "date"}
_NOT_CHECKED = "Add it or choose another: without it no words are checked."


class Finding(msgspec.Struct, frozen=True):
    """One thing to look at.

    Attributes:
        kind: What kind of thing it is.
        key: The citation key that it is about; empty where it is about the notebook.
        reason: What it is, and what to do, in one sentence.
        cell: The cell, counted from 1; 0 where it stands in no cell.
        line: The line in the cell, counted from 1; 0 with cell 0.
        file_line: The line of the file.
        start: Where the citation begins in the cell, and `end` where it ends; 0 with cell 0.
    """

    kind: FindingKind
    key: str
    reason: str
    cell: int = 0
    line: int = 0
    file_line: int = 1
    start: int = 0
    end: int = 0


class Checking:
    """Checks documents with the works of a library."""

    def __init__(self, store: Store, formatter: Formatter) -> None:
        self._store = store
        self._formatter = formatter

    def check(self, path: Path) -> tuple[Finding, ...]:
        """All findings of a document, in its order; see `Library.check`."""
        return self.check_document(read_editable(path), path)

    def check_document(
        self,
        document: EditableDocument,
        path: Path | None,
        root: Path | None = None,
        *,
        style: str | None = None,
        locale: str | None = None,
    ) -> tuple[Finding, ...]:
        """As `check`, for a document that is read already; see `Library.check_notebook`."""
        placed = citations_of(document)
        works = DocumentWorks(self._store, document, path, root)
        items = works.items(cite.key for each in placed for cite in each.found.cites)
        facts = document.facts
        own_style = DocumentStyle(document, path, root)
        locale = locale or text_of(facts.get("locale")) or None
        first: dict[str, PlacedCitation] = {}
        for each in placed:
            for cite in each.found.cites:
                first.setdefault(cite.key, each)
        unusable = own_style.problem(self._formatter.styles, style) or _locale_problem(locale)
        findings = [
            *_unknown(placed, items),
            *self._two_keys(first, items),
            *_missing(first, items),
            *self._published(first),
            *self._retracted(first),
        ]
        if not unusable:
            used = own_style.used(self._formatter.styles, style)
            findings += self._other_words(placed, items, used, locale)
        located = [_at(finding, first, document) for finding in findings]
        located.sort(key=lambda each: (each.cell, each.start))
        not_checked = [Finding("other-words", "", f"{unusable} {_NOT_CHECKED}")] if unusable else []
        return (*located, *not_checked, *_uncited(document, first))

    def _two_keys(
        self, first: dict[str, PlacedCitation], items: dict[str, dict[str, Any]]
    ) -> Iterator[Finding]:
        names: dict[str, str] = {}
        ids = self._store.ids_of_keys(first)
        for key in first:
            own = [f"record {ids[folded_key(key)]}"] if folded_key(key) in ids else []
            if key in items:
                record = msgspec.structs.replace(from_csl(items[key]), key="")
                own += identities(record, "")
            other = next((names[name] for name in own if name in names), None)
            for name in own:
                names.setdefault(name, key)
            if other is not None:
                reason = f"{key} and {other} are one work: cite it by one key."
                yield Finding("two-keys", key, reason)

    def _published(self, first: dict[str, PlacedCitation]) -> Iterator[Finding]:
        known = self._store.ids_of_keys(first)
        for key in first:
            if folded_key(key) not in known:
                continue
            for version in related_versions(self._store, key):
                if version.relation == "published":
                    reason = f"{key} is a preprint of {version.record.key}, which is published."
                    yield Finding("published-version", key, reason)
                    break

    def _retracted(self, first: dict[str, PlacedCitation]) -> Iterator[Finding]:
        ids = self._store.ids_of_keys(first)
        records = self._store.by_ids(ids.values())
        for key in first:
            record = records.get(ids.get(folded_key(key), 0))
            if record is not None and record.facts.retracted:
                yield Finding("retracted", key, retraction_of(key, record.facts.retracted))

    def _other_words(
        self,
        placed: tuple[PlacedCitation, ...],
        items: dict[str, dict[str, Any]],
        style: str | Style,
        locale: str | None,
    ) -> Iterator[Finding]:
        """Words in the text that the style would not say, or no longer says."""
        known = [each for each in placed if all(cite.key in items for cite in each.found.cites)]
        if not any(each.found.dialect in WORDED for each in known):
            return
        groups, works = one_key_per_work([each.found.cites for each in known], items)
        try:
            formatted = self._formatter.format_document(
                works, groups, style=style, locale=locale, to="markdown"
            )
        except (FormattingFailed, InvalidRequest):
            return
        for each, words in zip(known, formatted.citations, strict=True):
            if each.found.dialect in WORDED and _plain(each.found.words) != _plain(words):
                reason = f"The words are not those of the style: {_plain(words)}"
                yield _placed(Finding("other-words", each.found.cites[0].key, reason), each)


def retraction_of(key: str, service: str) -> str:
    """The sentence about a cited work that was retracted."""
    return f"Retracted: {key} was retracted or withdrawn, says {service}. Look before you cite it."


def _locale_problem(locale: str | None) -> str:
    try:
        if locale:
            check_locale(locale)
    except UnknownLocale as error:
        return error.reason
    return ""


def _unknown(
    placed: tuple[PlacedCitation, ...], items: dict[str, dict[str, Any]]
) -> Iterator[Finding]:
    # A name such as @property in prose is a citation only where one writes so.
    uses_pandoc = any(
        each.found.dialect == "pandoc" and any(cite.key in items for cite in each.found.cites)
        for each in placed
    )
    for each in placed:
        bare = each.found.dialect == "pandoc" and each.found.cites[0].author_in_text
        for cite in each.found.cites:
            if cite.key not in items and cite.key != "*" and (uses_pandoc or not bare):
                reason = f"Nothing is known of {cite.key}: add it to the library or to a .bib file."
                yield _placed(Finding("unknown-key", cite.key, reason), each)


def _missing(
    first: dict[str, PlacedCitation], items: dict[str, dict[str, Any]]
) -> Iterator[Finding]:
    for key in first:
        missing = from_csl(items[key]).incomplete if key in items else ()
        if missing:
            names = " and no ".join(_FIELDS.get(each, each) for each in missing)
            yield Finding("missing-field", key, f"{key} has no {names}.")


def _uncited(document: EditableDocument, first: dict[str, PlacedCitation]) -> Iterator[Finding]:
    uncited = works_listed_in(document).uncited
    cited = {folded_key(key) for key in [*first, *uncited]}
    for key in document.items:
        if folded_key(key) not in cited and ALL not in uncited:
            reason = f"{key} is kept in the notebook and cited nowhere in it."
            yield Finding("uncited-item", key, reason)


def _at(finding: Finding, first: dict[str, PlacedCitation], document: EditableDocument) -> Finding:
    found = finding if finding.cell else _placed(finding, first[finding.key])
    return msgspec.structs.replace(found, file_line=document.file_line(found.cell, found.line))


def _placed(finding: Finding, where: PlacedCitation) -> Finding:
    return msgspec.structs.replace(
        finding, cell=where.cell, line=where.line, start=where.found.start, end=where.found.end
    )


def _plain(words: str) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", words)).split())
