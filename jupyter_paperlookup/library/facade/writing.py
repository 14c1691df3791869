"""Records written out: citations, references, files of other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_paperlookup.citing import Dialect, Insertion, InsertionKind
from jupyter_paperlookup.citing.document import written_in
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.formatting.citation import Formatted
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.formatting.styles import StyleInfo, Styles
from jupyter_paperlookup.library.checking import Finding
from jupyter_paperlookup.library.cited_works import Cited, cited_works
from jupyter_paperlookup.library.converting import Bibliography, ConvertedDocument
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.own_styles import add_style
from jupyter_paperlookup.library.project_dialect import ProjectDialect, project_dialect
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

    def cited(self, cells: Sequence[str] | EditableDocument) -> Cited:
        """The works that Markdown and raw cells cite, in whatever dialect.

        Args:
            cells: Their sources, in order, or a document, whose own data speak for keys that the
                library lacks, and which may ask for works besides; `citing.written_document`
                reads one from a file.
        """
        return cited_works(self._store, _document(cells)).cited

    def export(
        self,
        keys: Sequence[str] | None = None,
        to: str = "bibtex",
        *,
        abstracts: bool = True,
        source: str | None = None,
    ) -> str:
        """These records, or all of them, as one text of a format, sorted by key.

        Args:
            keys: Citation keys; None means all records.
            to: Name of the format.
            abstracts: Whether abstracts go along; an entry to paste is better off without.
            source: Name of a source, for the records of which it speaks; instead of keys.

        Raises:
            RecordNotFound: One of the keys is unknown.
            InvalidRequest: There is no such source, or there are keys too.
            UnknownFormat: There is no such format, or it is only read.
        """
        return self._references.export(keys, to=to, abstracts=abstracts, source=source)

    def export_cited(
        self, cells: Sequence[str] | EditableDocument, to: str = "bibtex", *, abstracts: bool = True
    ) -> tuple[str, Cited]:
        """The works that some cells cite as one text of a format, sorted by key; and their keys.

        A work has the key by which it is cited, also where that is an old one, so that every
        reader of the text finds it; a work that is cited by two keys is there under both. Records
        of the library come before the data that a notebook keeps.

        Args:
            cells: As for `cited`.
            to: Name of the format.
            abstracts: Whether abstracts go along.

        Raises:
            UnknownFormat: There is no such format, or it is only read.
        """
        return self._references.export_cited(_document(cells), to=to, abstracts=abstracts)

    def insertion(
        self,
        kind: InsertionKind,
        cites: Sequence[str | Cite],
        *,
        dialect: Dialect = "html",
        style: str = "apa",
        locale: str | None = None,
        items: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Insertion:
        """What to write into a Markdown cell; errors as `format`.

        Args:
            kind: A citation of all works, their references, or their BibTeX.
            cites: Citation keys, or cites with locator, prefix and suffix.
            dialect: The dialect of a citation.
            style: Name of a CSL style.
            locale: CSL locale; the style's own when None.
            items: CSL-JSON of works that the notebook has itself, by key: they come before those
                of the library, and every key stays as it is written. Without them a key becomes
                the one that the library has now.
        """
        return self._references.insertion(
            kind, cites, dialect=dialect, style=style, locale=locale, items=items
        )

    def project_dialect(self, document: Path | str, root: Path | None = None) -> ProjectDialect:
        """The dialect that a document's own metadata ask for, else that of its nearest project.

        Args:
            document: A notebook, or a document in Markdown; it need not exist yet.
            root: The folder above which nobody looks; without one that of the project near above.
        """
        return project_dialect(Path(document), root)

    def convert(
        self,
        path: Path | str,
        to: Dialect,
        *,
        style: str | None = None,
        locale: str | None = None,
        migrate: bool = False,
    ) -> ConvertedDocument:
        """A notebook or a document in Markdown with its citations in another dialect.

        Nothing is written before `write` of the result is called. Data come from the notebook
        itself, from the library, and from the bibliography files of its project.

        Args:
            path: The file.
            to: The dialect.
            style: Name of a CSL style for `html` and `text`; the notebook's own when None.
            locale: CSL locale; the notebook's or the style's own when None.
            migrate: First take over citations of cite2c, of jupyterlab-citation-manager, and
                links such as `[(Turing, 1936)](https://doi.org/...)` to works of the library.

        Raises:
            UnreadableSource: The file cannot be read.
            UnknownStyle: There is no such style.
            UnknownLocale: There is no such locale.
            FormattingFailed: pandoc is missing or refused.
        """
        return self._converting.convert(Path(path), to, style=style, locale=locale, migrate=migrate)

    def check(self, path: Path | str) -> tuple[Finding, ...]:
        """What to look at in the citations of a notebook or a document in Markdown.

        Found are cited keys of which nothing is known, items that the notebook keeps and does not
        cite, two keys of one work, missing authors, titles and dates, preprints with a published
        version in the library, and words in the text that the style would not say; or why that
        cannot be said, such as a style that is not here.

        Raises:
            UnreadableSource: The file cannot be read.
        """
        return self._checking.check(Path(path))

    def bibliography(
        self,
        path: Path | str,
        *,
        style: str | None = None,
        locale: str | None = None,
        to: Target = "text",
    ) -> Bibliography:
        """The references of what a notebook or a document cites; errors as `convert`."""
        return self._converting.bibliography(Path(path), style=style, locale=locale, to=to)

    def add_style(self, name: str, text: str) -> StyleInfo:
        """Keep a CSL style in the library's folder of styles; it can be chosen from now on.

        Args:
            name: Name of its file; it is cleaned to one that every system can have.
            text: Its XML.

        Raises:
            UnknownStyle: It is no style, or follows one that is not here.
            InvalidRequest: There is another style of this name.
            LibraryUnavailable: The folder cannot be written.
        """
        return add_style(self._styles, self.folder / "styles", name, text)

    def styles(self) -> Styles:
        """The CSL styles that can be chosen: the shipped ones and the user's own."""
        return self._styles


def _document(cells: Sequence[str] | EditableDocument) -> EditableDocument:
    return cells if isinstance(cells, EditableDocument) else written_in(cells)
