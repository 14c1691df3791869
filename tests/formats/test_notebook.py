"""The works that notebooks store: their own, and those of other tools."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import hostile_text, records

from jupyter_paperlookup.formats import ReadOptions, format_for, format_named
from jupyter_paperlookup.records import from_csl, to_csl

BOOK = {"type": "book", "title": "Computable Numbers", "author": [{"family": "Turing"}]}
BOOK |= {"issued": {"date-parts": [[1936]]}}
CELL = {"cell_type": "markdown", "metadata": {}, "source": ['"turing": @book{a}\n', "TY  - BOOK"]}


def notebook(indent=1, **metadata):
    cells = [CELL]
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=indent, ensure_ascii=False)


def read(text):
    reading = format_named("notebook").read(text, "a.ipynb", ReadOptions())
    return [entry.record for entry in reading.entries], reading


def test_own_items_have_the_keys_by_which_they_are_cited():
    items = {"turing": BOOK | {"id": "other", "citation-key": "third"}, "b": BOOK}
    text = notebook(paperlookup={"version": 1, "items": items})
    found, reading = read(text)
    assert [record.key for record in found] == ["turing", "b"]
    assert found[0].title == "Computable Numbers"
    lines = text.splitlines()
    assert [lines[entry.line - 1].strip()[:9] for entry in reading.entries] == [
        '"turing":',
        '"b": {',
    ]
    assert reading.problems == ()


def test_items_of_other_tools_are_todays_csl_under_readable_keys():
    old = {"type": "book", "title": "A Mind", "author": [{"family": "Turing"}]}
    old |= {"issued": {"year": "1950", "month": "10"}}
    found, _ = read(
        notebook(
            **{
                "paperlookup": {"items": {"turing": BOOK}},
                "cite2c": {"citations": {"8918850/HEZNECAM": old, "undefined": BOOK}},
                "citation-manager": {"items": {"zotero": {"1/ABCDEFGH": old}, "DOI": {"x": old}}},
            }
        )
    )
    assert [record.key for record in found] == [
        "turing", "turing1950mind", "turing1936computable", "turing1950minda", "x",
    ]  # fmt: skip
    assert (found[1].year, found[1].issued.month) == (1950, 10)


@given(st.lists(records, max_size=6))
def test_what_was_stored_comes_back(stored):
    items = {f"k{number}": to_csl(record, with_facts=False) for number, record in enumerate(stored)}
    found, reading = read(notebook(paperlookup={"items": items}))
    readable = {key: item for key, item in items.items() if key in {each.key for each in found}}
    assert len(found) + len(reading.problems) == max(len(items), 1)
    assert [to_csl(record) for record in found] == [
        to_csl(from_csl({name: value for name, value in item.items() if name != "citation-key"}
                        | {"id": key}))
        for key, item in readable.items()
    ]  # fmt: skip


BAD = [
    ({"paperlookup": {"items": {"a": 1, "b": BOOK}}}, 1, "Not an object"),
    ({"paperlookup": {"items": {"a": {"type": "book"}}}}, 0, "Nothing in it says"),
    ({"paperlookup": {"items": [BOOK]}}, 0, "stores no works"),
    ({"paperlookup": 3, "cite2c": [], "citation-manager": {"items": {"zotero": 1}}}, 0,
     "stores no works"),
    ({"cite2c": {"citations": {"x": None}}}, 0, "Not an object"),
    ({}, 0, "stores no works"),
]  # fmt: skip


@pytest.mark.parametrize("metadata, count, sentence", BAD)
def test_what_is_no_item_costs_no_other(metadata, count, sentence):
    found, reading = read(notebook(**metadata))
    assert len(found) == count
    assert [sentence in problem.reason for problem in reading.problems] == [True]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"nbformat": "4"}', '{"cells": [', "x"])
def test_what_is_no_notebook_is_one_problem(text):
    assert [each.reason for each in read(text)[1].problems] == [
        "It is no notebook that can be read."
    ]


def test_nesting_without_end():
    deep = "[" * 100_000
    assert len(read(f'{{"nbformat": 4, "metadata": {{"paperlookup": {deep}')[1].problems) == 1


@given(hostile_text)
def test_any_text_is_read_without_an_exception(text):
    found, reading = read(notebook(paperlookup={"items": {text: BOOK | {"title": text}}}))
    assert len(found) + len(reading.problems) == 1


@pytest.mark.parametrize(
    "text, name",
    [
        (notebook(), "notebook"),
        (notebook(indent=None), "notebook"),
        ('\ufeff{"nbformat_minor": 2, "nbformat": 4}', "notebook"),
        ('{"metadata": {"kernelspec": {}}, "cells": []}', "notebook"),
        ('{"worksheets": [], "nbformat": 3}', "notebook"),
        ('{"id": "cells", "type": "book", "title": "cells"}', "csl-json"),
        ('{"metadata": {}, "items": [{"id": "a"}]}', "csl-json"),
    ],
)
def test_it_is_told_from_its_beginning(text, name):
    assert format_for("a.json", text).name == name
    assert format_for("A.IPYNB", text if name == "notebook" else "").name == "notebook"
