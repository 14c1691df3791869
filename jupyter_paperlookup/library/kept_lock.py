"""One at a time, be it a thread or a program, brings kept files up to date.

Two at once would take what the other one has just written for a change by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from jupyter_paperlookup.errors import LibraryUnavailable

_LONGEST_WAIT = 30.0


class KeptFilesBusy(LibraryUnavailable):
    """Another program is at it."""


@contextmanager
def writing_alone(lock: Path, name: str) -> Iterator[None]:
    """Let nobody else write kept files meanwhile.

    Args:
        lock: The file of the lock.
        name: Of the file that is to be written.

    Raises:
        KeptFilesBusy: Another one takes too long.
    """
    held = FileLock(lock)
    try:
        held.acquire(timeout=_LONGEST_WAIT)
    except Timeout as error:
        raise KeptFilesBusy(
            f"{name} is being written by another program: try again in a moment."
        ) from error
    try:
        yield
    finally:
        held.release()
