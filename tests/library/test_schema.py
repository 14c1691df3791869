"""A library of an earlier version gets the tables that it lacks, and keeps what it holds."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import msgspec
import pytest

from jupyter_paperlookup.library import schema
from jupyter_paperlookup.library.kept_table import KeptTable
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record

TURING = Record(key="turing1936", title="On Computable Numbers")


def write_version(path, version):
    with closing(sqlite3.connect(path)) as database, database:
        for step in schema._STEPS[:version]:
            database.executescript(step)
        content = msgspec.json.encode(TURING)
        database.execute("INSERT INTO records VALUES (1, ?, '', ?)", (TURING.key, content))
        database.execute("INSERT INTO keys VALUES (?, ?, 1)", (TURING.key, TURING.key))
        database.execute(f"PRAGMA user_version = {version}")


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        return version, database.execute(
            "SELECT name, sql FROM sqlite_master ORDER BY 1"
        ).fetchall()


@pytest.mark.parametrize("version", range(1, schema.SCHEMA_VERSION))
def test_a_library_of_an_earlier_version_becomes_what_a_new_one_is(tmp_path, version):
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    write_version(old, version)
    store = Store(old)
    assert store.record("turing1936") == TURING
    assert store.database.all("SELECT record_id FROM listing") == [(1,)]
    assert KeptTable(store.database).all() == []
    store.close()
    Store(new).close()
    assert tables(old) == tables(new)
    assert tables(old)[0] == schema.SCHEMA_VERSION


def test_several_that_open_it_at_once_bring_it_up_to_date_once(tmp_path):
    old = tmp_path / "old.sqlite"
    write_version(old, 3)
    together = threading.Barrier(4)

    def opened(_):
        together.wait()
        with closing(Store(old)) as store:
            return store.record("turing1936")

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(opened, range(4))) == [TURING] * 4
    assert tables(old)[0] == schema.SCHEMA_VERSION
