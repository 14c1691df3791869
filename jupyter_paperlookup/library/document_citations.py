"""All that a document cites, with the data of its works, formatted together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cells import METADATA_VERSION
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.citing.uncited import ALL
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.library.document_style import DocumentStyle
from jupyter_paperlookup.library.document_works import DocumentWorks, one_key_per_work
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Cite


class FormattedCitations(msgspec.Struct, frozen=True):
    """What a style makes of a document.

    Attributes:
        citations: One for each in the text; None where a work is unknown.
        references: The entries by key, in the order of the bibliography; the key is the first
            spelling by which the work is cited.
    """

    citations: tuple[str | None, ...]
    references: dict[str, str]


class DocumentCitations:
    """What a document cites, and what is known of it.

    Attributes:
        document: The document.
        placed: The citations in its text, in order.
        uncited: Keys that its bibliography shall have besides, all of which are known.
        listed: All of that as it is written, known or not.
        works: The works of all these keys, as they are written.
        unknown: The keys of which nothing is known, in the order of the text.
        style: How its style is found.

    Args:
        store: The library's store.
        document: The document.
        path: Where it lies, or will; None for one without a project.
        root: The folder above which nobody looks; None for that of the project.
    """

    def __init__(
        self,
        store: Store,
        document: EditableDocument,
        path: Path | None = None,
        root: Path | None = None,
    ) -> None:
        self.document = document
        self._place = (store, path, root)
        self.style = DocumentStyle(document, path, root)
        listed = works_listed_in(document)
        self.placed = listed.citations
        self.listed = listed
        data = DocumentWorks(store, document, path, root)
        uncited = [key for key in listed.uncited if key != ALL]
        if ALL in listed.uncited:
            uncited += [*document.items, *data.of_project()]
        keys = dict.fromkeys(cite.key for each in self.placed for cite in each.found.cites)
        self.works = data.known([*keys, *uncited])
        self.uncited = tuple(key for key in dict.fromkeys(uncited) if key in self.works)
        self.unknown = tuple(key for key in [*keys, *uncited] if key not in self.works)
        self._data = data

    def over(self, document: EditableDocument) -> DocumentCitations:
        """The same of another state of the document."""
        store, path, root = self._place
        return DocumentCitations(store, document, path, root)

    @property
    def items(self) -> dict[str, dict[str, Any]]:
        """The CSL-JSON of all known works, by key as it is written."""
        return {key: work.item for key, work in self.works.items()}

    @property
    def is_known(self) -> list[bool]:
        """For each citation of the text, whether all of its works are known."""
        return [all(cite.key in self.works for cite in each.found.cites) for each in self.placed]

    def locale(self, asked: str | None) -> str | None:
        """The locale that was asked for, else the document's own; None for the style's."""
        return asked or text_of(self.document.facts.get("locale")) or None

    def library_keys(self) -> dict[str, str]:
        """The library's own keys of the works that it has."""
        return self._data.library_keys(self.items)

    def formatted(
        self, formatter: Formatter, *, style: str | None, locale: str | None, to: Target
    ) -> FormattedCitations:
        """All citations and references together: numbers, "ibid." and 2023a depend on it.

        Raises:
            UnknownStyle, UnknownLocale: There is none of this name here.
            InvalidRequest: There is more of it than can be formatted at once.
            FormattingFailed: pandoc is missing, too slow, or refuses the style.
        """
        items, is_known = self.items, self.is_known
        cited = [
            each.found.cites for each, known in zip(self.placed, is_known, strict=True) if known
        ]
        # A work that stands beside an unknown one has its entry all the same.
        alone = [[Cite(key)] for key in items]
        _, listed = one_key_per_work([*cited, *alone], items)
        groups, _ = one_key_per_work(cited, items)
        formatted = formatter.format_document(
            listed,
            groups,
            style=self.style.used(formatter.styles, style),
            locale=self.locale(locale),
            to=to,
        )
        words = iter(formatted.citations)
        keys = [str(item["id"]) for item in listed]
        return FormattedCitations(
            tuple(next(words) if known else None for known in is_known),
            {keys[at]: formatted.references[at] for at in formatted.order},
        )

    def counts(self) -> dict[str, int]:
        """How many citations name each work, by its folded key."""
        counts: dict[str, int] = {}
        for each in self.placed:
            for key in {folded_key(cite.key) for cite in each.found.cites}:
                counts[key] = counts.get(key, 0) + 1
        return counts


def is_newer(facts: Mapping[str, Any]) -> bool:
    """Whether a version wrote a notebook's metadata that this one does not know."""
    kept = facts.get("items", {})
    return facts.get("version", METADATA_VERSION) != METADATA_VERSION or not isinstance(kept, dict)


def text_of(value: object) -> str:
    """A text that anybody may have written; empty where it is none."""
    return value if isinstance(value, str) else ""
