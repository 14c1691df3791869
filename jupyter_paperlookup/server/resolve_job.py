"""The completing of records in the background: one at a time, cancelled on request."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present_resolving
from jupyter_paperlookup.messages.http.resolving import ResolvePhase

_CANCELLED = "Cancelled: what was answered until then stays."
_FAULT = "This should not have happened; the server's log says more."

_log = logging.getLogger(__name__)


class _Cancelled(Exception):
    """Ends the work from inside, through its progress."""


class ResolveJobs:
    """The one completing of a server."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._phase: ResolvePhase = "none"
        self._done = self._total = 0
        self._message = ""
        self._report: http.ResolveReport | None = None

    def begin(self, keys: Sequence[str] | None) -> http.ResolveJob:
        """Begin to ask about records; about all when None.

        Raises:
            InvalidRequest: Records are being completed already.
        """
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise InvalidRequest("Records are being completed already: wait, or cancel that.")
            self._stop.clear()
            self._phase, self._done, self._total = "asking", 0, 0
            self._message, self._report = "", None
            self._thread = threading.Thread(
                target=self._run, args=(keys,), name="paperlookup-resolving", daemon=True
            )
            self._thread.start()
        return self.now()

    def now(self) -> http.ResolveJob:
        """How far it is."""
        return http.ResolveJob(
            phase=self._phase,
            done=self._done,
            total=self._total,
            message=self._message,
            report=self._report,
        )

    def cancel(self) -> http.ResolveJob:
        """Ask no further; it ends with the next answer."""
        self._stop.set()
        return self.now()

    def close(self) -> None:
        """Cancel, and wait for the end."""
        self._stop.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self, keys: Sequence[str] | None) -> None:
        try:
            report = self._library.resolve(keys, progress=self._tell, tell=self._check)
        except _Cancelled:
            self._end("cancelled", _CANCELLED)
        except PaperLookupError as error:
            self._end("failed", error.reason)
        except Exception:  # noqa: BLE001 - a bug is told, and ends nothing else
            _log.exception("completing records failed")
            self._end("failed", _FAULT)
        else:
            self._report = present_resolving.report(report)
            self._end("done", "")
        self._library.start_indexing()

    def _tell(self, done: int, total: int) -> None:
        self._check()
        self._done, self._total = done, total

    def _check(self) -> None:
        if self._stop.is_set():
            raise _Cancelled

    def _end(self, phase: ResolvePhase, message: str) -> None:
        self._message = message
        self._phase = phase
