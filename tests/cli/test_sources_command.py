from __future__ import annotations

import pytest

BIB = "@misc{one, title={One Thing}}\n@misc{two, title={Two Things}}\n"


@pytest.fixture
def bib(run, tmp_path):
    path = tmp_path / "a.bib"
    path.write_text(BIB, "utf-8")
    assert run("import", path).code == 0
    return path


def source(run, name):
    found = run("sources", "--json").json["sources"]
    return next((each for each in found if each["name"] == name), None)


def test_the_list_says_where_and_how_many(run, bib):
    told = source(run, "a.bib")
    assert told["records"] == 2
    assert told["path"] == str(bib.resolve())
    assert (told["watched"], told["problems"]) == (False, 0)
    (line,) = [line for line in run("sources").out.splitlines() if line.startswith("a.bib")]
    assert "bibtex" in line
    assert "2 records" in line


def test_a_source_is_read_again(run, bib):
    bib.write_text(BIB.replace("Two Things", "Two Thoughts"), "utf-8")
    assert run("sources", "--refresh", "a.bib").out == "0 new, 1 merged, 1 unchanged, 0 problems\n"
    bib.write_text(BIB.splitlines()[0], "utf-8")
    ran = run("sources", "--refresh-all", "--json")
    assert (ran.json["unchanged"], ran.json["gone"]) == (1, 1)


def test_a_file_that_is_gone_is_a_problem(run, bib):
    bib.unlink()
    ran = run("sources", "--refresh-all")
    assert ran.code == 1
    assert "a.bib" in ran.err


def test_watching_is_switched(run, bib):
    run("sources", "--watch", "a.bib")
    assert source(run, "a.bib")["watched"] is True
    assert "watched" in run("status").out
    run("sources", "--unwatch", "a.bib")
    assert source(run, "a.bib")["watched"] is False


def test_a_source_is_removed_with_its_records_or_without(run, bib):
    assert run("sources", "--remove", "a.bib").out == "a.bib removed; 2 records of it kept\n"
    assert run("show", "one").code == 0
    run("import", bib)
    removed = run("sources", "--remove", "a.bib", "--with-records")
    assert removed.code == 0
    assert source(run, "a.bib") is None


def test_problems_of_the_last_reading(run, bib):
    assert run("sources", "--problems", "a.bib").code == 0
    bib.write_text(BIB + "@misc{broken}\n", "utf-8")
    assert run("import", bib).code == 1
    ran = run("sources", "--problems", "a.bib")
    assert ran.code == 1
    assert ran.err.startswith("a.bib:3: ")
    assert run("sources", "--problems", "a.bib", "--json").json["problems"][0]["line"] == 3
    assert "1 problem" in run("status").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--refresh", "no.bib"],
        ["--remove", "no.bib"],
        ["--watch", "no.bib"],
        ["--watch", "metadata.jsonl"],
        ["--problems", "no.bib"],
        ["--with-records"],
        ["--remove", "a.bib", "--watch", "a.bib"],
        ["--remove", "by hand"],
    ],
)
def test_wrong_usage(run, arguments):
    ran = run("sources", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_bibliographies_of_a_notebook(run, bib):
    notebook = bib.with_name("a.ipynb")
    notebook.write_text('{"nbformat": 4, "cells": []}', "utf-8")
    bib.with_name("b.bib").write_text(BIB, "utf-8")
    ran = run("sources", "--nearby", notebook)
    assert ran.code == 0
    first, second = ran.out.splitlines()
    assert first.split() == [str(bib.resolve()), "folder", "in", "the", "library"]
    assert second.split() == [str(bib.with_name("b.bib").resolve()), "folder"]
    told = run("sources", "--nearby", notebook, "--json").json
    assert [file["source"] for file in told["files"]] == ["a.bib", ""]
    bib.with_name("_quarto.yml").write_text("bibliography: no.bib", "utf-8")
    ran = run("sources", "--nearby", notebook)
    assert ran.code == 1
    assert "'no.bib', which is not there" in ran.err
    assert run("sources", "--nearby", bib.with_name("missing.ipynb")).code == 2
