"""Reads what is pickled in an index, of the few classes that one holds and of nothing else.

An index is opened only after every file of it was compared with what was sealed. Should that ever
fail, a pickle that names anything but these classes is refused before it is made, so nothing runs.
"""

from __future__ import annotations

import io
import pickle
from typing import Any, BinaryIO

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import _CURRENT_TOC_VERSION, TOC

from jupyter_paperlookup.search.whoosh_schema import schema

ALLOWED = frozenset(
    {
        ("whoosh.codec.whoosh3", "W3Segment"),
        ("whoosh.codec.whoosh3", "W3Codec"),
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("jupyter_paperlookup.search.packed", "PackedPositions"),
    }
)
"""Module and name of each class or function that may stand in an index."""


class _Reader(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) not in ALLOWED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of an index")
        return super().find_class(module_name, global_name)


def load(stream: BinaryIO) -> Any:
    """As `pickle.load`.

    Raises:
        pickle.UnpicklingError: It names what is no part of an index, or is no pickle.
    """
    return _Reader(stream).load()


def loads(data: bytes) -> Any:
    """As `pickle.loads`; errors as `load`."""
    return load(io.BytesIO(data))


class _File(StructFile):  # type: ignore[misc]  # Whoosh is published without types
    def read_pickle(self) -> Any:
        return load(self.file)


class IndexFolder(FileStorage):  # type: ignore[misc]
    """The files of an index, through which Whoosh unpickles what is allowed alone."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> StructFile:
        """See Whoosh's `FileStorage`."""
        # Whoosh closes it.
        file = _File(open(self._fpath(name), "rb"), name=name, **options)  # noqa: PTH123, SIM115
        self._opened.append(file)
        return file

    def let_go(self) -> None:
        """Close all files: Whoosh leaves those open whose content it could not read."""
        for file in self._opened:
            if not file.is_closed:
                file.close()


def read_contents(folder: IndexFolder, name: str) -> Any:
    """The table of contents of an index, with the schema that we know.

    Raises:
        ValueError: It is of another version, or its segments are not ours: Whoosh would read those
            by other ways than this.
        pickle.UnpicklingError: As `load`.
    """
    generation = TOC._latest_generation(folder, name)  # noqa: SLF001
    with folder.open_file(TOC._filename(name, generation)) as stream:  # noqa: SLF001
        for _ in range(3):
            stream.read_varint()
        stream.read_int()
        version = stream.read_int()
    if version != _CURRENT_TOC_VERSION:
        raise ValueError(f"the index is of version {version}")
    contents = TOC.read(folder, name, generation, schema())
    if any(segment.is_compound() for segment in contents.segments):
        raise ValueError("the files of a segment are in one")
    return contents
