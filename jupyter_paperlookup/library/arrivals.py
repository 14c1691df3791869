"""What is new in a time: what was listed in it, and what was stored in it, whenever it was listed.

What is fetched late, or captured long ago, is new to the reader too.
"""

from __future__ import annotations

from datetime import date

from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record


def arrivals(store: Store, since: date, until: date, limit: int) -> tuple[Record, ...]:
    """What is new between two days (UTC), both included, newest first; at most so many records."""
    days = (since.isoformat(), until.isoformat())
    rows = store.database.all(
        "SELECT record_id FROM listing WHERE listed BETWEEN ?1 AND ?2 OR stored BETWEEN ?1 AND ?2 "
        "ORDER BY iif(listed BETWEEN ?1 AND ?2, listed, stored) DESC, record_id DESC LIMIT ?3",
        (*days, limit),
    )
    ids = [int(number) for (number,) in rows]
    records = store.by_ids(ids)
    return tuple(records[number] for number in ids if number in records)
