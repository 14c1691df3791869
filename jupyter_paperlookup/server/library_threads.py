"""The library in threads of this process: opened when first asked, each lane in its own threads."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.server.lanes import THREADS, Lane
from jupyter_paperlookup.server.work import Work, answered

if TYPE_CHECKING:
    from jupyter_paperlookup.server.answers import Answers


class LibraryThreads:
    """The library and who works on it. Nothing is opened, or even imported, before the first work.

    Args:
        folder: The library's folder; empty for the user's own.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._answers: Answers | None = None
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._is_closed = False

    def submit(self, work: Work, lane: Lane) -> Future[bytes]:
        """Have some work done; its answer becomes JSON. Cancelling works until a thread begins.

        Raises:
            LibraryUnavailable: The library is closed.
        """
        with self._lock:
            if self._is_closed:
                raise LibraryUnavailable("The server is stopping.")
            if lane not in self._pools:
                self._pools[lane] = ThreadPoolExecutor(THREADS[lane], f"paperlookup-{lane.value}")
            return self._pools[lane].submit(lambda: answered(work, self._opened()))

    def close(self) -> None:
        """Wait for the work at hand and close the library; what waits is given up."""
        with self._lock:
            self._is_closed = True
            pools = list(self._pools.values())
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)
        if self._answers:
            self._answers.close()
            self._answers = None

    def _opened(self) -> Answers:
        with self._opening:
            if self._answers is None:
                # Search and formatting are paid for by those who look something up.
                from jupyter_paperlookup.server.answers import Answers  # noqa: PLC0415

                self._answers = Answers.open(self._folder)
            return self._answers
