"""Work that is worth doing only for the newest of several quick requests."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any


class LatestOnly:
    """Runs a task in the background after a pause, unless a newer one came meanwhile.

    Args:
        pause_seconds: How long nothing newer may come before a task begins.
    """

    def __init__(self, pause_seconds: float) -> None:
        self._pause_seconds = pause_seconds
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def submit(self, task: Callable[[Callable[[], bool]], Any]) -> None:
        """Take the place of whatever waits.

        Args:
            task: Called with a function that says whether the task is still the newest.
        """
        context = contextvars.copy_context()
        timer = threading.Timer(
            self._pause_seconds,
            lambda: context.run(lambda: task(is_newest) if is_newest() else None),
        )
        timer.daemon = True

        def is_newest() -> bool:
            return self._timer is timer

        with self._lock:
            self._stop()
            self._timer = timer
        timer.start()

    def cancel(self) -> None:
        """Forget the task that waits; one that runs learns that it is not the newest."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
