"""Entries are found where they stand, and a text that is not clear is told as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import full_records, hostile_text

from jupyter_paperlookup.formats.bibtex_places import places_of
from jupyter_paperlookup.formats.registry import format_named

PLAIN = [
    ("@book{a, title={A}}", ["a"]),
    ("@Book {a,\n  title = {A {B} \\{C\\}},\n}\n@misc( b , title={B (2)} )", ["a", "b"]),
    ('@misc(a, title = "x)", note={)}) @misc{b}', ["a", "b"]),
    ('@misc{a, title = "a {\\"o} b"}', ["a"]),
    ("@string{x = {@misc{no,}}} @preamble{{\\def\\a{}}} @misc{a,}", ["a"]),
    ("@comment{jabref-meta: x;}\n@comment no braces\n@misc{a,}", ["a"]),
    ("@comment{@misc{no, title={A}}}\n@misc{a,}", ["a"]),
    ("% @misc{no,\n@misc{a,}\n  %@misc{no,", ["a"]),
    ("me@example.org writes @misc{a,}", ["a"]),
    ("text only, 50% of it {", []),
    ("@misc{a,}\r\n@misc{b,}\r\n", ["a", "b"]),
    ("@misc{,title={A}}", [""]),
    ("@comment{is not closed\n@misc{a,}", ["a"]),
    ("", []),
]


@pytest.mark.parametrize("text, keys", PLAIN)
def test_entries_are_found(text, keys):
    places = places_of(text)
    assert places.fault == ""
    assert [place.key for place in places.entries] == keys
    for place in places.entries:
        assert text[place.start] == "@"
        assert text[place.end - 1] in "})"


@pytest.mark.parametrize(
    "text, fault",
    [
        ("@misc{a, title={A}", "line 1: misc a has no closing brace"),
        ("\n\n@book{a, title={A\n}\n", "line 3: book a has no closing brace"),
        ("@misc{a, title={A},\n\n@misc{b, title={B}}\n}", "line 1: a brace of misc a is missing"),
        ("@string{x = {y}", "line 1: @string has no closing brace"),
        ("@misc(a, title={A}", "line 1: misc a has no closing brace"),
    ],
)
def test_a_brace_that_is_missing_is_told(text, fault):
    assert places_of(text).fault == fault


@given(st.lists(full_records, max_size=4), st.sampled_from(["bibtex", "biblatex"]))
def test_every_entry_that_is_written_is_found(records, name):
    text = format_named(name).write(records)
    places = places_of(text)
    assert places.fault == ""
    assert len(places.entries) == len(records)


@given(hostile_text)
def test_any_text_has_places_that_do_not_overlap(text):
    end = 0
    for place in places_of(text).entries:
        assert end <= place.start < place.end <= len(text)
        end = place.end
