"""A line of output that says how far the index is, and only where one has to wait for it."""

from __future__ import annotations

import time
from typing import Any

from IPython.display import display

from jupyter_paperlookup.library import Library

_QUIET_SECONDS = 0.5


def wait_for_index(library: Library) -> None:
    """Bring the index up to date; after half a second of it, show how far it is.

    Raises:
        IndexUnavailable: It could not be built.
    """
    note = _IndexingNote()
    try:
        library.ensure_index(note.report)
    finally:
        note.clear()


class _IndexingNote:
    def __init__(self) -> None:
        self._handle: Any = None
        self._quiet_until = time.monotonic() + _QUIET_SECONDS

    def report(self, done: int, total: int) -> None:
        if time.monotonic() < self._quiet_until:
            return
        self._quiet_until = time.monotonic() + _QUIET_SECONDS
        self._show(f"Indexing papers: {done} of {total}")

    def clear(self) -> None:
        if self._handle is not None:
            self._show("")

    def _show(self, text: str) -> None:
        bundle = {"text/plain": text}
        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(bundle, raw=True)
