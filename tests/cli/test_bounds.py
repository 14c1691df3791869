"""Numbers that no library can mean: one sentence and exit code 2, never a fault of the program."""

from __future__ import annotations

import io

import pytest

HUGE = 10**23


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "matformer", "--limit", HUGE),
        ("search", "matformer", "--limit", -1),
        ("list", "--limit", HUGE),
        ("list", "--year", HUGE),
        ("related", "--text", "matformer", "--limit", HUGE),
        ("changes", "--limit", HUGE),
        ("changes", "--limit", 0),
        ("suggestions", "--limit", HUGE),
        ("resolve", "--accept", HUGE),
        ("resolve", "--reject", HUGE),
        ("resolve", "--reject", -5),
    ],
    ids=lambda arguments: " ".join(map(str, arguments)),
)
def test_a_number_out_of_bounds_is_one_sentence(run, arguments):
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
    assert "unexpected" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "k" * 100_000),
        ("restore", "x" * 100_000),
        ("sources", "x" * 100_000),
        ("search", "x" * 100_000),
        ("rename", "chen2023fit", "k" * 100_000),
        ("edit", "chen2023fit", f"title={'x' * 100_000}"),
        ("key-pattern", "[auth]" * 10_000),
        ("cite", *["chen2023fit"] * 20_000),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_text_out_of_bounds_is_one_short_sentence(run, arguments):
    ran = run(*arguments)
    assert ran.code in {1, 2}
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 700
    assert "unexpected Error" not in ran.err


def test_a_draft_out_of_bounds_is_told(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("word " * 300_000))
    ran = run("related", "--text", "-")
    assert ran.code == 2
    assert "longer than 1,000,000 characters" in ran.err
