"""A query that would be slow is cut short, and says so."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search import expansion
from jupyter_paperlookup.search.planner import plan
from jupyter_paperlookup.search.query import MAX_WORDS, parse_query


@pytest.fixture
def no_time(monkeypatch):
    """A clock that is over its bound after the first look."""
    ticks = iter(range(10_000))
    monkeypatch.setattr(expansion, "monotonic", lambda: float(next(ticks)))


def test_what_is_left_is_looked_up_as_it_was_typed(no_time, seed_searcher):
    page = seed_searcher.search(parse_query("transformers interleved far-reachi", typing=True))
    assert page.is_cut
    assert page.hits
    assert page.corrections == {}


def test_a_query_in_time_says_nothing(seed_searcher):
    page = seed_searcher.search(parse_query("transformers interleved far-reachi", typing=True))
    assert not page.is_cut


def test_no_query_has_more_units_than_words():
    typed = parse_query("far-reaching " * MAX_WORDS, typing=True)
    assert typed.is_cut
    assert len(plan(typed).units) == MAX_WORDS
