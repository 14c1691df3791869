from __future__ import annotations

import nbformat
import pytest

FIT, WIDE = "chen2023fit", "brown2022wide"


def write(path, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_markdown_cell, cells)))
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def notebook(tmp_path):
    return write(tmp_path / "chapter.ipynb", f"[@{FIT}]")


@pytest.fixture
def bib(run, notebook, tmp_path):
    path = tmp_path / "references.bib"
    ran = run("export", "--cited-in", notebook, "--keep", "-o", path)
    assert ran.code == 0
    assert f"1 entry kept up to date in {path}" in ran.err
    return path


def test_a_kept_file_is_listed_with_what_it_follows(run, notebook, bib):
    ran = run("kept")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == [str(bib), "1", "entry", "bibtex", str(notebook)]
    assert run("kept", "--json").json == {
        "files": [
            {
                "file": str(bib),
                "to": "bibtex",
                "notebook": str(notebook),
                "source": "",
                "entries": 1,
                "message": "",
            }
        ]
    }


def test_an_update_says_what_it_wrote(run, notebook, bib):
    write(notebook, f"[@{FIT}; @{WIDE}]")
    ran = run("kept", "--update")
    assert ran.code == 0
    assert f"{bib} was brought up to date" in ran.err
    assert f"{{{WIDE}," in bib.read_text("utf-8")
    assert run("kept", "--update", "--json").json["updated"] == []


def test_what_stands_in_the_way_is_said(run, bib):
    bib.write_text("@book{a, ", "utf-8")
    ran = run("kept", "--update")
    assert ran.code == 1
    assert f"{bib}: references.bib is left as it is: line 1" in ran.err
    assert bib.read_text("utf-8") == "@book{a, "


def test_a_forgotten_file_stays_as_it_is(run, bib):
    before = bib.read_bytes()
    assert run("kept", "--forget", bib).out == ""
    assert bib.read_bytes() == before
    ran = run("kept", "--forget", bib)
    assert ran.code == 2
    assert "is not kept up to date" in ran.err


def test_one_thing_at_a_time(run, bib):
    assert run("kept", "--update", "--forget", bib).code == 2
