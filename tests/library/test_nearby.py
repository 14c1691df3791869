"""Which bibliographies belong to a notebook: tables of what projects write, good and bad."""

from __future__ import annotations

import json
import os
import sys

import pytest

BIB = "@misc{a, title={A}}\n"


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def notebook(*cells):
    """A notebook; a cell that begins with `raw:` is a raw one."""
    made = [
        {
            "cell_type": "raw" if cell.startswith("raw:") else "markdown",
            "metadata": {},
            "source": cell.removeprefix("raw:"),
        }
        for cell in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


def look(library, root, path="book/chapter/a.ipynb"):
    """What is found, as paths below the root and who names them, and what is said."""
    found = library.nearby(root / path, root)
    base = os.path.realpath(root)
    files = [(os.path.relpath(file.path, base).replace(os.sep, "/"), file.named_by)
             for file in found.files]  # fmt: skip
    return files, list(found.problems)


@pytest.mark.parametrize(
    "cells, names",
    [
        (["raw:---\ntitle: A\nbibliography: refs.bib\n---\n"], ["refs.bib"]),
        (["---\nbibliography: [refs.bib, more.json]\n---\n\n# A"], ["refs.bib", "more.json"]),
        (["raw:---\r\nbibliography:\r\n  - refs.bib\r\n  - ../up.bib\r\n...\r\n"],
         ["refs.bib", "../up.bib"]),
        (["# A", "raw:\\bibliography{refs,../up.bib}"], ["refs.bib", "../up.bib"]),
        (["# A", "raw:\\addbibresource[label=x]{refs.bib}"], ["refs.bib"]),
        (["# A", "raw:---\nbibliography: refs.bib\n---\n"], []),
        (["raw:---\ntitle: nothing\n---\n"], []),
        (["raw:%\\bibliography{refs}"], []),
        (["---\n---\n"], []),
        ([], []),
    ],
)  # fmt: skip
def test_the_notebook_names_it(empty, root, cells, names):
    put(root, {"book/chapter/sub/.keep": "", "book/up.bib": BIB})
    put(root / "book/chapter", {"a.ipynb": notebook(*cells), "refs.bib": BIB, "more.json": "[]"})
    files, problems = look(empty, root)
    found = [path for path, named_by in files if named_by == "notebook"]
    assert found == [
        os.path.normpath(f"book/chapter/{name}").replace(os.sep, "/") for name in names
    ]
    assert problems == []


PROJECTS = [
    ({"book/_quarto.yml": "bibliography: refs.bib"}, [("book/refs.bib", "quarto")]),
    ({"book/_quarto.yml": "project: {type: book}\nbibliography:\n  - refs.bib\n  - /refs.ris\n"},
     [("book/refs.bib", "quarto"), ("book/refs.ris", "quarto")]),
    ({"book/_quarto.yaml": "", "book/chapter/_metadata.yml": "bibliography: ../refs.bib"},
     [("book/refs.bib", "quarto")]),
    ({"_quarto.yml": "bibliography: book/refs.bib", "book/_metadata.yml": "title: x"},
     [("book/refs.bib", "quarto")]),
    ({"book/_quarto.yml": "title: x", "_quarto.yml": "bibliography: book/refs.bib"}, []),
    ({"book/chapter/_metadata.yml": "bibliography: ../refs.bib"}, []),
    ({"book/myst.yml": "project:\n  bibliography:\n    - refs.bib\n"}, [("book/refs.bib", "myst")]),
    ({"book/myst.yml": "project: {bibliography: []}"}, []),
    ({"book/myst.yml": "version: 1\nproject:\n  title: x\n"},
     [("book/refs.bib", "myst"), ("book/parts/two.bib", "myst")]),
    ({"book/_config.yml": "bibtex_bibfiles:\n  - refs.bib\n"}, [("book/refs.bib", "jupyter-book")]),
    ({"book/_config.yml": "sphinx: {config: {bibtex_bibfiles: [refs.bib]}}"},
     [("book/refs.bib", "jupyter-book")]),
    ({"book/conf.py": "import os\nbibtex_bibfiles = ['refs.bib']\n"},
     [("book/refs.bib", "jupyter-book")]),
    ({"book/conf.py": "bibtex_bibfiles: list[str] = [\n 'refs.bib',  # ours\n 'refs.ris',\n]\nx=1"},
     [("book/refs.bib", "jupyter-book"), ("book/refs.ris", "jupyter-book")]),
    ({"book/conf.py": "bibtex_bibfiles = ('refs.bib',)"}, [("book/refs.bib", "jupyter-book")]),
    ({"book/conf.py": "extensions = []"}, []),
    ({"book/_quarto.yml": "bibliography: 42"}, []),
    ({"book/_quarto.yml": "- bibliography"}, []),
]  # fmt: skip


@pytest.mark.parametrize("files, expected", PROJECTS)
def test_the_project_names_it(empty, root, files, expected):
    put(root / "book", {"refs.bib": BIB, "refs.ris": "TY  - BOOK\n", "parts/two.bib": BIB})
    put(root / "book", {"_build/made.bib": BIB, ".hidden/no.bib": BIB, "node_modules/x.bib": BIB})
    put(root, {"book/chapter/a.ipynb": notebook("# A"), **files})
    assert look(empty, root) == (expected, [])


BAD = [
    ("_quarto.yml", "bibliography: [a.bib", "YAML cannot be read"),
    ("_quarto.yml", "a: &a [x]\nbibliography: *a", "anchors"),
    ("_quarto.yml", "bibliography: !expr here", "tags"),
    ("_quarto.yml", "bibliography: missing.bib", "'missing.bib', which is not there"),
    ("_quarto.yml", "bibliography: ../../out.bib", "outside"),
    ("_quarto.yml", "bibliography: /etc/passwd.bib", "not there"),
    ("_quarto.yml", "bibliography: https://example.org/a.bib", "on the web"),
    ("_quarto.yml", "bibliography: .secret/a.bib", "hidden"),
    ("_quarto.yml", "bibliography: id_rsa", "no format"),
    ("_quarto.yml", 'bibliography: "a\\0.bib"', "no path"),
    ("_quarto.yml", "#" * 300_000 + "\nbibliography: refs.bib", "too large"),
    ("_quarto.yml", "bibliography: " + "[" * 100, "YAML cannot be read"),
    ("myst.yml", "project:\n\tbibliography: refs.bib", "YAML cannot be read"),
    ("conf.py", "bibtex_bibfiles = glob('*.bib')", "no plain list"),
    ("conf.py", "bibtex_bibfiles = [open('ran', 'w').name]", "no plain list"),
    ("conf.py", "bibtex_bibfiles = " + "(" * 50_000, "no plain list"),
]


@pytest.mark.parametrize("bad", BAD, ids=[f"{bad[0]} {bad[1][:30]!r}" for bad in BAD])
def test_what_cannot_be_read_is_said_and_costs_nothing_else(
    empty, root, tmp_path, monkeypatch, bad
):
    name, text, said = bad
    monkeypatch.chdir(root)
    put(tmp_path, {"out.bib": BIB})
    put(root / "book", {name: text, "refs.bib": BIB, ".secret/a.bib": BIB, "id_rsa": "x"})
    put(root / "book/chapter", {"a.ipynb": notebook("# A"), "own.bib": BIB})
    files, (problem, *more) = look(empty, root)
    assert said in problem
    assert (files, more) == ([("book/chapter/own.bib", "folder")], [])
    assert not (root / "ran").exists()


def test_files_beside_the_notebook(empty, root):
    put(
        root,
        {
            "a.ipynb": notebook("# A"),
            "b.bib": BIB,
            "c.RIS": "TY  - BOOK\n",
            "csl.json": '[{"id": "a", "type": "book", "title": "A"}]',
            "package.json": '{"name": "x", "title": "A", "type": "module"}',
            "places.json": '[{"type": "Feature", "title": "A"}]',
            "notes.txt": "x",
            ".hidden.bib": BIB,
            "deeper/d.bib": BIB,
        },
    )
    (root / "folder.bib").mkdir()
    assert look(empty, root, "a.ipynb") == (
        [("b.bib", "folder"), ("c.RIS", "folder"), ("csl.json", "folder")],
        [],
    )


def test_a_file_is_listed_once_by_who_names_it_first(empty, root):
    front = notebook("raw:---\nbibliography: refs.bib\n---\n")
    put(root, {"a.ipynb": front, "refs.bib": BIB, "_quarto.yml": "bibliography: refs.bib"})
    assert look(empty, root, "a.ipynb") == ([("refs.bib", "notebook")], [])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_that_lead_outside_are_left_out(empty, root, tmp_path):
    put(tmp_path, {"out.bib": BIB, "out/myst.yml": "project: {bibliography: [x.bib]}"})
    put(root, {"a.ipynb": notebook("raw:---\nbibliography: named.bib\n---\n"), "real.bib": BIB})
    (root / "named.bib").symlink_to(tmp_path / "out.bib")
    (root / "beside.bib").symlink_to(tmp_path / "out.bib")
    (root / "same.bib").symlink_to(root / "real.bib")
    (root / "_quarto.yml").symlink_to(tmp_path / "out/myst.yml")
    files, problems = look(empty, root, "a.ipynb")
    assert files == [("real.bib", "folder")]
    assert len(problems) == 1
    assert "outside" in problems[0]


def test_it_is_said_which_the_library_has(empty, root):
    put(root, {"a.ipynb": notebook("# A"), "one.bib": BIB, "two.bib": BIB, "three.bib": BIB})
    empty.import_file(root / "one.bib", watch=True)
    empty.import_file(root / "two.bib")
    found = {file.path.name: file for file in empty.nearby(root / "a.ipynb", root).files}
    assert (found["one.bib"].source, found["one.bib"].watched) == ("one.bib", True)
    assert (found["two.bib"].source, found["two.bib"].watched) == ("two.bib", False)
    assert (found["three.bib"].source, found["three.bib"].watched) == ("", False)


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"cells": 1}', '{"nbformat": 4}'])
def test_a_notebook_that_cannot_be_read_still_has_a_folder(empty, root, text):
    put(root, {"a.ipynb": text, "b.bib": BIB})
    files, problems = look(empty, root, "a.ipynb")
    assert files == [("b.bib", "folder")]
    assert len(problems) <= 1


