"""Dates of which parts are unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import partial_dates

from jupyter_paperlookup.records import PartialDate
from jupyter_paperlookup.records.dates import (
    date_from_csl,
    date_to_csl,
    parse_captured,
    parse_iso,
)


@pytest.mark.parametrize(
    "text,date",
    [
        ("2023", PartialDate(year=2023)),
        ("2023-10", PartialDate(year=2023, month=10)),
        ("2023-10-11", PartialDate(year=2023, month=10, day=11)),
        (" 2023-10-11T08:00:00Z ", PartialDate(year=2023, month=10, day=11)),
        ("2024-02-29", PartialDate(year=2024, month=2, day=29)),
        ("-0043-03-15", PartialDate(year=-43, month=3, day=15)),
        ("2023-02-29", None),
        ("2023-13", None),
        ("2023-00", None),
        ("20231011", None),
        ("soon", None),
        ("", None),
    ],
)
def test_iso(text, date):
    assert parse_iso(text) == date


@pytest.mark.parametrize(
    "text,date",
    [
        ("Oct 11, 2023", PartialDate(year=2023, month=10, day=11)),
        ("Jun 16", PartialDate(month=6, day=16)),
        ("Feb 29", PartialDate(month=2, day=29)),
        ("Feb 30", None),
        ("Feb 29, 2023", None),
        ("Foo 3", None),
        ("june 16", None),
        ("Jun 16 2", None),
    ],
)
def test_captured(text, date):
    assert parse_captured(text) == date


@pytest.mark.parametrize(
    "csl,date",
    [
        ({"date-parts": [[2020, 2, 31]]}, PartialDate(year=2020, month=2)),
        ({"date-parts": [["2020", "2"]]}, PartialDate(year=2020, month=2)),
        ({"date-parts": [[2020], [2021, 5]]}, PartialDate(year=2020, end=(2021, 5))),
        ({"raw": "2020-05"}, PartialDate(year=2020, month=5)),
        ({"literal": "forthcoming"}, PartialDate(literal="forthcoming")),
        ({"date-parts": [[2020]], "circa": 1}, PartialDate(year=2020, circa=True)),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [["x"]]}, None),
        ({"date-parts": "2020"}, None),
        ({"date-parts": [[True]]}, None),
        ({}, None),
        ("2020", None),
    ],
)
def test_from_csl(csl, date):
    assert date_from_csl(csl) == date


@given(partial_dates)
def test_csl_holds_every_date(date):
    assert date_from_csl(date_to_csl(date)) == date


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_no_date_parts_raise(value):
    date = date_from_csl({"date-parts": value, "season": value, "literal": value})
    assert date is None or isinstance(date, PartialDate)


@pytest.mark.parametrize(
    "date,text",
    [
        (PartialDate(year=2023, month=10, day=11), "2023-10-11"),
        (PartialDate(year=2023), "2023"),
        (PartialDate(month=12, day=11), "--12-11"),
        (PartialDate(literal="in press"), "in press"),
        (PartialDate(), ""),
    ],
)
def test_as_text(date, text):
    assert str(date) == text
