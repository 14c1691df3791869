"""CSL-JSON, written and read."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import creators, partial_dates, records

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Facts, Record

CSL = format_named("csl-json")


def read(text):
    return CSL.read(text, "items.json", ReadOptions())


@given(st.lists(st.tuples(records, partial_dates, creators), max_size=3))
def test_read_back_as_they_were(drawn):
    full = [
        msgspec.structs.replace(
            record,
            issued=date,
            author=(creator,),
            other={"volume": "3", "custom": {"mine": {"a": [1]}}},
            facts=Facts(sources=("page",), organization="DAMO Academy", comments=2),
        )
        for record, date, creator in drawn
    ]
    reading = read(CSL.write(full))
    assert reading.problems == ()
    assert [entry.record for entry in reading.entries] == full


def test_as_it_is_written():
    text = CSL.write([Record(key="a", title="É <b>", type="book")])
    assert text == (
        "[\n"
        "  {\n"
        '    "id": "a",\n'
        '    "type": "book",\n'
        '    "title": "É <b>",\n'
        '    "custom": {\n'
        '      "paperlookup": {\n'
        '        "incomplete": [\n'
        '          "author",\n'
        '          "issued"\n'
        "        ]\n"
        "      }\n"
        "    }\n"
        "  }\n"
        "]\n"
    )


ITEM = '{"id": "turing1936", "type": "article-journal", "title": "On Computable Numbers"}'


@pytest.mark.parametrize(
    "text,lines",
    [
        (f"[{ITEM}]", [1]),
        (f"\ufeff\r\n[\r\n{ITEM},\r\n{ITEM}\r\n]", [3, 4]),
        (f'{{"version": 1,\n"items": [\n{ITEM}]}}', [3]),
        (ITEM, [1]),
        ("[]", []),
        ('{"items": []}', []),
    ],
)
def test_shapes(text, lines):
    reading = read(text)
    assert reading.problems == ()
    assert [entry.line for entry in reading.entries] == lines
    assert {entry.record.key for entry in reading.entries} <= {"turing1936"}


@pytest.mark.parametrize(
    "item,reason",
    [
        ('{"id": 1', "Not readable as JSON."),
        ('{"id": NaN}', "Not readable as JSON."),
        ("{'id': 1}", "Not readable as JSON."),
        ('{"title": "cut', "Not readable as JSON."),
        ('{"author": [{"family": "x"}', "Not readable as JSON."),
        ('{"volume": 1' + "1" * 5000 + "}", "Not readable as JSON."),
        ('"text"', "Not an object with CSL variables."),
        ("null", "Not an object with CSL variables."),
        ("{}", "Nothing in it says which work it is."),
        ('{"id": "a", "type": "book"}', "Nothing in it says which work it is."),
        ('{"title": "\\ud800"}', "A text in it is not Unicode."),
    ],
)
def test_bad_items_cost_no_other(item, reason):
    reading = read(f"[\n{ITEM},\n{item},\n{ITEM}\n]")
    assert [entry.line for entry in reading.entries] == [2, 4]
    (problem,) = reading.problems
    assert (problem.line, problem.reason) == (3, reason)
    assert problem.raw.startswith(item[:2000])


def test_the_inside_of_a_broken_item_is_no_item():
    broken = '{"title": "T", "author": [\n{"family": "Turing"},\n{"family": "Gödel"}\n], oops}'
    reading = read(f"[\n{broken},\n{ITEM}\n]")
    assert [entry.line for entry in reading.entries] == [6]
    assert [problem.line for problem in reading.problems] == [2]


def test_an_item_that_is_broken_is_left_and_the_next_one_found():
    reading = read(f'[\n{ITEM},\n{{"id": oops}},\n{ITEM}\n]')
    assert [entry.line for entry in reading.entries] == [2, 4]
    (problem,) = reading.problems
    assert problem.line == 3
    assert problem.raw.startswith('{"id": oops}')


def test_a_list_that_is_cut_off_says_so():
    reading = read(f"[\n{ITEM},\n{ITEM}\n")
    assert len(reading.entries) == 2
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (4, "The list has no end: the text may be cut off.")
    ]


@pytest.mark.parametrize("text", ["[" * 50_000, '{"a":' * 50_000, "[{" * 50_000, "x", "3", '"s"'])
def test_no_json_of_this_world_raises(text):
    reading = read(text)
    assert reading.entries == ()
    assert reading.problems


def test_json_lines_are_another_format():
    assert not CSL.recognises('{"title": "A"}\n{"title": "B"}\n')
    assert CSL.recognises('{"title": "A"}')
    assert CSL.recognises(json.dumps([{"title": "A"}], indent=2))
