"""Sources: files that are read again, and sources that are removed."""

from __future__ import annotations

import os

import pytest

from jupyter_paperlookup.errors import InvalidRequest, UnknownFormat, UnreadableSource
from jupyter_paperlookup.library import ImportReport

ONE = "@misc{one, title={First Work}, doi={10.1000/1}}\n"
TWO = "@misc{two, title={Second Work}}\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(ONE + TWO, "utf-8")
    return path


def source(library, name="refs.bib"):
    return next(each for each in library.sources() if each.name == name)


def test_a_file_is_remembered(empty, file):
    empty.import_file(file, watch=True)
    status = source(empty)
    assert (status.path, status.watched, status.records) == (str(file.resolve()), True, 2)


def test_an_unchanged_file_is_not_even_parsed(empty, file, monkeypatch):
    file.write_text(ONE + TWO + "@misc{broken, title={No end\n", "utf-8")
    first = empty.import_file(file)
    monkeypatch.setattr("jupyter_paperlookup.formats.bibtex.read_bibtex", lambda *_: 1 / 0)
    again = empty.refresh_source("refs.bib")
    assert (again.unchanged, again.problems) == (3, first.problems)
    assert empty.import_file(file) == again


def test_a_changed_file_is_read_again(empty, file):
    empty.import_file(file)
    file.write_text(ONE.replace("First", "Changed") + TWO, "utf-8")
    assert empty.refresh_source("refs.bib") == ImportReport(merged=1, unchanged=1)
    assert empty.get("one").title == "Changed Work"


def test_problems_are_counted_until_they_are_mended(empty, file):
    file.write_text(ONE + "@misc{broken, title={No end\n", "utf-8")
    empty.import_file(file)
    assert source(empty).problems == 1
    file.write_text(ONE, "utf-8")
    empty.refresh_source("refs.bib")
    assert source(empty).problems == 0


def test_a_file_that_is_away_changes_nothing(empty, file):
    empty.import_file(file)
    file.unlink()
    with pytest.raises(UnreadableSource, match=r"refs\.bib cannot be read"):
        empty.refresh_source("refs.bib")
    assert empty.status().records == 2


def test_a_text_cannot_be_read_again(empty):
    empty.import_text(ONE, "pasted.bib")
    with pytest.raises(InvalidRequest, match="no file"):
        empty.refresh_source("pasted.bib")
    with pytest.raises(InvalidRequest, match="no file"):
        empty.watch_source("pasted.bib")
    with pytest.raises(InvalidRequest, match="no source"):
        empty.refresh_source("nothing")


def test_two_files_of_one_name_are_two_sources(empty, tmp_path):
    for folder, text in (("a", ONE), ("b", TWO)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "refs.bib").write_text(text, "utf-8")
        empty.import_file(tmp_path / folder / "refs.bib")
    assert [each.name for each in empty.sources()] == ["refs.bib", "b/refs.bib"]
    assert empty.import_file(tmp_path / "b" / "refs.bib").unchanged == 1


def test_a_file_that_moved_is_the_same_source(empty, file, tmp_path):
    empty.import_file(file)
    moved = file.rename(tmp_path / "empty" / "refs.bib")
    assert empty.import_file(moved).unchanged == 2
    assert source(empty).path == str(moved.resolve())


def test_the_name_of_what_is_typed_is_taken(empty):
    with pytest.raises(InvalidRequest, match="choose another"):
        empty.import_text(ONE, "by hand", format="bibtex")


def test_a_file_of_another_format_is_read_anew(empty, file):
    empty.import_file(file)
    assert empty.import_file(file, format="biblatex").unchanged == 2
    with pytest.raises(UnknownFormat):
        empty.import_file(file, format="word")


# --- removing ----------------------------------------------------------------------------------


def test_records_stay_when_their_source_goes(empty, file):
    empty.import_file(file)
    empty.import_text(ONE.replace("}}", "}, note={other}}"), "other.bib")
    removal = empty.remove_source("refs.bib")
    assert (removal.kept, removal.removed) == (1, 0)
    assert [each.name for each in empty.sources()] == ["other.bib"]
    assert empty.get("two").facts.origins["title"] == "refs.bib (removed)"
    assert empty.get("one").facts.sources == ("other.bib",)


def test_records_may_go_with_their_source(empty, file):
    empty.import_file(file)
    empty.import_text(ONE, "other.bib")
    removal = empty.remove_source("refs.bib", with_records=True)
    assert (removal.kept, removal.removed) == (0, 1)
    assert [record.key for record in empty.records()] == ["one"]


def test_what_was_typed_stays(empty, file):
    empty.import_file(file)
    empty.edit("two", {"note": "mine"})
    empty.remove_source("refs.bib", with_records=True)
    assert empty.get("two").other["note"] == "mine"
    with pytest.raises(InvalidRequest, match="typed"):
        empty.remove_source("by hand")


def test_a_removed_source_may_come_back(empty, file):
    empty.import_file(file)
    empty.remove_source("refs.bib")
    file.write_text(ONE + TWO.replace("Second", "Newer"), "utf-8")
    assert empty.import_file(file).new == 1
    assert source(empty).records == 2
    empty.remove_source("refs.bib")
    assert empty.status().records == 3


def test_removed_records_are_found_no_more(empty, file):
    empty.import_file(file)
    assert empty.search("second").total == 1
    empty.remove_source("refs.bib", with_records=True)
    assert empty.search("second").total == 0


# --- an import at a time -------------------------------------------------------------------------


def test_a_failed_import_leaves_no_mark(empty, monkeypatch):
    monkeypatch.setattr(
        "jupyter_paperlookup.library.sources.add_sources", lambda *_: os.strerror(None)
    )
    with pytest.raises(TypeError):
        empty.import_text(ONE, "a.bib")
    assert empty._store.fact("importing") == ""
