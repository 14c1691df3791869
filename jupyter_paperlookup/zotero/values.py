"""What is learnt from Zotero: libraries, items and changes, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec


class NamedLibrary(msgspec.Struct, frozen=True):
    """A library that Zotero offers: its path, and how people call it."""

    path: str
    name: str


class Item(msgspec.Struct, frozen=True):
    """A reference in Zotero.

    Attributes:
        key: Zotero's own name for it, which never changes.
        csl: CSL-JSON, with a `citation-key` where Zotero knows one, and without an `id`.
    """

    key: str
    csl: dict[str, Any]


class Fault(msgspec.Struct, frozen=True):
    """An item that Zotero could not tell of, and why."""

    key: str
    reason: str


class State(msgspec.Struct, frozen=True, array_like=True):
    """Up to where a library was read.

    Attributes:
        server: Which database answered; Zotero 10 and newer say so, zotero.org does not.
        version: Of the library then; 0 where versions tell nothing.
        seen: Where versions tell nothing, what changes whenever the library does.
    """

    server: str = ""
    version: int = 0
    seen: str = ""


class Changes(msgspec.Struct, frozen=True):
    """What is new in a library.

    Attributes:
        state: Up to where it is read now.
        items: References that are new or changed.
        faults: What could not be read.
        gone: Keys of what was deleted or put into the trash.
        there: The keys of all that is there, where that was asked instead.
    """

    state: State
    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    gone: frozenset[str] = frozenset()
    there: frozenset[str] | None = None

    def gone_of(self, known: Iterable[str]) -> frozenset[str]:
        """Which of some keys are no longer there."""
        if self.there is None:
            return self.gone.intersection(known)
        return frozenset(known) - self.there


class Account(msgspec.Struct, frozen=True):
    """Whose key it is, and whether it may read their own library."""

    user_id: int = msgspec.field(default=0, name="userID")
    username: str = ""
    access: Mapping[str, Any] = {}

    @property
    def reads_own_library(self) -> bool:
        user = self.access.get("user")
        return isinstance(user, Mapping) and user.get("library") is True
