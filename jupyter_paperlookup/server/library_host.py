"""The server's one library, asked from the event loop and worked on away from it."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from typing import Protocol

from jupyter_paperlookup.server.lanes import THREADS, WAITING, Lane
from jupyter_paperlookup.server.refusals import TookTooLong, TooManyRequests
from jupyter_paperlookup.server.work import Work


class Workplace(Protocol):
    """Where the library is: `LibraryProcess` or `LibraryThreads`."""

    def submit(self, work: Work, lane: Lane) -> Future[bytes]:
        """Have some work done; returns at once."""

    def close(self) -> None:
        """Wait for the work at hand, give up the rest, and close the library."""


class LibraryHost:
    """The library behind the routes: so much is worked on at a time, for so long.

    Args:
        workplace: Where the work is done; nothing is opened there before the first.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._lock = threading.Lock()
        self._at_work = dict.fromkeys(Lane, 0)

    def at_work(self, lane: Lane) -> int:
        """How much is worked on, or waits, in a lane."""
        return self._at_work[lane]

    async def ask(self, work: Work, *, seconds: float, lane: Lane = Lane.SHORT) -> bytes:
        """Do some work on the library away from the event loop.

        Args:
            work: One call of a method of `Answers`.
            seconds: How long to wait for it. Work that has begun cannot be stopped: its place stays
                taken until it ends.
            lane: What it waits for, and is waited for by.

        Returns:
            The answer as JSON.

        Raises:
            TooManyRequests: All places are taken.
            TookTooLong: The time is over.
            PaperLookupError: Whatever the work raises.
        """
        future = asyncio.wrap_future(self._submit(work, lane))
        # Not wait_for: a TimeoutError of the work itself would look like its own.
        try:
            await asyncio.wait({future}, timeout=seconds)
            if not future.done():
                raise TookTooLong(f"No answer within {seconds:g} seconds. Try again in a moment.")
            return future.result()
        finally:
            future.cancel()  # unless it has begun, or is done
            del future  # which knows the error, which knows this variable: no garbage is left

    async def close(self) -> None:
        """Wait for the work at hand and close the library; what waits is given up."""
        await asyncio.to_thread(self._workplace.close)

    def _submit(self, work: Work, lane: Lane) -> Future[bytes]:
        with self._lock:
            if self._at_work[lane] >= THREADS[lane] + WAITING:
                raise TooManyRequests("Too many requests at a time. Try again in a moment.")
            self._at_work[lane] += 1
        try:
            future = self._workplace.submit(work, lane)
        except BaseException:
            self._leave(lane)
            raise
        future.add_done_callback(lambda _: self._leave(lane))
        return future

    def _leave(self, lane: Lane) -> None:
        with self._lock:
            self._at_work[lane] -= 1
