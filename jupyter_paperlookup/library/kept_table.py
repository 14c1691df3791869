"""The table of bibliography files that are kept up to date."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from jupyter_paperlookup.library.database import Database

_decode = msgspec.json.Decoder(dict[str, tuple[str, ...]]).decode
_encode = msgspec.json.Encoder().encode


class KeptRow(msgspec.Struct, frozen=True):
    """A kept file as the store knows it.

    Attributes:
        path: Where it lies, links followed.
        format: Name of its format.
        notebook: The notebook whose cited works it holds; empty for another kind.
        source: The source whose records it holds; empty for another kind.
        written: Digests of what was written into it, by folded key.
        entries: How many entries of it are the library's.
        seen: How library, notebook and file were when it was last brought up to date.
        message: Why that could not be done, or what was left alone; empty when all is well.
    """

    path: str
    format: str
    notebook: str = ""
    source: str = ""
    written: dict[str, tuple[str, ...]] = {}
    entries: int = 0
    seen: str = ""
    message: str = ""


_COLUMNS = ", ".join(KeptRow.__struct_fields__)


class KeptTable:
    """Kept files; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[KeptRow]:
        """All kept files, by path."""
        rows = self._db.all(f"SELECT {_COLUMNS} FROM kept_files ORDER BY path")  # noqa: S608
        return [_row(row) for row in rows]

    def get(self, path: str) -> KeptRow | None:
        """The kept file of this path."""
        row = self._db.one(f"SELECT {_COLUMNS} FROM kept_files WHERE path = ?", (path,))  # noqa: S608
        return _row(row) if row else None

    def put(self, row: KeptRow) -> None:
        """Keep a file, or keep it for something else; what was written into it stays known."""
        self._db.do(
            "INSERT INTO kept_files (path, format, notebook, source) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET format = excluded.format, "
            "notebook = excluded.notebook, source = excluded.source, seen = ''",
            (row.path, row.format, row.notebook, row.source),
        )

    def remove(self, path: str) -> None:
        """Keep a file no longer."""
        self._db.do("DELETE FROM kept_files WHERE path = ?", (path,))

    def expect(self, path: str, written: Mapping[str, tuple[str, ...]]) -> None:
        """Remember entries that are about to be written, beside those that are there.

        Whoever is killed behind this still knows every entry of the file, old or new.
        """
        with self._db.transaction():
            row = self.get(path)
            if row is None:
                return
            both = {
                folded: tuple(dict.fromkeys((*row.written.get(folded, ()), *digests)))
                for folded, digests in written.items()
            }
            self._db.do(
                "UPDATE kept_files SET written = ? WHERE path = ?",
                (_encode(row.written | both), path),
            )

    def settle(self, row: KeptRow) -> None:
        """Remember how a file is now."""
        self._db.do(
            "UPDATE kept_files SET written = ?, entries = ?, seen = ?, message = ? WHERE path = ?",
            (_encode(row.written), row.entries, row.seen, row.message, row.path),
        )


def _row(row: tuple[object, ...]) -> KeptRow:
    values = dict(zip(KeptRow.__struct_fields__, row, strict=True))
    values["written"] = _decode(values["written"])  # type: ignore[arg-type]  # a BLOB
    return KeptRow(**values)  # type: ignore[arg-type]  # the columns are the fields
