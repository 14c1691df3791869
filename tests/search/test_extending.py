"""An index that follows changes answers as one that is built whole of the same documents."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir
from whoosh.query import Every, Or, Term

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.merging import MAX_SEGMENTS
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.segment_notes import LEXICONS
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

WORDS = ["neural", "network", "networks", "scaling", "laws", "far-reaching", "vision", "graph",
         "interleaved", "attention", "neutral"]  # fmt: skip
KEYS = [f"{letter}{number}" for letter in "abcd" for number in range(5)]
QUERIES = ["neural", "neural network", "netw", "atention", "scaling laws vi", '"neural network"',
           "author:graph", "year:2001..", "neural 2003", "-neural", "key:a", "a1", "far reach",
           "source:minds", "neural network scaling laws vision graph",
           "title:vision neu"]  # fmt: skip

phrases = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
contents = st.builds(
    Document,
    key=st.just(""),
    title=phrases,
    abstract=phrases,
    author=phrases,
    year=st.none() | st.integers(2000, 2005),
    sources=st.sampled_from([(), ("minds.bib",)]),
)
changes = st.dictionaries(st.sampled_from(KEYS), st.none() | contents, max_size=6)
histories = st.lists(st.tuples(changes, st.booleans()), min_size=1, max_size=7)


class Kept:
    """Documents that change, and the index that follows them."""

    def __init__(self, folder):
        self.folder = folder
        self.engine = WhooshEngine()
        self.documents = {}
        self.count = 0
        self.searcher = None

    def change(self, changed, *, is_idle=False):
        for key, document in changed.items():
            self.documents.pop(key, None)
            if document is not None:
                self.documents[key] = _with_key(document, key)
        self.count += 1
        folder = self.folder / str(self.count)
        folder.mkdir()
        if self.searcher is None:
            written = self.engine.build(folder, self.in_order(), total=len(self.documents))
        else:
            written = self.searcher.extend(folder, list(changed), is_idle=is_idle)
        assert written == len(self.documents)
        before, self.searcher = (
            self.searcher,
            self.engine.open(folder, self.documents.get, self.searcher),
        )
        if before:
            before.close()
        return folder

    def in_order(self):
        return [self.documents[key] for key in sorted(self.documents)]

    def built_whole(self):
        folder = self.folder / "whole"
        folder.mkdir()
        engine = WhooshEngine()
        engine.build(folder, self.in_order(), total=len(self.documents))
        return engine.open(folder, self.documents.get)


def _with_key(document, key):
    return Document(key, *(getattr(document, name) for name in Document.__struct_fields__[1:]))


def answers(searcher, text, limit=10):
    page = searcher.search(parse_query(text, typing=True), limit=limit)
    return page.total, [(hit.key, hit.matches) for hit in page.hits], [h.score for h in page.hits]


def assert_same(searcher, whole):
    assert searcher.documents == whole.documents
    for field in LEXICONS:
        ours, expected = (each._postings.lexicon(field) for each in (searcher, whole))
        assert list(ours) == list(expected)
        assert [ours.frequency(term) for term in ours] == [expected.frequency(t) for t in expected]
    for text in QUERIES:
        for limit in (3, 100):
            total, hits, scores = answers(searcher, text, limit)
            assert (total, hits) == answers(whole, text, limit)[:2], text
            assert scores == pytest.approx(answers(whole, text, limit)[2], rel=1e-9), text


@settings(max_examples=25, deadline=None)
@given(histories)
def test_whatever_changes_the_answers_are_those_of_an_index_built_whole(history):
    with tempfile.TemporaryDirectory() as name:
        kept = Kept(Path(name))
        for changed, is_idle in history:
            kept.change(changed, is_idle=is_idle)
        whole = kept.built_whole()
        assert_same(kept.searcher, whole)
        whole.close()
        kept.searcher.close()


@pytest.fixture
def kept(tmp_path):
    """An index of 200 papers, and of ten changes that were made one by one."""
    kept = Kept(tmp_path)
    kept.change({f"k{number:03}": paper(number) for number in range(200)})
    yield kept
    kept.searcher.close()


def paper(number):
    words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 9)]
    return Document("", title=" ".join(words[:4]), abstract=" ".join(words), year=2000 + number % 6)


def files(folder):
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


@pytest.mark.skipif(os.name != "posix", reason="links are told by their numbers")
def test_what_did_not_change_is_linked_and_not_written(kept, tmp_path):
    before = files(tmp_path / "1")
    after = files(kept.change({"new": paper(7), "k005": None}))
    same = {name for name in before if not name.endswith(".toc")}
    assert all(after[name] == before[name] for name in same)
    assert len(kept.searcher.segments) == 2
    assert [segment.size for segment in kept.searcher.segments] == [200, 1]


def test_an_opened_segment_stays_open(kept):
    (segment,) = kept.searcher.segments
    kept.change({"new": paper(7)})
    assert kept.searcher.segments[0] is segment


def test_plain_whoosh_opens_it_without_what_is_gone(kept):
    kept.change({"k003": None, "k004": paper(9), "new": paper(7)})
    folder = kept.change({"k005": None})
    with open_dir(str(folder)).searcher() as searcher:
        every = [hit["key"] for hit in searcher.search(Every(), limit=None)]
        assert sorted(every) == sorted(kept.documents)
        query = Or([Term("title", stem("vision")), Term("abstract", stem("graph"))])
        found = {hit["key"] for hit in searcher.search(query, limit=None)}
    assert found == {
        key
        for key, each in kept.documents.items()
        if "vision" in each.title or "graph" in each.abstract
    }


def test_segments_stay_few(kept):
    for number in range(40):
        kept.change({f"n{number:02}": paper(number)})
        assert len(kept.searcher.segments) <= MAX_SEGMENTS
    whole = kept.built_whole()
    assert_same(kept.searcher, whole)
    whole.close()


def test_a_mostly_deleted_segment_is_written_again_when_idle(kept):
    for first in (0, 40, 80):
        kept.change({f"k{number:03}": None for number in range(first, first + 40)})
    assert [segment.size for segment in kept.searcher.segments] == [200]
    assert not kept.searcher.is_tidy
    kept.change({}, is_idle=True)
    assert [segment.size for segment in kept.searcher.segments] == [80]
    assert kept.searcher.is_tidy


def test_everything_may_go_and_come_again(kept):
    before = dict(kept.documents)
    kept.change(dict.fromkeys(before))
    assert (kept.searcher.documents, kept.searcher.segments) == (0, ())
    kept.change({"k001": paper(1)})
    assert answers(kept.searcher, "k001")[1][0][0] == "k001"


def test_a_cancelled_extension_leaves_no_index(kept, tmp_path):
    folder = tmp_path / "cancelled"
    folder.mkdir()
    kept.documents["new"] = _with_key(paper(1), "new")
    assert kept.searcher.extend(folder, ["new"], is_cancelled=lambda: True) == 0
    assert not list(folder.glob("*.toc"))


def test_it_tells_how_far_it_is(kept, tmp_path):
    folder = tmp_path / "told"
    folder.mkdir()
    told = []
    kept.documents |= {
        f"n{number}": _with_key(paper(number), f"n{number}") for number in range(120)
    }
    keys = [f"n{number}" for number in range(120)]
    kept.searcher.extend(folder, keys, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (120, 120)
    assert told == sorted(told)
    assert len(told) > 2
