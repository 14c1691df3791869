"""Records written out: citations, references, files of other programs."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_paperlookup.citing import Dialect, Insertion, InsertionKind
from jupyter_paperlookup.formatting.citation import Formatted
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.records import Cite

_PARAGRAPH = "\n\n"


class Writing(Parts):
    """What turns records into text."""

    def format(
        self,
        cites: Sequence[str | Cite],
        *,
        style: str = "apa",
        locale: str | None = None,
        to: Target = "text",
    ) -> Formatted:
        """One citation of these works, and the reference of each.

        Args:
            cites: Citation keys, or cites with locator, prefix and suffix.
            style: Name of a CSL style.
            locale: CSL locale; the style's own when None.
            to: `text`, `html`, `markdown` or `latex`.

        Raises:
            RecordNotFound: One of the keys is unknown.
            UnknownStyle: There is no such style.
            UnknownLocale: There is no such locale.
            FormattingFailed: pandoc is missing or refused.
        """
        return self._references.format(cites, style=style, locale=locale, to=to)

    def cite(
        self,
        keys: Sequence[str],
        style: str = "apa",
        locale: str | None = None,
        to: Target = "text",
    ) -> str:
        """The references of these works, an empty line between two; errors as `format`."""
        return _PARAGRAPH.join(self.format(keys, style=style, locale=locale, to=to).references)

    def export(
        self, keys: Sequence[str] | None = None, to: str = "bibtex", *, abstracts: bool = True
    ) -> str:
        """These records, or all of them, as one text of a format.

        Args:
            keys: Citation keys; None means all records.
            to: Name of the format.
            abstracts: Whether abstracts go along; an entry to paste is better off without.

        Raises:
            RecordNotFound: One of the keys is unknown.
            UnknownFormat: There is no such format, or it is only read.
        """
        return self._references.export(keys, to=to, abstracts=abstracts)

    def insertion(
        self,
        kind: InsertionKind,
        cites: Sequence[str | Cite],
        *,
        dialect: Dialect = "html",
        style: str = "apa",
        locale: str | None = None,
    ) -> Insertion:
        """What to write into a Markdown cell; errors as `format`."""
        return self._references.insertion(kind, cites, dialect=dialect, style=style, locale=locale)

    def styles(self) -> Styles:
        """The CSL styles that can be chosen: the shipped ones and the user's own."""
        return self._styles
