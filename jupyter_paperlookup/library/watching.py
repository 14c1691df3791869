"""Files that are read again when they change."""

from __future__ import annotations

import logging
from collections.abc import Callable

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.library.rounds import Rounds
from jupyter_paperlookup.library.sources import Sources
from jupyter_paperlookup.records.printable import printable

Changed = Callable[[str, ImportReport], None]

SHORTEST_INTERVAL = 0.1
LONGEST_INTERVAL = 3600.0

_log = logging.getLogger(__name__)


class Watcher:
    """Looks at the watched files of a library every few seconds, in one thread.

    Looking is asking the file system for size and time of each file: it needs no service of the
    operating system, and works over network drives too.
    """

    def __init__(
        self,
        sources: Sources,
        interval: float,
        changed: Changed | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        if not SHORTEST_INTERVAL <= interval <= LONGEST_INTERVAL:
            raise InvalidRequest(
                f"Files are looked at every {SHORTEST_INTERVAL} to {LONGEST_INTERVAL:.0f} seconds."
            )
        self._sources = sources
        self._changed = changed
        self._then = then
        self._failed: dict[str, tuple[int, int]] = {}
        self._rounds = Rounds(self._round, interval, "paperlookup-watcher")

    def start(self) -> None:
        """Begin to watch; returns at once."""
        self._rounds.start()

    def stop(self) -> None:
        """Cease to watch; waits for a file that is being read."""
        self._rounds.stop()

    def look(self) -> dict[str, ImportReport]:
        """Read the files that changed; what was done, by the names of their sources."""
        reports: dict[str, ImportReport] = {}
        for source in self._sources.changed_files():
            seen = (source.size, source.modified)
            if self._rounds.is_stopped or self._failed.get(source.name) == seen:
                continue
            try:
                report = self._sources.refresh(source.name)
            except PaperLookupError as error:
                # Not tried again before the file changes again.
                self._failed[source.name] = seen
                told = printable(f"{source.name} changed and is not read: {error.reason}")
                _log.warning("%s", told)
                continue
            self._failed.pop(source.name, None)
            reports[source.name] = report
            if self._changed is not None:
                self._changed(source.name, report)
        return reports

    def _round(self) -> None:
        self.look()
        if self._then is not None:
            self._then()
