"""A word that nobody wrote is answered with one that somebody did."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.correcting import corrected
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
