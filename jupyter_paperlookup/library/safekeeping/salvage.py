"""What can be read of a damaged database, put into a copy of its backup.

Taken over is only what proves itself: a record whose seal holds, what a source said of it whose
digest holds, a key or an identity that its table and its index both have. The rest stays as the
backup has it.
"""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.merging import merge
from jupyter_paperlookup.library.record_row import record_in, row_of
from jupyter_paperlookup.library.safekeeping.page_sums import PAGE
from jupyter_paperlookup.library.safekeeping.soundness import is_as_digested, reading
from jupyter_paperlookup.records import Record

Row = tuple[Any, ...]

# https://www.sqlite.org/fileformat2.html#the_database_header
_MAGIC = b"SQLite format 3\0"
_MOST_MISSES = 5000
_LARGEST_ID = 1 << 40
_SAID = "source_id, entry, record_id, line, digest, gone, decides, record"
_SOURCES = "SELECT id, name, kind FROM sources"
_decode = msgspec.json.Decoder(Record).decode


class Salvaged(NamedTuple):
    """What came of it.

    Attributes:
        records: How many records of the damaged file were whole.
        told: Keys of records that were put together again from what their sources say.
        lost: Keys of records that were not, and that the backup does not have either.
        older: Keys of records that are as the backup has them.
    """

    records: int = 0
    told: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    older: tuple[str, ...] = ()