def test_a_notebook_that_is_not_there_yet(empty, root):
    put(root, {"b.bib": BIB, "d/x": ""})
    assert look(empty, root, "new.ipynb") == ([("b.bib", "folder")], [])
    assert look(empty, root, "no/such/new.ipynb") == ([], [])


def test_markdown_documents_have_bibliographies_too(empty, root):
    put(root, {"a.qmd": "---\nbibliography: b.bib\n---\n\nText", "b.bib": BIB})
    assert look(empty, root, "a.qmd") == ([("b.bib", "notebook")], [])


def test_a_large_project_is_not_searched_without_end(empty, root):
    put(root, {"myst.yml": "version: 1", "a.ipynb": notebook("# A")})
    put(root / "many", {f"{number:03}.bib": "" for number in range(120)})
    files, problems = look(empty, root, "a.ipynb")
    assert len(files) == 100
    assert "too large" in problems[0]


def test_a_notebook_with_works_that_the_library_lacks_is_one_of_its_files(empty, root):
    item = {"type": "book", "title": "Own", "DOI": "10.1000/xyz"}
    whole = {"nbformat": 4, "cells": [], "metadata": {"paperlookup": {"items": {"own": item}}}}
    put(root, {"a.ipynb": json.dumps(whole), "b.ipynb": notebook("# B")})
    assert look(empty, root, "a.ipynb") == ([("a.ipynb", "notebook")], [])
    assert look(empty, root, "b.ipynb") == ([], [])
    empty.add(item | {"id": "same"})
    assert look(empty, root, "a.ipynb") == ([], [])


def test_an_imported_notebook_is_known_as_a_source(empty, root):
    item = {"type": "book", "title": "Own"}
    whole = {"nbformat": 4, "cells": [], "metadata": {"paperlookup": {"items": {"own": item}}}}
    put(root, {"a.ipynb": json.dumps(whole)})
    report = empty.import_file(root / "a.ipynb")
    assert (report.new, [each.reason for each in report.problems]) == (1, [])
    assert empty.get("own").title == "Own"
    (file,) = empty.nearby(root / "a.ipynb", root).files
    assert file.source
    assert empty.import_file(root / "a.ipynb").unchanged == 1
