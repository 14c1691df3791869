"""Keeps the server's one library: opened when first asked, worked on in a few threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from jupyter_paperlookup.errors import LibraryUnavailable, PaperLookupError

if TYPE_CHECKING:
    from jupyter_paperlookup.server.answers import Answers

T = TypeVar("T")

THREADS = 4
WAITING = 28
"""How many requests may wait for a thread; more are turned away."""


class TooManyRequests(PaperLookupError):
    """More requests at a time than the server takes on."""


class TookTooLong(PaperLookupError):
    """The work did not end within its time."""


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
        self._threads: ThreadPoolExecutor | None = None
        self._at_work = 0
        self._is_closed = False

    async def ask(self, work: Callable[[Answers], T], *, seconds: float) -> T:
        """Do some work on the library away from the event loop.

        Args:
            work: What to do; runs in a thread.
            seconds: How long to wait for it. The thread cannot be stopped: its place stays taken
                until it ends.

        Raises:
            TooManyRequests: All places are taken.
            TookTooLong: The time is over.
            PaperLookupError: Whatever the work raises.
        """
        future = asyncio.wrap_future(self._submit(work))
        # Not wait_for: a TimeoutError of the work itself would look like its own.
        done, _ = await asyncio.wait({future}, timeout=seconds)
        if not done:
            future.cancel()
            raise TookTooLong(f"No answer within {seconds:g} seconds. Try again in a moment.")
        return future.result()

    async def close(self) -> None:
        """Wait for the work at hand and close the library; what waits is given up."""
        with self._lock:
            self._is_closed = True
            threads = self._threads
        if threads:
            await asyncio.to_thread(threads.shutdown, wait=True, cancel_futures=True)
        if self._answers:
            await asyncio.to_thread(self._answers.close)
            self._answers = None

    def _submit(self, work: Callable[[Answers], T]) -> Future[T]:
        with self._lock:
            if self._is_closed:
                raise LibraryUnavailable("The server is stopping.")
            if self._at_work >= THREADS + WAITING:
                raise TooManyRequests("Too many requests at a time. Try again in a moment.")
            if self._threads is None:
                self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="paperlookup")
            self._at_work += 1
            threads = self._threads
        future = threads.submit(lambda: work(self._opened()))
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: Future[T]) -> None:
        with self._lock:
            self._at_work -= 1

    def _opened(self) -> Answers:
        with self._opening:
            if self._answers is None:
                # Search and formatting are paid for by those who look something up.
                from jupyter_paperlookup.server.answers import Answers  # noqa: PLC0415

                self._answers = Answers.open(self._folder)
            return self._answers
