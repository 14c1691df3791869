"""Related papers share the words that tell most of a text, and say which."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.function_words import FUNCTION_WORDS
from jupyter_paperlookup.search.relating import MAX_CHARACTERS
from jupyter_paperlookup.search.text import stem, tokens, word_texts
from tests.strategies import hostile_text


def text(abstract, title=""):
    return Document(key="", title=title, abstract=abstract)


def test_what_is_about_the_same_comes_first(seed_searcher, seed_documents):
    titles = {document.key: document.title for document in seed_documents}
    hits = seed_searcher.related(text("How neural machine translation scales with more data."))
    assert titles[hits[0].key] == "Scaling Laws for Neural Machine Translation"
    assert "translation" in hits[0].words
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_paper_is_nearest_to_itself_unless_left_out(seed_searcher, seed_documents):
    missed = [
        document.key
        for document in seed_documents[::10]
        if seed_searcher.related(document, limit=1)[0].key != document.key
    ]
    assert missed == []
    one = seed_documents[0]
    others = seed_searcher.related(one, limit=20, without=[one.key.upper()])
    assert one.key not in {hit.key for hit in others}


def test_the_words_are_in_both(seed_searcher, seed_documents):
    by_key = {document.key: document for document in seed_documents}
    for document in seed_documents[::25]:
        here = set(word_texts(f"{document.title} {document.abstract}"))
        for hit in seed_searcher.related(document, limit=5):
            assert hit.words
            assert set(hit.words) <= here
            other = by_key[hit.key]
            there = {stem(token.text) for token in tokens(f"{other.title} {other.abstract}")}
            assert {stem(word) for word in hit.words} <= there


def test_words_that_only_join_others_are_no_reason(seed_searcher, seed_documents):
    asked = text("How well do language models for machine translation scale as they grow?")
    for document in [asked, *seed_documents[::20]]:
        for hit in seed_searcher.related(document):
            assert FUNCTION_WORDS.isdisjoint(hit.words)


@pytest.mark.parametrize(
    "said", ["", "   ", "the of and", "how well do they", "12 345", "zzqqy xxqqz", "\x00"]
)
def test_what_says_nothing_is_related_to_nothing(seed_searcher, said):
    assert seed_searcher.related(text(said)) == ()


def test_an_index_of_nothing_has_nothing_related(open_index):
    assert open_index([]).related(text("neural networks")) == ()


def test_what_stands_far_behind_is_not_read(seed_searcher):
    assert seed_searcher.related(text(" " * MAX_CHARACTERS + "machine translation")) == ()


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile_text, hostile_text)
def test_no_text_fails(seed_searcher, title, abstract):
    assert len(seed_searcher.related(text(abstract, title), limit=3)) <= 3
