"""A `.bib` follows its notebook or its source, and nothing of others in it is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

import nbformat
import pytest

from jupyter_paperlookup.errors import InvalidRequest, UnreadableSource
from jupyter_paperlookup.formats.bibtex_places import places_of
from jupyter_paperlookup.library import Library

BIB = """
@book{turing, title={On Computable Numbers}, author={Turing, Alan}, year={1936}}
@book{hopper, title={The Education of a Computer}, author={Hopper, Grace}, year={1952}}
@book{lovelace, title={Notes}, author={Lovelace, Ada}, year={1843}}
"""
FOREIGN = '% mine\n@string{j = "J"}\n\n\n@book{theirs, title = "By Hand"}\n'


@pytest.fixture
def library(empty):
    empty.import_text(BIB, "mine.bib")
    return empty


def write_notebook(path, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_markdown_cell, cells)))
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def notebook(tmp_path):
    return write_notebook(tmp_path / "paper.ipynb", "[@turing; @hopper]")


@pytest.fixture
def bib(tmp_path):
    return tmp_path / "references.bib"


def keys_of(path):
    return [place.key for place in places_of(path.read_text("utf-8")).entries]


def follow(library):
    """What the watching thread does."""
    return library._kept_files.update(always=False)


def test_a_file_follows_what_its_notebook_cites(library, notebook, bib):
    kept = library.keep_file(bib, notebook=notebook)
    assert keys_of(bib) == ["hopper", "turing"]
    assert (kept.path, kept.notebook) == (str(bib), str(notebook))
    assert (kept.source, kept.to, kept.entries, kept.message) == ("", "bibtex", 2, "")
    write_notebook(notebook, "[@turing] and now [@lovelace; @nobody]")
    assert follow(library) == (str(bib),)
    assert keys_of(bib) == ["lovelace", "turing"]
    assert follow(library) == ()
    assert library.kept_files()[0].entries == 2


def test_a_file_follows_the_records_that_it_holds(library, notebook, bib):
    library.keep_file(bib, notebook=notebook, to="biblatex")
    library.edit("turing", {"title": "Corrected"})
    assert follow(library) == (str(bib),)
    assert "Corrected" in bib.read_text("utf-8")
    library.rename_key("hopper", "hopper1952")
    assert follow(library) == ()  # the notebook cites it by the key that it had
    write_notebook(notebook, "[@hopper1952]")
    follow(library)
    assert keys_of(bib) == ["hopper1952"]


def test_a_file_follows_a_source_or_the_whole_library(library, bib, tmp_path):
    library.keep_file(bib, source="mine.bib")
    library.keep_file(tmp_path / "all.bib")
    library.import_text("@book{noether, title={Invariants}}", "other.bib")
    library.import_text(BIB + "@book{curie, title={Radium}}", "mine.bib")
    assert len(follow(library)) == 2
    assert keys_of(bib) == ["curie", "hopper", "lovelace", "turing"]
    assert keys_of(tmp_path / "all.bib") == ["curie", "hopper", "lovelace", "noether", "turing"]
    library.remove_source("mine.bib", with_records=True)
    assert follow(library) == (str(tmp_path / "all.bib"),)
    assert "no source 'mine.bib'" in {k.path: k.message for k in library.kept_files()}[str(bib)]
    assert keys_of(bib) == ["curie", "hopper", "lovelace", "turing"]


def test_what_others_wrote_stays_byte_for_byte(library, notebook, bib):
    foreign = b"\xef\xbb\xbf" + FOREIGN.replace("\n", "\r\n").encode()
    bib.write_bytes(foreign)
    library.keep_file(bib, notebook=notebook)
    assert bib.read_bytes().startswith(foreign)
    assert b"\n" not in bib.read_bytes().replace(b"\r\n", b"")
    write_notebook(notebook, "nothing")
    follow(library)
    assert bib.read_bytes() == foreign


def test_the_same_again_does_not_touch_the_file(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    before = bib.stat()
    write_notebook(notebook, "More words before [@hopper; @turing; @turing]")
    assert library.update_kept_files() == ()
    assert follow(library) == ()
    after = bib.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_an_entry_that_was_changed_by_hand_is_left_and_said(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    changed = bib.read_text("utf-8").replace("On Computable", "On {Computable}")
    changed = changed.replace("{On} {", "On {")
    bib.write_text(changed.replace("1936", "1937"), "utf-8")
    library.edit("turing", {"title": "Corrected"})
    follow(library)
    assert "1937" in bib.read_text("utf-8")
    assert "Corrected" not in bib.read_text("utf-8")
    (kept,) = library.kept_files()
    assert kept.message == "Changed by hand and left as it is: turing."
    assert kept.entries == 1


def test_an_entry_of_somebody_else_counts_for_ours(library, notebook, bib):
    bib.write_text("@book{Turing, title={Mine}}\n", "utf-8")
    library.keep_file(bib, notebook=notebook)
    assert keys_of(bib) == ["Turing", "hopper"]
    assert library.kept_files()[0].message == ""


@pytest.mark.parametrize(
    "content, words",
    [
        (b"@book{theirs, title={A}\n", "line 1: book theirs has no closing brace"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xfe\x00\xd8", "references.bib"),
    ],
)
def test_a_file_that_cannot_be_told_apart_is_not_touched(library, notebook, bib, content, words):
    library.keep_file(bib, notebook=notebook)
    bib.write_bytes(content)
    library.edit("turing", {"title": "Corrected"})
    assert follow(library) == ()
    assert bib.read_bytes() == content
    assert words in library.kept_files()[0].message
    # As soon as somebody has repaired it, it is written again.
    bib.write_bytes(b"")
    assert follow(library) == (str(bib),)
    assert library.kept_files()[0].message == ""


def test_what_the_encoding_lacks_is_said_and_not_replaced(library, notebook, bib):
    content = "% Encoding: Cp1252\n% Größe\n".encode("cp1252")
    bib.write_bytes(content)
    library.keep_file(bib, notebook=notebook)
    assert bib.read_bytes().startswith(content)
    before = bib.read_bytes()
    library.edit("turing", {"title": "漢"})
    follow(library)
    assert bib.read_bytes() == before
    assert "cp1252" in library.kept_files()[0].message


def test_a_notebook_that_is_away_leaves_the_file(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    before = bib.read_bytes()
    notebook.unlink()
    assert follow(library) == ()
    assert bib.read_bytes() == before
    assert "paper.ipynb cannot be read" in library.kept_files()[0].message
    write_notebook(notebook, "[@hopper]")
    assert follow(library) == (str(bib),)


def test_a_file_that_somebody_removed_comes_back_only_when_that_is_asked_for(
    library, notebook, bib
):
    library.keep_file(bib, notebook=notebook)
    bib.unlink()
    write_notebook(notebook, "[@lovelace]")
    assert follow(library) == ()
    assert not bib.exists()
    assert "no longer there" in library.kept_files()[0].message
    assert library.update_kept_files() == (str(bib),)
    assert keys_of(bib) == ["lovelace"]
    assert library.kept_files()[0].message == ""


def test_what_is_kept_no_longer_stays_as_it_is(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    library.forget_kept_file(bib)
    before = bib.read_bytes()
    write_notebook(notebook, "nothing")
    assert library.update_kept_files() == ()
    assert (bib.read_bytes(), library.kept_files()) == (before, ())
    with pytest.raises(InvalidRequest, match="not kept"):
        library.forget_kept_file(bib)


def test_a_file_that_is_kept_for_something_else_knows_its_entries_still(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    library.keep_file(bib, source="mine.bib", to="biblatex")
    assert keys_of(bib) == ["hopper", "lovelace", "turing"]
    assert "date = {1936}" in bib.read_text("utf-8")
    assert len(library.kept_files()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")
def test_a_link_stays_a_link(library, notebook, tmp_path):
    real, link = tmp_path / "real.bib", tmp_path / "link.bib"
    real.write_text(FOREIGN, "utf-8")
    link.symlink_to(real)
    library.keep_file(link, notebook=notebook)
    assert link.is_symlink()
    assert keys_of(real) == ["theirs", "hopper", "turing"]
    library.forget_kept_file(link)


@pytest.mark.parametrize(
    "name, options, refusal",
    [
        ("notes.md", {}, (InvalidRequest, "end with .bib")),
        ("nowhere/refs.bib", {}, (InvalidRequest, "no folder")),
        ("refs.bib", {"to": "ris"}, (InvalidRequest, "bibtex or biblatex")),
        ("refs.bib", {"source": "none"}, (InvalidRequest, "no source")),
        ("refs.bib", {"notebook": "none.ipynb"}, (UnreadableSource, "none.ipynb")),
        ("refs.bib", {"notebook": "paper.tex"}, (InvalidRequest, "is no notebook")),
        ("refs.bib", {"notebook": "n.ipynb", "source": "mine.bib"}, (InvalidRequest, "not both")),
        ("folder.bib", {}, (InvalidRequest, "folder")),
    ],
)
def test_what_cannot_be_kept_is_refused_and_not_remembered(
    library, tmp_path, name, options, refusal
):
    (tmp_path / "folder.bib").mkdir()
    error, words = refusal
    with pytest.raises(error, match=words):
        library.keep_file(tmp_path / name, **options)
    assert library.kept_files() == ()
    assert not (tmp_path / "refs.bib").exists()


def test_a_file_that_is_broken_at_first_is_refused(library, notebook, bib):
    bib.write_text("@book{a, ", "utf-8")
    with pytest.raises(UnreadableSource, match="left as it is"):
        library.keep_file(bib, notebook=notebook)
    assert library.kept_files() == ()


def test_somebody_who_saves_at_the_same_moment_loses_nothing(library, notebook, bib, monkeypatch):
    library.keep_file(bib, notebook=notebook)
    saved = []
    expect = library._kept_files._table.expect

    def save_in_between(path, written):
        if not saved:
            saved.append(bib.write_text(bib.read_text("utf-8") + FOREIGN, "utf-8"))
        expect(path, written)

    monkeypatch.setattr(library._kept_files._table, "expect", save_in_between)
    write_notebook(notebook, "[@lovelace]")
    assert follow(library) == (str(bib),)
    assert keys_of(bib) == ["theirs", "lovelace"]
    assert FOREIGN in bib.read_text("utf-8")


def test_the_watching_thread_follows(library, notebook, bib):
    library.keep_file(bib, notebook=notebook)
    followed = threading.Event()
    update = library._kept_files.update

    def update_and_tell(**options):
        if update(**options):
            followed.set()

    library._kept_files.update = update_and_tell
    library.start_watching(0.1)
    write_notebook(notebook, "[@lovelace]")
    assert followed.wait(30)
    library.stop_watching()
    assert keys_of(bib) == ["lovelace"]


def test_two_programs_that_write_it_at_once_do_not_take_each_other_for_a_person(
    library, notebook, bib, monkeypatch
):
    library.keep_file(bib, notebook=notebook)
    is_between, is_done = threading.Event(), threading.Event()
    records = library._kept_files._records

    def records_a_little_later(row):
        is_between.set()
        is_done.wait(1)  # unless the other one waits for us
        return records(row)

    monkeypatch.setattr(library._kept_files, "_records", records_a_little_later)
    ours = threading.Thread(target=library.update_kept_files)
    with Library(library.folder) as other:
        ours.start()
        assert is_between.wait(30)
        other.import_text(BIB.replace("Computable", "Countable"), "mine.bib")
        other.update_kept_files()
        is_done.set()
        ours.join(30)
        (kept,) = other.kept_files()
    assert "Countable" in bib.read_text("utf-8")
    assert (kept.entries, kept.message) == (2, "")


# Kills itself with the new file beside the old one, or right after it took its place.
KILLED = """
import os, signal, sys
from pathlib import Path
from jupyter_paperlookup.library import Library

