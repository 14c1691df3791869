"""What a person typed stands before all sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError, RecordNotFound
from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.csl_values import checked_value
from jupyter_paperlookup.records.csl_variables import VARIABLES

BIB = """@article{turing, title={On Computabel Numbers}, author={Turing, Alan}, year=1936, month=11,
 volume={42}, note={read it}, doi={10.1112/plms/s2-42.1.230}}"""


@pytest.fixture
def turing(empty):
    empty.import_text(BIB, "a.bib")
    return empty


def test_a_correction_outlives_every_import(turing):
    turing.edit("turing", {"title": "On Computable Numbers", "issued": "1937"})
    turing.import_text(BIB.replace("42", "43"), "a.bib")
    turing.import_text(BIB, "b.bib")
    record = turing.get("turing")
    assert record.title == "On Computable Numbers"
    assert record.issued == PartialDate(1937)
    assert record.other["volume"] == "43"
    assert record.facts.origins["title"] == record.facts.origins["issued"] == "by hand"
    assert record.facts.origins["volume"] == "a.bib"
    assert "by hand" in record.facts.sources


def test_what_was_taken_away_does_not_come_back(turing):
    turing.edit("turing", {"note": None, "volume": ""})
    turing.import_text(BIB, "b.bib")
    assert not {"note", "volume"} & turing.get("turing").other.keys()


def test_the_sources_can_be_believed_again(turing):
    before = turing.get("turing")
    turing.edit("turing", {"note": None, "type": "document"})
    assert turing.get("turing").type == "document"
    assert turing.edit("turing", {}, restore=["note", "type"]) == before
    assert [each.source for each in turing.contributions("turing")] == ["a.bib"]


def test_what_is_as_it_was_is_no_edit(turing):
    record = turing.get("turing")
    assert turing.edit("turing", {"title": record.title, "volume": "42"}) == record
    assert turing.changes() == []


def test_an_edit_can_be_searched_for(turing):
    turing.edit("turing", {"title": "Zymurgy"})
    assert turing.search("zymurgy").results[0].key == "turing"


def test_undo_goes_back_edit_by_edit(turing):
    before = turing.get("turing")
    once = turing.edit("turing", {"title": "Once"})
    turing.edit("turing", {"title": "Twice", "note": None})
    assert turing.undo() == "Edited turing."
    assert turing.get("turing") == once
    turing.undo()
    assert turing.get("turing") == before


def test_an_edit_changes_no_other_record(turing):
    turing.import_text("@misc{other, title={Other}}", "b.bib")
    before = turing.get("other")
    turing.edit("turing", {"title": "x"})
    assert turing.get("other") == before


def test_nothing_may_not_be_all_that_is_left(empty):
    empty.import_text("@misc{a, title={Only a Title}}", "a.bib")
    with pytest.raises(InvalidRequest, match="Nothing would be left"):
        empty.edit("a", {"title": None})
    assert empty.get("a").title == "Only a Title"


def test_a_record_by_hand(empty):
    record = empty.add({"type": "book", "title": "The Art", "author": [{"family": "Knuth"}]})
    assert (record.key, record.facts.sources) == ("knuthart", ("by hand",))
    assert set(record.facts.origins) == {"type", "title", "author"}
    assert empty.add({"id": "Mine", "title": "Other"}).key == "Mine"
    assert empty.status().sources[0].records == 2
    assert empty.undo() == "Added Mine."
    with pytest.raises(RecordNotFound):
        empty.get("Mine")


def test_an_import_adds_to_a_record_by_hand(empty):
    empty.add({"id": "t", "title": "By Hand", "DOI": "10.1112/PLMS/S2-42.1.230"})
    assert empty.import_text(BIB, "a.bib").new == 0
    assert (empty.get("turing").title, empty.get("turing").other["volume"]) == ("By Hand", "42")
    empty.undo()
    assert empty.get("t").title == "On Computabel Numbers"


@pytest.mark.parametrize(
    "item, words",
    [
        ({}, "at least a title"),
        ({"type": "book"}, "at least a title"),
        ({"title": "x", "id": "turing"}, "already"),
        ({"title": "x", "id": "a b"}, "cannot be written"),
        ({"title": "x", "id": 5}, "key is text"),
        ({"title": "x", "DOI": "https://doi.org/10.1112/PLMS/s2-42.1.230"}, "as turing"),
        ({"title": "x", "colour": "red"}, "no variable 'colour'"),
    ],
)
def test_what_cannot_be_added(turing, item, words):
    with pytest.raises(InvalidRequest, match=words):
        turing.add(item)
    assert turing.status().records == 1


@pytest.mark.parametrize(
    "variable, value, words",
    [
        ("titel", "x", "did you mean title"),
        ("year", "1936", "did you mean issued"),
        ("JournalTitle", "x", "did you mean container-title"),
        ("id", "x", "renaming"),
        ("custom", {}, "no variable"),
        ("title", ["x"], "holds text"),
        ("title", True, "holds text"),
        ("title", "x" * 5001, "at most 5,000"),
        ("abstract", "x" * 100_001, "at most 100,000"),
        ("type", "aritcle", "did you mean article"),
        ("DOI", "none", "10.1000/182"),
        ("URL", "javascript:alert(1)", "https://"),
        ("URL", "https://", "https://"),
        ("URL", "http://[", "https://"),
        ("author", "Turing", "list of names"),
        ("author", ["Turing"], "is written as"),
        ("author", [{"family": 1}], "is written as"),
        ("author", [{"first": "Alan"}], "no part 'first'"),
        ("author", [{"family": " "}], "empty"),
        ("author", [{"family": "x" * 501}], "longer than"),
        ("author", [{"family": "x"}] * 10_001, "at most 10,000"),
        ("issued", "sometime", "written as"),
        ("issued", [1936], "written as"),
        ("issued", {"date-parts": [["x"]]}, "written as"),
    ],
)
def test_values_that_a_variable_does_not_hold(turing, variable, value, words):
    before = turing.get("turing")
    with pytest.raises(InvalidRequest, match=words):
        turing.edit("turing", {"note": "not stored", variable: value})
    assert turing.get("turing") == before


@pytest.mark.parametrize(
    "variable, value, stored",
    [
        ("title", "  two\nlines\t\x00 ", "two lines"),
        ("abstract", "one\n\ntwo\x07", "one\n\ntwo"),
        ("volume", 42, 42),
        ("title", 1984, "1984"),
        ("DOI", "https://doi.org/10.1000/182", "10.1000/182"),
        ("issued", "1936-11-12", {"date-parts": [[1936, 11, 12]]}),
        ("issued", 1936, {"date-parts": [[1936]]}),
        ("issued", {"literal": "in press"}, {"literal": "in press"}),
        ("editor", [{"family": " Gödel ", "suffix": ""}], [{"family": "Gödel"}]),
        ("author", [], None),
        ("title", "", None),
        ("issued", " ", None),
    ],
)
def test_values_in_one_form(variable, value, stored):
    assert checked_value(variable, value) == stored


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(VARIABLES)) | st.text(max_size=8), values)
def test_any_value_is_held_or_refused(variable, value):
    try:
        stored = checked_value(variable, value)
    except PaperLookupError:
        return
    assert checked_value(variable, stored) == stored
