"""The tables of sources and of what each said: contributions to records."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from jupyter_paperlookup.library.contribution import BY_HAND, ZOTERO, Contribution, hand_entry
from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.library.reports import SourceStatus
from jupyter_paperlookup.records import Problem, Record
from jupyter_paperlookup.records.encodable import encodable

_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode
_decode_problems = msgspec.json.Decoder(tuple[Problem, ...]).decode


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the store knows it.

    Attributes:
        id: Its number.
        name: Its name, unique in the library.
        kind: Its format, or `by_hand`.
        captured: Day of capture of a captured page, as far as known.
        digest: Of what it said when it was last read.
        entries: How many entries it had then.
        problems: What could not be read then.
        path: Where its file lies, or the address at which it is read; empty for a text that was
            handed over.
        watched: Whether the file is read again when it changes.
        capture_year: What the person said of a captured page.
        size: Of the file when it was last read, in bytes; -1 when it never was.
        modified: Of the file when it was last read, in nanoseconds.
    """

    id: int = 0
    name: str
    kind: str
    captured: str = ""
    digest: str = ""
    entries: int = 0
    problems: tuple[Problem, ...] = ()
    path: str = ""
    watched: bool = False
    capture_year: int | None = None
    size: int = -1
    modified: int = 0

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is read at an address, and is no file."""
        return "://" in self.path


class Known(msgspec.Struct, frozen=True):
    """What the store knows of an entry without reading it: enough to see that it is unchanged."""

    record_id: int
    line: int
    digest: bytes
    gone: bool


_COLUMNS = ", ".join(Source.__struct_fields__)


class SourceTable:
    """Sources and contributions; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str) -> Source | None:
        """The source of this name."""
        sql = f"SELECT {_COLUMNS} FROM sources WHERE name = ?"  # noqa: S608
        row = self._db.one(sql, (encodable(name),))
        return _source(row) if row else None

    def digest(self, name: str) -> str:
        """Digest of what a source said when it was last read; empty when it is new."""
        source = self.get(name)
        return source.digest if source else ""

    def with_files(self) -> list[Source]:
        """All sources that are files."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM sources WHERE path != '' AND path NOT LIKE '%://%' "  # noqa: S608
            "ORDER BY id"
        )
        return [_source(row) for row in rows]

    def at_address(self, address: str) -> Source | None:
        """The source that was read at an address."""
        row = self._db.one(f"SELECT {_COLUMNS} FROM sources WHERE path = ?", (address,))  # noqa: S608
        return _source(row) if row else None

    def of_zotero(self) -> list[Source]:
        """All sources that are libraries of Zotero."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM sources WHERE path != '' AND kind = ? ORDER BY id",  # noqa: S608
            (ZOTERO,),
        )
        return [_source(row) for row in rows]

    def put(self, source: Source) -> int:
        """Remember a source, or what is new about it; returns its id."""
        names = Source.__struct_fields__[1:]
        values = {name: getattr(source, name) for name in names}
        values["problems"] = _encode(source.problems)
        new = ", ".join(f"{name} = excluded.{name}" for name in names)
        with self._db.transaction():
            self._db.do(
                f"INSERT INTO sources ({', '.join(names)}) "  # noqa: S608 - names of this file
                f"VALUES ({', '.join('?' * len(names))}) ON CONFLICT (name) DO UPDATE SET {new}",
                list(values.values()),
            )
            row = self._db.all("SELECT id FROM sources WHERE name = ?", (source.name,))[0]
        return int(row[0])

    def parts(self, source_id: int) -> bytes:
        """What is remembered of the parts of a source's text; an empty list in MessagePack."""
        row = self._db.one("SELECT parts FROM source_parts WHERE source_id = ?", (source_id,))
        return bytes(row[0]) if row else b"\x90"

    def put_parts(self, source_id: int, parts: bytes) -> None:
        """Remember the parts of a source's text."""
        self._db.do("INSERT OR REPLACE INTO source_parts VALUES (?, ?)", (source_id, parts))

    def remove(self, source_id: int) -> None:
        """Forget a source and all that it said."""
        self._db.do("DELETE FROM sources WHERE id = ?", (source_id,))

    def retire(self, source_id: int, name: str) -> None:
        """Remove a source but for what it said, which is told under another name."""
        with self._db.transaction():
            self._db.do("UPDATE contributions SET gone = 1 WHERE source_id = ?", (source_id,))
            self._db.do(
                "UPDATE sources SET name = ?, path = '', watched = 0, digest = '', problems = '[]' "
                "WHERE id = ?",
                (name, source_id),
            )

    def forget(self, source_id: int, record_ids: Iterable[int]) -> None:
        """Forget what a source says of these records."""
        self._db.do_many(
            "DELETE FROM contributions WHERE source_id = ? AND record_id = ?",
            [(source_id, record_id) for record_id in record_ids],
        )

    def statuses(self) -> tuple[SourceStatus, ...]:
        """All sources that were not removed, in the order they came in, and what each holds."""
        rows = self._db.all(
            "SELECT name, kind, captured, path, watched, problems, (SELECT count(DISTINCT "
            "record_id) FROM contributions WHERE source_id = sources.id AND NOT gone) "
            "FROM sources WHERE digest != '' OR kind = ? ORDER BY id",
            (BY_HAND,),
        )
        return tuple(
            SourceStatus(
                name=name,
                kind=kind,
                records=records,
                captured=captured,
                path=path,
                watched=bool(watched),
                problems=len(_decode_problems(problems)),
            )
            for name, kind, captured, path, watched, problems, records in rows
        )

    # --- contributions ---------------------------------------------------------------------

    def known_entries(self, source_id: int) -> dict[str, Known]:
        """The entries of a source by their names, as they were when it was last read."""
        rows = self._db.all(
            "SELECT entry, record_id, line, digest, gone FROM contributions WHERE source_id = ?",
            (source_id,),
        )
        return {
            entry: Known(record_id, line, digest, bool(gone))
            for entry, record_id, line, digest, gone in rows
        }

    def contributions(self, record_ids: Iterable[int]) -> Mapping[int, list[Contribution]]:
        """What is said of records, in the order in which the sources came in."""
        rows = self._db.all(
            "SELECT record_id, source_id, sources.name, sources.kind, line, record, entry, "
            "decides, gone FROM contributions JOIN sources ON sources.id = source_id "
            "WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY source_id, line",
            (_encode(list(record_ids)).decode(),),
        )
        found: dict[int, list[Contribution]] = defaultdict(list)
        for record_id, source_id, source, kind, line, record, entry, decides, gone in rows:
            found[record_id].append(
                Contribution(
                    source=source,
                    kind=kind,
                    line=line,
                    record=_decode(record),
                    entry=entry,
                    decides=tuple(decides.split()),
                    gone=bool(gone),
                    source_id=source_id,
                )
            )
        return found

    def put_contributions(self, said: Iterable[tuple[int, Contribution]]) -> None:
        """Store what sources say, each with the id of its record, in place of what they said."""
        self._db.do_many(
            "INSERT INTO contributions "
            "(record_id, source_id, entry, line, digest, gone, decides, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source_id, entry) DO UPDATE SET "
            "record_id = excluded.record_id, line = excluded.line, digest = excluded.digest, "
            "gone = excluded.gone, decides = excluded.decides, record = excluded.record",
            (
                (record_id, each.source_id, each.entry, each.line, *_stored(each))
                for record_id, each in said
            ),
        )

    def move_contributions(
        self, entries: Iterable[tuple[str, str]], from_id: int, to_id: int
    ) -> None:
        """Let what sources said of one record be said of another.

        Args:
            entries: Source name and entry name of each; one that is not there is passed over.
            from_id: The record of which they speak now.
            to_id: The record of which they shall speak.
        """
        self._db.do_many(
            "UPDATE contributions SET record_id = ? WHERE record_id = ? AND entry = ? "
            "AND source_id = (SELECT id FROM sources WHERE name = ?)",
            [(to_id, from_id, entry, source) for source, entry in entries],
        )

    def remove_contributions(self, entries: Iterable[tuple[int, str]]) -> None:
        """Forget what sources said, by source id and entry name."""
        self._db.do_many("DELETE FROM contributions WHERE source_id = ? AND entry = ?", entries)

    def holder(self, source_id: int, entry: str) -> int | None:
        """The record of which an entry of a source speaks now."""
        row = self._db.one(
            "SELECT record_id FROM contributions WHERE source_id = ? AND entry = ?",
            (source_id, entry),
        )
        return row[0] if row else None

    def mark_gone(self, entries: Iterable[tuple[int, str]]) -> None:
        """Remember that sources no longer say this, by source id and entry name."""
        self._db.do_many(
            "UPDATE contributions SET gone = 1 WHERE source_id = ? AND entry = ?", entries
        )

    def put_lines(self, lines: Iterable[tuple[int, int, str]]) -> None:
        """Remember new lines of entries that else stayed the same: line, source id, entry name."""
        self._db.do_many(
            "UPDATE contributions SET line = ? WHERE source_id = ? AND entry = ?", lines
        )

    def rank_by_hand(self, record_id: int, rank: int) -> None:
        """Rank what a person typed for a record, wherever it stands now: 0 is believed first."""
        self._db.do(
            "UPDATE contributions SET line = ? WHERE entry = ? AND source_id IN "
            "(SELECT id FROM sources WHERE kind = ?)",
            (rank, hand_entry(record_id), BY_HAND),
        )

    def record_ids(self, source_id: int) -> list[int]:
        """The ids of the records of which a source speaks or spoke."""
        rows = self._db.all(
            "SELECT DISTINCT record_id FROM contributions WHERE source_id = ?", (source_id,)
        )
        return [int(row[0]) for row in rows]


def digest_of_entry(record: Record) -> bytes:
    """A digest of what a source says of a record."""
    return hashlib.blake2b(_encode(record), digest_size=16).digest()


def _stored(contribution: Contribution) -> tuple[bytes, bool, str, bytes]:
    record = _encode(contribution.record)
    digest = hashlib.blake2b(record, digest_size=16).digest()
    return digest, contribution.gone, " ".join(contribution.decides), record


def _source(row: Sequence[object]) -> Source:
    values = dict(zip(Source.__struct_fields__, row, strict=True))
    values["problems"] = _decode_problems(values["problems"])  # type: ignore[arg-type]  # a BLOB
    values["watched"] = bool(values["watched"])
    return Source(**values)  # type: ignore[arg-type]  # the columns are the fields
