"""The newest index of a library, opened: verified before, replaced when there is a newer one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.generations import Generations, Sealed, Whole
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.document import Document, document_of
from jupyter_paperlookup.search.engine import Engine, Searcher

_FACT = "index"
_log = logging.getLogger(__name__)


class Opened:
    """An open index and how many are using it."""

    def __init__(self, searcher: Searcher, sealed: Sealed, whole: Whole) -> None:
        self.searcher = searcher
        self.sealed = sealed
        self.users = 0
        self.is_retired = False
        self._whole = whole

    def inheritable(self) -> dict[str, tuple[int, str]]:
        """The seals of the files that it has open and that a newer index may share."""
        files = self._whole.files.items()
        return {name: seal for name, seal in files if self.searcher.has_open(name)}

    def close_if_done(self) -> None:
        """Close it once it has been replaced and the last use of it has ended."""
        if self.is_retired and self.users == 0:
            self.searcher.close()


class OpenedIndex:
    """Opens a library's index; every method may be called from any thread."""

    def __init__(self, store: Store, generations: Generations, engine: Engine) -> None:
        self._store = store
        self._generations = generations
        self._engine = engine
        self._changing = threading.RLock()
        self._opened: Opened | None = None
        self._distrusted: Sealed | None = None

    @contextmanager
    def using(self) -> Iterator[Opened | None]:
        """The newest index that is whole, None where there is none; it stays open meanwhile."""
        with self._changing:
            opened = self._newest()
            if opened is not None:
                opened.users += 1
        try:
            yield opened
        finally:
            if opened is not None:
                with self._changing:
                    opened.users -= 1
                    opened.close_if_done()

    def sealed(self) -> Sealed | None:
        """What the store remembers of the last index, if it is of this engine and schema."""
        sealed = self._remembered()
        this = (self._engine.name, self._engine.schema_version)
        return sealed if sealed and (sealed.engine, sealed.schema_version) == this else None

    def next_generation(self) -> int:
        """A number that no index has or had."""
        sealed = self._remembered()
        return (sealed.generation if sealed else 0) + 1

    def replace(self, sealed: Sealed) -> None:
        """Let an index that was built take the place of the one before."""
        self._store.set_fact(_FACT, msgspec.json.encode(sealed).decode())
        with self.using():
            pass  # opened at once, so that the next search need not

    def distrust(self, opened: Opened) -> None:
        """Never use an index again: it turned out not to be as it was sealed."""
        with self._changing:
            self._distrusted = opened.sealed
            if self._opened is opened:
                self._retire()

    def close(self) -> None:
        """Let go of all files."""
        with self._changing:
            self._retire()

    def _remembered(self) -> Sealed | None:
        """What the store remembers of the last index, whatever engine wrote it."""
        try:
            return msgspec.json.decode(self._store.fact(_FACT), type=Sealed)
        except msgspec.DecodeError:
            return None

    def _newest(self) -> Opened | None:
        sealed = self.sealed()
        if sealed is None or sealed == self._distrusted:
            return self._opened
        if self._opened is None or sealed != self._opened.sealed:
            newer = self._open(sealed)
            if newer is not None:
                self._retire()
                self._opened = newer
        return self._opened

    def _open(self, sealed: Sealed) -> Opened | None:
        """Open a generation; a doubtful one is not opened."""
        before = self._opened
        known = before.inheritable() if before else {}
        whole = self._generations.verified(sealed, known, self._engine.is_late)
        if whole is None:
            return None
        try:
            previous = before.searcher if before else None
            late = whole.digests(self._engine.is_late)
            searcher = self._engine.open(whole.folder, self._document, previous, late)
        except IndexUnavailable:
            _log.exception("the index of generation %d cannot be opened", sealed.generation)
            return None
        return Opened(searcher, sealed, whole)

    def _retire(self) -> None:
        """Let go of the open index as soon as nobody uses it."""
        if self._opened is not None:
            self._opened.is_retired = True
            self._opened.close_if_done()
            self._opened = None

    def _document(self, key: str) -> Document | None:
        record = self._store.record(key)
        return document_of(record) if record else None
