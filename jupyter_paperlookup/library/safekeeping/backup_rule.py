"""Which backups are kept: the last five, one for each of seven days, one for each of four weeks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

LAST = 5
DAYS = 7
WEEKS = 4
MOST_BYTES = 2 * 1024**3
"""All backups together; the two newest are kept, whatever their size."""

_ALWAYS = 2


def kept(backups: Sequence[tuple[datetime, int]]) -> set[datetime]:
    """The moments of the backups to keep.

    Days and weeks are those that have a backup, however long ago: a library that nobody changes
    keeps what it has, and a clock that jumps removes nothing.

    Args:
        backups: Moment and size in bytes of each; no moment twice.
    """
    newest_first = sorted(backups, reverse=True)
    moments = [moment for moment, _ in newest_first]
    wanted = set(moments[:LAST])
    wanted |= _newest_of_each(moments, lambda moment: moment.date(), DAYS)
    wanted |= _newest_of_each(moments, lambda moment: moment.isocalendar()[:2], WEEKS)
    found: set[datetime] = set()
    total = 0
    for moment, size in newest_first:
        if moment not in wanted:
            continue
        total += size
        if len(found) >= _ALWAYS and total > MOST_BYTES:
            break
        found.add(moment)
    return found


def _newest_of_each(
    newest_first: Sequence[datetime], period: Callable[[datetime], Hashable], count: int
) -> set[datetime]:
    found: dict[Hashable, datetime] = {}
    for moment in newest_first:
        found.setdefault(period(moment), moment)
    return set(list(found.values())[:count])
