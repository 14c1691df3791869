"""Keeps the index in step with the store: built in the background, verified before use."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.generations import Generations, Sealed
from jupyter_paperlookup.library.reports import IndexState, IndexStatus
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.document import Document, document_of
from jupyter_paperlookup.search.engine import Engine, Progress, Searcher

_FACT = "index"
_log = logging.getLogger(__name__)


class Indexer:
    """The one place that opens, builds and replaces a library's index.

    Every method may be called from any thread. Searches go on over the old index while a new
    one is being built.
    """

    def __init__(self, store: Store, generations: Generations, engine: Engine) -> None:
        self._store = store
        self._generations = generations
        self._engine = engine
        self._changing = threading.RLock()
        self._opened: _Opened | None = None
        self._state = IndexState(phase="ready")
        self._builder: threading.Thread | None = None
        self._closed = threading.Event()

    @contextmanager
    def searching(self) -> Iterator[Searcher]:
        """The index as it is now, be it a little behind the store; it stays open meanwhile.

        Raises:
            IndexUnavailable: There is none yet: `start` or `ensure` builds it.
        """
        with self._changing:
            opened = self._newest()
            opened.users += 1
        try:
            yield opened.searcher
        finally:
            with self._changing:
                opened.users -= 1
                opened.close_if_done()

    def is_current(self) -> bool:
        """Whether there is an index of all that the store holds now."""
        sealed = self._sealed()
        return sealed is not None and sealed.revision == self._store.revision

    def state(self) -> IndexState:
        """Whether one can search, and how far a build is."""
        return self._state

    def status(self) -> IndexStatus:
        """The index on disk."""
        sealed = self._sealed()
        if sealed is None:
            return IndexStatus(generation=None, documents=0)
        return IndexStatus(generation=sealed.generation, documents=sealed.documents)

    def start(self, *, anew: bool = False) -> None:
        """Bring the index up to date in the background; returns at once.

        Args:
            anew: Build it even if it is up to date.
        """
        if not anew and self._is_usable():
            return
        with self._changing:
            if self._builder is not None and self._builder.is_alive():
                return
            self._state = IndexState(phase="building", total=self._store.count())
            self._builder = threading.Thread(
                target=self._build_quietly, args=(anew,), name="paperlookup-indexer", daemon=True
            )
            self._builder.start()

    def ensure(self, progress: Progress | None = None) -> None:
        """Bring the index up to date and wait for it."""
        if not self._is_usable():
            self.rebuild(progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build a new generation from the store, whatever there is, and wait for it.

        Raises:
            IndexUnavailable: It could not be written; the sentence says why.
        """
        try:
            with self._generations.exclusive():
                self._build(progress)
        except OSError as error:
            self._fail(f"The index cannot be written: {error.strerror or error}.")
            raise IndexUnavailable(self._state.message) from error

    def close(self) -> None:
        """Stop a build that is under way and let go of all files."""
        self._closed.set()
        builder = self._builder
        if builder is not None and builder is not threading.current_thread():
            builder.join(timeout=10)
        with self._changing:
            self._retire()

    # --- building --------------------------------------------------------------------------

    def _is_usable(self) -> bool:
        """Whether the index is current, whole and open; a doubtful one is not."""
        if not self.is_current():
            return False
        try:
            with self.searching():
                return True
        except IndexUnavailable:
            return False

    def _build_quietly(self, anew: bool) -> None:  # noqa: FBT001 - a thread passes by position
        try:
            with self._generations.exclusive():
                # Another process may have built it while this one waited.
                if anew or not self._is_usable():
                    self._build(None)
            self._state = IndexState(phase="ready")
        except Exception as error:  # noqa: BLE001 - told to the person by state()
            _log.exception("building the index failed")
            self._fail(f"Building the index failed: {error}. Run `paperlookup reindex`.")

    def _build(self, progress: Progress | None) -> None:
        revision, total = self._store.revision, self._store.count()
        previous = self._remembered()
        generation = (previous.generation if previous else 0) + 1
        self._state = IndexState(phase="building", total=total)
        digest = self._generations.build(
            generation,
            lambda folder: self._engine.build(
                folder,
                map(document_of, self._store.records()),
                total=total,
                progress=self._reporting(progress),
                is_cancelled=self._closed.is_set,
            ),
        )
        if self._closed.is_set():
            return
        sealed = Sealed(
            generation=generation,
            manifest_sha256=digest,
            revision=revision,
            documents=total,
            engine=self._engine.name,
            schema_version=self._engine.schema_version,
        )
        self._store.set_fact(_FACT, msgspec.json.encode(sealed).decode())
        self._state = IndexState(phase="ready")
        with self.searching():
            pass  # the new generation takes the place of the old one at once
        self._generations.remove_before(generation)

    def _reporting(self, progress: Progress | None) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            self._state = IndexState(phase="building", done=done, total=total)
            if progress is not None:
                progress(done, total)

        return report

    def _fail(self, message: str) -> None:
        self._state = IndexState(phase="failed", message=message)

    # --- opening ---------------------------------------------------------------------------

    def _remembered(self) -> Sealed | None:
        """What the store remembers of the last index, whatever engine wrote it."""
        try:
            return msgspec.json.decode(self._store.fact(_FACT), type=Sealed)
        except msgspec.DecodeError:
            return None

    def _sealed(self) -> Sealed | None:
        """The last index, if it is of this engine and schema."""
        sealed = self._remembered()
        this = (self._engine.name, self._engine.schema_version)
        return sealed if sealed and (sealed.engine, sealed.schema_version) == this else None

    def _newest(self) -> _Opened:
        """The newest index that is whole, opened."""
        sealed = self._sealed()
        if sealed is not None and (self._opened is None or sealed != self._opened.sealed):
            searcher = self._open(sealed)
            if searcher is not None:
                self._retire()
                self._opened = _Opened(searcher, sealed)
        if self._opened is None:
            raise IndexUnavailable(
                self._state.message or "The index is being built: try again in a moment."
            )
        return self._opened

    def _open(self, sealed: Sealed) -> Searcher | None:
        """Open a generation; a doubtful one is not opened."""
        folder = self._generations.verified(sealed)
        if folder is None:
            return None
        try:
            return self._engine.open(folder, self._document)
        except Exception:  # noqa: BLE001 - whatever a damaged index makes the engine raise
            _log.exception("the index of generation %d cannot be opened", sealed.generation)
            return None

    def _retire(self) -> None:
        """Let go of the open index as soon as nobody searches it."""
        if self._opened is not None:
            self._opened.retired = True
            self._opened.close_if_done()
            self._opened = None

    def _document(self, key: str) -> Document | None:
        record = self._store.record(key)
        return document_of(record) if record else None


class _Opened:
    """An open index and how many searches are under way in it."""

    def __init__(self, searcher: Searcher, sealed: Sealed) -> None:
        self.searcher = searcher
        self.sealed = sealed
        self.users = 0
        self.retired = False

    def close_if_done(self) -> None:
        """Close it once it has been replaced and the last search in it has ended."""
        if self.retired and self.users == 0:
            self.searcher.close()
