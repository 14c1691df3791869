"""How far the reading of a text is, told while its entries are gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

ReadingProgress = Callable[[int, int], None]
"""Gets how many characters of a text are read, and of how many."""

_Item = TypeVar("_Item")

_EVERY = 500


def told(
    items: Sequence[_Item], progress: ReadingProgress | None, size: int, begun: int = 0
) -> Iterator[_Item]:
    """The items; how far one is in them is told now and then, and at the end.

    Args:
        items: What the text from `begun` to its end has become.
        progress: Who is told; what it raises ends the reading.
        size: How many characters the text has.
        begun: How many of them were done before the first item.
    """
    if progress is None:
        yield from items
        return
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            progress(begun + (size - begun) * number // len(items), size)
        yield item
    progress(size, size)
