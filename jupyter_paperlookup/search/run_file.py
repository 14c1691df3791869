"""The arrays of a run in one file, of which those are in memory that are looked at.

run-N          the arrays, one after another; what each is, msgpack; the length of that, 8 bytes
run-N.sha256   the digest of it, written last: without it the file is not whole
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

_FOOT = 8
_DIGEST = ".sha256"


class OnDisk:
    """An array in a file."""

    def __init__(self, path: Path, dtype: str, offset: int, count: int) -> None:
        self._path = path
        self._type = np.dtype(dtype)
        self._offset = offset
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> NDArray[Any]:
        first, last, _ = part.indices(self._count)
        offset = self._offset + first * self._type.itemsize
        return np.fromfile(self._path, self._type, last - first, offset=offset)


class _Part(msgspec.Struct, frozen=True, array_like=True):
    type: str
    offset: int
    count: int


def write_run(
    path: Path, arrays: Mapping[str, NDArray[Any]], *, is_kept: bool
) -> dict[str, OnDisk]:
    """Write arrays; to be read again by a later process only if they are kept for that."""
    parts: dict[str, _Part] = {}
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for name, values in arrays.items():
            parts[name] = _Part(values.dtype.str, file.tell(), len(values))
            values.tofile(file)
            if is_kept:
                digest.update(np.ascontiguousarray(values).data)
        foot = msgspec.msgpack.encode(parts)
        foot += len(foot).to_bytes(_FOOT, "little")
        file.write(foot)
        digest.update(foot)
    if is_kept:
        path.with_suffix(_DIGEST).write_text(digest.hexdigest())
    return _on_disk(path, parts)


def read_run(path: Path) -> dict[str, OnDisk] | None:
    """The arrays that were kept; None where the file is not there, or not as it was written."""
    try:
        with path.open("rb") as file:
            expected = path.with_suffix(_DIGEST).read_text()
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                return None
            end = file.seek(-_FOOT, 2)
            size = int.from_bytes(file.read(_FOOT), "little")
            file.seek(end - size)
            return _on_disk(path, msgspec.msgpack.decode(file.read(size), type=dict[str, _Part]))
    except (OSError, ValueError):
        return None


def _on_disk(path: Path, parts: Mapping[str, _Part]) -> dict[str, OnDisk]:
    return {name: OnDisk(path, part.type, part.offset, part.count) for name, part in parts.items()}
