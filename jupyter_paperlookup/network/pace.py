"""When a service may be asked: at its own pace over all processes, and not while it refuses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from jupyter_paperlookup.network.network_file import NetworkFile
from jupyter_paperlookup.network.pace_table import LONGEST_WAIT, PaceTable, asked_by_too_many
from jupyter_paperlookup.network.services import Service

Tell = Callable[[], object]

_SLICE = 0.25


class Clock:
    """The time, and how to let it pass."""

    def now(self) -> float:
        """Seconds since the epoch: processes have only this clock in common."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Paces:
    """The paces of all services.

    Args:
        file: Where they are remembered.
        folder: Where locks are, for services that want one connection at a time.
        clock: The time.
    """

    def __init__(self, file: NetworkFile, folder: Path, clock: Clock | None = None) -> None:
        self._folder = folder
        self._clock = clock or Clock()
        self.table = PaceTable(file, self._clock.now)

    @contextmanager
    def turn(self, service: Service, tell: Tell | None = None, *, insists: bool) -> Iterator[None]:
        """Wait for one's turn to ask a service, and have it.

        Args:
            service: Who is to be asked.
            tell: Called now and then while waiting; what it raises ends the waiting.
            insists: A person wants it now: the service is tried although it failed before, or
                nobody could be reached.

        Raises:
            ServiceRefuses: It asked for a pause, or failed too often.
            Offline: Nobody could be reached a moment ago.
        """
        end = self._clock.now() + LONGEST_WAIT
        lock = self._alone(service, end, tell)
        try:
            start = self.table.reserve(service, insists=insists)
            while (left := start - self._clock.now()) > 0:
                (tell or _nobody)()
                self._clock.sleep(min(left, _SLICE))
            yield
        finally:
            if lock is not None:
                # Whatever came in between, the next one begins this long after this one's end.
                self.table.keep_free(service)
                lock.release()

    # --- inside ----------------------------------------------------------------------------

    def _alone(self, service: Service, end: float, tell: Tell | None) -> FileLock | None:
        """The lock of a service that wants one connection at a time."""
        if not service.pace.is_alone:
            return None
        lock = FileLock(self._folder / f"network-{service.pace.group or service.name}.lock")
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_SLICE)
            except Timeout:
                (tell or _nobody)()
                if self._clock.now() > end:
                    raise asked_by_too_many(
                        service, self._clock.now() + service.pace.seconds
                    ) from None
            except OSError:
                return None  # a folder in which nothing can be locked
        return lock


def _nobody() -> None:
    """Nobody wants to be told."""
