"""The truth: records with their keys and identities, in one SQLite file beside their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.errors import LibraryDamaged
from jupyter_paperlookup.library.change_log import ChangeLog
from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.library.journal import Journal
from jupyter_paperlookup.library.link_table import LinkTable
from jupyter_paperlookup.library.record_row import record_in, row_of
from jupyter_paperlookup.library.resolving.resolution_table import ResolutionTable
from jupyter_paperlookup.library.snapshots import Snapshots
from jupyter_paperlookup.library.source_table import SourceTable
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.encodable import encodable

_PAGE = 1000


class Store:
    """One library's records; every method may be called from any thread.

    Beside them `sources` tells where they came from, `links` which belong together, `journal`
    what a person changed, `changes` which records changed at all, and `snapshots` how popular they
    were when.

    Raises:
        LibraryUnavailable: The file cannot be opened, is no database, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.sources = SourceTable(self.database)
        self.links = LinkTable(self.database)
        self.journal = Journal(self.database)
        self.resolutions = ResolutionTable(self.database)
        self.changes = ChangeLog(self.database)
        self.snapshots = Snapshots(self.database)
        self._db = self.database

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside happen together or not at all; nested ones join the outer one."""
        return self._db.transaction()

    # --- facts of the library --------------------------------------------------------------

    def fact(self, name: str) -> str:
        """A fact about the library itself, empty when it was never set."""
        row = self._db.one("SELECT value FROM facts_of_library WHERE name = ?", (name,))
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact about the library itself."""
        self._db.do("INSERT OR REPLACE INTO facts_of_library VALUES (?, ?)", (name, value))

    @property
    def revision(self) -> int:
        """Grows with every change of a record."""
        return int(self.fact("revision") or 0)

    def next_revision(self) -> None:
        """To be called once in each transaction that changes records."""
        self.set_fact("revision", str(self.revision + 1))

    # --- records ---------------------------------------------------------------------------

    def count(self) -> int:
        """How many records there are."""
        return int(self._db.all("SELECT count(*) FROM records")[0][0])

    def record(self, key: str) -> Record | None:
        """The record that has or had this key, upper and lower case being the same."""
        folded = folded_key(key)
        found = self._found(
            "SELECT records.key, record FROM records JOIN keys ON records.id = record_id "
            "WHERE folded = ?",
            (folded,),
        )
        record = found[0][-1] if found else None
        if record is not None and folded_key(record.key) != folded:
            self._check_former(folded)
        return record

    def records(self) -> Iterator[Record]:
        """All records in the order of their keys; few of them are in memory at once."""
        return (record for _, record in self.numbered())

    def records_after(self, key: str) -> Iterator[Record]:
        """As `records`, those whose keys follow one."""
        return (record for _, record in self.numbered(key))

    def numbered(self, after: str = "") -> Iterator[tuple[int, Record]]:
        """As `records`, each with its id; those whose keys follow one."""
        while rows := self._found(
            "SELECT id, key, record FROM records WHERE key > ? ORDER BY key LIMIT ?", (after, _PAGE)
        ):
            for number, _, record in rows:
                yield number, record
            after = rows[-1][1]

    def newest(self, limit: int, offset: int) -> list[Record]:
        """Records by date, newest first, those without a year last."""
        rows = self._found(
            "SELECT key, record FROM records ORDER BY issued DESC, id LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [record for _, record in rows]

    def by_ids(self, ids: Iterable[int]) -> dict[int, Record]:
        """The records with these ids."""
        rows = self._found(
            "SELECT id, key, record FROM records WHERE id IN (SELECT value FROM json_each(?))",
            (_array(ids),),
        )
        return {record_id: record for record_id, _, record in rows}

    def add_record(self, record: Record) -> int:
        """Store a new record under its key, which must be free; returns its id."""
        with self.transaction():
            record_id = self.next_id()
            self.add_records([(record_id, record)])
        return record_id

    def next_id(self) -> int:
        """An id that no record has or had; to be used in the same transaction."""
        row = self._db.one("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'records'")
        return int(row[0]) if row else 1

    def add_records(self, new: Sequence[tuple[int, Record]]) -> None:
        """Store new records under their ids and their keys, all of which must be free."""
        rows = [row_of(number, each) for number, each in new]
        with self.transaction():
            self._db.do_many("INSERT INTO records VALUES (?, ?, ?, ?)", rows)
            keys = [(folded_key(each.key), each.key, number) for number, each in new]
            self._db.do_many("INSERT INTO keys VALUES (?, ?, ?)", keys)

    def restore_record(self, record_id: int, record: Record) -> None:
        """Store a record that was there before, whose keys are there still."""
        self._db.do("INSERT INTO records VALUES (?, ?, ?, ?)", row_of(record_id, record))

    def replace_records(self, changed: Iterable[tuple[int, Record]]) -> None:
        """Store records anew, under the keys that they carry."""
        self._db.do_many(
            "UPDATE records SET key = ?2, issued = ?3, record = ?4 WHERE id = ?1",
            [row_of(number, each) for number, each in changed],
        )

    def remove_records(self, ids: Iterable[int]) -> None:
        """Remove records with their keys, contributions, identities and links."""
        self._db.do_many("DELETE FROM records WHERE id = ?", [(number,) for number in ids])

    def _found(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Rows whose last columns are key and record, the record decoded; damage is mended."""
        for _ in range(2):
            rows = self._db.all(sql, values)
            damaged = ""
            found = []
            for *others, content in rows:
                record = record_in(content)
                if record is None or record.key != others[-1]:
                    damaged = f"the record {others[-1]} is not as it was written"
                    break
                found.append((*others, record))
            if not damaged:
                return found
            self._db.mend(damaged)
        raise LibraryDamaged(f"The library is damaged: {damaged}.")

    def _check_former(self, folded: str) -> None:
        """A key that a record had once has nothing but its index to prove that it does."""
        sql = "SELECT record_id FROM keys {} WHERE folded = ? AND record_id > 0"
        one = self._db.one(sql.format("NOT INDEXED"), (folded,))
        other = self._db.one(
            "SELECT 1 FROM keys INDEXED BY keys_by_record WHERE record_id = ? AND folded = ?",
            (one[0] if one else 0, folded),
        )
        if other is None:
            self._db.mend(f"the key {folded} is not as it was written")

    # --- keys ------------------------------------------------------------------------------

    def keys(self) -> list[str]:
        """The citation keys of all records."""
        return [str(row[0]) for row in self._db.all("SELECT key FROM records ORDER BY key")]

    def has_key(self, key: str) -> bool:
        """Whether a record has or had this key, upper and lower case being the same."""
        return self.id_of(key) is not None

    def id_of(self, key: str) -> int | None:
        """The id of the record that has or had this key."""
        row = self._db.one("SELECT record_id FROM keys WHERE folded = ?", (folded_key(key),))
        return int(row[0]) if row else None

    def ids_of_keys(self, keys: Iterable[str]) -> dict[str, int]:
        """The ids of the records that have or had these keys, by the folded key."""
        rows = self._db.all(
            "SELECT folded, record_id FROM keys WHERE folded IN (SELECT value FROM json_each(?))",
            (_array(map(folded_key, keys)),),
        )
        return dict(rows)

    def keys_of(self, record_ids: Iterable[int]) -> dict[int, list[str]]:
        """All keys that these records have or had."""
        found: dict[int, list[str]] = {number: [] for number in record_ids}
        rows = self._db.all(
            "SELECT record_id, key FROM keys WHERE record_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY folded",
            (_array(found),),
        )
        for number, key in rows:
            found[number].append(key)
        return found

    def set_key(self, record_id: int, key: str) -> None:
        """Give a record another key, which no other record may have or have had."""
        row = self._found("SELECT key, record FROM records WHERE id = ?", (record_id,))[0]
        record = msgspec.structs.replace(row[-1], key=key)
        with self.transaction():
            self._db.do(
                "INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT (folded) DO UPDATE SET key = ?",
                (folded_key(key), key, record_id, key),
            )
            self.replace_records([(record_id, record)])

    def add_keys(self, keys: Iterable[tuple[str, int]]) -> None:
        """Let further keys lead to records; one that leads somewhere already stays as it is."""
        self._db.do_many(
            "INSERT OR IGNORE INTO keys VALUES (?, ?, ?)",
            [(folded_key(key), key, number) for key, number in keys],
        )

    def remove_keys(self, keys: Iterable[str]) -> None:
        """Free keys; none of them may be the key that its record has now."""
        self._db.do_many("DELETE FROM keys WHERE folded = ?", [(folded_key(key),) for key in keys])

    def move_keys(self, keys: Iterable[str], record_id: int) -> None:
        """Let keys lead to another record."""
        self._db.do_many(
            "UPDATE keys SET record_id = ? WHERE folded = ?",
            [(record_id, folded_key(key)) for key in keys],
        )

    # --- identities ------------------------------------------------------------------------

    def ids_of_identities(self, identities: Iterable[str]) -> dict[str, int]:
        """The ids of the records to which these identities lead."""
        rows = self._db.all(
            "SELECT identity, record_id FROM identities "
            "WHERE identity IN (SELECT value FROM json_each(?))",
            (_array(identities),),
        )
        return dict(rows)

    def ids_of_identities_beginning(self, start: str, limit: int) -> list[int]:
        """The ids of records to which an identity leads that begins so."""
        rows = self._db.all(
            "SELECT DISTINCT record_id FROM identities WHERE identity >= ? AND identity < ? "
            "LIMIT ?",
            (start, start + "\U0010ffff", limit),
        )
        return [int(row[0]) for row in rows]

    def add_identities(self, identities: Iterable[tuple[str, int]]) -> None:
        """Let identities lead to records; one that leads elsewhere stays as it is."""
        self._db.do_many("INSERT OR IGNORE INTO identities VALUES (?, ?)", identities)

    def remove_identities(self, record_ids: Iterable[int]) -> None:
        """Let no identity lead to these records."""
        self._db.do_many(
            "DELETE FROM identities WHERE record_id = ?", [(number,) for number in record_ids]
        )


def folded_key(key: str) -> str:
    """A key as it is compared: upper and lower case are the same."""
    return encodable(key.casefold())


def _array(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