def die(*_):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

replace = Path.replace
def replaced(self, target):
    if sys.argv[2] == "after":
        replace(self, target)
    die()

with Library(Path(sys.argv[1])) as library:
    Path.replace = replaced
    library.update_kept_files()
"""


@pytest.mark.parametrize(
    "moment, keys", [("before", ["hopper", "turing"]), ("after", ["lovelace"])]
)
def test_a_kill_leaves_the_old_file_or_the_new_one_and_the_next_goes_on(
    library, notebook, bib, moment, keys
):
    library.keep_file(bib, notebook=notebook)
    write_notebook(notebook, "[@lovelace]")
    library.close()
    command = [sys.executable, "-c", textwrap.dedent(KILLED), library.folder, moment]
    assert subprocess.run(command, check=False, env=os.environ, timeout=120).returncode != 0
    assert keys_of(bib) == keys
    with Library(library.folder) as again:
        write_notebook(notebook, "[@lovelace; @hopper]")
        again.update_kept_files()
        assert keys_of(bib) == ["hopper", "lovelace"]
        (kept,) = again.kept_files()
        assert (kept.entries, kept.message) == (2, "")


def test_a_kept_file_is_not_offered_as_a_source(library, notebook, bib, tmp_path):
    (tmp_path / "other.bib").write_text(FOREIGN, "utf-8")
    library.keep_file(bib, notebook=notebook)
    assert [file.path.name for file in library.nearby(notebook, tmp_path).files] == ["other.bib"]
    library.import_file(bib)
    assert bib in [file.path for file in library.nearby(notebook, tmp_path).files]


def test_a_file_holds_what_only_the_notebook_knows_until_the_library_knows_it(empty, tmp_path, bib):
    path = write_notebook(tmp_path / "paper.ipynb", "[@wiener]")
    notebook = nbformat.read(path, 4)
    item = {"type": "book", "title": "Cybernetics", "author": [{"family": "Wiener"}]}
    notebook.metadata["paperlookup"] = {"items": {"wiener": item, "shannon": item}}
    notebook.metadata["paperlookup"]["nocite"] = ["shannon"]
    nbformat.write(notebook, path)
    assert empty.keep_file(bib, notebook=path).entries == 2
    assert keys_of(bib) == ["shannon", "wiener"]
    empty.import_text("@book{wiener, title={Cybernetics: or Control}, year={1948}}", "mine.bib")
    empty.update_kept_files()
    assert "Cybernetics: {or} {Control}" in bib.read_text("utf-8")
    assert keys_of(bib) == ["shannon", "wiener"]
