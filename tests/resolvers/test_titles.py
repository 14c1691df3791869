"""Titles that differ in writing alone are equal; titles that name two works never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.resolvers import titles


@pytest.mark.parametrize(
    "one, other",
    [
        ("Attention Is All You Need", "attention is all you need."),
        ("$\\pi_0$: A Flow Model", "π0: A flow model"),
        ("Pre-training of Deep Nets", "Pretraining of deep nets"),
        ("Undecidability of D<sub>&lt;:</sub>", "Undecidability of $D_{<:}$"),
        ("Cahiers & Notes", "Cahiers and notes"),
        ("Schr{\\\"o}dinger's Cat", "Schrodinger’s cat"),
        ("ﬁne ﬂow", "fine flow"),
        ("<i>Escherichia coli</i> growth", "Escherichia coli growth"),
    ],
)
def test_equal(one, other):
    assert titles.are_equal(one, other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Qwen2 Technical Report", "Qwen2.5 Technical Report"),
        ("Release 2.5", "Release 25"),
        ("Thinking in C", "Thinking in C++"),
        ("Concurrency in C", "Concurrency in C#"),
        ("GPT-4", "GPT-4o"),
        ("Tabu Search - Part I", "Tabu Search - Part II"),
        ("A Survey on Agents", "A Survey of Agents"),
        ("がんの研究", "かんの研究"),
        ("", ""),
    ],
)
def test_not_equal(one, other):
    assert not titles.are_equal(one, other)


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("Reply: Printing out selected pages", "Printing out selected pages", True),
        ("Erratum to “On Rings”", "On Rings", True),
        ("Response to Kasem tones", "Kasem tones", True),
        ("Comment on A", "Comment on B", False),
        ("Reviewing code", "Code", False),
    ],
)
def test_about_another(one, other, expected):
    assert titles.is_about_another(one, other) is expected


@given(st.text(max_size=200))
def test_a_title_equals_itself_in_other_letters(title):
    assert titles.comparable(title) == titles.comparable(titles.comparable(title)) or "+" in title
    if titles.comparable(title):
        assert titles.are_equal(title, f" {title} ")
