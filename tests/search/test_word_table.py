"""Words of many texts at once are those of each text by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyter_paperlookup.search import stretches, word_table
from jupyter_paperlookup.search.text import stem, tokens, word_texts
from jupyter_paperlookup.search.word_table import WordTable
from tests.strategies import hostile_text

texts = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.text("aZ09'-_ .\n\0", max_size=60),
        st.text("aS'\u2019\u0301\u00ad\u2010 -漢éß\ud800", max_size=40),
        st.text("ab", min_size=6, max_size=40),
        hostile_text,
    ),
    max_size=8,
)


def expected(given_texts):
    return [
        [(token.text, token.position, token.is_joined) for token in tokens(text)]
        for text in given_texts
    ]


def found(table, given_texts):
    cut = table.tokens(given_texts)
    words = list(table.words)
    per_text = [[] for _ in given_texts]
    for text, word, position, is_joined in zip(*(each.tolist() for each in cut), strict=True):
        per_text[text].append((words[word], position, is_joined))
    return per_text


@given(texts, texts)
@example(["it's IT'S don't", "--a--b- 'c' \u2014d\u2014"], ["a-b-c-d-e-f-g a-b", "x" * 70])
@example(["漢字 " * 30, "é" * 40], ["naïve\u0301 ﬁt", "\ud800a"])
def test_they_are_those_of_each_text(first, second):
    table = WordTable()
    assert found(table, first) == expected(first)
    assert found(table, second) == expected(second)
    assert found(table, first) == expected(first)


@given(texts)
def test_folded_texts_and_stems(given_texts):
    table = WordTable()
    cut = table.tokens(given_texts)
    assert table.folded(cut, len(given_texts)) == [" ".join(word_texts(t)) for t in given_texts]
    numbers = table.stems_of(cut.words)
    words, stems = list(table.words), list(table.stems)
    assert [stems[at] for at in numbers] == [stem(words[at]) for at in cut.words]


@pytest.mark.parametrize("factor", [1, 1 << 63 | 1, None], ids=["all meet", "some meet", "chance"])
def test_many_different_words_are_told_apart(monkeypatch, factor):
    if factor is not None:  # as bad as it can be: whatever ends alike meets in one slot
        monkeypatch.setattr(stretches, "_FACTOR", np.uint64(factor))
    monkeypatch.setattr(stretches, "_BLOCK", 100)
    given_texts = [
        " ".join(f"{start}{number}{end}" for number in range(700))
        for start, end in [
            ("", ""),
            ("a", "bcdefgh"),
            ("abcdefgh", "ijkl"),
            ("abcdefghijklmnop", "q"),
        ]
    ]
    assert found(WordTable(), given_texts) == expected(given_texts)


def test_what_is_forgotten_is_learnt_again(monkeypatch):
    monkeypatch.setattr(word_table, "MAX_STRETCHES", 3)
    table = WordTable()
    for given_texts in (["a far-reaching b"], ["far-reaching " + "x" * 400], ["x" * 400 + " b a"]):
        assert found(table, given_texts) == expected(given_texts)
        table.forget_stretches()
    assert len(table.words) == 6
