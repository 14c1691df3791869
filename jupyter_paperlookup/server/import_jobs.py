"""Imports in the background: one after the other, with progress, and cancelled on request."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError
from jupyter_paperlookup.library import ImportReport
from jupyter_paperlookup.messages import http, present
from jupyter_paperlookup.messages.http import ImportPhase
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.server.refusals import TooManyRequests

JobProgress = Callable[[ImportPhase, int, int], None]
"""Is told the phase, and how much of how much is done; raises what ends a cancelled import."""

Work = Callable[[JobProgress], ImportReport]

MOST_WAITING = 50
MOST_WAITING_BYTES = 256 * 1024 * 1024
ENDED_KEPT = 20

_CANCELLED = "Cancelled: the library is as it was before."

_log = logging.getLogger(__name__)


class TooManyImports(TooManyRequests):
    """More imports than may wait."""

    retry_after = 10


class _Cancelled(Exception):
    """Ends an import from inside, through its progress."""


class _Job(msgspec.Struct, kw_only=True):
    """One import, as it stands now."""

    id: str
    name: str
    work: Work | None
    size: int
    phase: ImportPhase = "waiting"
    done: int = 0
    total: int = 0
    message: str = ""
    report: http.ImportResponse | None = None
    is_cancelled: bool = False


class ImportJobs:
    """The imports of one server.

    Args:
        imported: Is called after each import that changed something, in the importing thread.
    """

    def __init__(self, imported: Callable[[], None]) -> None:
        self._imported = imported
        self._jobs: dict[str, _Job] = {}
        self._waiting: deque[_Job] = deque()
        self._ended: deque[str] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def add(self, name: str, work: Work, *, size: int = 0) -> http.ImportJob:
        """Let an import wait for its turn.

        Args:
            name: What is imported, for the person.
            work: The import; gets what it must tell its progress to.
            size: How many bytes it holds while it waits.

        Raises:
            TooManyImports: Too many wait already, or they hold too much.
        """
        with self._changed:
            held = size + sum(job.size for job in self._waiting)
            if self._is_closed or len(self._waiting) >= MOST_WAITING or held > MOST_WAITING_BYTES:
                raise TooManyImports("Too many imports are waiting. Try again when some are done.")
            job = _Job(id=secrets.token_hex(8), name=name, work=work, size=size)
            self._jobs[job.id] = job
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="paperlookup-imports", daemon=True
                )
                self._thread.start()
            self._changed.notify_all()
            return _message(job)

    def list(self) -> http.ImportJobsResponse:
        """The imports under way and the last ones that ended, newest first."""
        with self._changed:
            return http.ImportJobsResponse(
                jobs=[_message(job) for job in reversed(self._jobs.values())]
            )

    def get(self, job_id: str) -> http.ImportJob:
        """One import.

        Raises:
            InvalidRequest: There is none of this id, or it ended long ago.
        """
        with self._changed:
            return _message(self._job(job_id))

    def cancel(self, job_id: str) -> http.ImportJob:
        """End an import; one that is under way ends with its next step. Errors as `get`."""
        with self._changed:
            job = self._job(job_id)
            job.is_cancelled = True
            if job in self._waiting:
                self._waiting.remove(job)
                self._end(job, "cancelled", _CANCELLED)
            return _message(job)

    def close(self) -> None:
        """Cancel all imports and wait for the one under way to end."""
        with self._changed:
            self._is_closed = True
            for job in self._jobs.values():
                job.is_cancelled = True
            self._waiting.clear()
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    # --- inside ----------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._next()) is not None:
            self._import(job)

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            if self._is_closed:
                return None
            job = self._waiting.popleft()
            job.phase = "reading"
            return job

    def _import(self, job: _Job) -> None:
        """Do one import; whatever happens, it ends and the next one begins."""
        work = job.work
        assert work is not None  # noqa: S101 - only a job that ended has none
        try:
            report = work(lambda phase, done, total: self._tell(job, phase, done, total))
        except _Cancelled:
            outcome: tuple[ImportPhase, str] = ("cancelled", _CANCELLED)
        except PaperLookupError as error:
            outcome = ("failed", error.reason)
        except Exception:  # noqa: BLE001 - a bug costs one import, not those that wait
            _log.exception("the import of %s failed", printable(job.name))
            outcome = ("failed", "This should not have happened; the server's log says more.")
        else:
            outcome = ("done", "")
            job.report = present.import_response(report)
            if report.new or report.merged or report.gone:
                self._imported()
        with self._changed:
            self._end(job, *outcome)

    def _tell(self, job: _Job, phase: ImportPhase, done: int, total: int) -> None:
        if job.is_cancelled:
            raise _Cancelled
        with self._changed:
            job.phase, job.done, job.total = phase, done, total

    def _end(self, job: _Job, phase: ImportPhase, message: str) -> None:
        job.phase, job.message = phase, message
        job.work, job.size = None, 0  # lets go of the bytes that were sent
        self._ended.append(job.id)
        while len(self._ended) > ENDED_KEPT:
            self._jobs.pop(self._ended.popleft(), None)

    def _job(self, job_id: str) -> _Job:
        if job_id not in self._jobs:
            raise InvalidRequest("There is no such import any more.")
        return self._jobs[job_id]


def _message(job: _Job) -> http.ImportJob:
    return http.ImportJob(
        id=job.id,
        name=job.name,
        phase=job.phase,
        done=job.done,
        total=job.total,
        message=job.message,
        report=job.report,
    )
