"""The arrays beside a segment say what Whoosh's blocks say, and nothing depends on them."""

from __future__ import annotations

import numpy as np
import pytest
from whoosh.index import open_dir

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.posting_arrays import NOWHERE, POSTED, text_starts
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.standing import standing_together
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

OFTEN = "tape " * 300
DOCUMENTS = [
    Document(
        key="turing1936", title="On computable numbers", author="Alan Turing", year=1936,
        abstract="The computable numbers may be described briefly",
    ),
    Document(
        key="turing1950", title="Computing machinery and intelligence", author="Alan Turing",
        abstract="Can machines think? Computing machines, digital machines", year=1950,
    ),
    Document(
        key="shannon1948", title="A mathematical theory of communication",
        author="Claude Shannon", abstract=OFTEN, year=1948, doi="10.1002/j.1538-7305",
    ),
    Document(key="hopper1952", title="The education of a computer", author="Grace Hopper"),
]  # fmt: skip
QUERIES = [
    "computable numbers", "comp", '"computing machines"', 'title:"of a comp', "author:turing",
    "turing 1936", "tape", "machin", "-computer theory", "key:tur", '"turing on"', "computre",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    WhooshEngine().build(tmp_path, DOCUMENTS, total=len(DOCUMENTS))
    return tmp_path


def answers(folder):
    searcher = WhooshEngine().open(folder, lambda _key: None)
    pages = [searcher.search(parse_query(each, typing=True)) for each in QUERIES]
    searcher.close()
    return [(page.total, [(hit.key, hit.score) for hit in page.hits]) for page in pages]


def test_every_term_has_the_documents_and_places_that_the_blocks_have(folder):
    searcher = WhooshEngine().open(folder, lambda _key: None)
    (segment,) = searcher.segments
    index = open_dir(str(folder))
    with index.reader() as reader:
        terms = [(field, term.decode()) for field, term in reader.all_terms() if field in POSTED]
    index.close()
    assert len(terms) > len(DOCUMENTS)
    for field, term in terms:
        ours, blocks = segment.found(field, term), segment._blocks.found(field, term)
        assert ours.documents.tolist() == blocks.documents.tolist(), (field, term)
        assert ours.frequencies.tolist() == blocks.frequencies.tolist(), (field, term)
        if field in ("title", "abstract", "author"):
            documents, positions = segment._blocks.occurrences(field, term)
            starts = text_starts(segment.notes.lengths(field))
            assert segment.places(field, term).tolist() == (starts[documents] + positions).tolist()
    searcher.close()


def test_an_index_without_arrays_gives_the_same_answers(folder):
    expected = answers(folder)
    assert all(total for total, _ in expected[:10])
    for path in folder.glob("*.arrays"):
        path.unlink()
    assert answers(folder) == expected


def test_a_term_that_is_too_often_in_a_text_is_left_to_the_blocks(folder):
    searcher = WhooshEngine().open(folder, lambda _key: None)
    (segment,) = searcher.segments
    number = segment._number("abstract", "tape")
    assert segment._arrays.span("abstract", number).start == NOWHERE
    assert segment.found("abstract", "tape").frequencies.tolist() == [300]
    assert searcher.search(parse_query("tape")).hits[0].key == "shannon1948"
    searcher.close()


def test_unknown_terms_have_no_documents(folder):
    searcher = WhooshEngine().open(folder, lambda _key: None)
    (segment,) = searcher.segments
    for field in ("title", "abstract", "author", "key", "title_whole", "title_name"):
        assert not len(segment.found(field, "nothing-like-it").documents)
        assert not len(segment.found(field, "\ud800").documents)
    searcher.close()


@pytest.mark.parametrize(
    "words, expected",
    [
        ([[[0, 7]], [[1, 9]]], [0]),
        ([[[0, 7]], [[1, 8]]], [0, 1]),
        ([[[3, 7]], [[5, 8]]], [1]),  # 3 ends a text, 5 begins the next one
        ([[[0, 7], [5]], [[6]]], [1]),
        ([[[0]], []], []),
        ([[[5, 6]], [[6, 7]], [[8]]], [1]),
        ([[[0]], [[1]], [[3]]], []),
    ],
)
def test_words_stand_together_within_one_text(words, expected):
    places = [[np.array(term, np.int32) for term in here] for here in words]
    starts = text_starts(np.array([4, 6]))
    assert starts.tolist() == [0, 5]
    assert standing_together(places, starts).tolist() == expected
