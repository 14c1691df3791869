"""What is left of a build of the index that was broken off: the next one goes on from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Annotated

import msgspec

from jupyter_paperlookup.library.generations import Generations
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.document import Document, document_of
from jupyter_paperlookup.search.engine import Engine, Unfinished

_FACT = "unfinished_index"


class _Begun(msgspec.Struct, frozen=True):
    """What the store remembers of a build: without it nobody goes on from a folder."""

    folder: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
    engine: str
    schema_version: int
    change: int


class UnfinishedIndex:
    """The build of a library's index that is under way, or was."""

    def __init__(self, store: Store, generations: Generations, engine: Engine) -> None:
        self._store = store
        self._generations = generations
        self._engine = engine

    def begin(self, change: int, *, anew: bool) -> tuple[Unfinished, int]:
        """Go on from where a build was broken off, or begin one.

        Args:
            change: The last one of the store.
            anew: Whether to begin in any case.

        Returns:
            For the engine, and the change of the store up to which the index will surely be: what
            came later may be missing in what was done before.
        """
        begun = None if anew else self._begun()
        if begun is None or 2 * len(self._store.changes.since(begun.change)) > self._store.count():
            name = secrets.token_hex(8)
            begun = _Begun(name, self._engine.name, self._engine.schema_version, change)
            self._store.set_fact(_FACT, msgspec.json.encode(begun).decode())
        folder = self._generations.unfinished(begun.folder)
        return Unfinished(folder, self._following), begun.change

    def end(self) -> None:
        """Forget the build, as it is finished."""
        self._store.set_fact(_FACT, "")
        self._generations.remove_unfinished()

    def _following(self, key: str) -> Iterator[Document]:
        return map(document_of, self._store.records_after(key))

    def _begun(self) -> _Begun | None:
        try:
            begun = msgspec.json.decode(self._store.fact(_FACT), type=_Begun)
        except msgspec.DecodeError:
            return None
        this = (self._engine.name, self._engine.schema_version)
        return begun if (begun.engine, begun.schema_version) == this else None
