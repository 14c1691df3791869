"""A process that is killed in the midst of an import leaves the old library, and others wait."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading

import pytest

from jupyter_paperlookup.library import Library

OLD, NEW = 3, 6000

# Kills itself as soon as so much is read or stored, as `kill -9` would.
IMPORT = """
import os, signal, sys
from pathlib import Path
from jupyter_paperlookup.library import Library

def progress(phase, done, total):
    if phase == sys.argv[3] and done >= int(sys.argv[4]):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

with Library(Path(sys.argv[1])) as library:
    library.import_file(sys.argv[2], progress=progress)
    progress("done", 0, 0)
"""


def bib(path, count, prefix):
    entries = (f"@misc{{{prefix}{n}, title={{Work {prefix} {n}}}}}\n" for n in range(count))
    path.write_text("".join(entries), "utf-8")
    return path


@pytest.fixture
def folder(empty, tmp_path):
    empty.import_file(bib(tmp_path / "old.bib", OLD, "old"))
    empty.close()
    return empty.folder


def killed_import(folder, path, phase, after):
    command = [sys.executable, "-c", textwrap.dedent(IMPORT), folder, path, phase, str(after)]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.mark.parametrize(
    "killed_at, records, is_told",
    [
        (("reading", 1), OLD, True),
        (("storing", 0), OLD, True),
        (("storing", 2000), OLD, True),
        (("storing", NEW), OLD, True),
        (("done", 0), OLD + NEW, False),
    ],
    ids=["while reading", "before the first entry", "in between", "before the end", "after it"],
)
def test_the_library_is_the_old_one_or_the_new_one(folder, tmp_path, killed_at, records, is_told):
    new = bib(tmp_path / "new.bib", NEW, "new")
    assert killed_import(folder, new, *killed_at) != 0
    with Library(folder) as library:
        status = library.status()
        assert status.records == records
        assert ("new.bib was broken off" in status.notice) is is_told
        report = library.import_file(new)
        assert (report.new, report.unchanged) == ((NEW, 0) if is_told else (0, NEW))
        assert library.status().records == OLD + NEW
    with Library(folder) as library:
        assert library.status().notice == ""


def test_an_import_under_way_is_no_broken_one(folder, tmp_path):
    path = bib(tmp_path / "new.bib", NEW, "new")
    notices = []

    def open_another(phase, done, total):
        with Library(folder) as other:
            notices.append(other.status().notice)
            assert other.status().records == OLD

    with Library(folder) as library:
        library.import_file(path, progress=open_another)
        assert library.status().records == OLD + NEW
    assert set(notices) == {""}


def test_two_imports_at_once_and_a_search_meanwhile(folder, tmp_path):
    files = [bib(tmp_path / f"{name}.bib", 3000, name) for name in ("a", "b")]
    libraries = [Library(folder) for _ in files]
    libraries[0].ensure_index()
    found = []

    def search(*_):
        found.append(libraries[0].search("work old", wait=False).total)

    threads = [
        threading.Thread(target=library.import_file, args=(file,), kwargs={"progress": search})
        for library, file in zip(libraries, files, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert libraries[1].status().records == OLD + 6000
    assert set(found) == {OLD}
    for library in libraries:
        library.close()


@pytest.mark.parametrize("where", ["reading", "storing"])
def test_an_import_that_is_called_off_leaves_the_old_library(folder, tmp_path, where):
    def call_off(phase, done, total):
        if phase == where and done:
            raise KeyboardInterrupt

    with Library(folder) as library:
        with pytest.raises(KeyboardInterrupt):
            library.import_file(bib(tmp_path / "new.bib", NEW, "new"), progress=call_off)
        assert library.status().records == OLD
        assert [source.name for source in library.sources()] == ["old.bib"]
    with Library(folder) as library:
        assert library.status().notice == ""


def test_waiting_for_another_import_can_be_called_off(folder, tmp_path):
    paths = [bib(tmp_path / f"{name}.bib", 10, name) for name in ("a", "b")]
    waited = []

    def call_off(*told):
        waited.append(told)
        raise KeyboardInterrupt

    with Library(folder) as one, Library(folder) as two:

        def import_another(phase, done, total):
            if phase == "reading" and not waited:
                with pytest.raises(KeyboardInterrupt):
                    two.import_file(paths[1], progress=call_off)

        one.import_file(paths[0], progress=import_another)
        assert waited == [("reading", 0, 0)]
        assert [source.name for source in two.sources()] == ["old.bib", "a.bib"]
        assert two.status().records == OLD + 10
        assert two.import_file(paths[1]).new == 10
