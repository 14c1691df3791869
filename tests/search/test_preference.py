"""Of what answers equally well, cited works come first, then those of the person's own library."""

from __future__ import annotations

import math

import pytest

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.preference import CITED, OWN, Preference
from jupyter_paperlookup.search.query import parse_query

MINE = "My references.bib"
PAGE = "2025-11-20.txt"
PREFERRED = {"cited in this notebook", "of your own library"}


@pytest.fixture(scope="module")
def searcher(open_index):
    """Equal papers in the order of their keys, one that is better, one that is worse."""
    papers = [Document(f"k{at:02}", "Computable numbers", sources=(PAGE,)) for at in range(30)]
    papers[20:22] = [
        Document("k20", "Computable numbers", sources=(PAGE, MINE)),
        Document("k21", "Computable numbers"),  # added by hand, or through a service
    ]
    papers.append(Document("better", "Computable numbers", "Computable!", sources=(PAGE,)))
    papers.append(Document("worse", "On real computable numbers", sources=(PAGE, MINE)))
    return open_index(papers)


def ranked(searcher, text="computable numbers", *, cited=(), own=(MINE,), others=(PAGE,), **asked):
    preference = Preference(tuple(cited), own, others)
    return searcher.search(parse_query(text), preference=preference, **asked).hits


def keys(hits):
    return [hit.key for hit in hits]


def test_without_a_preference_nothing_changes(searcher):
    page = searcher.search(parse_query("computable numbers"))
    assert keys(page.hits)[:3] == ["better", "k00", "k01"]
    assert searcher.search(parse_query("computable numbers"), preference=Preference()) == page


def test_cited_works_come_first_then_own_ones_then_the_rest(searcher):
    found = keys(ranked(searcher, cited=["K25", "k21", "unknown"], limit=50))
    assert found[:6] == ["better", "k21", "k25", "k20", "k00", "k01"]
    assert found[-1] == "worse"
    assert len(found) == len(set(found)) == 32


def test_pages_go_on_where_the_one_before_ended(searcher):
    pages = [ranked(searcher, cited=["k25"], limit=7, offset=first) for first in range(0, 35, 7)]
    whole = ranked(searcher, cited=["k25"], limit=50)
    assert [hit for page in pages for hit in page] == list(whole)


@pytest.mark.parametrize("text", ["computable numbers", "title:computable", '"computable numbers"'])
def test_it_is_told(searcher, text):
    hits = ranked(searcher, text, cited=["k20"], limit=50, is_explained=True)
    for hit in hits:
        told = {each.name: each.factor for each in hit.explanation.factors}
        named = {name: told[name] for name in PREFERRED & told.keys()}
        own = {"of your own library": OWN} if hit.key in {"k20", "k21", "worse"} else {}
        assert named == own | ({"cited in this notebook": CITED} if hit.key == "k20" else {})
        total = hit.explanation.base + sum(part.score for part in hit.explanation.parts)
        assert total * math.prod(told.values()) == pytest.approx(hit.score, rel=1e-4)


def test_words_decide_where_they_can(searcher):
    assert keys(ranked(searcher, cited=["worse"], limit=50))[-1] == "worse"
    assert "k05" not in keys(ranked(searcher, "real", cited=["k05"]))


def test_where_all_are_ones_own_none_is_preferred(searcher):
    (first, *_) = ranked(searcher, others=(), is_explained=True)
    assert not PREFERRED & {each.name for each in first.explanation.factors}
