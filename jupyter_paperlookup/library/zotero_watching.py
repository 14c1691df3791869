"""Libraries of Zotero that are read again when they change."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from jupyter_paperlookup.errors import PaperLookupError, ZoteroUnavailable
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.library.rounds import Rounds
from jupyter_paperlookup.library.zotero_sources import ZoteroSources
from jupyter_paperlookup.records.printable import printable
from jupyter_paperlookup.zotero.addresses import Address, ZoteroKind

SECONDS_BETWEEN: dict[ZoteroKind, float] = {"local": 30.0, "web": 600.0}
_LONGEST_PAUSE = 1800.0
_SECONDS_TO_SLEEP = 5.0

_log = logging.getLogger(__name__)


class _StoppedError(Exception):
    """Ends a reading from inside, through its progress."""


class ZoteroWatcher:
    """Asks the watched libraries now and then whether they changed, in a thread of its own.

    That is one small request. Zotero being switched off is nothing to talk about.
    """

    def __init__(
        self, sources: ZoteroSources, changed: Callable[[str, ImportReport], None] | None = None
    ) -> None:
        self._sources = sources
        self._changed = changed
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._rounds = Rounds(self._round, _SECONDS_TO_SLEEP, "paperlookup-zotero", at_once=True)

    def start(self) -> None:
        """Begin to watch; returns at once."""
        self._rounds.start()

    def stop(self) -> None:
        """Cease to watch; a reading under way ends with its next step."""
        self._rounds.stop()

    def look(self, now: float) -> dict[str, ImportReport]:
        """Ask the libraries that are due, and read what changed.

        Args:
            now: The time, in seconds.

        Returns:
            What was done with those that changed, by the names of their sources.
        """
        reports: dict[str, ImportReport] = {}
        for source in self._sources.sources():
            address = Address.read(source.path)
            if not source.watched or address is None or self._due.get(source.name, now) > now:
                continue
            report = self._refresh(source.name)
            failures = self._failures.get(source.name, 0)
            pause = SECONDS_BETWEEN[address.kind] * 2.0 ** min(failures, 6)
            self._due[source.name] = now + min(pause, _LONGEST_PAUSE)
            if report and (report.new or report.merged or report.gone):
                reports[source.name] = report
                if self._changed is not None:
                    self._changed(source.name, report)
        return reports

    def _refresh(self, name: str) -> ImportReport | None:
        try:
            report = self._sources.refresh(name, self._go_on)
        except ZoteroUnavailable as error:
            self._failures[name] = self._failures.get(name, 0) + 1
            _log.debug("%s", printable(f"{name} is not read: {error.reason}"))
            return None
        except PaperLookupError as error:
            self._failures[name] = self._failures.get(name, 0) + 1
            _log.warning("%s", printable(f"{name} is not read: {error.reason}"))
            return None
        self._failures.pop(name, None)
        return report

    def _go_on(self, _phase: str, _done: int, _total: int) -> None:
        if self._rounds.is_stopped:
            raise _StoppedError

    def _round(self) -> None:
        with suppress(_StoppedError):
            self.look(time.monotonic())
