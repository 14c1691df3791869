"""Numbers that no library can mean: one sentence and exit code 2, never a fault of the program."""

from __future__ import annotations

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
