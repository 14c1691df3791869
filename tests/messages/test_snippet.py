"""The window around the matches: short, cut between words, its offsets exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.messages.snippet import WIDTH, snippet

WORDS = " ".join(f"word{number}" for number in range(200))


def spans_of(text, *parts):
    return [(at, at + len(part)) for part in parts for at in [text.index(part)]]


def test_short_text_is_shown_whole() -> None:
    text = "Short and whole."
    assert snippet(text, [(0, 5)]) == (text, [(0, 5)])


def test_without_matches_the_beginning_is_shown() -> None:
    shown, matches = snippet(WORDS, [])
    assert shown.startswith("word0 word1 ")
    assert shown.endswith(" …")
    assert matches == []


def test_window_holds_the_densest_matches() -> None:
    matches = spans_of(WORDS, "word3 ", "word120", "word121", "word125")
    shown, found = snippet(WORDS, matches)
    assert shown.startswith("… word")
    assert shown.endswith(" …")
    assert [shown[start:end] for start, end in found] == ["word120", "word121", "word125"]


def test_earliest_of_equally_dense_windows_is_shown() -> None:
    shown, found = snippet(WORDS, spans_of(WORDS, "word20 ", "word150 "))
    assert [shown[start:end] for start, end in found] == ["word20 "]


def test_end_of_the_text_has_no_ellipsis_behind_it() -> None:
    shown, found = snippet(WORDS, spans_of(WORDS, "word199"))
    assert shown.startswith("… ")
    assert shown.endswith("word199")
    assert [shown[start:end] for start, end in found] == ["word199"]


def test_script_without_blanks_is_cut_anywhere() -> None:
    text = "漢字" * 300
    shown, found = snippet(text, [(300, 304)])
    assert len(shown) == WIDTH + 4
    assert [shown[start:end] for start, end in found] == ["漢字漢字"]


def test_match_wider_than_the_window_does_no_harm() -> None:
    shown, found = snippet("a" * 1000, [(10, 900)])
    assert len(shown) <= WIDTH + 4
    assert found == []


@pytest.mark.parametrize("spans", [[(5, 2)], [(-3, 4)], [(0, 99)], [(3, 3)]])
def test_offsets_outside_the_text_are_left_out(spans) -> None:
    assert snippet("ten letters", spans) == ("ten letters", [])


@given(
    st.text(alphabet=st.sampled_from("ab𝒳é \n漢"), max_size=900),
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 30)), max_size=40),
)
def test_what_is_marked_is_what_matched(text, places) -> None:
    matches = [(start, start + length) for start, length in places]
    shown, found = snippet(text, matches)
    inside = [span for span in matches if span[1] <= len(text)]
    texts = {text[start:end] for start, end in inside}
    assert len(shown) <= WIDTH + 4
    assert all(shown[start:end] in texts for start, end in found)
    if any(end - start <= WIDTH for start, end in inside):
        assert found
    assert shown.removeprefix("… ").removesuffix(" …").strip() in text
