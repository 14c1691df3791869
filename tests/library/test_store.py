from __future__ import annotations

import sqlite3
import threading

import pytest

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import PartialDate, Record


def test_records_are_found_whatever_the_case_of_the_key(store):
    store.add_record(Record(key="Turing1936", title="x"))
    assert store.record("TURING1936").title == "x"
    assert store.record("other") is None


def test_newest_first_and_unknown_years_last(store):
    dates = {
        "a": PartialDate(2023, 5),
        "b": None,
        "c": PartialDate(2024),
        "d": PartialDate(None, 6),
    }
    for key, issued in dates.items():
        store.add_record(Record(key=key, issued=issued))
    assert [record.key for record in store.newest(10, 0)] == ["c", "a", "b", "d"]
    assert [record.key for record in store.newest(1, 1)] == ["a"]


def test_a_transaction_happens_whole_or_not_at_all(store):
    def interrupted():
        with store.transaction(), store.transaction():
            store.add_record(Record(key="a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.count() == 0


def test_what_was_stored_is_there_after_opening_again(tmp_path):
    path = tmp_path / "library.sqlite"
    record = Record(key="a", title="τ", issued=PartialDate(2023, 10, 11), other={"x": {"y": [1]}})
    first = Store(path)
    first.add_record(record)
    first.close()
    second = Store(path)
    assert second.record("a") == record
    second.close()


@pytest.mark.parametrize("content", [b"no database at all, only text " * 40, b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_set_aside(tmp_path, content):
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    store = Store(path)
    assert store.count() == 0
    assert "there is no backup" in store.database.notice
    store.close()
    (aside,) = (tmp_path / "damaged").glob("*/library.sqlite")
    assert aside.read_bytes() == content


def test_a_library_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "library.sqlite"
    Store(path).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(LibraryUnavailable, match="newer paperlookup"):
        Store(path)


def test_threads_may_share_it(store):
    def add(name):
        for number in range(50):
            with store.transaction():
                store.add_record(Record(key=f"{name}{number}"))
                store.next_revision()

    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (store.count(), store.revision) == (200, 200)


def test_reading_goes_on_while_another_thread_writes(store):
    store.add_record(Record(key="a"))
    written, counted = threading.Event(), threading.Event()

    def write():
        with store.transaction():
            store.add_record(Record(key="b"))
            assert store.count() == 2
            written.set()
            assert counted.wait(30)

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(30)
    assert (store.count(), store.record("b")) == (1, None)
    counted.set()
    writer.join()
    assert store.count() == 2


def test_a_library_that_another_process_writes_is_one_sentence(store, tmp_path, monkeypatch):
    store.database._writer.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryUnavailable, match="try again"):
        store.add_record(Record(key="a"))
    other.execute("ROLLBACK")
    other.close()
    assert store.add_record(Record(key="a")) == 1


def test_all_records_come_in_the_order_of_their_keys_over_several_pages(store):
    records = [(n, Record(key=f"k{n:04}")) for n in range(1, 2502)]
    store.add_records(records)
    assert list(store.records()) == [record for _, record in records]
