"""`paperlookup related`, and what `search` says of why and of what may have been meant."""

from __future__ import annotations

import pytest


def test_related_papers_come_with_their_words(run):
    ran = run("related", "--text", "neural machine translation and its scaling", "--limit", 3)
    assert ran.code == 0
    first = ran.out.splitlines()[0]
    assert first.startswith("ghorbani2021scaling")
    assert "translation" in first.rsplit("  ", 1)[1]


def test_a_record_is_not_related_to_itself(run):
    found = run("related", "chen2023fit", "--json").json
    assert found["key"] == "chen2023fit"
    assert 0 < len(found["related"]) <= 10
    assert "chen2023fit" not in {each["key"] for each in found["related"]}
    assert all(each["words"] and each["score"] > 0 for each in found["related"])


@pytest.mark.parametrize(
    "arguments",
    [["related"], ["related", "chen2023fit", "--text", "x"], ["related", "--text", " "]],
)
def test_either_a_record_or_a_text(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("paperlookup: ")


def test_nothing_related_is_code_1(run):
    ran = run("related", "--text", "xyzzyplugh")
    assert (ran.code, ran.out) == (1, "")
    assert run("related", "nobody1900").code == 1


def test_search_explains_its_order(run):
    ran = run("search", "chen", "2023", "far-reaching", "--limit", 1, "--explain")
    row, *lines = ran.out.splitlines()
    assert row.startswith("chen2023fit")
    assert any("chen in author" in line for line in lines)
    assert any("x 1.50  year" in line for line in lines)
    hits = run("search", "chen", "--limit", 1, "--explain", "--json").json["hits"]
    assert hits[0]["explanation"]["parts"][0]["field"] == "author"
    assert "explanation" not in run("search", "chen", "--json").json["hits"][0]


def test_search_says_what_may_have_been_meant(run):
    ran = run("search", "interleved", "transfomers")
    assert "Did you mean: interleaved transformers" in ran.err
    assert run("search", "interleved", "--json").json["did_you_mean"] == "interleaved"
    assert run("search", "interleaved", "--json").json["did_you_mean"] == ""
