"""The store writes down which records changed, whatever changed them."""

from __future__ import annotations

import sqlite3

import pytest

from jupyter_paperlookup.records import Record


@pytest.fixture
def store(store):
    store.add_records([(1, Record(key="a")), (2, Record(key="b")), (3, Record(key="c"))])
    return store


def changed(store, action):
    before = store.changes.last
    action()
    return store.changes.since(before)


def test_all_records_of_a_new_store_are_changes(store):
    assert store.changes.since(0) == ["a", "b", "c"]
    assert store.changes.since(store.changes.last) == []


@pytest.mark.parametrize(
    "action, keys",
    [
        (lambda store: store.add_record(Record(key="d")), ["d"]),
        (lambda store: store.replace_records([(2, Record(key="b", title="x"))]), ["b"]),
        (lambda store: store.replace_records([(2, Record(key="b"))]), []),
        (lambda store: store.set_key(2, "z"), ["z", "b"]),
        (lambda store: store.set_key(2, "B"), ["B", "b"]),
        (lambda store: store.remove_records([1, 3]), ["a", "c"]),
        (lambda store: store.add_keys([("alias", 1)]), []),
        (lambda store: store.set_fact("fact", "x"), []),
    ],
    ids=["added", "changed", "as it was", "renamed", "another case", "removed", "alias", "fact"],
)
def test_a_change_is_written_down_and_nothing_else(store, action, keys):
    assert changed(store, lambda: action(store)) == keys


def test_each_key_stands_there_once_with_its_last_change(store):
    for title in "xyz":
        store.replace_records([(1, Record(key="a", title=title))])
    store.remove_records([2])
    assert store.changes.since(0) == ["c", "a", "b"]


def test_what_is_rolled_back_is_no_change(store):
    def interrupted():
        with store.transaction():
            store.remove_records([1])
            raise KeyboardInterrupt

    before = store.changes.last
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.changes.since(before) == []


def test_a_key_that_comes_again_is_a_change(store):
    def gone_and_back():
        store.remove_records([1])
        store.add_records([(4, Record(key="a"))])

    assert changed(store, gone_and_back) == ["a"]


def test_another_connection_is_written_down_too(store, tmp_path):
    def elsewhere():
        with sqlite3.connect(tmp_path / "library.sqlite") as connection:
            connection.execute("DELETE FROM records WHERE id = 2")
        connection.close()

    assert changed(store, elsewhere) == ["b"]
