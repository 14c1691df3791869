from __future__ import annotations

import pytest


def test_references_stand_in_the_order_asked_for(run):
    ran = run("cite", "chen2023fit", "brown2022wide")
    assert ran.code == 0
    first, second = ran.out.strip().split("\n\n")
    assert first.startswith("Chen, T., & Li, L. (2023). FIT: Far-reaching Interleaved Transformers")
    assert second.startswith("Brown")


def test_style_and_locale_are_followed(run):
    assert run("cite", "chen2023fit", "--style", "ieee").out.startswith("[1] T. Chen and L. Li")
    assert "und" in run("cite", "chen2023fit", "--style", "chicago", "--locale", "de-DE").out


@pytest.mark.parametrize(
    "markup,expected", [("html", "<em>"), ("markdown", "*arXiv*"), ("latex", "\\emph{")]
)
def test_each_markup(run, markup, expected):
    ran = run("cite", "chen2023fit", "--style", "ieee", "--to", markup)
    assert expected in ran.out


def test_json_has_citation_and_references(run):
    cited = run("cite", "chen2023fit", "--json").json
    assert cited["citation"] == "(Chen & Li, 2023)"
    assert len(cited["references"]) == 1
    assert cited["keys"] == ["chen2023fit"]


@pytest.mark.parametrize(
    "arguments,code",
    [
        (["nobody1900"], 1),
        (["chen2023fit", "--style", "no-such-style"], 2),
        (["chen2023fit", "--locale", "xx-XX"], 2),
        (["chen2023fit", "--to", "pdf"], 2),
        ([], 2),
    ],
)
def test_failures_are_one_line_with_a_code(run, arguments, code):
    ran = run("cite", *arguments)
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
