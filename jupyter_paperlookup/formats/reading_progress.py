"""How far the reading of a text is, told while its entries are gone through."""

from __future__ import annotations

from collections.abc import Callable

ReadingProgress = Callable[[int, int], None]
"""Gets how many characters or lines of a text are read, and of how many."""

_EVERY = 200


def teller(progress: ReadingProgress | None, total: int) -> Callable[[int], None]:
    """A function to call at each entry with how much is done; now and then it is told.

    Args:
        progress: Who is told; what it raises ends the reading.
        total: How much there is to do.
    """
    calls = 0

    def tell(done: int) -> None:
        nonlocal calls
        if progress is not None and calls % _EVERY == 0:
            progress(min(done, total), total)
        calls += 1

    return tell
