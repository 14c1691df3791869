"""`paperlookup list`: headings by period, reasons in other orders, and what is new."""

from __future__ import annotations

import json

import pytest

FIT = "chen2023fit"


def test_the_list_has_a_heading_for_each_period(run):
    ran = run("list", "--by", "month", "--at", "2023-10")
    heading, *rows = ran.out.splitlines()
    assert ran.code == 0
    assert heading == "2023-10 (12 papers)"
    assert len(rows) == 12
    assert "devvrit2023matformer" in rows[0]
    assert rows[0].endswith("2023-10-11")


def test_newest_first_and_as_many_as_asked_for(run):
    ran = run("list", "--limit", 4)
    headings = [line for line in ran.out.splitlines() if line[:1].isdigit()]
    assert headings == sorted(headings, reverse=True)
    assert ran.err.startswith("4 of ")
    assert "2 comments" in run("list", "--at", "2025-11-28").out


def test_orders_say_why(run):
    ran = run("list", "--order", "trending", "--limit", 1)
    _, reasons = ran.out.splitlines()
    assert reasons.strip().startswith("2 comments when captured on 2025-12-11; ")
    assert ran.err.startswith("Popular at capture: ")


def test_what_a_notebook_cites_and_what_is_near_to_it(run, tmp_path):
    notes = tmp_path / "notes.md"
    notes.write_text(f"See [@{FIT}].", "utf-8")
    cited = run("list", "--cited-in", notes, "--json").json
    assert [paper["key"] for paper in cited["papers"]] == [FIT]
    near = run("list", "--order", "for-you", "--cited-in", notes, "--json").json
    assert FIT not in {paper["key"] for paper in near["papers"]}
    assert near["papers"][0]["reasons"][0]["text"].endswith(f"with {FIT}")


def test_json_has_all_that_there_is(run):
    found = run("list", "--year", 2025, "--limit", 2, "--json").json
    assert found["total"] == found["years"]["2025"]
    assert len(found["papers"]) == 2
    paper = found["papers"][0]
    assert paper["abstract"]
    assert paper["period"] == paper["date"]
    assert (found["is_fresh"], found["last_visit"]) == (False, "")


def test_abstracts_are_wrapped_and_harmless(run):
    ran = run("list", "--abstracts", "--limit", 200)
    assert max(len(line) for line in ran.out.splitlines() if line.startswith("    ")) <= 92
    assert all(character.isprintable() or character == "\n" for character in ran.out)


def test_what_came_in_since_it_was_seen_is_marked(run, tmp_path):
    assert run("list", "--new").code == 1
    run("list", "--limit", 1, "--seen")
    file = tmp_path / "t.json"
    file.write_text(json.dumps([{"id": "turing1936", "title": "On Computable Numbers"}]), "utf-8")
    run("import", file)
    ran = run("list", "--new")
    heading, row = ran.out.splitlines()
    assert heading == "undated (1 paper)"
    assert row.startswith("*  turing1936")


@pytest.mark.parametrize(
    "arguments", [["--at", "2023-13"], ["--by", "year"], ["--limit", "0"], ["extra"]]
)
def test_wrong_usage_is_one_line(run, arguments):
    ran = run("list", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
