"""A file that changes is read again, and nothing else is."""

from __future__ import annotations

import threading

import pytest

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.watching import Watcher

ONE = "@misc{one, title={First Work}}\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(ONE, "utf-8")
    return path


@pytest.fixture
def watcher(empty, file):
    empty.import_file(file, watch=True)
    return Watcher(empty._sources, 1)


def test_an_unchanged_file_is_not_read(watcher):
    assert watcher.look() == {}


def test_a_changed_file_is_read_once(empty, file, watcher):
    file.write_text(ONE.replace("First", "Changed"), "utf-8")
    assert watcher.look()["refs.bib"].merged == 1
    assert watcher.look() == {}
    assert empty.get("one").title == "Changed Work"


def test_a_file_that_was_only_touched_changes_nothing(empty, file, watcher):
    revision = empty._store.revision
    file.touch()
    assert watcher.look()["refs.bib"].unchanged == 1
    assert empty._store.revision == revision
    assert watcher.look() == {}


def test_only_files_that_a_person_wants_watched(empty, tmp_path, watcher):
    other = tmp_path / "other.bib"
    other.write_text("@misc{two, title={Second}}", "utf-8")
    empty.import_file(other)
    other.write_text("@misc{two, title={Second, changed}}", "utf-8")
    assert watcher.look() == {}
    empty.watch_source("other.bib")
    assert watcher.look()["other.bib"].merged == 1
    empty.watch_source("other.bib", watch=False)
    other.write_text("@misc{two, title={Once more}}", "utf-8")
    assert watcher.look() == {}


def test_a_file_that_goes_and_comes_back(empty, file, watcher):
    file.unlink()
    assert watcher.look() == {}
    assert empty.status().records == 1
    file.write_text(ONE.replace("First", "New"), "utf-8")
    assert watcher.look()["refs.bib"].merged == 1


def test_a_file_that_cannot_be_read_is_tried_once(empty, file, watcher, caplog):
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0")
    assert watcher.look() == {}
    assert watcher.look() == {}
    assert len(caplog.records) == 1
    assert empty.get("one").title == "First Work"
    file.write_text(ONE.replace("First", "Mended"), "utf-8")
    assert watcher.look()["refs.bib"].merged == 1


def test_an_open_library_watches_and_tells(empty, file):
    empty.import_file(file, watch=True)
    told = threading.Event()
    empty.start_watching(0.1, lambda name, report: told.set() if report.merged else None)
    file.write_text(ONE.replace("First", "Changed"), "utf-8")
    assert told.wait(30)
    assert empty.search("changed").total == 1
    empty.close()
    assert not any(each.name == "paperlookup-watcher" for each in threading.enumerate())


@pytest.mark.parametrize("interval", [0, -1, 1e9, float("nan")])
def test_the_interval_is_bounded(empty, interval):
    with pytest.raises(InvalidRequest):
        empty.start_watching(interval)
    empty.stop_watching()
