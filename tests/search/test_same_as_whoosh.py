"""Arrays score as Whoosh itself does, searching the same index exhaustively."""

from __future__ import annotations

import random

import numpy as np
import pytest
from whoosh.fields import FieldType
from whoosh.index import create_in, open_dir
from whoosh.query import Or, Phrase, Term

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.expansion import Expansion
from jupyter_paperlookup.search.phrases import documents_with
from jupyter_paperlookup.search.query_parts import Phrase as WantedPhrase
from jupyter_paperlookup.search.scoring import Scorer, best
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_postings import WhooshPostings
from jupyter_paperlookup.search.whoosh_schema import fields_of, schema

WORDS = ["neural", "network", "scaling", "law", "deep", "far", "reach", "fit", "vision", "graph"]


def some_documents(count, seed):
    chance = random.Random(seed)

    def words(at_most):
        return " ".join(chance.choices(WORDS, range(10, 0, -1), k=chance.randint(1, at_most)))

    return [
        Document(key=f"k{number}", title=words(12), abstract=words(300), author=words(3))
        for number in range(count)
    ]


def write(folder, segments, deleted=()):
    index = create_in(str(folder), schema())
    for documents in segments:
        writer = index.writer()
        for document in documents:
            writer.add_document(**fields_of(document))
        writer.commit(merge=False)
    if deleted:
        writer = index.writer()
        for number in deleted:
            writer.delete_document(number)
        writer.commit(merge=False)


@pytest.fixture(
    scope="module",
    params=[([400], ()), ([400], (0, 7, 399)), ([150, 1, 200, 49], ()), ([150, 250], (3, 170))],
    ids=["one segment", "deletions", "four segments", "segments and deletions"],
)
def index(request, tmp_path_factory):
    sizes, deleted = request.param
    folder = tmp_path_factory.mktemp("whoosh")
    documents = iter(some_documents(sum(sizes), seed=3))
    write(folder, [[next(documents) for _ in range(size)] for size in sizes], deleted)
    opened = open_dir(str(folder))
    postings = WhooshPostings(opened.reader())
    with opened.searcher() as searcher:
        yield searcher, postings
    postings.close()


def ours(postings, terms):
    scorer = Scorer(postings)
    scores = np.zeros(postings.numbered)
    for field, term in terms:
        impacts = scorer.impacts(field, term)
        scores[impacts.documents] += impacts.scores
    if postings.live is not None:
        scores[~postings.live] = 0
    return scores


@pytest.mark.parametrize("field", ["title", "abstract", "author"])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_scores_and_order_are_whooshs_own(index, field, count):
    searcher, postings = index
    shape = str if field == "author" else stem
    terms = [(field, shape(word)) for word in WORDS[-count:]]
    query = Or([Term(field, term) for field, term in terms])
    results = searcher.search(query, limit=None)
    expected = {results.docnum(at): results.score(at) for at in range(len(results))}
    scores = ours(postings, terms)
    assert set(np.flatnonzero(scores)) == set(expected)
    assert {number: scores[number] for number in expected} == pytest.approx(expected, rel=1e-6)
    top = [results.score(at) for at in range(min(10, len(results)))]
    assert scores[best(scores, 10)] == pytest.approx(top, rel=1e-6)


@pytest.mark.parametrize("words", [("deep", "far"), ("neural", "network", "scaling")])
@pytest.mark.parametrize("field", ["title", "abstract"])
def test_phrases_are_where_whoosh_finds_them(index, field, words):
    searcher, postings = index
    stems = [stem(word) for word in words]
    expected = set(searcher.docs_for_query(Phrase(field, stems)))
    scorer = Scorer(postings)
    phrase = WantedPhrase(words, field=field)
    found = documents_with(phrase, postings, scorer, Expansion(postings, scorer))
    live = np.ones(postings.numbered, bool) if postings.live is None else postings.live
    assert {int(number) for number in found if live[number]} == expected
    assert expected


def test_keys_are_those_of_the_documents(index):
    _searcher, postings = index
    assert [postings.key(number) for number in range(0, postings.numbered, 37)] == [
        f"k{number}" for number in range(0, postings.numbered, 37)
    ]


def test_an_index_keeps_no_texts(index):
    searcher, _postings = index
    assert all(set(stored) == {"key"} for stored in searcher.reader().all_stored_fields())


def test_every_field_can_be_pickled_into_the_index():
    assert all(isinstance(field, FieldType) for _name, field in schema().items())


def test_the_cache_keeps_to_its_budget(index):
    _searcher, postings = index
    scorer = Scorer(postings, cache_bytes=20_000)
    for word in WORDS * 3:
        again = scorer.impacts("abstract", stem(word))
        fresh = Scorer(postings).impacts("abstract", stem(word))
        assert np.array_equal(again.scores, fresh.scores)
        assert scorer.kept_bytes <= 20_000


@pytest.mark.parametrize("count", [0, 1, 3, 5, 50])
def test_the_best_are_sorted_and_equal_ones_stand_in_order(count):
    scores = np.array([0.0, 2.0, 5.0, 2.0, 0.0, 2.0, 7.0])
    assert best(scores, count).tolist() == [6, 2, 1, 3, 5][:count]
