"""Keeps the index in step with the store: what changed is added, in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.generations import Generations, Sealed
from jupyter_paperlookup.library.opened_index import Opened, OpenedIndex
from jupyter_paperlookup.library.reports import IndexState, IndexStatus
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.unfinished import UnfinishedIndex
from jupyter_paperlookup.search.document import document_of
from jupyter_paperlookup.search.engine import Engine, Progress, Searcher

_log = logging.getLogger(__name__)


class _BrokenOffError(Exception):
    """What was being built is no longer wanted."""


class Indexer:
    """The one place that builds, extends and replaces a library's index.

    Every method may be called from any thread. Searches go on over the old index while a new
    one is being written.
    """

    def __init__(self, store: Store, generations: Generations, engine: Engine) -> None:
        self._store = store
        self._generations = generations
        self._engine = engine
        self._index = OpenedIndex(store, generations, engine)
        self._unfinished = UnfinishedIndex(store, generations, engine)
        self._starting = threading.Lock()
        self._state = IndexState(phase="ready")
        self._builder: threading.Thread | None = None
        self._closed = threading.Event()

    @contextmanager
    def searching(self) -> Iterator[Searcher]:
        """The index as it is now, be it a little behind the store; it stays open meanwhile.

        Raises:
            IndexUnavailable: There is none yet, or what was asked of it showed that it is damaged:
                `start` or `ensure` builds it.
        """
        with self._index.using() as opened:
            if opened is None:
                raise IndexUnavailable(
                    self._state.message or "The index is being built: try again in a moment."
                )
            try:
                yield opened.searcher
            except IndexUnavailable:
                self._index.distrust(opened)
                raise

    def is_current(self) -> bool:
        """Whether there is an index of all that the store holds now."""
        sealed = self._index.sealed()
        return sealed is not None and sealed.change == self._store.changes.last

    def state(self) -> IndexState:
        """Whether one can search, and how far a build is."""
        return self._state

    def status(self) -> IndexStatus:
        """The index on disk."""
        sealed = self._index.sealed()
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
        with self._starting:
            if self._builder is not None and self._builder.is_alive():
                return
            self._tell(0 if anew else self.status().documents)
            self._builder = threading.Thread(
                target=self._keep_up, args=(anew,), name="paperlookup-indexer", daemon=True
            )
            self._builder.start()

    def ensure(self, progress: Progress | None = None) -> None:
        """Bring the index up to date and wait for it.

        Raises:
            IndexUnavailable: It could not be written; the sentence says why.
        """
        if not self._is_usable():
            self._wait(progress, anew=False)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build a new generation from the store, whatever there is, and wait for it.

        Raises:
            IndexUnavailable: It could not be written; the sentence says why.
        """
        self._wait(progress, anew=True)

    def close(self) -> None:
        """Stop a build that is under way and let go of all files."""
        self._closed.set()
        builder = self._builder
        if builder is not None and builder is not threading.current_thread():
            builder.join(timeout=10)
        self._index.close()

    # --- when ------------------------------------------------------------------------------

    def _is_usable(self) -> bool:
        """Whether the index is current, whole and open; a doubtful one is not."""
        with self._index.using() as opened:
            return opened is not None and opened.sealed.change == self._store.changes.last

    def _wait(self, progress: Progress | None, *, anew: bool) -> None:
        try:
            with self._generations.exclusive():
                self._catch_up(progress, anew=anew)
        except OSError as error:
            self._fail(f"The index cannot be written: {error.strerror or error}.")
            raise IndexUnavailable(self._state.message) from error
        except _BrokenOffError:
            pass  # the library is being closed

    def _keep_up(self, anew: bool) -> None:  # noqa: FBT001 - a thread passes by position
        try:
            while not self._closed.is_set():
                with self._generations.exclusive():
                    self._catch_up(None, anew=anew)
                anew = False
                if self._tidy():
                    return
        except _BrokenOffError:
            pass
        except Exception as error:  # noqa: BLE001 - told to the person by state()
            _log.exception("building the index failed")
            self._fail(f"Building the index failed: {error}. Run `paperlookup reindex`.")

    def _tidy(self) -> bool:
        """Put small parts of the index together, as long as nothing changes.

        Returns:
            Whether nothing is left to be done.
        """
        with self._generations.exclusive(), self._index.using() as opened:
            if opened is None or not self._is_newest(opened):
                return False
            if opened.searcher.is_tidy:
                return True
            change = opened.sealed.change
            try:
                self._replace(
                    change,
                    lambda folder: opened.searcher.extend(
                        folder, (), is_idle=True, is_cancelled=lambda: self._is_outdated(change)
                    ),
                    lambda: self._is_outdated(change),
                    opened,
                )
            except _BrokenOffError:
                return False
            except OSError:
                _log.exception("putting the index together failed")  # it is as good as before
        return True

    def _is_outdated(self, change: int) -> bool:
        return self._closed.is_set() or self._store.changes.last != change

    # --- building --------------------------------------------------------------------------

    def _catch_up(self, progress: Progress | None, *, anew: bool) -> None:
        """Index what changed, or everything where there is no index to add to."""
        # Read first: what changes meanwhile will be indexed again, and nothing is missed.
        change = self._store.changes.last
        with self._index.using() as opened:
            if anew or opened is None or not self._is_newest(opened):
                self._set_aside_if_doubtful(opened)
                self._build(change, progress, anew=anew)
            elif opened.sealed.change != change:  # else another process was faster
                changed = self._store.changes.since(opened.sealed.change)
                if 2 * len(changed) > opened.sealed.documents:
                    self._build(change, progress, anew=False)
                else:
                    self._extend_or_build(opened, changed, change, progress)
        self._state = IndexState(phase="ready")

    def _set_aside_if_doubtful(self, opened: Opened | None) -> None:
        sealed = self._index.sealed()
        if sealed is not None and (opened is None or opened.sealed != sealed):
            _log.info("the index of generation %d is not as it was sealed", sealed.generation)
            self._generations.set_aside(sealed)

    def _is_newest(self, opened: Opened) -> bool:
        return opened.sealed == self._index.sealed()

    def _build(self, change: int, progress: Progress | None, *, anew: bool) -> None:
        """Build a generation from the store, or go on with a build that was broken off."""
        unfinished, known = self._unfinished.begin(change, anew=anew)
        total = self._store.count()
        self._tell(0)
        self._replace(
            known,
            lambda folder: self._engine.build(
                folder,
                map(document_of, self._store.records()),
                total=total,
                progress=self._reporting(progress, 0),
                is_cancelled=self._closed.is_set,
                unfinished=unfinished,
            ),
            self._closed.is_set,
        )
        self._unfinished.end()
        if known != change:
            self._catch_up(progress, anew=False)

    def _extend_or_build(
        self, opened: Opened, changed: list[str], change: int, progress: Progress | None
    ) -> None:
        try:
            self._extend(opened, changed, change, progress)
        except _BrokenOffError:
            raise
        except Exception:  # noqa: BLE001 - whatever a damaged index or a missing folder makes of it
            _log.exception("the index cannot be extended: it is built anew")
            self._build(change, progress, anew=True)

    def _extend(
        self, opened: Opened, changed: list[str], change: int, progress: Progress | None
    ) -> None:
        left = max(opened.sealed.documents - len(changed), 0)
        self._tell(left)
        self._replace(
            change,
            lambda folder: opened.searcher.extend(
                folder,
                changed,
                progress=self._reporting(progress, left),
                is_cancelled=self._closed.is_set,
            ),
            self._closed.is_set,
            opened,
        )

    def _replace(
        self,
        change: int,
        fill: Callable[[Path], int],
        is_cancelled: Callable[[], bool],
        opened: Opened | None = None,
    ) -> None:
        """Write a generation and let it take the place of the last one."""

        def fill_or_break_off(folder: Path) -> int:
            documents = fill(folder)
            if is_cancelled():
                raise _BrokenOffError
            return documents

        generation = self._index.next_generation()
        documents, digest = self._generations.build(
            generation, fill_or_break_off, opened.inheritable() if opened else None
        )
        self._index.replace(
            Sealed(
                generation=generation,
                manifest_sha256=digest,
                documents=documents,
                engine=self._engine.name,
                schema_version=self._engine.schema_version,
                change=change,
            )
        )
        self._generations.remove_before(generation)

    # --- telling ---------------------------------------------------------------------------

    def _reporting(self, progress: Progress | None, before: int) -> Callable[[int, int], None]:
        """Tells how many documents are in the index: those before, and those written."""
        total = self._store.count()

        def report(done: int, of: int) -> None:
            self._state = IndexState(phase="building", done=min(before + done, total), total=total)
            if progress is not None:
                progress(done, of)

        return report

    def _tell(self, done: int) -> None:
        total = self._store.count()
        self._state = IndexState(phase="building", done=min(done, total), total=total)

    def _fail(self, message: str) -> None:
        self._state = IndexState(phase="failed", message=message)
