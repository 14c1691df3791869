"""A library of an earlier version gets the tables that it lacks, and keeps what it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import msgspec

from jupyter_paperlookup.library import schema
from jupyter_paperlookup.library.kept_table import KeptTable
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record

TURING = Record(key="turing1936", title="On Computable Numbers")


def write_first_version(path):
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(schema._FIRST)
        content = msgspec.json.encode(TURING)
        database.execute("INSERT INTO records VALUES (1, ?, '', ?)", (TURING.key, content))
        database.execute("INSERT INTO keys VALUES (?, ?, 1)", (TURING.key, TURING.key))
        database.execute("PRAGMA user_version = 1")


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        return version, database.execute(
            "SELECT name, sql FROM sqlite_master ORDER BY 1"
        ).fetchall()


def test_a_library_of_the_first_version_becomes_what_a_new_one_is(tmp_path):
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    write_first_version(old)
    store = Store(old)
    assert store.record("turing1936") == TURING
    assert KeptTable(store.database).all() == []
    store.close()
    Store(new).close()
    assert tables(old) == tables(new)
    assert tables(old)[0] == schema.SCHEMA_VERSION
