"""A build of the index that is killed or called off goes on, with the newest records."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search import gathering

RECORDS, RUN = 400, 50

# Kills itself as soon as so many documents are taken, as `kill -9` would.
BUILD = f"""
import os, signal, sys
from pathlib import Path
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search import gathering

gathering.RUN_DOCUMENTS = {RUN} - 1

def progress(done, total):
    if done >= int(sys.argv[2]):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

with Library(Path(sys.argv[1])) as library:
    library.reindex(progress)
"""


@pytest.fixture
def folder(empty, tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "RUN_DOCUMENTS", RUN - 1)
    path = tmp_path / "many.bib"
    entries = (f"@misc{{k{n:03}, title={{Work of number{n}}}}}\n" for n in range(RECORDS))
    path.write_text("".join(entries), "utf-8")
    empty.import_file(path)
    empty.import_text("@misc{b, title={Axolotls}}", "gone.bib", format="bibtex")
    empty.close()
    return empty.folder


def killed(folder, after=200):
    command = [sys.executable, "-c", textwrap.dedent(BUILD), folder, str(after)]
    return subprocess.run(command, check=False, capture_output=True).returncode


def keys(library, query):
    return [result.record.key for result in library.search(query, 400).results]


@pytest.fixture
def first_keys(monkeypatch):
    """After which key each build went on; empty for one from the beginning."""
    seen = []
    numbered = Store.numbered

    def numbered_and_seen(store, after=""):
        for number, record in numbered(store, after):
            if not seen or seen[-1] != after:
                seen.append(after)
            yield number, record

    monkeypatch.setattr(Store, "numbered", numbered_and_seen)
    return seen


def test_a_killed_build_goes_on(folder, first_keys):
    assert killed(folder) != 0
    with Library(folder) as library:
        assert library.status().index.generation is None
        done = []
        library.ensure_index(lambda count, _total: done.append(count))
        assert first_keys == ["k198"]
        assert done[0] > 200
        assert done[-1] == RECORDS + 1
        assert library.status().index.documents == RECORDS + 1
        assert len(keys(library, "work")) == RECORDS
        assert keys(library, "number7") == ["k007"]
    assert [path.name for path in (folder / "index").glob("unfinished*")] == []


def test_what_changed_since_is_in_it(folder, first_keys):
    killed(folder)
    with Library(folder) as library:
        library.edit("k003", {"title": "Zymurgy"})
        library.remove_source("gone.bib", with_records=True)
        library.import_text("@misc{a, title={Quokkas}}", "new.bib", format="bibtex")
        library.ensure_index()
        assert first_keys[0] == "k198"
        assert keys(library, "zymurgy") == ["k003"]
        assert keys(library, "quokkas") == ["a"]
        assert "k003" not in keys(library, "number3")
        assert "b" not in keys(library, "axolotls")
        assert library.status().index.documents == RECORDS + 1


def test_another_schema_or_a_wish_begins_anew(folder, first_keys, monkeypatch):
    killed(folder)
    with Library(folder) as library:
        library.reindex()
        assert first_keys == [""]
    first_keys.clear()
    killed(folder)
    with Library(folder) as library:
        monkeypatch.setattr(library._indexer._engine, "schema_version", 10**6)
        library.ensure_index()
        assert first_keys == [""]
        assert len(keys(library, "work")) == RECORDS


def test_a_build_that_is_called_off_goes_on(folder, first_keys):
    def call_off(done, _total):
        if done >= 200:
            raise KeyboardInterrupt

    with Library(folder) as library, pytest.raises(KeyboardInterrupt):
        library.ensure_index(call_off)
    first_keys.clear()
    with Library(folder) as library:
        library.ensure_index()
        assert first_keys == ["k198"]
        assert len(keys(library, "work")) == RECORDS
