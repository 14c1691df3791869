from __future__ import annotations

import pytest

from jupyter_paperlookup.cli.table import Cell, write_table


def _lines(capsys, rows, **options):
    write_table(rows, **options)
    return capsys.readouterr().out.splitlines()


def test_columns_are_as_wide_as_their_longest_text(capsys):
    rows = [(Cell("a"), Cell("title"), Cell("1")), (Cell("bbb"), Cell("t"), Cell("22"))]
    assert _lines(capsys, rows) == ["a    title  1", "bbb  t      22"]


def test_wide_characters_take_two_columns(capsys):
    assert _lines(capsys, [(Cell("中文"), Cell("x")), (Cell("abcd"), Cell("y"))]) == [
        "中文  x",
        "abcd  y",
    ]


def test_combining_characters_take_none(capsys):
    assert _lines(capsys, [(Cell("e\u0301"), Cell("x")), (Cell("e"), Cell("y"))]) == [
        "e\u0301  x",
        "e  y",
    ]


@pytest.mark.parametrize("width", [30, 40, 60])
def test_one_column_is_cut_to_fit(capsys, width):
    rows = [(Cell("key"), Cell("a long title " * 10)), (Cell("k"), Cell("short"))]
    lines = _lines(capsys, rows, width=width, shrinks=1)
    assert lines[0].endswith("…")
    assert len(lines[0]) < width
    assert lines[1] == "k    short"


def test_a_cut_leaves_a_readable_rest_on_the_narrowest_terminal(capsys):
    (line,) = _lines(capsys, [(Cell("k" * 30), Cell("t" * 50))], width=10, shrinks=1)
    assert line.endswith("t" * 19 + "…")
