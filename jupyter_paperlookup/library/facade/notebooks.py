"""Notebooks that somebody has open: what they cite, and how it follows the style."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jupyter_paperlookup.citing import Dialect
from jupyter_paperlookup.citing.conversion import Conversion
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.library.bibliography_block import BibliographyBlock, bibliography_block
from jupyter_paperlookup.library.checking import Finding
from jupyter_paperlookup.library.converting import Converted
from jupyter_paperlookup.library.document_citations import DocumentCitations
from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.notebook_citations import NotebookCitations, notebook_citations
from jupyter_paperlookup.library.restyling import restyled
from jupyter_paperlookup.library.style_previews import StylePreviews


class Notebooks(Parts):
    """What reads an open notebook and says what becomes of it; nothing is written."""

    def notebook_citations(
        self,
        document: EditableDocument,
        *,
        path: Path | None = None,
        root: Path | None = None,
        style: str | None = None,
        locale: str | None = None,
    ) -> NotebookCitations:
        """All that a notebook cites, formatted together, in safe HTML.

        A style that is not here, or a pandoc that fails, is told in `problem`; places and works
        are there all the same.

        Args:
            document: The notebook.
            path: Where it lies, or will; without it nothing is asked of a project.
            root: The folder above which nobody looks; without one that of the project near above.
            style: Name of a CSL style; the notebook's own when None.
            locale: CSL locale; the notebook's or the style's own when None.
        """
        return notebook_citations(
            self._store,
            self._formatter,
            document,
            path=path,
            root=root,
            style=style,
            locale=locale,
        )

    def restyle(
        self,
        document: EditableDocument,
        *,
        path: Path | None = None,
        root: Path | None = None,
        style: str | None = None,
        locale: str | None = None,
    ) -> Conversion:
        """The words that a style wants in `html` and `text`, and the bibliographies.

        Only words that are ours are written anew: those that a cell's metadata note, and those
        that the notebook's own style says. What a person wrote stays, and is in `problems`.

        Args:
            document: The notebook.
            path: As for `notebook_citations`, and so are the others.
            root: The folder above which nobody looks.
            style: Name of a CSL style.
            locale: CSL locale.

        Raises:
            UnknownStyle, UnknownLocale: There is none of this name here.
            InvalidRequest: There is more of it than can be formatted at once.
            FormattingFailed: pandoc is missing or refused.
        """
        cited = DocumentCitations(self._store, document, path, root)
        return restyled(cited, self._formatter, style=style, locale=locale)

    def bibliography_block(
        self,
        document: EditableDocument,
        dialect: Dialect,
        uncited: Sequence[str] = (),
        *,
        path: Path | None = None,
        root: Path | None = None,
        style: str | None = None,
        locale: str | None = None,
    ) -> BibliographyBlock:
        """The bibliography of a notebook, in the form of a dialect, to write into a cell.

        Args:
            document: The notebook.
            dialect: The dialect.
            uncited: Keys of works to list though no text cites them; `*` for all that the
                notebook and its project know. They come before those that its metadata keep.
            path: As for `restyle`, and so are the others.
            root: The folder above which nobody looks.
            style: Name of a CSL style.
            locale: CSL locale.

        Raises:
            RecordNotFound: Nothing is known of one of the keys.
            UnknownStyle, UnknownLocale: There is none of this name here.
            InvalidRequest: There is more of it than can be formatted at once.
            FormattingFailed: pandoc is missing or refused.
        """
        return bibliography_block(
            self._store,
            self._formatter,
            document,
            dialect,
            uncited,
            path=path,
            root=root,
            style=style,
            locale=locale,
        )

    def convert_notebook(
        self,
        document: EditableDocument,
        to: Dialect,
        *,
        path: Path | None = None,
        root: Path | None = None,
        style: str | None = None,
        locale: str | None = None,
        migrate: bool = False,
    ) -> Converted:
        """As `convert`, for a notebook that is open: what becomes of its cells.

        Args:
            document: The notebook.
            to: The dialect.
            path: Where it lies, or will; without it nothing is asked of a project.
            root: The folder above which nobody looks; without one that of the project near above.
            style: As for `convert`, and so are the others.
            locale: CSL locale.
            migrate: First take over citations of other tools.
        """
        return self._converting.convert_document(
            document, to, path=path, root=root, style=style, locale=locale, migrate=migrate
        )

    def check_notebook(
        self,
        document: EditableDocument,
        *,
        path: Path | None = None,
        root: Path | None = None,
        style: str | None = None,
        locale: str | None = None,
    ) -> tuple[Finding, ...]:
        """As `check`, for a notebook that is open; the other arguments as `convert_notebook`."""
        return self._checking.check_document(document, path, root, style=style, locale=locale)

    def style_previews(
        self,
        document: EditableDocument,
        styles: Sequence[str],
        *,
        path: Path | None = None,
        root: Path | None = None,
        locale: str | None = None,
    ) -> StylePreviews:
        """The first citations and references of a notebook in some styles, as safe HTML.

        A style that is not here, or that pandoc refuses, says why in its own preview. Where the
        notebook cites nothing that is known, works of the library stand in.

        Args:
            document: The notebook.
            styles: Names of styles; each costs a run of pandoc.
            path: As for `convert_notebook`, and so is `root`.
            root: The folder above which nobody looks.
            locale: CSL locale; the notebook's or the style's own when None.

        Raises:
            UnknownLocale: There is no such locale.
        """
        return self._converting.style_previews(
            document, styles, path=path, root=root, locale=locale
        )
