"""Segments out of arrays are what Whoosh's own writer makes of the same documents."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import create_in, open_dir
from whoosh.query import Every, FuzzyTerm, Or, Phrase, Prefix, Term

from jupyter_paperlookup.search import gathering, occurrences, word_table
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.segment_notes import LEXICONS, SCORED
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from jupyter_paperlookup.search.whoosh_schema import fields_of, schema
from tests.strategies import hostile_text

texts = st.one_of(
    hostile_text,
    st.lists(
        st.sampled_from(
            ["neural", "Neural-network", "far-reaching", "it's", "Gödel", "漢字", "x" * 70, "a-b-c",
             "a-b-c-d-e-f-g", "the", "Title:", "naïve", "\ud800", "ﬁt", "re-s", "\u0301"]
        ),
        max_size=12,
    ).map(" ".join),
)  # fmt: skip
document_lists = st.lists(
    st.builds(
        Document,
        key=st.text("abAB:\ud800é", min_size=1, max_size=4),
        title=texts,
        abstract=texts,
        author=texts,
        year=st.none() | st.integers(1, 2100),
        arxiv=st.sampled_from(["", "2410.10139", "cs/0112017"]),
        doi=st.text("10./aZ\ud800", max_size=6),
        sources=st.lists(st.sampled_from(["a.bib", "Minds", ""]), max_size=2).map(tuple),
    ),
    max_size=8,
)


def written_by_whoosh(folder, documents):
    index = create_in(str(folder), schema())
    writer = index.writer()
    for document in documents:
        writer.add_document(**fields_of(document))
    writer.commit()
    return index.reader()


def written_by_us(folder, documents):
    WhooshEngine().build(folder, documents, total=len(documents))
    return open_dir(str(folder)).reader()


def everything(reader):
    """All that an index says: terms, postings, statistics, lengths, stored fields."""
    described = {
        (field, term): (
            list(postings(reader, field, term)),
            reader.doc_frequency(field, term),
            reader.frequency(field, term),
            reader.term_info(field, term).max_weight(),
        )
        for field, term in reader.all_terms()
    }
    numbers = range(reader.doc_count_all())
    lengths = {
        field: [reader.doc_field_length(number, field) for number in numbers] for field in SCORED
    }
    totals = {field: reader.field_length(field) for field in SCORED}
    return described, lengths, totals, [reader.stored_fields(number) for number in numbers]


def postings(reader, field, term):
    matcher = reader.postings(field, term)
    while matcher.is_active():
        positions = matcher.value_as("positions") if matcher.supports("positions") else None
        yield matcher.id(), matcher.weight(), positions
        matcher.next()


@settings(max_examples=40, deadline=None)
@given(document_lists)
def test_an_index_says_what_whooshs_own_says(documents):
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name, each) for each in ("whoosh", "ours")]
        for folder in folders:
            folder.mkdir()
        expected = written_by_whoosh(folders[0], documents)
        ours = written_by_us(folders[1], documents)
        assert everything(ours) == everything(expected)
        expected.close()
        ours.close()


def many(count):
    return [
        Document(
            key=f"k{number:04}",
            title=f"Neural scaling of {number % 7} and far-reaching w{number}",
            abstract=" ".join(f"word{number * step % 97}" for step in range(1, number % 40 + 2)),
            author=f"Ada Lovelace; Author{number % 11}",
            year=1990 + number % 30,
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def many_by_whoosh(tmp_path_factory):
    """More documents than there are postings in a block, as Whoosh writes them."""
    reader = written_by_whoosh(tmp_path_factory.mktemp("whoosh"), many(1100))
    yield everything(reader)
    reader.close()


@pytest.mark.parametrize(
    "limits",
    [{}, {(gathering, "RUN_CHARACTERS"): 3000}, {(occurrences, "SLAB"): 1000},
     {(gathering, "RUN_DOCUMENTS"): 90, (occurrences, "SLAB"): 300,
      (word_table, "MAX_STRETCHES"): 50}],
    ids=["at once", "in runs", "in slabs", "in runs and slabs"],
)  # fmt: skip
def test_little_memory_makes_no_difference(tmp_path, monkeypatch, many_by_whoosh, limits):
    for (module, name), value in limits.items():
        monkeypatch.setattr(module, name, value)
    ours = written_by_us(tmp_path, many(1100))
    assert everything(ours) == many_by_whoosh
    ours.close()
    assert all(path.is_file() for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "query",
    [
        Term("title", "neural"),
        Or([Term("abstract", stem("word3")), Term("author", "lovelace"), Term("year", "1999")]),
        Phrase("title", [stem("neural"), stem("scaling")]),
        Prefix("title_words", "w12"),
        FuzzyTerm("title_words", "neurel", maxdist=1),
        Term("title", "neural") & Term("title_words", "w77"),
        Every(),
    ],
    ids=str,
)
def test_plain_whoosh_answers_the_same(tmp_path, query):
    documents = many(300)
    folders = [tmp_path / each for each in ("whoosh", "ours")]
    for folder in folders:
        folder.mkdir()
    written_by_whoosh(folders[0], documents).close()
    written_by_us(folders[1], documents).close()
    answers = []
    for folder in folders:
        with open_dir(str(folder)).searcher() as searcher:
            results = searcher.search(query, limit=None)
            answers.append([(hit["key"], results.score(at)) for at, hit in enumerate(results)])
    assert answers[0] == answers[1]
    assert answers[0]


def test_its_notes_have_the_terms_of_whoosh(tmp_path):
    engine = WhooshEngine()
    assert engine.build(tmp_path, many(200), total=200) == 200
    searcher = engine.open(tmp_path, lambda _key: None)
    (segment,) = searcher.segments
    with open_dir(str(tmp_path)).reader() as reader:
        for field in LEXICONS:
            terms = [term.decode() for term in reader.lexicon(field)]
            assert segment.notes.terms[field].terms == terms
            frequencies = [reader.doc_frequency(field, term) for term in terms]
            assert segment.notes.frequencies[field].tolist() == frequencies
    searcher.close()
