"""Keeps the server's one library: opened when first asked, worked on in a few threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from jupyter_paperlookup.errors import LibraryUnavailable, PaperLookupError

if TYPE_CHECKING:
    from jupyter_paperlookup.server.answers import Answers

T = TypeVar("T")


class Lane(Enum):
    """What shares its threads with its like only, so that it keeps nothing else waiting.

    Searching computes from beginning to end: a second thread would only take turns with the first
    and with the event loop, and every search, and every other request, would end later.
    """

    SEARCH = "search"
    SHORT = "short"
    LONG = "long"


THREADS = {Lane.SEARCH: 1, Lane.SHORT: 4, Lane.LONG: 2}

WAITING = 28
"""How many requests may wait for the threads of a lane; more are turned away."""


class TooManyRequests(PaperLookupError):
    """More requests at a time than the server takes on.

    Attributes:
        retry_after: After how many seconds it makes sense to ask again.
    """

    retry_after = 1


class TookTooLong(PaperLookupError):
    """The work did not end within its time."""


class _Threads:
    """Threads for work of one kind, and how much of it is at hand; none before the first."""

    def __init__(self, count: int, name: str) -> None:
        self.count = count
        self.at_work = 0
        self.pool: ThreadPoolExecutor | None = None
        self._name = name

    def begin(self) -> ThreadPoolExecutor:
        """Count one more, and where it is to be done."""
        if self.pool is None:
            self.pool = ThreadPoolExecutor(self.count, thread_name_prefix=self._name)
        self.at_work += 1
        return self.pool


class LibraryHost:
    """The library behind the routes. Nothing is opened, or even imported, before the first work.

    Args:
        folder: The library's folder; empty for the user's own.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._answers: Answers | None = None
        self._lanes = {lane: _Threads(THREADS[lane], f"paperlookup-{lane.value}") for lane in Lane}
        self._is_closed = False

    async def ask(
        self, work: Callable[[Answers], T], *, seconds: float, lane: Lane = Lane.SHORT
    ) -> T:
        """Do some work on the library away from the event loop.

        Args:
            work: What to do; runs in a thread.
            seconds: How long to wait for it. The thread cannot be stopped: its place stays taken
                until it ends.
            lane: What it waits for, and is waited for by.

        Raises:
            TooManyRequests: All places are taken.
            TookTooLong: The time is over.
            PaperLookupError: Whatever the work raises.
        """
        future = asyncio.wrap_future(self._submit(work, lane))
        # Not wait_for: a TimeoutError of the work itself would look like its own.
        try:
            done, _ = await asyncio.wait({future}, timeout=seconds)
        except asyncio.CancelledError:
            future.cancel()  # unless a thread has begun with it
            raise
        if not done:
            future.cancel()
            raise TookTooLong(f"No answer within {seconds:g} seconds. Try again in a moment.")
        return future.result()

    async def close(self) -> None:
        """Wait for the work at hand and close the library; what waits is given up."""
        with self._lock:
            self._is_closed = True
            pools = [each.pool for each in self._lanes.values() if each.pool]
        for pool in pools:
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)
        if self._answers:
            await asyncio.to_thread(self._answers.close)
            self._answers = None

    def _submit(self, work: Callable[[Answers], T], lane: Lane) -> Future[T]:
        threads = self._lanes[lane]
        with self._lock:
            if self._is_closed:
                raise LibraryUnavailable("The server is stopping.")
            if threads.at_work >= threads.count + WAITING:
                raise TooManyRequests("Too many requests at a time. Try again in a moment.")
            pool = threads.begin()
        future = pool.submit(lambda: work(self._opened()))
        future.add_done_callback(lambda _: self._leave(threads))
        return future

    def _leave(self, threads: _Threads) -> None:
        with self._lock:
            threads.at_work -= 1

    def _opened(self) -> Answers:
        with self._opening:
            if self._answers is None:
                # Search and formatting are paid for by those who look something up.
                from jupyter_paperlookup.server.answers import Answers  # noqa: PLC0415

                self._answers = Answers.open(self._folder)
            return self._answers
