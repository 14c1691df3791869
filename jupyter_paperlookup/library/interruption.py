"""One import at a time, and what is known of one that was broken off.

An import happens whole or not at all. A mark, set before and cleared in the same transaction as
the import itself, lets the next opening say which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from jupyter_paperlookup.library.store import Store

_FACT = "importing"
_LOOK_EVERY = 0.5


class ImportMark:
    """The mark of the import that is under way, over all processes."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._lock = folder / "import.lock"

    @contextmanager
    def alone(self, waiting: Callable[[], object] | None = None) -> Iterator[None]:
        """Wait until nobody imports, and let nobody begin meanwhile.

        Args:
            waiting: Called now and then while others import; what it raises ends the waiting.
        """
        lock = FileLock(self._lock)
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_LOOK_EVERY if waiting else -1)
            except Timeout:
                if waiting:
                    waiting()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def importing(self, name: str, waiting: Callable[[], object] | None = None) -> Iterator[None]:
        """Wait for other imports, then do one; `finish` belongs into its transaction.

        Args:
            name: Name of the source.
            waiting: As for `alone`.
        """
        with self.alone(waiting):
            self._store.set_fact(_FACT, name)
            try:
                yield
            finally:
                if self._store.fact(_FACT):
                    self.finish()

    def finish(self) -> None:
        """Remember that the import is done, as soon as the transaction is."""
        self._store.set_fact(_FACT, "")

    def broken_off(self) -> str:
        """The sentence about an import that was broken off, told once; empty if none was."""
        if not self._store.fact(_FACT):
            return ""
        try:
            # Who imports now holds the lock; who was killed does not.
            with FileLock(self._lock, timeout=0):
                name = self._store.fact(_FACT)
                self._store.set_fact(_FACT, "")
        except Timeout:
            return ""
        if not name:
            return ""
        return (
            f"The import of {name} was broken off, and the library is as it was before: "
            "import it again."
        )
