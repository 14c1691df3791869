"""Where entries begin, without reading them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.formats.bibtex_parts import parts_of, unix_lines, without
from jupyter_paperlookup.formats.bibtex_source import read_bibtex

TEXT = """% my papers
@string{x = {Journal}}

@article{a,
  title = {A},
}
  @Book(b, title = {B})
@comment{ignored}
@misc{c, note = {see
@misc{d, title = {E}}}}
"""


def test_parts_cover_the_text():
    parts = parts_of(TEXT.replace("note = {see\n@misc{d, title = {E}}}", "title = {C}"))
    assert [(part.line, part.key, part.is_macro) for part in parts] == [
        (1, "", False),
        (2, "", True),
        (4, "a", False),
        (7, "b", False),
        (8, "", False),
        (9, "c", False),
    ]
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]


def test_hidden_parts_leave_the_others_on_their_lines():
    text = "@misc{a,\n title = {A}}\n\n@misc{b,\n title = {B}}\n@misc{c, title = {C}}"
    parts = parts_of(text)
    found = read_bibtex(without(text, parts, parts[:2]), "x")
    assert [(entry.key, entry.line) for entry in found.entries] == [("c", 6)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "@misc{a, title = {A}",
        "@misc{a, crossref = {b}}\n@book{b, title = {B}}",
        "@misc{a, xdata = {b}}",
        "",
    ],
)
def test_where_entries_cannot_be_told_apart_nothing_is(text):
    assert parts_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = {A}} @misc{b, title = {B}}",
        "@misc{, title = {A}}",
        "@misc{a b, title={A}}",
    ],
)
def test_entries_that_are_always_read_have_no_key(text):
    assert [part.key for part in parts_of(text)] == [""]


def test_what_stands_around_an_entry_does_not_change_it():
    one, two = parts_of("\n@misc{a, title={A}}\n\n\n")[1], parts_of("@misc{a, title={A}}")[0]
    assert one.digest == two.digest


entries = st.from_regex(r"@misc\{[a-d], title=\{[xyz]{1,3}\}\}", fullmatch=True)


@given(st.lists(entries | st.sampled_from(["% text", "@string{m={x}}", "", "{", "@"]), max_size=6))
def test_reading_parts_one_by_one_reads_the_whole(lines):
    text = unix_lines("\r\n".join(lines))
    parts = parts_of(text)
    if not parts:
        return
    assert "".join(text[part.start : part.end] for part in parts) == text
    one_by_one = [
        (entry.key, entry.line, entry.fields)
        for part in parts
        for entry in read_bibtex(
            without(text, parts, [each for each in parts if each is not part]), "x"
        ).entries
    ]
    whole = read_bibtex(text, "x").entries
    assert one_by_one == [(entry.key, entry.line, entry.fields) for entry in whole]
