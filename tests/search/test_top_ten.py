"""The ten best are those of Whoosh's exhaustive search, whatever the index went through.

Ours follows additions and deletions in up to eight segments; Whoosh's is written by Whoosh, whole,
of what is left, and searched without a limit as one flat Or.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from whoosh.index import create_in, open_dir
from whoosh.query import And, Every, Or, Phrase, Prefix, Term

from jupyter_paperlookup.search.best import best_of_parts
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.expansion import Expansion, Match
from jupyter_paperlookup.search.phrases import documents_with
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS, Alternative, Unit
from jupyter_paperlookup.search.query_parts import Phrase as WantedPhrase
from jupyter_paperlookup.search.scoring import Scorer
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from jupyter_paperlookup.search.whoosh_extending import fill, without, write_contents
from jupyter_paperlookup.search.whoosh_schema import fields_of, schema
from jupyter_paperlookup.search.worth import Worths

# Frequent ones first: some words are to be in nearly all documents, some in one.
WORDS = ["the", "model", "neural", "network", "scaling", "scaled", "scal", "law", "deep", "far",
         "far-reaching", "graph", "graphs", "naïve", "turing", "x1"]  # fmt: skip
TOP = 10

word = st.integers(0, 40).map(lambda at: WORDS[min(at * at // 100, len(WORDS) - 1)])
phrases = st.lists(word, max_size=9).map(" ".join)
contents = st.tuples(phrases, phrases, phrases, st.none() | st.integers(2000, 2003))
segments = st.lists(
    st.lists(st.tuples(contents, st.booleans()), min_size=1, max_size=12), min_size=1, max_size=8
)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)


class Indexes:
    """The same documents in an index of ours and in one of Whoosh's."""

    def __init__(self, folder, history):
        self.folders = folder / "ours", folder / "whoosh"
        for each in self.folders:
            each.mkdir()
        written, left, number = [], [], 0
        for contents in history:
            documents = []
            for (title, abstract, author, year), is_deleted in contents:
                document = Document(f"k{number:03}", title, abstract, author, year)
                documents.append(document)
                left += [] if is_deleted else [document]
                number += 1
            deleted = [at for at, (_, is_deleted) in enumerate(contents) if is_deleted]
            segment = fill(self.folders[0], documents, len(documents), None, lambda: False)
            written.append(without(segment, deleted))
        write_contents(self.folders[0], written, 1)
        index = create_in(str(self.folders[1]), schema())
        writer = index.writer()
        for document in left:
            writer.add_document(**fields_of(document))
        writer.commit()
        index.close()
        self.left = {document.key for document in left}

    def __enter__(self):
        self.searcher = WhooshEngine().open(self.folders[0], lambda _key: None)
        self.postings = self.searcher._postings
        self.scorer = Scorer(self.postings)
        self.whoosh = open_dir(str(self.folders[1])).searcher()
        self.plain = open_dir(str(self.folders[0])).searcher()
        return self

    def __exit__(self, *_):
        self.whoosh.close()
        self.plain.close()
        self.searcher.close()

    def exhaustive(self, query):
        """The scores of all that Whoosh finds."""
        results = self.whoosh.search(query, limit=None)
        return {hit["key"]: results.score(at) for at, hit in enumerate(results)}

    def top(self, typed, *, is_and=False):
        """The ten best of ours, with their scores, best first."""
        worths = Worths(self.scorer, self.postings.numbered)
        total = np.zeros(self.postings.numbered, np.float32)
        for each in typed:
            scores = worths.of(matches(each)).among(None, self.postings.numbered)
            total = np.where((total > 0) | ~is_and | (each is typed[0]), total + scores, total)
            if is_and:
                total[scores <= 0] = -np.inf
        key = self.postings.key
        best = best_of_parts(total, TOP, self.postings.bases, key)
        return [(key(number), float(total[number])) for number in best]


def matches(typed):
    return tuple(
        Match(field, typed if field == "author" else stem(typed)) for field in FIELD_WEIGHTS
    )


def terms(typed):
    return [
        Term(match.field, match.term, boost=FIELD_WEIGHTS[match.field]) for match in matches(typed)
    ]


def assert_same_top(ours, expected):
    """Equal scores may stand in any order, and the last of them may be any of those."""
    best = sorted(expected.values(), reverse=True)[:TOP]
    assert [score for _, score in ours] == pytest.approx(best, rel=1e-5)
    assert [score for _, score in ours] == pytest.approx(
        [expected[key] for key, _ in ours], rel=1e-5
    )
    assert len({key for key, _ in ours}) == len(ours)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(segments, st.lists(words, min_size=1, max_size=6))
def test_the_ten_best_are_those_of_exhaustive_whoosh(history, queries):
    folded = [[each.replace("-", "").replace("ï", "i") for each in typed] for typed in queries]
    with tempfile.TemporaryDirectory() as name, Indexes(Path(name), history) as indexes:
        event(f"{len(history)} segments")
        for typed in folded:
            flat = Or([term for each in typed for term in terms(each)])
            assert_same_top(indexes.top(typed), indexes.exhaustive(flat))
            every = And([Or(terms(each)) for each in typed])
            assert_same_top(indexes.top(typed, is_and=True), indexes.exhaustive(every))
            assert_finds_the_same(indexes, typed)


def assert_finds_the_same(indexes, typed):
    """Phrases and beginnings are there where Whoosh finds them; their scores are our own."""
    expansion = Expansion(indexes.postings, indexes.scorer)
    for field in ("title", "abstract"):
        phrase = WantedPhrase(tuple(typed), field=field)
        numbers = documents_with(phrase, indexes.postings, indexes.scorer, expansion)
        found = {indexes.postings.key(number) for number in numbers.tolist()}
        stems = [stem(each) for each in typed]
        wanted = Phrase(field, stems) if len(stems) > 1 else Term(field, stems[0])
        assert found == set(indexes.exhaustive(wanted))
        begun = typed[0][:3]
        unit = Unit((Alternative(begun, is_prefix=True),), (field,))
        numbers = Worths(indexes.scorer, indexes.postings.numbered).of(expansion.exact(unit))
        found = {indexes.postings.key(number) for number in numbers.documents.tolist()}
        words = set(indexes.exhaustive(Prefix(f"{field}_words", begun)))
        assert found >= words
        # A stem may be shared by words that do not begin so.
        stemmed = {match.term for match in expansion.exact(unit)}
        assert found == words | set(indexes.exhaustive(Or([Term(field, one) for one in stemmed])))


@settings(max_examples=10, deadline=None)
@given(segments, words)
def test_plain_whoosh_finds_the_same_documents_in_our_segments(history, typed):
    with tempfile.TemporaryDirectory() as name, Indexes(Path(name), history) as indexes:
        every = indexes.plain.search(Every(), limit=None)
        assert {hit["key"] for hit in every} == indexes.left
        flat = Or([term for each in typed for term in terms(each)])
        found = {hit["key"] for hit in indexes.plain.search(flat, limit=None)}
        assert found == set(indexes.exhaustive(flat))
