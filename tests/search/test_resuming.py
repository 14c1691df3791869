"""A build that is broken off goes on after what is whole, and ends as if it never had been."""

from __future__ import annotations

import shutil

import pytest
from whoosh.index import open_dir

from jupyter_paperlookup.search import gathering
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Unfinished
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from tests.search.test_segment_writer import everything, many, written_by_us

DOCUMENTS = [
    *many(250),
    Document(
        key="l\ud800", title="Gödel: it's far-reaching", doi="10.1/\ud800", sources=("a.bib",)
    ),
]
RUN = 40


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(gathering, "RUN_DOCUMENTS", RUN - 1)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    reader = written_by_us(tmp_path_factory.mktemp("whole"), DOCUMENTS)
    yield everything(reader)
    reader.close()


class BrokenOffError(Exception):
    pass


def build(tmp_path, stop_after=None):
    """Build an index; returns its folder and which documents were asked for."""
    asked = []

    def following(key=None):
        keys = [document.key for document in DOCUMENTS]
        for document in DOCUMENTS[keys.index(key) + 1 if key else 0 :]:
            if len(asked) == stop_after:
                raise BrokenOffError
            asked.append(document)
            yield document

    (tmp_path / "unfinished").mkdir(exist_ok=True)
    folder = tmp_path / "index"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        WhooshEngine().build(
            folder,
            following(),
            total=len(DOCUMENTS),
            unfinished=Unfinished(tmp_path / "unfinished", following),
        )
    except BrokenOffError:
        return None, asked
    return folder, asked


def contents(folder):
    with open_dir(str(folder)).reader() as reader:
        return everything(reader)


@pytest.mark.parametrize("stops", [(10,), (RUN,), (150,), (100, 60, 0, 90), (250, 5)], ids=str)
def test_it_goes_on_after_the_last_whole_run(tmp_path, expected, stops):
    done = 0
    for stop in stops:
        folder, asked = build(tmp_path, stop)
        assert folder is None
        assert asked == DOCUMENTS[done : done + stop]
        done += stop // RUN * RUN
    folder, asked = build(tmp_path)
    assert asked == DOCUMENTS[done:]
    assert contents(folder) == expected


def test_one_that_was_finished_needs_no_document_again(tmp_path, expected):
    build(tmp_path)
    folder, asked = build(tmp_path)
    assert asked == []
    assert contents(folder) == expected


@pytest.mark.parametrize("damage", ["flip", "truncate", "empty", "no digest", "gone"])
def test_what_is_damaged_and_what_follows_is_done_again(tmp_path, expected, damage):
    build(tmp_path, 200)
    run = tmp_path / "unfinished" / "run-2"
    content = run.read_bytes()
    match damage:
        case "flip":
            run.write_bytes(content[:-40] + bytes([content[-40] ^ 1]) + content[-39:])
        case "truncate":
            run.write_bytes(content[:-1])
        case "empty":
            run.write_bytes(b"")
        case "no digest":
            run.with_suffix(".sha256").unlink()
        case "gone":
            run.unlink()
    _, asked = build(tmp_path, 1)
    assert asked == DOCUMENTS[2 * RUN : 2 * RUN + 1]
    assert sorted(path.name for path in (tmp_path / "unfinished").glob("run-?")) == [
        "run-0", "run-1"
    ]  # fmt: skip
    folder, asked = build(tmp_path)
    assert asked == DOCUMENTS[2 * RUN :]
    assert contents(folder) == expected
