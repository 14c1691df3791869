"""Arrays score as Whoosh itself does, which searches an index of its own exhaustively.

Ours may consist of segments and have deletions; Whoosh's is written whole, of what is left.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
from whoosh.fields import FieldType
from whoosh.index import create_in, open_dir
from whoosh.query import Or, Phrase, Term

from jupyter_paperlookup.search.best import best
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.expansion import Expansion
from jupyter_paperlookup.search.phrases import documents_with
from jupyter_paperlookup.search.query_parts import Phrase as WantedPhrase
from jupyter_paperlookup.search.scoring import Scorer
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from jupyter_paperlookup.search.whoosh_extending import fill, without, write_contents
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


def write(folder, documents):
    """An index that Whoosh itself wrote."""
    index = create_in(str(folder), schema())
    writer = index.writer()
    for document in documents:
        writer.add_document(**fields_of(document))
    writer.commit()


@pytest.fixture(
    scope="module",
    params=[([400], ()), ([400], (0, 7, 399)), ([150, 1, 200, 49], ()), ([150, 250], (3, 170)),
            ([100] * 4, tuple(range(0, 400, 3)))],
    ids=["one segment", "deletions", "four segments", "segments and deletions", "a third deleted"],
)  # fmt: skip
def index(request, tmp_path_factory):
    """Whoosh's search of its own index, and arrays of ours in several segments."""
    sizes, deleted = request.param
    documents = some_documents(sum(sizes), seed=3)
    left = [each for number, each in enumerate(documents) if number not in deleted]
    whooshs = tmp_path_factory.mktemp("whoosh")
    write(whooshs, left)
    ours = tmp_path_factory.mktemp("ours")
    write_segments(ours, sizes, documents, deleted)
    searcher = WhooshEngine().open(ours, lambda _key: None)
    with open_dir(str(whooshs)).searcher() as whoosh:
        yield whoosh, searcher._postings
    searcher.close()


def write_segments(folder, sizes, documents, deleted):
    """An index of ours that has segments of these sizes."""
    segments, first = [], 0
    for size in sizes:
        last = first + size
        segment = fill(folder, documents[first:last], size, None, lambda: False)
        segments.append(without(segment, [n - first for n in deleted if first <= n < last]))
        first = last
    write_contents(folder, segments, 1)


def by_key(whoosh, results):
    """The scores of Whoosh's results."""
    return {hit["key"]: results.score(at) for at, hit in enumerate(results)}


def ours(postings, terms):
    scorer = Scorer(postings)
    scores = np.zeros(postings.numbered)
    for field, term in terms:
        impacts = scorer.impacts(field, term)
        scores[impacts.documents] += impacts.scores
    return scores


@pytest.mark.parametrize("field", ["title", "abstract", "author"])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_scores_are_whooshs_own(index, field, count):
    whoosh, postings = index
    shape = str if field == "author" else stem
    terms = [(field, shape(word)) for word in WORDS[-count:]]
    results = whoosh.search(Or([Term(field, term) for field, term in terms]), limit=None)
    expected = by_key(whoosh, results)
    scores = ours(postings, terms)
    found = {postings.key(number): scores[number] for number in np.flatnonzero(scores).tolist()}
    assert found == pytest.approx(expected, rel=1e-6)
    top = [results.score(at) for at in range(min(10, len(results)))]
    assert scores[best(scores, 10)] == pytest.approx(top, rel=1e-6)


@pytest.mark.parametrize("words", [("deep", "far"), ("neural", "network", "scaling")])
@pytest.mark.parametrize("field", ["title", "abstract"])
def test_phrases_are_where_whoosh_finds_them(index, field, words):
    whoosh, postings = index
    results = whoosh.search(Phrase(field, [stem(word) for word in words]), limit=None)
    scorer = Scorer(postings)
    phrase = WantedPhrase(words, field=field)
    found = documents_with(phrase, postings, scorer, Expansion(postings, scorer))
    assert {postings.key(number) for number in found.tolist()} == set(by_key(whoosh, results))
    assert len(results)


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
