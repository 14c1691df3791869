"""Zotero is asked now and then, and nothing is said where it does not run."""

from __future__ import annotations

import logging
import threading

import pytest
import zotero_server
from zotero_server import NOETHER, TURING, Reply

from jupyter_paperlookup.library.zotero_watching import SECONDS_BETWEEN, ZoteroWatcher

SOURCE = "Zotero: My Library"


@pytest.fixture
def zotero(monkeypatch):
    with zotero_server.program(monkeypatch, AAAA2222=TURING) as zotero:
        yield zotero


@pytest.fixture
def mine(zotero):
    return zotero.libraries["users/0"]


@pytest.fixture
def watcher(empty, zotero):
    empty.add_zotero("local", "users/0")
    zotero.asked.clear()
    return ZoteroWatcher(empty._zotero)


def test_an_unchanged_library_is_one_request_and_no_news(watcher, zotero):
    assert watcher.look(0) == {}
    assert len(zotero.asked) == 1


def test_a_change_is_read_when_its_time_has_come(watcher, mine):
    watcher.look(0)
    mine.put(BBBB3333=NOETHER)
    assert watcher.look(SECONDS_BETWEEN["local"] - 1) == {}
    assert watcher.look(SECONDS_BETWEEN["local"])[SOURCE].new == 1
    assert SECONDS_BETWEEN["local"] >= 30


def test_only_what_a_person_wants_watched_is_asked(empty, watcher, zotero):
    empty.watch_source(SOURCE, watch=False)
    assert watcher.look(0) == {}
    assert zotero.asked == []
    empty.watch_source(SOURCE)
    watcher.look(0)
    assert zotero.asked


def test_zotero_is_switched_off_and_on_again(watcher, zotero, mine, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    mine.put(BBBB3333=NOETHER)
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", "http://127.0.0.1:1")
    assert watcher.look(0) == {}
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", zotero.url)
    assert watcher.look(30) == {}
    assert watcher.look(60)[SOURCE].new == 1
    assert "is not read" not in caplog.text


def test_a_zotero_that_refuses_is_asked_less_and_less(watcher, zotero):
    zotero.replies = [Reply(403)] * 99
    for now in range(0, 3600, 5):
        watcher.look(now)
    assert len(zotero.asked) < 10


def test_files_and_libraries_are_watched_side_by_side(empty, zotero, mine, tmp_path):
    file = tmp_path / "refs.bib"
    file.write_text("@misc{one, title={First}}", "utf-8")
    empty.import_file(file, watch=True)
    empty.add_zotero("local", "users/0")
    mine.put(BBBB3333=NOETHER)
    read = threading.Event()
    empty.start_watching(0.1, lambda name, _: name == SOURCE and read.set())
    assert read.wait(30)
    empty.stop_watching()
    assert [source.name for source in empty._sources.changed_files()] == []


def test_a_library_closes_in_the_middle_of_a_reading(empty, zotero, mine):
    begun, go_on = threading.Event(), threading.Event()

    def hold(_):
        begun.set()
        go_on.wait(30)

    empty.add_zotero("local", "users/0")
    mine.put(BBBB3333=NOETHER)
    zotero.replies = [None, hold]
    empty.start_watching()
    assert begun.wait(30)
    closing = threading.Thread(target=empty.close)
    closing.start()
    go_on.set()
    closing.join(30)
    assert not closing.is_alive()
