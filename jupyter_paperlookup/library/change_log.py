"""Which records changed, so that the index follows without reading all of them."""

from __future__ import annotations

from jupyter_paperlookup.library.database import Database


class ChangeLog:
    """The keys of records that were added, changed or removed, in the order of the changes.

    The database itself writes it down, whatever changes a record. Each key stands there once,
    with the number of its last change; a record whose key changed stands there under both.
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def last(self) -> int:
        """The number of the last change."""
        return int(self._db.all("SELECT coalesce(max(number), 0) FROM changed_records")[0][0])

    def since(self, number: int) -> list[str]:
        """The keys that changed after a change."""
        rows = self._db.all(
            "SELECT key FROM changed_records WHERE number > ? ORDER BY number", (number,)
        )
        return [str(row[0]) for row in rows]
