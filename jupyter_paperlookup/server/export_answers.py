"""What the routes of exports and kept files answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from jupyter_paperlookup.citing.document import written_in
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.library import KeptFile, Library
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.server.contents_paths import ContentsPaths

_UNSAFE_IN_NAME = re.compile(r"[^\w.-]+")


class ExportAnswers:
    """Records as the text of files, once or kept up to date."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def export(self, asked: http.ExportParameters) -> http.ExportResponse:
        """Some records, a source, or the whole library, as the text of a file."""
        text = self._library.export(
            asked.key or None, asked.to, abstracts=asked.abstracts, source=asked.source
        )
        stem = PurePath(asked.source).stem if asked.source else ""
        return http.ExportResponse(
            text=text,
            filename=_file_name(stem or "library", asked.to),
            media_type=format_named(asked.to).media_type,
        )

    def cited(self, sent: http.CitedRequest) -> http.CitedResponse:
        """The works that some cells cite."""
        cited = self._library.cited(written_in(sent.cells, sent.metadata))
        return http.CitedResponse(keys=list(cited.keys), unknown=list(cited.unknown))

    def export_cited(self, sent: http.CitedExportRequest) -> http.CitedExportResponse:
        """The works that some cells cite, as the text of a file."""
        document = written_in(sent.cells, sent.metadata)
        text, cited = self._library.export_cited(document, sent.to, abstracts=sent.abstracts)
        return http.CitedExportResponse(
            text=text,
            filename=_file_name("references", sent.to),
            media_type=format_named(sent.to).media_type,
            keys=list(cited.keys),
            unknown=list(cited.unknown),
        )

    def kept(self, paths: ContentsPaths) -> http.KeptFilesResponse:
        """The files that are kept up to date."""
        return http.KeptFilesResponse(
            files=[_kept(file, paths) for file in self._library.kept_files()]
        )

    def keep(self, sent: http.KeepFileRequest, paths: ContentsPaths) -> http.KeptFilesResponse:
        """All kept files, with one that is kept from now on."""
        self._library.keep_file(
            paths.file(sent.path),
            notebook=paths.file(sent.notebook) if sent.notebook is not None else None,
            source=sent.source,
            to=sent.to,
        )
        return self.kept(paths)

    def forget(
        self, asked: http.ForgetFileParameters, paths: ContentsPaths
    ) -> http.KeptFilesResponse:
        """All kept files, without one that is kept no longer."""
        for file in self._library.kept_files():
            if asked.path in (paths.shown(file.path), file.path):
                self._library.forget_kept_file(Path(file.path))
                return self.kept(paths)
        raise InvalidRequest(f"{asked.path} is not kept up to date.")


def _file_name(stem: str, to: str) -> str:
    safe = _UNSAFE_IN_NAME.sub("_", stem).strip("._") or "library"
    return safe[:80] + next(iter(format_named(to).extensions), ".txt")


def _kept(file: KeptFile, paths: ContentsPaths) -> http.KeptFile:
    return http.KeptFile(
        path=paths.shown(file.path),
        to=file.to,
        notebook=paths.shown(file.notebook) if file.notebook else "",
        source=file.source,
        entries=file.entries,
        message=file.message,
    )
