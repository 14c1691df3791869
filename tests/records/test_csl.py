"""Records to and from CSL-JSON."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import creators, partial_dates, records

from jupyter_paperlookup.records import Creator, Facts, PartialDate, Record, from_csl, to_csl

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
variables = st.sampled_from(
    ["id", "citation-key", "type", "title", "author", "issued", "DOI", "URL", "custom", "volume"]
)


@given(records, partial_dates, creators)
def test_nothing_is_lost(record, date, creator):
    full = msgspec.structs.replace(
        record,
        issued=date,
        author=(*record.author, creator),
        other={"volume": "3", "editor": [{"family": "Turing"}], "custom": {"mine": [1, 2]}},
        facts=Facts(sources=("a", "b"), origins={"title": "a"}, organization="o", comments=2),
    )
    assert from_csl(msgspec.json.decode(msgspec.json.encode(to_csl(full)))) == full


@given(st.dictionaries(variables, json_values))
def test_no_item_raises(item):
    assert isinstance(from_csl(item), Record)


def test_facts_can_be_left_out():
    assert to_csl(Record(key="a", title="T"), with_facts=False) == {
        "id": "a",
        "type": "document",
        "title": "T",
    }


def test_facts_stand_under_custom():
    facts = Facts(organization="DAMO Academy", author_count=3, comments=2, sources=("page",))
    item = to_csl(Record(key="a", facts=facts))
    assert item["custom"]["paperlookup"] == {
        "sources": ["page"],
        "organization": "DAMO Academy",
        "author-count": 3,
        "comments": 2,
        "incomplete": ["title", "author", "issued"],
    }


def test_the_citation_key_is_the_key():
    item = {"id": "http://zotero.org/items/1", "citation-key": "turing1936", "title": "T"}
    record = from_csl(item)
    assert record.key == "turing1936"
    renamed = msgspec.structs.replace(record, key="turing1936a")
    assert from_csl(to_csl(renamed)).key == "turing1936a"


def test_a_doi_loses_its_address_and_keeps_its_case():
    assert from_csl({"DOI": "https://doi.org/10.48550/arXiv.1"}).doi == "10.48550/arXiv.1"


def test_a_doi_that_is_none_is_kept_apart():
    record = from_csl({"DOI": "unknown"})
    assert record.doi == ""
    assert to_csl(record)["DOI"] == "unknown"


@pytest.mark.parametrize(
    "name,creator",
    [
        ({"family": " Turing ", "given": "Alan"}, Creator(family="Turing", given="Alan")),
        ({"literal": "CERN"}, Creator(literal="CERN")),
        (
            {"family": "Gogh", "non-dropping-particle": "van"},
            Creator(family="Gogh", non_dropping_particle="van"),
        ),
    ],
)
def test_names(name, creator):
    assert from_csl({"author": [name]}).author == (creator,)


@pytest.mark.parametrize("name", [{}, {"family": " "}, {"family": ["x"]}, "Turing", None, 3])
def test_what_is_no_name_is_left_out(name):
    assert from_csl({"author": [name, {"family": "Turing"}]}).author == (Creator(family="Turing"),)


@pytest.mark.parametrize(
    "record,arxiv",
    [
        (Record(other={"number": "arXiv:2410.10139"}), "2410.10139"),
        (Record(doi="10.48550/arXiv.2410.10139"), "2410.10139"),
        (Record(url="https://arxiv.org/abs/2410.10139v1"), "2410.10139"),
        (Record(other={"number": "7"}), ""),
        (Record(url="https://example.org/2410.10139"), ""),
    ],
)
def test_arxiv(record, arxiv):
    assert record.arxiv == arxiv


def test_incomplete():
    assert Record().incomplete == ("title", "author", "issued")
    yearless = Record(title="T", author=(Creator(literal="x"),), issued=PartialDate(month=6))
    assert yearless.incomplete == ("issued",)
