"""The vectors of a library's records: made when they are asked for, kept beside the index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.search.document import document_of
from jupyter_paperlookup.search.engine import Progress
from jupyter_paperlookup.search.semantic import model
from jupyter_paperlookup.search.semantic.embedder import Embedder, text_of
from jupyter_paperlookup.search.semantic.embedding import embed_missing
from jupyter_paperlookup.search.semantic.nearest import nearest
from jupyter_paperlookup.search.semantic.vectors import VectorRuns, text_digest

_LOOK_EVERY = 0.5
_NAME = 16


class _Read(NamedTuple):
    """The vectors of what the store held after a change, a row for each key."""

    change: int
    runs: tuple[str, ...]
    keys: list[str]
    vectors: npt.NDArray[np.float16]
    has_all: bool


class Semantics:
    """What is near in meaning; every method may be called from any thread.

    Nothing of a model is opened before the first of them is called.

    Args:
        store: The records.
        folder: Where the vectors are kept, each model's in a folder of their own.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._changing = threading.RLock()
        self._embedder: Embedder | None = None
        self._change = 0
        self._digests: dict[str, bytes] = {}
        self._read: _Read | None = None
        self._closed = threading.Event()

    def embed(
        self,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Make the vectors of all records that are new or whose text changed.

        Args:
            progress: Gets how many of them are made, and how many there are.
            is_cancelled: Asked again and again; what was made until then is kept.

        Returns:
            How many were made.

        Raises:
            ModelUnavailable: There is no model, or nothing that could open it.
            LibraryUnavailable: The vectors cannot be written.
        """
        embedder = self._opened()
        if self._vectors(embedder).has_all:
            return 0

        def is_over() -> bool:
            return self._closed.is_set() or is_cancelled()

        try:
            with self._alone(is_over):
                return self._embed(embedder, progress, is_over)
        except OSError as error:
            raise LibraryUnavailable(
                f"The vectors in {self._folder} cannot be written: {error.strerror or error}."
            ) from error

    def nearest(
        self, text: str, limit: int, without: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """The keys of records near in meaning to a text, nearest first; those without vector not.

        Each comes with how near it is, in standard deviations of all records.

        Args:
            text: What they are to be near to.
            limit: At most so many.
            without: Keys that are no answers.

        Raises:
            ModelUnavailable: As for `embed`.
        """
        embedder = self._opened()
        read = self._vectors(embedder)
        if not read.keys or not text.strip():
            return []
        about = embedder.embed([text])[0]
        left_out = set(without)
        found = nearest(read.vectors, about, limit + len(left_out))
        keys = [(read.keys[row], deviations) for row, deviations in found]
        return [(key, deviations) for key, deviations in keys if key not in left_out][:limit]

    def close(self) -> None:
        """Stop what is being made."""
        self._closed.set()

    def _embed(
        self, embedder: Embedder, progress: Progress | None, is_over: Callable[[], bool]
    ) -> int:
        digests = self._followed()
        runs = self._runs(embedder)
        there = runs.read().rows
        missing = {key for key, digest in digests.items() if digest not in there}
        records = (self._store.record(key) for key in missing)
        texts = (_text(record) for record in records if record is not None)
        wanted = {text_digest(text): text for text in texts if text}
        made = embed_missing(embedder, runs, wanted, progress=progress, is_cancelled=is_over)
        if made == len(wanted):
            runs.tidy({*digests.values(), *wanted})
        return made

    def _opened(self) -> Embedder:
        with self._changing:
            if self._embedder is None:
                self._embedder = model.chosen_model()
            return self._embedder

    def _runs(self, embedder: Embedder) -> VectorRuns:
        return VectorRuns(self._folder / embedder.digest[:_NAME])

    def _vectors(self, embedder: Embedder) -> _Read:
        """What there is now of what the store holds now."""
        with self._changing:
            digests = self._followed()
            runs = self._runs(embedder)
            before = self._read
            if before and (before.change, before.runs) == (self._change, runs.names()):
                return before
            kept = runs.read()
            keys = [key for key, digest in digests.items() if digest in kept.rows]
            self._read = _Read(
                change=self._change,
                runs=kept.runs,
                keys=keys,
                vectors=kept.vectors[[kept.rows[digests[key]] for key in keys]],
                has_all=len(keys) == len(digests),
            )
            return self._read

    def _followed(self) -> dict[str, bytes]:
        """The digests of the texts of all records that have one, by key."""
        with self._changing:
            change = self._store.changes.last
            if change == self._change:
                return self._digests
            changed = self._store.changes.since(self._change) if self._digests else []
            digests = dict(self._digests)
            if digests and 2 * len(changed) < len(digests):
                for key in changed:
                    digests.pop(key, None)
                found = (self._store.record(key) for key in changed)
            else:
                digests = {}
                found = (record for record in self._store.records())
            for record in filter(None, found):
                if text := _text(record):
                    digests[record.key] = text_digest(text)
            self._change, self._digests = change, digests
            return digests

    @contextmanager
    def _alone(self, is_over: Callable[[], bool]) -> Iterator[None]:
        """One makes vectors at a time, over all processes."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(self._folder / "lock")
        while not lock.is_locked and not is_over():
            try:
                lock.acquire(timeout=_LOOK_EVERY)
            except Timeout:
                continue
        try:
            yield
        finally:
            lock.release()


def _text(record: Record) -> str:
    return text_of(document_of(record))