class _Read:
    """The rows of a table that can be read, one after the other by their ids."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: str) -> None:
        self._connection = connection
        self._sql = f"SELECT id, {columns} FROM {table} WHERE id > ? ORDER BY id"  # noqa: S608
        self.is_complete = True

    def __iter__(self) -> Iterator[Row]:
        at = 0
        for _ in range(_MOST_MISSES):
            try:
                for row in self._connection.execute(self._sql, (at,)):
                    at = row[0]
                    if 0 < at < _LARGEST_ID:
                        yield row
            except sqlite3.DatabaseError:
                self.is_complete = False
                at += 1  # a page that cannot be read is left behind id by id
            else:
                return


def salvage(damaged: Path, copy: sqlite3.Connection) -> Salvaged:
    """Put what can be read of a damaged database into a sound one, in one transaction.

    Args:
        damaged: The damaged file; its log, if it has one, beside it.
        copy: The sound one, which has all tables.
    """
    for mended in (False, True):
        with tempfile.TemporaryDirectory() as room, suppress(sqlite3.DatabaseError, OSError):
            file = _with_usual_header(damaged, Path(room)) if mended else damaged
            with reading(file) as source:
                source.text_factory = lambda raw: raw.decode(errors="replace")
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
                with copy:
                    return _Salvage(source, copy).run()
    return Salvaged()


def _with_usual_header(damaged: Path, room: Path) -> Path:
    """A copy of a file whose header says what those of all our files do."""
    content = bytearray(damaged.read_bytes())
    content[: len(_MAGIC)] = _MAGIC
    content[16:24] = struct.pack(">HBBBBBB", PAGE, 1, 1, 0, 64, 32, 32)
    content[28:32] = struct.pack(">I", len(content) // PAGE)
    content[44:48] = struct.pack(">I", 4)
    content[52:60] = struct.pack(">II", 0, 1)
    content[72:92] = bytes(20)
    copy = room / damaged.name
    copy.write_bytes(content)
    return copy


class _Salvage:
    def __init__(self, source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
        self._source = source
        self._copy = copy

    def run(self) -> Salvaged:
        self._facts()
        self._sources()
        said = self._said()
        whole, doubtful, is_complete = self._records()
        told = self._told_anew(said, doubtful)
        whole |= told
        self._put_records(whole)
        self._keys(whole)
        self._contributions(said)
        if is_complete:
            self._remove_records({*whole, *doubtful}, {each[0] for each in whole.values()})
        self._identities()
        have = dict(self._copy.execute("SELECT id, key FROM records"))
        return Salvaged(
            records=len(whole),
            told=tuple(doubtful.pop(number) for number in told),
            lost=tuple(key for number, key in doubtful.items() if number not in have),
            older=tuple(have[number] for number in doubtful if number in have),
        )

    # --- records ---------------------------------------------------------------------------

    def _records(self) -> tuple[dict[int, Row], dict[int, str], bool]:
        """Key, date and text of whole records by id, the keys of others, and whether all were."""
        whole: dict[int, Row] = {}
        doubtful: dict[int, str] = {}
        read = _Read(self._source, "records", "key, issued, record")
        own = dict(self._copy.execute("SELECT key, id FROM records"))
        for number, key, issued, content in read:
            record = record_in(content)
            if record is None:
                doubtful[number] = str(key)
            elif own.get(record.key, number) == number or not self._has(own[record.key]):
                # An id that flipped leads to a record that the backup has under another one.
                whole[own.get(record.key) or number] = (record.key, issued, content)
            else:
                whole[number] = (record.key, issued, content)
        return whole, doubtful, read.is_complete

    def _told_anew(self, said: list[Row], doubtful: dict[int, str]) -> dict[int, Row]:
        """Records that are not whole, from what sources say of them; their keys must be known."""
        names = {number: (name, kind) for number, name, kind in self._copy.execute(_SOURCES)}
        own: defaultdict[int, list[Contribution]] = defaultdict(list)
        for source_id, entry, number, line, _, gone, decides, content in said:
            record = _decoded(content)
            if number in doubtful and source_id in names and record is not None:
                name, kind = names[source_id]
                own[number].append(
                    Contribution(
                        source=name,
                        kind=kind,
                        line=line,
                        record=record,
                        entry=entry,
                        decides=tuple(decides.split()),
                        gone=bool(gone),
                        source_id=source_id,
                    )
                )
        keys = {(row[2], row[1]) for row in self._known_keys()}
        return {
            number: row_of(number, merge(own[number], key))[1:]
            for number, key in doubtful.items()
            if own[number] and (number, key) in keys
        }

    def _has(self, number: int) -> bool:
        with suppress(sqlite3.DatabaseError):
            found = self._source.execute("SELECT 1 FROM records WHERE id = ?", (number,))
            return found.fetchone() is not None
        return True

    def _put_records(self, whole: dict[int, Row]) -> None:
        columns = self._copy.execute("SELECT id, key, issued, record FROM records")
        same = {number for number, *row in columns if whole.get(number) == tuple(row)}
        changed = {number: row for number, row in whole.items() if number not in same}
        # Keys may have gone from one record to another since: first all of them are freed.
        free = [(f"\x01{number}", number) for number in changed]
        self._copy.executemany("UPDATE records SET key = ? WHERE id = ?", free)
        taken = {key.lower(): number for number, (key, *_) in whole.items()}
        for number, key in self._copy.execute("SELECT id, key FROM records").fetchall():
            if key.lower() in taken and taken[key.lower()] != number:
                self._copy.execute("DELETE FROM records WHERE id = ?", (number,))
        self._copy.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "key = excluded.key, issued = excluded.issued, record = excluded.record",
            ((number, *row) for number, row in changed.items()),
        )

    def _remove_records(self, there: set[int], keys: set[str]) -> None:
        """Remove what the backup has and the damaged file, read to its end, no longer has."""
        for number, key in self._copy.execute("SELECT id, key FROM records").fetchall():
            if number not in there and key not in keys:
                self._copy.execute("DELETE FROM records WHERE id = ?", (number,))

    # --- what leads to them ----------------------------------------------------------------

    def _keys(self, whole: dict[int, Row]) -> None:
        self._put("INSERT OR REPLACE INTO keys SELECT ?, ?, ?", self._known_keys(), 2)
        own = [(key.casefold(), key, number) for number, (key, *_) in whole.items()]
        self._put("INSERT OR REPLACE INTO keys SELECT ?, ?, ?", own, 2)

    def _known_keys(self) -> list[Row]:
        rows = self._agreed("keys", "folded, key, record_id", "keys_by_record", (0, 2))
        return [row for row in rows if isinstance(row[1], str) and row[1].casefold() == row[0]]

    def _identities(self) -> None:
        rows = self._agreed("identities", "identity, record_id", "identities_by_record", (0, 1))
        if rows and self._is_all("identities", rows):
            self._copy.execute("DELETE FROM identities")  # also those that led somewhere once
        self._put("INSERT OR IGNORE INTO identities SELECT ?, ?", rows, 1)

    def _agreed(self, table: str, columns: str, index: str, both: tuple[int, int]) -> list[Row]:
        """The rows of a table whose index says the same of the columns that it holds."""
        names = [columns.split(", ")[at] for at in both]
        try:
            rows = self._source.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608
            indexed = self._source.execute(
                f"SELECT {', '.join(names)} FROM {table} INDEXED BY {index} "  # noqa: S608
                f"WHERE record_id > 0"
            )
            known = set(indexed)
        except sqlite3.DatabaseError:
            return []
        return [row for row in rows if tuple(row[at] for at in both) in known]

    def _is_all(self, table: str, rows: Sequence[Row]) -> bool:
        with suppress(sqlite3.DatabaseError):
            (count,) = self._source.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
            return bool(count == len(rows))
        return False

    def _put(self, insert: str, rows: Sequence[Row], of_record: int) -> None:
        """Insert rows whose record is there."""
        there = {number for (number,) in self._copy.execute("SELECT id FROM records")}
        self._copy.executemany(insert, [row for row in rows if row[of_record] in there])

    # --- sources and what they said --------------------------------------------------------

    def _sources(self) -> None:
        names = [row[1] for row in self._copy.execute("PRAGMA table_info(sources)")]
        columns = ", ".join(names[1:])
        marks = ", ".join("?" * len(names))
        for row in _Read(self._source, "sources", columns):
            with suppress(sqlite3.Error):
                self._copy.execute(f"INSERT OR IGNORE INTO sources VALUES ({marks})", row)  # noqa: S608

    def _said(self) -> list[Row]:
        """What sources said, as far as its digests hold."""
        return [
            row[1:]
            for row in _Read(self._source, "contributions", _SAID)
            if is_as_digested(row[8], row[5])
            and _decoded(row[8]) is not None
            and isinstance(row[2], str)
            and isinstance(row[7], str)
        ]

    def _contributions(self, said: list[Row]) -> None:
        records = {number for (number,) in self._copy.execute("SELECT id FROM records")}
        sources = {number for (number,) in self._copy.execute("SELECT id FROM sources")}
        rows = [row for row in said if row[0] in sources and row[2] in records]
        self._copy.executemany(
            f"INSERT INTO contributions ({_SAID}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
            "ON CONFLICT (source_id, entry) DO UPDATE SET record_id = excluded.record_id, "
            "line = excluded.line, digest = excluded.digest, gone = excluded.gone, "
            "decides = excluded.decides, record = excluded.record",
            rows,
        )

    def _facts(self) -> None:
        with suppress(sqlite3.DatabaseError):
            rows = self._source.execute("SELECT name, value FROM facts_of_library").fetchall()
            self._copy.executemany("INSERT OR IGNORE INTO facts_of_library VALUES (?, ?)", rows)


def _decoded(content: bytes) -> Record | None:
    try:
        return _decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
