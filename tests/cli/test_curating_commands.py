"""Keys, merging, separating, links, suggestions and undo, by commands."""

from __future__ import annotations

import pytest

ONE = "@article{one, title={Deep Things}, author={Li, Lala}, year=2015, doi={10.1000/1}}\n"
TWO = "@article{two, title={Deep Things}, author={Li, Lala}, year=2016, doi={10.1000/2}}\n"
TURING = "@article{turing, title={On Computable Numbers}, doi={10.1112/plms/s2-42.1.230}}\n"


@pytest.fixture
def pair(run, tmp_path):
    """Records `one` and `two` that look alike, and `turing`, of which two files speak."""
    for name, text in (("a.bib", ONE + TWO + TURING), ("b.bib", TURING.replace("turing,", "t36,"))):
        (tmp_path / name).write_text(text, "utf-8")
        assert run("import", tmp_path / name).code == 0


def test_a_key_is_renamed_and_the_old_one_leads_there(run):
    ran = run("rename", "chen2023fit", "fit")
    assert ran.out == "chen2023fit is fit now, and still leads to it\n"
    shown = run("show", "chen2023fit")
    assert shown.out.splitlines()[1].split() == ["also", "chen2023fit"]
    facts = run("show", "fit", "--json").json["custom"]["paperlookup"]
    assert facts["aliases"] == ["chen2023fit"]
    assert run("rename", "fit", "not a key").code == 2
    assert run("rename", "nobody1900", "x").code == 1
    assert run("rename", "fit", "fit").out == "It is fit\n"


def test_records_are_merged_and_taken_apart_again(run, pair):
    assert run("merge", "one", "two").out == "two and one are one record: one.\n"
    assert run("show", "two", "--json").json["id"] == "one"
    assert run("changes").out.splitlines()[0] == "Merged two into one."
    assert run("undo").out == "Taken back: Merged two into one.\n"
    assert run("show", "two", "--json").json["id"] == "two"
    assert run("merge", "one").code == 2


def test_what_a_source_says_is_separated(run, pair):
    ran = run("separate", "turing", "--source", "b.bib")
    assert ran.out == "t36 is a record of its own now.\n"
    assert run("show", "t36", "--json").json["custom"]["paperlookup"]["sources"] == ["b.bib"]
    ran = run("separate", "turing", "--source", "no.bib")
    assert ran.code == 2
    assert "a.bib (turing)" in ran.err


def test_one_entry_of_a_source_is_separated(run, pair):
    run("merge", "one", "two")
    assert run("separate", "one", "--source", "a.bib", "--entry", "two").out.startswith("two is")
    assert run("show", "two", "--json").json["issued"] == {"date-parts": [[2016]]}


def test_versions_are_linked_and_shown(run, pair):
    assert run("link", "one", "two").out == "one is the preprint of two.\n"
    assert "published as  two" in run("show", "one").out
    facts = run("show", "two", "--json").json["custom"]["paperlookup"]
    assert facts["versions"] == [{"relation": "preprint", "key": "one"}]
    assert run("link", "two", "one").code == 2
    assert run("link", "one", "two", "--remove", "--json").json == {"key": "one", "versions": []}


def test_suggestions_name_the_command_and_can_be_refused(run, tmp_path):
    text = ONE.replace(", doi={10.1000/1}", "") + TWO.replace("2016, doi={10.1000/2}", "2015")
    (tmp_path / "a.bib").write_text(text, "utf-8")
    run("import", tmp_path / "a.bib")
    lines = run("suggestions").out.splitlines()
    (line,) = [line for line in lines if " one " in line]
    assert line.split()[:3] == ["merge", "one", "two"]
    found = run("suggestions", "--json").json
    assert {"kind", "first", "second", "evidence", "score"} <= found["suggestions"][0].keys()
    assert run("keep-apart", "one", "two").out == "one and two are two works.\n"
    assert " one " not in run("suggestions").out


def test_undo_and_changes_when_nothing_was_done(run):
    ran = run("changes")
    assert (ran.code, ran.out) == (0, "")
    assert run("changes", "--json").json == {"changes": []}
    ran = run("undo")
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_undo_goes_back_step_by_step(run):
    run("add", "title=One Thing", "--key", "one")
    run("edit", "one", "title=Other Thing")
    assert run("undo", "--json").json == {"undone": "Edited one."}
    assert run("show", "one", "--json").json["title"] == "One Thing"
    run("undo")
    assert run("show", "one").code == 1


def test_a_key_pattern_is_tried_and_set(run):
    default = run("key-pattern").out
    ran = run("key-pattern", "[auth]_[year]", "--preview", "chen2023fit")
    assert ran.out.split() == ["chen2023fit", "Chen_2023"]
    assert run("key-pattern").out == default
    told = run("key-pattern", "[auth]_[year]", "--json").json
    assert (told["in_use"], told["default"] + "\n") == ("[auth]_[year]", default)
    run("add", "title=The TeXbook", "author=Knuth, Donald", "issued=1984")
    assert run("show", "Knuth_1984").code == 0
    assert run("show", "chen2023fit").code == 0


@pytest.mark.parametrize("pattern", ["[auth", "[no_such_field]", ""])
def test_a_pattern_that_cannot_be_read(run, pattern):
    before = run("key-pattern").out
    assert run("key-pattern", pattern).code == 2
    assert run("key-pattern").out == before
