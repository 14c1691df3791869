"""A word that nobody wrote is answered with one that somebody did."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.correcting import corrected, is_begun_by, meant_by
from jupyter_paperlookup.search.query import parse_query


@pytest.mark.parametrize(
    "text, meant",
    [
        ("interleved transformers", "interleaved transformers"),
        ("Far-raeching INTERLEVED", "Far-reaching interleaved"),
        ("author:ghorbanni scaling", "author:ghorbani scaling"),
        ("interleaved transformers", ""),
        ("transform", ""),  # a word begins so
        ("zzzzqqqq", ""),
        ("2099", ""),
        ("", ""),
        ("key:nobody", ""),
        ("-interleved", ""),
        ("interlea", ""),
        ("zzqx", ""),
        ("chne fit", "chen fit"),
        (r"\cite{turing1936}", r"\site{turing1936}"),
    ],
)
def test_did_you_mean(seed_searcher, text, meant):
    page = seed_searcher.search(parse_query(text, typing=True))
    assert corrected(text, page.corrections) == meant


def test_a_half_typed_word_is_corrected_at_its_beginning(seed_searcher):
    page = seed_searcher.search(parse_query("intrelea", typing=True))
    assert corrected("intrelea", page.corrections) == "interleaved"


@pytest.mark.parametrize(
    "text, corrections, expected",
    [
        ("Nueral (nets)", {"nueral": "neural"}, "neural (nets)"),
        ("nueral-net nueral", {"nueral": "neural"}, "neural-net neural"),
        ("neural", {"net": "nest"}, ""),
        ("neural", {}, ""),
        ("Gödle's proof", {"godles": "x", "godle": "godel"}, "godel proof"),
    ],
)
def test_all_else_stands_as_it_was_typed(text, corrections, expected):
    assert corrected(text, corrections) == expected


@pytest.mark.parametrize(
    "typed, near, begun, meant",
    [
        ("zzqx", {}, {"zzxslp": 1}, ""),
        ("trna", {}, {"transformers": 90}, ""),
        ("intre", {}, {"interval": 2, "interdisciplinary": 9}, "interval"),
        ("nural", {"neural": 5, "rural": 90}, {"neuralgia": 1}, "neural"),
        ("nural", {"plural": 1, "rural": 90}, {}, "rural"),
        ("neurla", {"neural": 5, "neural2": 5}, {}, "neural2"),
        ("qwxyz", {}, {}, ""),
    ],
)
def test_only_a_near_word_may_have_been_meant(typed, near, begun, meant):
    assert meant_by(typed, near, begun) == meant


@pytest.mark.parametrize(
    "word, typed, is_begun",
    [
        ("transformers", "trna", True),
        ("transformers", "tarnsf", True),
        ("transformers", "trasf", True),
        ("transformers", "trannsf", True),
        ("transformers", "trams", True),
        ("zzxslp", "zzqx", False),
        ("transformers", "trmsf", False),
    ],
)
def test_a_beginning_may_have_one_mistake(word, typed, is_begun):
    assert is_begun_by(word, typed) is is_begun
