"""When a person last looked at the list: what came in behind that is new.

It goes by the numbers that records get one after the other, so that no clock can be wrong.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from jupyter_paperlookup.library.store import Store

_FACT = "visit"


class Visit(msgspec.Struct, frozen=True):
    """A look at the list.

    Attributes:
        moment: When it was (ISO, UTC); empty if there was none yet.
        seen: The highest id that a record had; None if there was none yet.
    """

    moment: str = ""
    seen: int | None = None


class Visits:
    """The last visit; every method may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self) -> Visit:
        """The last one."""
        told = self._store.fact(_FACT)
        return msgspec.json.decode(told, type=Visit) if told else Visit()

    def now(self) -> Visit:
        """Remember that all that there is now has been seen."""
        with self._store.transaction():
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            visit = Visit(moment, self._store.next_id() - 1)
            self._store.set_fact(_FACT, msgspec.json.encode(visit).decode())
        return visit
