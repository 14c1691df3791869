"""What the routes of an open notebook answer."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import cited_notebooks, http, open_notebooks, present
from jupyter_paperlookup.server.contents_paths import ContentsPaths


class NotebookAnswers:
    """The citations of a notebook as the routes see them; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def citations(self, sent: http.NotebookRequest, paths: ContentsPaths) -> http.CitationsResponse:
        """What a notebook cites, formatted together."""
        document = open_notebooks.document_of(sent.notebook)
        path, root = _place(sent.notebook, paths)
        found = self._library.notebook_citations(
            document, path=path, root=root, style=sent.style, locale=sent.locale
        )
        return cited_notebooks.citations(document, found)

    def restyled(
        self, sent: http.NotebookRequest, paths: ContentsPaths
    ) -> http.NotebookEditsResponse:
        """The words that the style wants, where they are ours."""
        document = open_notebooks.document_of(sent.notebook)
        path, root = _place(sent.notebook, paths)
        done = self._library.restyle(
            document, path=path, root=root, style=sent.style, locale=sent.locale
        )
        return open_notebooks.edits(document, done)

    def converted(
        self, sent: http.ConvertRequest, paths: ContentsPaths
    ) -> http.NotebookEditsResponse:
        """A notebook in another dialect."""
        document = open_notebooks.document_of(sent.notebook)
        path, root = _place(sent.notebook, paths)
        done = self._library.convert_notebook(
            document,
            sent.to,
            path=path,
            root=root,
            style=sent.style,
            locale=sent.locale,
            migrate=sent.migrate,
        )
        return open_notebooks.converted(document, done)

    def checked(self, sent: http.NotebookRequest, paths: ContentsPaths) -> http.FindingsResponse:
        """What to look at."""
        document = open_notebooks.document_of(sent.notebook)
        path, root = _place(sent.notebook, paths)
        found = self._library.check_notebook(
            document, path=path, root=root, style=sent.style, locale=sent.locale
        )
        return open_notebooks.findings(document, found)

    def bibliography(
        self, sent: http.PlaceBibliographyRequest, paths: ContentsPaths
    ) -> http.InsertionResponse:
        """The bibliography, to write into a cell."""
        path, root = _place(sent.notebook, paths)
        made = self._library.bibliography_block(
            open_notebooks.document_of(sent.notebook),
            sent.dialect,
            sent.nocite,
            path=path,
            root=root,
            style=sent.style,
            locale=sent.locale,
        )
        return present.insertion(made.insertion, made.digest, made.uncited)

    def previews(
        self, sent: http.StylePreviewRequest, paths: ContentsPaths
    ) -> http.StylePreviewResponse:
        """The notebook's own references in some styles."""
        path, root = _place(sent.notebook, paths)
        document = open_notebooks.document_of(sent.notebook)
        found = self._library.style_previews(
            document, sent.styles, path=path, root=root, locale=sent.locale
        )
        return http.StylePreviewResponse(
            previews=[
                http.StylePreview(
                    style=each.style,
                    citations=list(each.citations),
                    references=list(each.references),
                    failure=each.failure,
                )
                for each in found.previews
            ],
            is_example=found.is_example,
        )

    def dialect(self, asked: http.DialectParameters, paths: ContentsPaths) -> http.DialectResponse:
        """The dialect of a notebook's project; none where the files are kept elsewhere."""
        if not paths.has_files:
            return http.DialectResponse(dialect=None, tool="", where="", problems=[])
        # A notebook without a path will first be saved somewhere below the root.
        document = paths.file(asked.path) if asked.path.strip("/") else paths.root / "Untitled"
        found = self._library.project_dialect(document, paths.root)
        return http.DialectResponse(
            dialect=found.dialect,
            tool=found.tool,
            where=found.where,
            problems=list(found.problems),
        )


def _place(
    notebook: http.OpenNotebook, paths: ContentsPaths
) -> tuple[Path, Path] | tuple[None, None]:
    """Where a notebook lies and the folder above which nobody looks, where files are here."""
    if not paths.has_files or not notebook.path.strip("/"):
        return None, None
    try:
        return paths.file(notebook.path), paths.root
    except InvalidRequest:  # of another drive of the file browser: it has no project here
        return None, None
