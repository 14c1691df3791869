from __future__ import annotations

import pytest


def test_a_half_remembered_title_is_found_first(run):
    ran = run("search", "far-reaching", "transformers")
    assert ran.code == 0
    first = ran.out.splitlines()[0].split("  ")
    assert first[0] == "chen2023fit"
    assert "FIT: Far-reaching Interleaved Transformers" in ran.out.splitlines()[0]
    assert "Chen & Li" in ran.out.splitlines()[0]
    assert "2023" in ran.out.splitlines()[0]


def test_columns_are_aligned(run):
    lines = run("search", "attention", "--limit", 5).out.splitlines()
    assert len(lines) == 5
    # The score, which is last, is the only column that is not padded.
    years = {line.rstrip().rfind("  ") for line in lines}
    assert len(years) == 1


def test_json_has_the_shape_of_the_contract(run):
    found = run("search", "far-reaching", "--limit", 2, "--json").json
    assert found["query"] == "far-reaching"
    assert found["total"] >= len(found["hits"]) > 0
    hit = found["hits"][0]
    assert {"key", "title", "author", "issued", "score"} <= set(hit)
    assert hit["key"] == "chen2023fit"
    assert hit["author"] == [
        {"family": "Chen", "given": "Ting"},
        {"family": "Li", "given": "Lala"},
    ]
    assert hit["issued"]["date-parts"][0][0] == 2023
    assert hit["score"] > 0


def test_what_is_unknown_is_empty_in_json(run):
    hits = run("search", "key:scaling", "--json").json["hits"]
    assert hits[0]["author"] == []
    assert hits[0]["issued"] is None


def test_limit_bounds_the_hits_and_tells_how_many_more(run):
    ran = run("search", "transformers", "--limit", 3)
    assert len(ran.out.splitlines()) == 3
    assert ran.err.startswith("3 of ")


def test_nothing_found_is_code_1_and_says_what_was_understood(run):
    ran = run("search", "author:turing", "year:1950")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("paperlookup: nothing found")
    assert "turing" in ran.err
    assert "1950" in ran.err


def test_nothing_found_is_still_json(run):
    ran = run("search", "xyzzyplugh", "--json")
    assert ran.code == 1
    assert ran.json["hits"] == []
    assert ran.json["total"] == 0


def test_a_dash_before_a_word_excludes_it(run):
    with_it = run("search", "transformers", "--limit", 1000, "--json").json
    without = run("search", "transformers", "-vision", "--limit", 1000, "--json").json
    assert 0 < without["total"] < with_it["total"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "--jsno", "fit"],
        ["search", "fit", "--limit", "none"],
        ["search", "fit", "--limit", "0"],
        ["search", "year:20x"],
        ["search", '"not closed'],
    ],
)
def test_wrong_usage_is_code_2_in_one_line(run, arguments):
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
