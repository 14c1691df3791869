"""A score can be taken apart, and the parts make it."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.query import parse_query

TYPED = ["transformers", "far-reach", "chen 2023 fit", "scaling laws neural machine trans",
         "interleved transformers", "fit", "2023", "author:chen title:fit",
         '"machine translation" scaling', "-video transformer", "year:2023 vision",
         "matformer 2022 nested", "block vid",
         "what is known of how well language models translate when they grow",
         "How does the quality of machine translation scale with data?"]  # fmt: skip


def made(explanation):
    """The score that the parts of an explanation make."""
    total = explanation.base + sum(part.score for part in explanation.parts)
    return total * math.prod(each.factor for each in explanation.factors) + explanation.added


@pytest.mark.parametrize("text", TYPED)
def test_the_parts_make_the_score(seed_searcher, text):
    page = seed_searcher.search(parse_query(text, typing=True), limit=50, is_explained=True)
    assert page.hits
    for hit in page.hits:
        assert made(hit.explanation) == pytest.approx(hit.score, rel=1e-4)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(" ".join(TYPED).split()), max_size=6).map(" ".join))
def test_whatever_is_typed_the_parts_make_the_score(seed_searcher, text):
    for hit in seed_searcher.search(parse_query(text, typing=True), is_explained=True).hits:
        assert made(hit.explanation) == pytest.approx(hit.score, rel=1e-4)


def test_it_says_which_words_and_where(seed_searcher, seed_documents):
    query = parse_query("chen 2023 far-reachin", typing=True)
    (hit, *others) = seed_searcher.search(query, is_explained=True).hits
    parts = {(part.typed, part.field, part.term) for part in hit.explanation.parts}
    assert {("chen", "author", "chen"), ("far", "title", "far"),
            ("reachin", "title", "reach")} <= parts  # fmt: skip
    likeness = {part.typed: part.likeness for part in hit.explanation.parts}
    assert likeness["chen"] == 1
    assert likeness["reachin"] < 1
    assert hit.explanation.has == 1
    assert {factor.name for factor in hit.explanation.factors} == {"year", "first author"}
    assert all(other.explanation.has < 1 for other in others[-1:])


def test_a_key_that_was_typed_is_told(open_index):
    searcher = open_index([Document(key="turing1936computable", title="On Computable Numbers")])
    (hit,) = searcher.search(parse_query("turing1936computable"), is_explained=True).hits
    assert hit.explanation.added > 100
    assert made(hit.explanation) == pytest.approx(hit.score)


def test_nothing_is_explained_unasked(seed_searcher):
    hits = seed_searcher.search(parse_query("transformers")).hits
    assert {hit.explanation for hit in hits} == {None}
