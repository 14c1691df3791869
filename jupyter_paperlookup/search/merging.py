"""Which segments of an index to write anew as one: few, large ones answer fastest."""

from __future__ import annotations

from collections.abc import Sequence

MAX_SEGMENTS = 16
"""More are put together even where somebody waits for it."""

ENOUGH = 12
"""So many are left then, so that it is not soon to be done again."""

QUICKLY = 64
"""Documents that may be written again while somebody waits for a change to be found."""

GROWTH = 4
"""A segment is put together with smaller ones when it has at most so many times as many documents.

So a document is written again when the index has grown by a part, not with every change.
"""


def to_merge(live: Sequence[int], dead: Sequence[int], added: int, *, is_idle: bool) -> set[int]:
    """The segments whose documents shall be written again, in one segment with what is new.

    Args:
        live: How many documents of each segment are not deleted.
        dead: How many are deleted.
        added: How many new documents there are.
        is_idle: Whether there is time for large segments, and for those that are mostly deleted.
    """
    by_size = sorted((at for at, size in enumerate(live) if size), key=lambda at: live[at])
    chosen: list[int] = []
    written = added
    for at in by_size:
        is_near = not written or live[at] <= GROWTH * written
        if not is_near or not (is_idle or written + live[at] - added <= QUICKLY):
            break
        chosen.append(at)
        written += live[at]
    if len(by_size) - len(chosen) >= MAX_SEGMENTS:
        chosen = by_size[: len(by_size) - ENOUGH + 1]
    if len(chosen) == 1 and not added:
        chosen.clear()  # it would only be written once more
    if is_idle:
        chosen += [at for at in by_size if dead[at] > live[at] and at not in chosen]
    return set(chosen)
