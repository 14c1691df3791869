from __future__ import annotations

from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.looking_through import SECONDS, look_through
from jupyter_paperlookup.search.query import Query, parse_query
from jupyter_paperlookup.search.query_parts import Word
from jupyter_paperlookup.search.text import word_texts

TURING = Document(
    key="turing1936computable",
    title="On Computable Numbers",
    abstract="Machines that compute, by the Schönfinkel way.",
    author="Alan Turing",
    year=1936,
    doi="10.1112/plms/s2-42.1.230",
    sources=("logic.bib",),
)
HOPPER = Document(
    key="hopper1952education",
    title="The Education of a Computer",
    abstract="A far-reaching machine.",
    author="Grace Hopper",
    year=1952,
    arxiv="2301.12345",
)


def found(query, *, typing=False):
    page = look_through([TURING, HOPPER], parse_query(query, typing=typing)).page
    return [hit.key.partition("1")[0] for hit in page.hits]


@pytest.mark.parametrize(
    "query, keys",
    [
        ("computable", ["turing", "hopper"]),  # of one stem
        ("computable numbers", ["turing"]),
        ("machines", ["hopper", "turing"]),
        ("schonfinkel", ["turing"]),
        ('"of a computer"', ["hopper"]),
        ('"a of computer"', []),
        ("machine -grace", ["turing"]),
        ("author:turing", ["turing"]),
        ("title:machine", []),
        ("machine year:1950..1960", ["hopper"]),
        ("machine -year:1952", ["turing"]),
        ("machine 1936", ["turing"]),
        ("source:logic machine", ["turing"]),
        ("doi:10.1112/plms/s2-42.1.230", ["turing"]),
        ("arxiv:2301.12345", ["hopper"]),
        ("turing1936computable", ["turing"]),
        ("farreaching", ["hopper"]),
        ("nothing", []),
    ],
)
def test_it_finds_what_has_all_that_is_asked(query, keys):
    assert sorted(found(query)) == sorted(keys)


@pytest.mark.parametrize(
    "text, query",
    [
        ("Søren Łukasz", "soren lukasz"),
        ("On a Computer", "computable"),
        ("They were dying", "die"),
        ("Die Straße", "strasse"),
        ("Turing\N{RIGHT SINGLE QUOTATION MARK}s tape", "turing"),
        ("Mobility", "mobile"),
        ("naïve Bayes", "naive"),
    ],
)
def test_words_of_odd_letters_and_stems_are_not_passed_over(text, query):
    for field in ("title", "abstract"):
        document = Document(key="a", **{field: text})
        assert look_through([document], parse_query(query)).page.total == 1


@given(st.text(max_size=60), st.data())
def test_each_word_of_a_text_finds_it(text, data):
    words = [word for word in word_texts(text) if word_texts(word) == [word]]
    assume(words)
    query = Query(words=(Word(data.draw(st.sampled_from(words))),))
    assert look_through([Document(key="a", title=text)], query).page.total == 1


def test_what_is_being_typed_is_a_beginning():
    assert found("educ", typing=True) == ["hopper"]


def test_a_title_counts_more_than_an_abstract():
    page = look_through(
        [Document(key="a", abstract="a machine"), Document(key="b", title="The machine")],
        parse_query("machine"),
    ).page
    assert [hit.key for hit in page.hits] == ["b", "a"]


def test_what_matched_is_marked():
    (hit,) = look_through([TURING], parse_query('"computable numbers" turing')).page.hits
    assert hit.matches["title"] == ((3, 13), (14, 21))
    assert hit.matches["author"] == ((5, 11),)


def test_pages_go_on_where_the_one_before_ended():
    documents = [Document(key=f"k{number}", title="machine") for number in range(25)]
    pages = [
        look_through(documents, parse_query("machine"), limit=10, offset=offset).page
        for offset in (0, 10, 20)
    ]
    assert [hit.key for page in pages for hit in page.hits] == [each.key for each in documents]
    assert {page.total for page in pages} == {25}


def test_its_time_is_bounded():
    ticks = count(step=SECONDS / 10)
    endless = (Document(key=f"k{number}", title="machine") for number in count())
    looked = look_through(endless, parse_query("machine"), now=lambda: float(next(ticks)))
    assert not looked.is_whole
    assert looked.documents == 10
    assert looked.page.total == 10
