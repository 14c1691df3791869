"""Merging, separating and linking records, and taking it back."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import InvalidRequest, RecordNotFound

A = "@article{a, title={Attention}, author={Doe, Jane}, year=2017, volume={30}}\n"
B = "@misc{b, title={Attention, again}, author={Doe, Jane}, year=2017, note={mine}}\n"
C = "@misc{c, title={Third}, year=2018, doi={10.1000/c}}\n"


@pytest.fixture
def three(empty):
    empty.import_text(A + B, "ab.bib")
    empty.import_text(C, "c.bib")
    return empty


def state(library):
    """All that can be seen of a library but for its journal."""
    keys = [record.key for record in library.records()]
    return (
        [library.get(key) for key in keys],
        {key: library.all_keys(key) for key in keys},
        {key: library.contributions(key) for key in keys},
        {key: library.related_versions(key) for key in keys},
        sorted(library._store.database.all("SELECT * FROM identities")),
    )


def test_one_record_of_several(three):
    record = three.merge(["a", "B", "c"])
    assert record.key == "a"
    assert (record.title, record.other["note"], record.doi) == ("Attention", "mine", "10.1000/c")
    assert record.facts.sources == ("ab.bib", "c.bib")
    assert three.get("b") == three.get("c") == record
    assert three.status().records == 1
    assert three.search("attention").total == 1


def test_merging_can_be_undone(three):
    three.edit("b", {"title": "By Hand"})
    three.rename_key("b", "bb")
    three.link("c", "bb")
    three.edit("a", {"note": "of a"})
    before = state(three)
    three.merge(["a", "bb", "c"])
    assert (three.get("b").title, three.get("b").other["note"]) == ("By Hand", "of a")
    assert three.undo() == "Merged bb, c into a."
    assert state(three) == before


def test_the_sources_of_merged_records_may_change_meanwhile(three):
    three.merge(["a", "b"])
    report = three.import_text(A + B.replace("mine", "ours"), "ab.bib")
    assert (report.new, report.merged, report.unchanged) == (0, 1, 1)
    assert three.get("a").other["note"] == "ours"
    three.undo()
    assert "note" not in three.get("a").other
    assert three.get("b").other["note"] == "ours"


def test_what_merged_records_became_stays_one_record_for_new_files(three):
    three.merge(["a", "c"])
    assert three.import_text(C, "again.bib").new == 0
    assert three.get("a").facts.sources == ("ab.bib", "c.bib", "again.bib")
    three.undo()
    assert three.get("a").facts.sources == ("ab.bib", "again.bib")
    assert three.status().records == 3


@pytest.mark.parametrize("keys", [[], ["a"], ["a", "A"]])
def test_two_records_are_needed(three, keys):
    with pytest.raises(InvalidRequest, match="two to 50"):
        three.merge(keys)


def test_nothing_is_merged_with_an_unknown_key(three):
    before = state(three)
    with pytest.raises(RecordNotFound):
        three.merge(["a", "b", "nobody"])
    assert state(three) == before


def test_a_merging_whose_sources_are_gone_stays(three):
    three.merge(["a", "c"])
    three.remove_source("c.bib")
    before = state(three)
    with pytest.raises(InvalidRequest, match="cannot be undone"):
        three.undo()
    assert state(three) == before


def test_ids_of_merged_records_are_given_to_nobody_else(three):
    three.merge(["a", "c"])
    three.import_text("@misc{d, title={Fourth}}", "d.bib")
    three.undo()
    assert [record.title for record in three.records()] == [
        "Attention", "Attention, again", "Third", "Fourth"
    ]  # fmt: skip


def entries(library, key, source):
    return [
        (each.source, each.entry) for each in library.contributions(key) if each.source == source
    ]


def test_records_that_are_two_works_are_separated(three):
    three.import_text(C.replace("Third", "Third, in another file"), "wrong.bib")
    record = three.separate("c", entries(three, "c", "wrong.bib"))
    assert (record.key, record.title) == ("ca", "Third, in another file")
    assert three.get("c").facts.sources == ("c.bib",)
    report = three.import_text(C.replace("Third", "Third, corrected"), "wrong.bib")
    assert (report.new, three.get("ca").title) == (0, "Third, corrected")
    assert not list(three.suggestions())


def test_what_was_merged_gets_its_key_back_when_separated(three):
    three.merge(["a", "b"])
    (entry,) = [each for each in three.contributions("a") if each.record.key == "b"]
    assert three.separate("a", [(entry.source, entry.entry)]).key == "b"
    assert three.all_keys("a") == ["a"]


def test_separating_can_be_undone(three):
    three.import_text(C.replace("Third", "Other"), "wrong.bib")
    before = state(three)
    three.separate("c", entries(three, "c", "wrong.bib"))
    assert three.undo() == "Separated ca from c."
    assert state(three) == before


def test_separating_leaves_something(three):
    with pytest.raises(InvalidRequest, match="at least one"):
        three.separate("c", entries(three, "c", "c.bib"))
    with pytest.raises(InvalidRequest, match="Name entries"):
        three.separate("c", entries(three, "a", "ab.bib"))
    with pytest.raises(InvalidRequest, match="Name entries"):
        three.separate("c", [])


def test_a_preprint_and_its_published_version_stay_two_records(three):
    three.link("b", "a")
    (published,) = three.related_versions("b")
    assert (published.relation, published.record.key) == ("published", "a")
    (preprint,) = three.related_versions("a")
    assert (preprint.relation, preprint.record.key) == ("preprint", "b")
    assert three.status().records == 3


def test_links_can_be_undone(three):
    three.link("b", "a")
    three.unlink("a", "b")
    assert three.related_versions("a") == []
    assert three.undo() == "Unlinked a and b."
    assert len(three.related_versions("a")) == 1
    three.undo()
    assert three.related_versions("a") == []


def test_links_that_make_no_sense(three):
    three.link("b", "a")
    with pytest.raises(InvalidRequest, match="already"):
        three.link("a", "b")
    with pytest.raises(InvalidRequest, match="one record"):
        three.link("a", "A")


def test_links_follow_merged_records(three):
    three.link("b", "a")
    three.merge(["c", "b"])
    assert [each.record.key for each in three.related_versions("a")] == ["c"]
    three.merge(["c", "a"])
    assert three.related_versions("c") == []
    three.undo()
    three.undo()
    assert [each.record.key for each in three.related_versions("a")] == ["b"]
    assert three.related_versions("c") == []


def test_changes_are_told_newest_first(three):
    three.rename_key("a", "first")
    three.merge(["first", "b"])
    assert three.changes() == ["Merged b into first.", "Renamed the key a to first."]
