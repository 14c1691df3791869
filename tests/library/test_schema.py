"""A library of an earlier version gets the tables that it lacks, and keeps what it holds."""

from __future__ import annotations

import sqlite3

from jupyter_paperlookup.library.kept_table import KeptTable
from jupyter_paperlookup.library.schema import SCHEMA_VERSION
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record


def tables(path):
    with sqlite3.connect(path) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        rows = database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    database.close()
    return version, rows


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path):
    path = tmp_path / "library.sqlite"
    store = Store(path)
    store.add_record(Record(key="turing1936", title="On Computable Numbers"))
    store.close()
    now = tables(path)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE kept_files")
        database.execute("PRAGMA user_version = 1")
    database.close()
    store = Store(path)
    assert store.record("turing1936").title == "On Computable Numbers"
    assert KeptTable(store.database).all() == []
    store.close()
    assert tables(path) == now
    assert now[0] == SCHEMA_VERSION
