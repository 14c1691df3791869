"""The dialect of a project: tables of what projects have, and of what is no project's."""

from __future__ import annotations

import json

import pytest

from jupyter_paperlookup.library.project_dialect import project_dialect

BOOK = "book/chapter/a.ipynb"
QUARTO = ("pandoc", "quarto", "_quarto.yml")
MYST = ("myst", "myst", "myst.yml")
JUPYTER_BOOK = ("myst", "jupyter-book", "_config.yml")
SPHINX = ("myst", "sphinx", "conf.py")
OWN = ("pandoc", "quarto", "a.ipynb")
NOTHING = (None, "", "")


def notebook(*cells, kind="raw"):
    made = [{"cell_type": kind, "metadata": {}, "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


def put(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def said(root, path=BOOK):
    found = project_dialect(root / path, root)
    return (found.dialect, found.tool, found.where), list(found.problems)


PROJECTS = [
    ({}, NOTHING),
    ({"book/_quarto.yml": "project: {type: book}"}, QUARTO),
    ({"_quarto.yml": ""}, QUARTO),
    ({"book/_quarto.yaml": ""}, ("pandoc", "quarto", "_quarto.yaml")),
    ({"myst.yml": "version: 1"}, MYST),
    ({"_config.yml": "title: x", "_toc.yml": "format: jb-book"}, JUPYTER_BOOK),
    ({"_config.yml": "bibtex_bibfiles: [a.bib]"}, JUPYTER_BOOK),
    ({"_config.yml": "title: a site of Jekyll"}, NOTHING),
    ({"_toc.yml": "root: intro"}, NOTHING),
    ({"book/conf.py": "extensions = ['myst_nb', 'sphinxcontrib.bibtex']"}, SPHINX),
    ({"book/conf.py": 'extensions = []\nextensions += [\n    "myst_parser",\n]'}, SPHINX),
    ({"conf.py": "extensions = ['sphinxcontrib.bibtex']"}, SPHINX),
    ({"conf.py": "extensions = ['nbsphinx', 'sphinxcontrib.bibtex']"},
     ("html", "sphinx", "conf.py")),
    ({"conf.py": "extensions = ['nbsphinx', 'myst_parser']"}, SPHINX),
    ({"conf.py": "# extensions = ['myst_nb']\nextensions = ['sphinx.ext.autodoc']"}, NOTHING),
    ({"conf.py": "raise SystemExit('myst_nb is not imported')"}, NOTHING),
    # The nearest one wins, whatever its kind.
    ({"_quarto.yml": "", "book/myst.yml": ""}, MYST),
    ({"myst.yml": "", "book/chapter/_quarto.yml": ""}, QUARTO),
    ({"myst.yml": "", "book/_config.yml": "a: b", "book/_toc.yml": ""}, JUPYTER_BOOK),
    # A folder of this name is no configuration.
    ({"book/_quarto.yml/x": ""}, NOTHING),
]  # fmt: skip


@pytest.mark.parametrize("files, expected", PROJECTS)
@pytest.mark.parametrize("is_saved", [True, False])
def test_the_project_says_it(tmp_path, files, expected, is_saved):
    put(tmp_path, {"book/chapter/.keep": "", **files})
    if is_saved:
        put(tmp_path, {BOOK: notebook("# A")})
    assert said(tmp_path) == (expected, [])


@pytest.mark.parametrize(
    "cell, expected",
    [
        ("---\ntitle: A\nbibliography: refs.bib\n---\n", OWN),
        ("---\r\nformat:\r\n  html: default\r\n---\r\n", OWN),
        ("---\ncsl: nature.csl\n...\n\n# A", OWN),
        ("---\ntitle: the word bibliography\n---", MYST),
        ("# A\n\n---\nbibliography: refs.bib\n---\n", MYST),
        ("---\n- bibliography\n---", MYST),
        ("", MYST),
    ],
)
@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_the_own_metadata_come_before_the_project(tmp_path, cell, expected, kind):
    put(tmp_path, {"myst.yml": "", BOOK: notebook(cell, kind=kind)})
    assert said(tmp_path) == (expected, [])


JUPYTEXT = "---\njupytext:\n  text_representation:\n    format_name: {}\n---\n\n# A"


@pytest.mark.parametrize(
    "name, text, expected",
    [
        ("a.qmd", "# A", ("pandoc", "quarto", "a.qmd")),
        ("a.Rmd", "# A", ("pandoc", "quarto", "a.Rmd")),
        ("a.myst", "# A", ("myst", "myst", "a.myst")),
        ("a.md", JUPYTEXT.format("myst"), ("myst", "myst", "a.md")),
        ("a.md", JUPYTEXT.format("markdown"), NOTHING),
        ("a.md", "---\nbibliography: refs.bib\n---\n", ("pandoc", "quarto", "a.md")),
        ("a.md", "# A", NOTHING),
        ("a.py", "# %% [markdown]\n# ---\n# format: html\n# ---\n", ("pandoc", "quarto", "a.py")),
        ("a.py", "x = 1\n", NOTHING),
        ("a.txt", "---\nbibliography: refs.bib\n---\n", NOTHING),
    ],
)
def test_documents_in_markdown(tmp_path, name, text, expected):
    put(tmp_path, {name: text})
    assert said(tmp_path, name) == (expected, [])


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("a.ipynb", notebook("---\nbibliography: [a\n---\n"), "YAML cannot be read"),
        ("a.ipynb", notebook("---\nformat: &a html\nx: *a\n---\n"), "anchors"),
        ("a.ipynb", "no json", "no notebook"),
        ("conf.py", "x" * 300_000, "too large"),
        ("_config.yml", "x" * 300_000, "too large"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, name, text, sentence):
    put(tmp_path, {"book/chapter/.keep": "", f"book/chapter/{name}": text})
    found, problems = said(tmp_path)
    assert found == NOTHING
    assert len(problems) == 1
    assert sentence in problems[0]


def test_nobody_looks_above_the_root_or_through_links_out_of_it(tmp_path):
    put(tmp_path, {"_quarto.yml": "", "conf.py": "extensions = ['myst_nb']", "root/x": ""})
    root = tmp_path / "root"
    assert said(root, "a.ipynb") == (NOTHING, [])
    try:
        (root / "conf.py").symlink_to(tmp_path / "conf.py")
    except OSError:
        pytest.skip("no links here")
    assert said(root, "a.ipynb") == (NOTHING, [])


def test_without_a_root_the_project_near_above_is_looked_at(tmp_path):
    put(tmp_path, {"myst.yml": "", "a/b/c.ipynb": notebook("# A")})
    assert project_dialect(tmp_path / "a/b/c.ipynb").where == "myst.yml"
