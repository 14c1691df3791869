import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.search.text import (
    MAX_WORD,
    chunk_tokens,
    chunks,
    fold,
    stem,
    stems,
    tokens,
)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Attention Is All You Need", ["attention", "is", "all", "you", "need"]),
        ("FIT: Far-reaching Interleaved", ["fit", "far", "reaching", "farreaching", "interleaved"]),
        ("GPT-4V(ision)", ["gpt", "4v", "gpt4v", "ision"]),
        ("state\u2010of\u2011the-art", ["state", "of", "the", "art", "stateoftheart"]),
        ("Let's prove Gödel's theorem", ["let", "prove", "godel", "theorem"]),
        ("O\u2019Brien and d'Alembert", ["obrien", "and", "dalembert"]),
        ("Muñoz, Mun\u0303oz, Łukasiewicz, Straße", ["munoz", "munoz", "lukasiewicz", "strasse"]),
        ("inter\u00adleaved ﬁelds", ["interleaved", "fields"]),
        ("$\\ell_1$ norm, x_2", ["ell", "1", "norm", "x", "2"]),
        ("深層学習 GPT模型", ["深", "層", "学", "習", "gpt", "模", "型"]),
        ("a-b-c-d-e-f-g", ["a", "b", "c", "d", "e", "f", "g"]),
        ("-- \u2014 ... !?", []),
        ("", []),
    ],
)
def test_words_are_folded_and_hyphenated_ones_also_joined(text, words):
    assert [token.text for token in tokens(text)] == words


def test_a_joined_word_has_the_position_of_its_first_part_and_covers_all():
    far, reaching, joined, after = tokens("Far-reaching words")
    assert (far.position, reaching.position, joined.position, after.position) == (0, 1, 0, 2)
    assert (joined.start, joined.end, joined.is_joined) == (0, 12, True)


@given(st.text(max_size=80))
def test_every_token_is_where_it_says(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= MAX_WORD
        if not token.is_joined:
            assert fold(text[token.start : token.end]) == token.text


@given(st.text(max_size=80))
def test_chunks_hold_all_words(text):
    found = [token.text for chunk, _ in chunks(text) for token in chunk_tokens(chunk)]
    assert found == [token.text for token in tokens(text)]


@given(st.lists(st.text(max_size=12).map(fold)))
def test_many_stems_are_those_of_each(words):
    assert stems(words) == [stem(word) for word in words]


@given(st.text(alphabet="abcÄéßæøŁı'\u2019\u0301", min_size=1, max_size=20))
def test_folding_is_done_after_once(word):
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    "words",
    [("reach", "reaching", "reached"), ("transformer", "transformers"), ("network", "networks")],
)
def test_inflections_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1
