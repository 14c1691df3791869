"""Whole documents that cite hostile works: converted, exported by nbconvert, checked, logged."""

from __future__ import annotations

import logging
import re

import nbformat
import pytest
from hostile.checks import TAGS, check_html, check_latex, check_markdown, check_terminal
from hostile.corpus import VALUES, item
from nbconvert.filters import markdown2html
from pybtex.database import parse_string

from jupyter_paperlookup.citing import DIALECTS
from jupyter_paperlookup.citing.editable import OpenCell, open_notebook
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.watching import Watcher
from jupyter_paperlookup.nbconvert import CitationsPreprocessor
from jupyter_paperlookup.records import Cite

AT_ONCE = 16
ITEMS = {f"h{number}": item(name, value) for number, (name, value) in enumerate(VALUES.items())}


@pytest.fixture(scope="module")
def sources(library, some):
    """Cells that cite works of each value, with values before and behind their keys."""
    cells = []
    for start in range(0, len(some), AT_ONCE):
        cites = [
            Cite(key, prefix=VALUES["image"], suffix=VALUES["write18"])
            for key in some[start : start + AT_ONCE]
        ]
        cells.append(library.insertion("citation", cites, dialect="pandoc").text)
    return [*cells, "::: {#refs}\n:::"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_converted_renders_as_text(library, sources, dialect):
    cells = [OpenCell(f"c{n}", "markdown", source) for n, source in enumerate(sources)]
    document = open_notebook(cells, {})
    converted = library.convert_notebook(document, dialect)
    after = document.after(converted.conversion.cells, converted.conversion.metadata)
    for cell in after.cells:
        check_markdown(cell.source)
    back = library.convert_notebook(after, "pandoc")
    for cell in after.after(back.conversion.cells, back.conversion.metadata).cells:
        check_markdown(cell.source)


def exported(library, cells, to, metadata=None):
    made = [nbformat.v4.new_markdown_cell(source) for source in cells]
    nb = nbformat.v4.new_notebook(cells=made, metadata=metadata or {})
    resources = {"metadata": {"name": VALUES["write18"], "path": str(library.folder)}}
    set_ = CitationsPreprocessor(enabled=True, to=to, library=str(library.folder))
    return set_(nb, resources)


def test_nbconvert_to_html(library, sources):
    made, _ = exported(library, sources, "html")
    page = check_html("\n".join(markdown2html(cell.source) for cell in made.cells), TAGS)
    assert "paperlookup-citation" in dict(page.attributes).values() or page.text
    assert page.tags.count("section") == 1


def test_nbconvert_to_latex(library, sources, some):
    made, resources = exported(library, sources, "latex")
    latex = "\n".join(cell.source for cell in made.cells)
    assert "\\citep" in latex or "\\citetext" in latex
    [(name, text)] = resources["outputs"].items()
    # LaTeX reads the name, too.
    assert re.fullmatch(r"\./[A-Za-z0-9.-]+-references\.bib", name)
    entries = parse_string(text.decode(), "bibtex").entries
    assert len(entries) >= len(some) - 5
    for entry in entries.values():
        for field, value in entry.fields.items():
            if field not in {"url", "doi", "file", "eprint"}:
                check_latex(value)


def test_what_is_logged_is_one_line_that_steers_no_terminal(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    style = VALUES["terminal"] + VALUES["header"]
    with Library(tmp_path) as empty:
        cells = [f"[@{VALUES['path']}; @h0] {{cite}}`{VALUES['terminal']}`\n\n{VALUES['yaml']}"]
        facts = {"version": 1, "items": {"h0": ITEMS["h0"]}, "style": style, "locale": style}
        for to in ("html", "latex"):
            exported(empty, cells, to, {"paperlookup": facts})
        path = tmp_path / "watched \x1b[31m\n2026 forged.bib"
        try:
            path.write_text("@book{a, title = {A}}", "utf-8")
        except OSError:  # this system has no such names
            path = tmp_path / "watched.bib"
            path.write_text("@book{a, title = {A}}", "utf-8")
        empty.import_file(path, watch=True)
        path.write_bytes(b"\0" * 100)
        assert Watcher(empty._sources, 1.0).look() == {}
    told = [record.getMessage() for record in caplog.records]
    assert any("is no style name" in line for line in told)
    assert any("watched" in line for line in told)
    for line in told:
        assert line.splitlines() == [line]
        check_terminal(line)
