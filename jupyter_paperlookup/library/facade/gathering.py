"""Bringing records in: sources that are imported, read again, watched, removed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.importing import ImportProgress
from jupyter_paperlookup.library.nearby import Nearby, nearby
from jupyter_paperlookup.library.reports import (
    ImportReport,
    Removal,
    SourceStatus,
    ZoteroLibrary,
)
from jupyter_paperlookup.library.watching import Changed, Watcher
from jupyter_paperlookup.library.zotero_watching import ZoteroWatcher
from jupyter_paperlookup.records import Problem
from jupyter_paperlookup.zotero.addresses import ZoteroKind


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
        self._before_import(Path(path))
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
        self._guard.before_import(len(text), name)
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
        self._guard.before_import(len(data), name)
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

    def nearby(self, notebook: Path, root: Path) -> Nearby:
        """The bibliography files that belong to a notebook: named by it, by its project, or near.

        Args:
            notebook: The notebook; it need not exist yet.
            root: The folder above which nobody looks, and outside which no file is taken.
        """
        return nearby(self._store, notebook, root)

    def refresh_source(self, name: str, progress: ImportProgress | None = None) -> ImportReport:
        """Read a source again: a file, a library of Zotero, or what was fetched from the network.

        Only what changed is touched.

        Raises:
            InvalidRequest: There is no such source, or it cannot be read again.
            UnreadableSource: The file cannot be read.
            ZoteroUnavailable: Zotero cannot be asked, or refuses.
            NetworkUnavailable: The network, or the service, may not or cannot be asked.
        """
        if self._feeds.has(name):
            return self._feeds.refresh(name, progress)
        if self._zotero.has(name):
            return self._zotero.refresh(name, progress)
        return self._sources.refresh(name, progress)

    def zotero_libraries(self, kind: ZoteroKind = "local") -> tuple[ZoteroLibrary, ...]:
        """The libraries of Zotero that can be added; none on zotero.org without a key.

        Args:
            kind: `local` for the program on this machine, `web` for zotero.org.

        Raises:
            ZoteroUnavailable: Zotero cannot be asked, or refuses; the sentence says what to do.
        """
        return self._zotero.libraries(kind)

    def add_zotero(
        self, kind: ZoteroKind, path: str, progress: ImportProgress | None = None
    ) -> ImportReport:
        """Make a library of Zotero a source, or read it again if it is one.

        One of the program on this machine is watched from then on; see `watch_source`.

        Args:
            kind: `local` or `web`.
            path: `users/0`, `groups/12345` ..., as `zotero_libraries` tells them.
            progress: As for `import_file`; `reading` counts items.

        Raises:
            InvalidRequest: There can be no such library.
            ZoteroUnavailable: Zotero cannot be asked, or refuses.
        """
        return self._zotero.add(kind, path, progress)

    @property
    def has_zotero_key(self) -> bool:
        """Whether a key for zotero.org is stored; it is never told."""
        return self._zotero.has_key

    def set_zotero_key(self, key: str | None) -> None:
        """Store the key for zotero.org in a file of its own, or forget it when None.

        Raises:
            InvalidRequest: It does not look like a key.
            LibraryUnavailable: The file cannot be written.
        """
        self._zotero.set_key(key)

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
        """Begin or cease to watch a source; errors as `refresh_source`."""
        self._sources.set_watched(name, watched=watch)

    def start_watching(self, interval: float = 2.0, changed: Changed | None = None) -> None:
        """Look at the watched sources every so often, until the library is closed.

        Files that are kept up to date follow at each look.

        Args:
            interval: Seconds between two looks at files; Zotero is asked at its own pace.
            changed: Is told, in the watching thread, of each source that was read again.
        """
        if self._watcher is None:
            self._watcher = Watcher(self._sources, interval, changed, self._follow)
            self._watcher.start()
            self._zotero_watcher = ZoteroWatcher(self._zotero, changed)
            self._zotero_watcher.start()

    def stop_watching(self) -> None:
        """Cease to look at the watched sources."""
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None
        if self._zotero_watcher is not None:
            self._zotero_watcher.stop()
            self._zotero_watcher = None

    def _before_import(self, path: Path) -> None:
        with suppress(OSError):  # whoever reads the file says what is wrong with it
            self._guard.before_import(path.stat().st_size, path.name)

    def _follow(self) -> None:
        self._kept_files.update(always=False)
