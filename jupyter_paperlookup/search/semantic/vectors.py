"""Vectors on disk: runs of them, each written once, named by what it holds, never changed.

A run is one array in NumPy's own format without objects, so reading it runs nothing:
https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
Its rows are the digest of a text and the vector of that text. What is damaged is not as it is
named: it is removed, and made anew like anything else that is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from jupyter_paperlookup.search.semantic.embedder import Vectors

DIGEST_BYTES = 16
_SUFFIX = ".npy"
_MOST_RUNS = 8
_HALF = npt.NDArray[np.float16]
_Rows = npt.NDArray[Any]


class Kept(NamedTuple):
    """Vectors, each by the digest of its text, and the runs that they are of."""

    runs: tuple[str, ...]
    rows: dict[bytes, int]
    vectors: _HALF


def text_digest(text: str) -> bytes:
    """By what the vector of a text is found again."""
    whole = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=DIGEST_BYTES).digest()


class VectorRuns:
    """The vectors of one model, in one folder; one writes at a time, readers need no lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """The runs that there are; another answer means other vectors."""
        return tuple(sorted(path.name for path in self._folder.glob(f"*{_SUFFIX}")))

    def read(self) -> Kept:
        """All vectors; damaged runs are removed."""
        found, lost = self._read_once()
        if lost:  # put into another run meanwhile, or damaged
            found, _ = self._read_once()
        widths = {run["vector"].shape[1] for run in found.values()}
        if len(widths) != 1:
            for name in self.names() if widths else ():  # whose they are is not known
                self._remove(name)
            return Kept((), {}, np.zeros((0, 0), np.float16))
        rows = np.concatenate(list(found.values()))
        digests = rows["digest"].tobytes()
        starts = range(0, len(digests), DIGEST_BYTES)
        numbers = {digests[at : at + DIGEST_BYTES]: n for n, at in enumerate(starts)}
        return Kept(tuple(found), numbers, np.ascontiguousarray(rows["vector"]))

    def _read_once(self) -> tuple[dict[str, _Rows], bool]:
        """The runs that can be read, by name, and whether there were others."""
        runs = {name: self._run(name) for name in self.names()}
        found = {name: run for name, run in runs.items() if run is not None}
        return found, len(found) < len(runs)

    def add(self, digests: Sequence[bytes], vectors: Vectors | _HALF) -> None:
        """Write a run.

        Raises:
            OSError: It cannot be written.
        """
        kind = np.dtype(
            [("digest", np.uint8, (DIGEST_BYTES,)), ("vector", "<f2", (vectors.shape[1],))]
        )
        rows = np.zeros(len(digests), kind)
        joined = np.frombuffer(b"".join(digests), np.uint8)
        rows["digest"] = joined.reshape(-1, DIGEST_BYTES)
        rows["vector"] = vectors
        buffer = io.BytesIO()
        np.save(buffer, rows, allow_pickle=False)
        self._write(buffer.getbuffer())

    def tidy(self, wanted: Collection[bytes]) -> None:
        """Put many runs, or those of which most is no longer wanted, into one.

        Raises:
            OSError: It cannot be written; all vectors are still there.
        """
        before = self.names()
        kept = self.read()
        left = [digest for digest in kept.rows if digest in wanted]
        if len(before) <= _MOST_RUNS and 2 * len(left) >= len(kept.vectors):
            return
        if left:
            self.add(left, kept.vectors[[kept.rows[digest] for digest in left]])
        whole = set(self.names()) - set(before)
        if whole or not left:
            for name in before:
                self._remove(name)

    def _write(self, content: memoryview) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{hashlib.sha256(content).hexdigest()}{_SUFFIX}"
        beside = path.with_suffix(f".{os.getpid()}.new")
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def _run(self, name: str) -> _Rows | None:
        try:
            content = (self._folder / name).read_bytes()
        except OSError:  # put into another one meanwhile
            return None
        if hashlib.sha256(content).hexdigest() + _SUFFIX == name:
            with contextlib.suppress(ValueError, EOFError):
                rows: _Rows = np.load(io.BytesIO(content), allow_pickle=False)
                if _is_run(rows):
                    return rows
        self._remove(name)
        return None

    def _remove(self, name: str) -> None:
        with contextlib.suppress(OSError):  # still open elsewhere: next time
            (self._folder / name).unlink()


def _is_run(rows: _Rows) -> bool:
    kinds = rows.dtype.fields
    return (
        rows.ndim == 1
        and kinds is not None
        and set(kinds) == {"digest", "vector"}
        and kinds["digest"][0] == np.dtype((np.uint8, (DIGEST_BYTES,)))
        and kinds["vector"][0].base == np.dtype("<f2")
        and len(kinds["vector"][0].shape) == 1
        and bool(np.isfinite(rows["vector"]).all())
    )
