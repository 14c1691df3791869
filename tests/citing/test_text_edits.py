"""The smallest changes of a text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.citing.text_edits import (
    Edit,
    edited,
    edits_between,
    in_utf16,
    smallest_edits,
)

texts = st.text("ab \n😀.(2)", max_size=40)


@given(texts, texts)
def test_edits_make_the_other_text_and_do_not_overlap(old, new):
    edits = edits_between(old, new)
    assert edited(old, edits) == new
    assert all(one.end <= other.start for one, other in itertools.pairwise(edits))
    assert all(each.start < each.end or each.text for each in edits)
    assert edits_between(old, old) == ()


def test_what_stays_is_not_touched():
    old = "(Turing, 1936; Shannon, 1948)"
    assert edits_between(old, "(Turing, 1936a; Shannon, 1948)") == (Edit(13, 13, "a"),)
    assert edits_between("one\ntwo\nthree\n", "one\nthree\n") == (Edit(4, 8, ""),)
    text = f"See {old} and (x)."
    changed = smallest_edits(text, [Edit(38, 41, "(y)"), Edit(4, 33, "(1, 2)")])
    assert changed[-1] == Edit(39, 40, "y")
    assert edited(text, changed) == "See (1, 2) and (y)."


def test_long_texts_are_not_compared_for_ever():
    old, new = "a\n" * 100_000, "b\n" * 100_000
    assert edited(old, edits_between(old, new)) == new


@given(st.text(max_size=30), st.data())
def test_places_in_code_units(text, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    expected = [len(text[:place].encode("utf-16-le")) // 2 for place in places]
    assert in_utf16(text, places) == expected
