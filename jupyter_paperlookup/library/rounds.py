"""Something that is looked at again every few seconds."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Rounds:
    """Calls a function every few seconds, in a thread of its own, until it is stopped.

    An error of one round is logged; the next may go well.

    Args:
        look: What is called.
        seconds: How long is waited after each round.
        name: Of the thread, and of what is looked at in the log.
        at_once: Whether the first round is not waited for.
    """

    def __init__(
        self, look: Callable[[], object], seconds: float, name: str, *, at_once: bool = False
    ) -> None:
        self._look = look
        self._seconds = seconds
        self._at_once = at_once
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)

    @property
    def is_stopped(self) -> bool:
        """Whether a round under way should end."""
        return self._stopped.is_set()

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no other round, and wait for the one under way."""
        self._stopped.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _go(self) -> None:
        pause = 0.0 if self._at_once else self._seconds
        while not self._stopped.wait(pause):
            pause = self._seconds
            try:
                self._look()
            except Exception:  # noqa: BLE001 - the next round may go well
                _log.exception("a round of %s failed", self._thread.name)
