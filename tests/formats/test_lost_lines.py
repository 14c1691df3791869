"""Entries pasted into an input of one line, which takes out their line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.lost_lines import with_lines_again
from jupyter_paperlookup.formats.registry import format_named
from tests.strategies import records

RIS = """TY  - JOUR
AU  - Turing, Alan
TI  - On Computable Numbers
PY  - 1936
ER  - 
"""  # noqa: W291 - as RIS has it
MEDLINE = """PMID- 8692918
OWN - NLM
STAT- MEDLINE
TI  - A double-blind study of everything that
      goes on in the next line.
AU  - Curie M
"""


def read(name, text):
    entries = format_named(name).read(text, "pasted", ReadOptions()).entries
    return [entry.record for entry in entries]


@pytest.mark.parametrize("name, text", [("ris", RIS), ("medline", MEDLINE)])
def test_tags_begin_a_line_again(name, text):
    lost = text.replace("\n", "")
    assert read(name, with_lines_again(lost)) == read(name, text) != []


def test_bibtex_behind_a_comment_is_found():
    lost = "% incomplete: author @article{a, title = {One}}@book{b, title = {Two}}"
    assert [each.title for each in read("bibtex", with_lines_again(lost))] == ["One", "Two"]


@pytest.mark.parametrize("text", ["", "words", RIS, "a\n@b{c,", '[{"title": "x@a{b"}]'])
def test_other_texts_stay_as_they_are(text):
    assert with_lines_again(text) == text


@given(st.lists(records, min_size=1, max_size=3, unique_by=lambda record: record.key))
def test_bibtex_without_line_breaks_says_the_same(some):
    bibtex = format_named("bibtex")
    text = bibtex.write(some)
    whole = "\n".join(line for line in text.split("\n") if not line.startswith("%"))
    lost = with_lines_again(whole.replace("\n", ""))
    assert read("bibtex", lost) == read("bibtex", whole)
