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
from jupyter_paperlookup.network.shared_pace import SharedPace

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
        shared: A folder in which all users of the machine keep one pace; None where there is none.
    """

    def __init__(
        self,
        file: NetworkFile,
        folder: Path,
        clock: Clock | None = None,
        shared: Path | None = None,
    ) -> None:
        self._folder = folder
        self._clock = clock or Clock()
        self.shared = SharedPace(shared, self._clock.now, self._clock.sleep)
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

        def wait() -> None:
            (tell or _nobody)()
            self._give_up_after(end, service)
            self._clock.sleep(_SLICE)

        try:
            with self.shared.alone(service, wait):
                start = self.table.reserve(service, insists=insists)
                start = self.shared.reserve(service, start)
                while (left := start - self._clock.now()) > 0:
                    (tell or _nobody)()
                    self._clock.sleep(min(left, _SLICE))
                try:
                    yield
                finally:
                    if service.pace.is_alone:
                        # Whatever came in between, the next one begins this long after its end.
                        self.table.keep_free(service)
                        self.shared.keep_free(service)
        finally:
            if lock is not None:
                lock.release()

    def pause(self, service: Service, seconds: float) -> float:
        """Leave a service alone, as it asked; returns until when."""
        until = self.table.pause(service, seconds)
        self.shared.pause(service, until)
        return until

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
                self._give_up_after(end, service)
            except OSError:
                return None  # a folder in which nothing can be locked
        return lock

    def _give_up_after(self, end: float, service: Service) -> None:
        now = self._clock.now()
        if now > end:
            raise asked_by_too_many(service, now + service.pace.seconds) from None


def _nobody() -> None:
    """Nobody wants to be told."""
