"""Bringing records in: sources that are imported, read again, watched, removed."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.importing import ImportProgress
from jupyter_paperlookup.library.reports import ImportReport, Removal, SourceStatus
from jupyter_paperlookup.library.watching import Changed, Watcher
from jupyter_paperlookup.records import Problem


class Gathering(Parts):
    """What brings records in, and forgets where they came from."""

    def import_file(
        self,
        path: Path | str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        watch: bool = False,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """Bring a file's entries into the library; its name becomes the name of the source.

        Args:
            path: The file.
            format: Name of its format; found from name and content when None.
            capture_year: For a captured page, the year of its capture.
            watch: Read it again whenever it changes, while `start_watching` is on.
            progress: Gets the phase, `reading` or `storing`, and how much of it is done, of how
                much. What it raises ends the import, and the library stays as it was.

        Raises:
            UnreadableSource: The file cannot be read as text.
            UnknownFormat: Its format is not known.
        """
        return self._sources.import_file(
            Path(path), format=format, capture_year=capture_year, watch=watch, progress=progress
        )

    def import_text(
        self,
        text: str,
        name: str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """As `import_file`, for a text that is at hand already."""
        return self._sources.import_text(
            text, name, format=format, capture_year=capture_year, progress=progress
        )

    def import_bytes(
        self,
        data: bytes,
        name: str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """As `import_file`, for the content of a file that a person dropped.

        It is decoded, or refused, as the file would be.
        """
        return self._sources.import_bytes(
            data, name, format=format, capture_year=capture_year, progress=progress
        )

    def sources(self) -> tuple[SourceStatus, ...]:
        """Where the records came from."""
        return self._store.sources.statuses()

    def problems(self, name: str) -> tuple[Problem, ...]:
        """What could not be read of a source when it was last read.

        Raises:
            InvalidRequest: There is no such source.
        """
        return self._sources.problems(name)

    def refresh_source(self, name: str, progress: ImportProgress | None = None) -> ImportReport:
        """Read the file of a source again; only entries that changed are touched.

        Raises:
            InvalidRequest: There is no such source, or it is no file.
            UnreadableSource: The file cannot be read.
        """
        return self._sources.refresh(name, progress)

    def remove_source(self, name: str, *, with_records: bool = False) -> Removal:
        """Forget a source and what it says of records that other sources speak of.

        Args:
            name: Name of the source.
            with_records: Remove the records that it alone speaks of; else they are kept.

        Raises:
            InvalidRequest: There is no such source, or it is what was typed.
        """
        return self._sources.remove(name, with_records=with_records)

    def watch_source(self, name: str, *, watch: bool = True) -> None:
        """Begin or cease to watch a source's file; errors as `refresh_source`."""
        self._sources.set_watched(name, watched=watch)

    def start_watching(self, interval: float = 2.0, changed: Changed | None = None) -> None:
        """Look at the watched files every so many seconds, until the library is closed.

        Args:
            interval: Seconds between two looks.
            changed: Is told, in the watching thread, of each source that was read again.
        """
        if self._watcher is None:
            self._watcher = Watcher(self._sources, interval, changed)
            self._watcher.start()

    def stop_watching(self) -> None:
        """Cease to look at the watched files."""
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None
