"""What Zotero says of an item beside its CSL-JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.zotero.item import RawItem, item_of


def csl_of(extra="", csl=None, **data):
    raw = RawItem("ABCD2345", 1, {"itemType": "journalArticle", "extra": extra, **data})
    item = item_of(raw, {"id": "1/ABCD2345", "title": "T", "note": extra} if csl is None else csl)
    return item.csl


@pytest.mark.parametrize("kind", ["attachment", "note", "annotation"])
def test_what_is_no_reference_is_passed_over(kind):
    assert item_of(RawItem("ABCD2345", 1, {"itemType": kind}), {"title": "x"}) is None


@pytest.mark.parametrize(
    "extra, key",
    [
        ("Citation Key: chen2023fit", "chen2023fit"),
        ("citation key:chen2023fit", "chen2023fit"),
        ("One line\nCitation-Key: a\nAnother", "a"),
        ("bibtex: old", "old"),
        ("bibtex*: old", "old"),
        ("Citation Key: two words", ""),
        ("Citation Key:", ""),
        ("My Citation Key: no", ""),
        ("Citation Key: " + "x" * 201, ""),
    ],
)
def test_the_citation_key_in_extra(extra, key):
    assert csl_of(extra).get("citation-key", "") == key


def test_which_citation_key_is_believed():
    extra = "Citation Key: third"
    csl = {"title": "T", "citation-key": "first", "note": extra}
    assert csl_of(extra, csl, citationKey="second")["citation-key"] == "first"
    assert csl_of(extra, citationKey="second")["citation-key"] == "second"
    assert csl_of(extra)["citation-key"] == "third"
    assert csl_of(extra, citationKey=7, csl={"citation-key": ["no"], "note": extra})[
        "citation-key"
    ] == ("third")


def test_an_id_of_zotero_is_no_key():
    assert "id" not in csl_of()
    assert "citation-key" not in csl_of()


def test_extra_speaks_in_variables_of_csl():
    csl = csl_of("PMID: 12345\nOriginal Date: 1936\nDOI: 10.1000/x\nread in spring\ntex.x: 1")
    assert csl["PMID"] == "12345"
    assert csl["original-date"] == {"raw": "1936"}
    assert csl["DOI"] == "10.1000/x"
    assert csl["note"] == "read in spring\ntex.x: 1"


def test_a_field_is_believed_before_extra():
    csl = csl_of(csl={"title": "T", "DOI": "10.1/field", "note": "DOI: 10.1/extra\ntitle: Other"})
    assert csl["DOI"] == "10.1/field"
    assert csl["title"] == "T"
    assert csl["note"] == "DOI: 10.1/extra\ntitle: Other"


def test_tags_are_keywords():
    tags = [{"tag": "logic"}, {"tag": " machines ", "type": 1}, {"tag": 7}, "x"]
    assert csl_of(tags=tags)["keyword"] == "logic; machines"
    assert "keyword" not in csl_of(tags=[])


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
fields = st.sampled_from(["itemType", "extra", "creators", "tags", "citationKey", "title", "note"])


@given(st.dictionaries(fields, values), values | st.dictionaries(fields, values))
def test_whatever_it_says_it_is_an_item_or_none(data, csl):
    item = item_of(RawItem("ABCD2345", 1, data), csl)
    assert item is None or (item.key == "ABCD2345" and "id" not in item.csl)
