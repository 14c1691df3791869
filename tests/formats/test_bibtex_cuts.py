"""A text that is read in pieces says what it says as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyter_paperlookup.formats import ReadOptions, bibtex_cuts, format_named
from jupyter_paperlookup.formats.bibtex_cuts import pieces_of, pieces_with

FAULTS = re.findall(
    r"^```bibtex\n(.*?)^```$",
    (Path(__file__).parents[2] / "docs" / "bibtex-faults.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)
# What opens, closes, begins and breaks off, in any order.
BLOCKS = ["@article{", "@string{", "@comment{", "@misc(", "@{", "  @book {", "a@b{", "@"]
SIGNS = ["{", "}", ")", '"', ",", "=", "#", "\n", "\n", " ", "\\", "\\{", "%", "é"]
SHARDS = st.sampled_from([*BLOCKS, *SIGNS, "key", "title", "nips", "1936"])
BUNDLES = st.lists(st.one_of(SHARDS, st.sampled_from(FAULTS)), max_size=30).map("".join)


def read(text):
    return format_named("bibtex").read(text, "a.bib", ReadOptions())


@pytest.fixture
def cut_everywhere(monkeypatch):
    monkeypatch.setattr(bibtex_cuts, "_PIECE", 1)


@given(BUNDLES)
@example("@article{a,\n title = {x\n@book{b, title = {B}}\n")
@example('@article{a,\n title = "x\n  @book {b, title = {B}}\n@string{c = {d')
@example("@misc{a, title = {A}}} @misc{b, title = b} @string{b = {B}}\n@misc(c, title = {C})\n")
def test_cutting_changes_nothing(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bibtex_cuts, "_PIECE", 10**9)
        whole = read(text)
        patch.setattr(bibtex_cuts, "_PIECE", 1)
        assert read(text) == whole


def test_pieces_are_the_text(cut_everywhere):
    text = "\n\n% x\n@string{a = {A}}\n\n  @misc{b,\n title = a}\n@misc{c}"
    pieces = list(pieces_of(text))
    assert "".join(text[each.start : each.end] for each in pieces) == text
    assert [each.line for each in pieces] == [0, 3, 5, 7]
    assert pieces[1].shown == "@string{a = {A}}\n\n  @misc{"


def test_pieces_with_a_word():
    text = "nips\n@misc{a, title = nips # nips}\n@misc{b}\n@misc{c, title = nips}"
    found = [text[each.start : each.end] for each in pieces_with(text, re.compile("nips"))]
    assert found == ["nips\n", "@misc{a, title = nips # nips}\n", "@misc{c, title = nips}"]
    assert list(pieces_with(text, re.compile("no"))) == []


def test_progress_is_told_while_reading(cut_everywhere):
    text = "".join(f"@misc{{k{n}, title = {{T}}}}\n" for n in range(2000))
    seen = []
    format_named("bibtex").read(text, "a.bib", ReadOptions(progress=lambda *at: seen.append(at)))
    assert seen == sorted(seen)
    assert seen[0] == (0, len(text))
    assert len(seen) > 2000
