"""What the routes of sources and imports answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.import_jobs import ImportJobs, Work


class SourceAnswers:
    """Where records come from."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.jobs = ImportJobs(imported=library.start_indexing)

    def close(self) -> None:
        """Cancel the imports under way."""
        self.jobs.close()

    def sources(self, paths: ContentsPaths) -> http.SourcesResponse:
        """All sources."""
        return http.SourcesResponse(
            sources=[
                present.source(source, browser_path=paths.in_browser(source.path))
                for source in self._library.sources()
            ]
        )

    def watch(self, sent: http.WatchRequest, paths: ContentsPaths) -> http.SourcesResponse:
        """The sources, one of them watched or no longer."""
        self._library.watch_source(sent.name, watch=sent.watched)
        return self.sources(paths)

    def remove(
        self, asked: http.RemoveSourceParameters, paths: ContentsPaths
    ) -> http.RemovalResponse:
        """A source forgotten."""
        removal = self._library.remove_source(asked.name, with_records=asked.with_records)
        self._library.start_indexing()
        return http.RemovalResponse(
            kept=removal.kept, removed=removal.removed, sources=self.sources(paths).sources
        )

    def problems(self, asked: http.ProblemsParameters) -> http.ProblemsResponse:
        """What could not be read of a source."""
        return http.ProblemsResponse(
            problems=[present.problem(each) for each in self._library.problems(asked.source)]
        )

    def start(self, sent: http.ImportJobRequest, paths: ContentsPaths) -> http.ImportJob:
        """An import that waits for its turn.

        Raises:
            InvalidRequest: Not exactly one of data, path and source is named.
            TooManyImports: Too many wait already.
        """
        if [sent.data, sent.path, sent.source].count(None) != 2:  # noqa: PLR2004 - one of three
            raise InvalidRequest("Name one of: a file's data, its path, a source.")
        if sent.path is not None:
            file = paths.file(sent.path)
            return self.jobs.add(sent.path, self._of_file(sent, file))
        if sent.data is not None:
            if sent.name is None:
                raise InvalidRequest("A file's data needs the file's name.")
            return self.jobs.add(sent.name, self._of_data(sent), size=len(sent.data))
        return self.jobs.add(sent.source or "", self._of_source(sent.source or ""))

    def _of_file(self, sent: http.ImportJobRequest, file: Path) -> Work:
        return lambda progress: self._library.import_file(
            file,
            format=sent.format,
            capture_year=sent.capture_year,
            watch=sent.watch,
            progress=progress,
        )

    def _of_data(self, sent: http.ImportJobRequest) -> Work:
        return lambda progress: self._library.import_bytes(
            sent.data or b"",
            sent.name or "",
            format=sent.format,
            capture_year=sent.capture_year,
            progress=progress,
        )

    def _of_source(self, name: str) -> Work:
        return lambda progress: self._library.refresh_source(name, progress)
