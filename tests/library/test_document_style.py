"""The style of a document: its own, that of its YAML, that of its Quarto project."""

from __future__ import annotations

import os
import sys

import pytest

from jupyter_paperlookup.citing.editable import OpenCell, open_notebook
from jupyter_paperlookup.formatting.style_file import MAX_STYLE_BYTES
from jupyter_paperlookup.formatting.styles import SHIPPED_FOLDER, Styles
from jupyter_paperlookup.library.document_style import DocumentStyle

OWN = (SHIPPED_FOLDER / "ieee.csl").read_bytes()
STYLES = Styles()
ITEM = {"type": "book", "title": "Notes", "author": [{"family": "Lovelace"}]}
FACTS = {"items": {"a": ITEM | {"issued": {"date-parts": [[1843]]}}}}


def document(*cells, **facts):
    opened = (OpenCell(str(at), "markdown", cell) for at, cell in enumerate(cells))
    return open_notebook(opened, {"paperlookup": facts})


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "book"
    (root / "texts").mkdir(parents=True)
    (root / "_quarto.yml").write_text("project:\n  type: book\n", "utf-8")
    for place in (root / "texts" / "lab.csl", root / "top.csl", tmp_path / "outside.csl"):
        place.write_bytes(OWN)
    (root / ".hidden").mkdir()
    (root / ".hidden" / "lab.csl").write_bytes(OWN)
    return root


@pytest.mark.parametrize(
    "csl, name",
    [
        ("lab.csl", "lab"),
        ("./lab.csl", "lab"),
        ("../top.csl", "top"),
        ("/top.csl", "top"),
        ("nature.csl", "nature"),
        ("https://www.zotero.org/styles/nature", "nature"),
    ],
)
def test_the_style_of_the_yaml_is_a_file_of_the_project_or_one_of_the_librarys(project, csl, name):
    sent = document(f"---\ntitle: A\ncsl: {csl}\n---\n")
    style = DocumentStyle(sent, project / "texts" / "a.ipynb", None)
    assert style.used(STYLES, None).info.name == name
    assert style.used(STYLES, "mla") == "mla"
    assert (style.problem(STYLES, None), style.kept(None), style.kept("mla")) == ("", None, "mla")


@pytest.mark.parametrize(
    "csl",
    [
        "../../outside.csl",
        "/../outside.csl",
        "../.hidden/lab.csl",
        "missing.csl",
        "file:///lab.csl",
        '"lab.csl\\0"',
        "..",
        "/",
    ],
)
def test_no_file_outside_the_project_is_read(project, csl):
    sent = document(f"---\ncsl: {csl}\n---\n")
    style = DocumentStyle(sent, project / "texts" / "a.ipynb", None)
    assert style.named is None or style.named.file is None
    assert style.used(STYLES, None) == "apa"
    assert style.problem(STYLES, None).startswith("a.ipynb: ")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_lead_out_and_pipes_are_not_followed(project, tmp_path):
    (project / "texts" / "link.csl").symlink_to(tmp_path / "outside.csl")
    os.mkfifo(project / "texts" / "pipe.csl")
    for name in ("link.csl", "pipe.csl"):
        style = DocumentStyle(document(f"---\ncsl: {name}\n---"), project / "texts" / "a.md", None)
        assert style.named.file is None


@pytest.mark.parametrize(
    "content, words",
    [
        (b"no style", "not well-formed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + OWN, "not well-formed|entities"),
        (b" " * (MAX_STYLE_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_style_is_told(project, library, content, words):
    (project / "texts" / "lab.csl").write_bytes(content)
    sent = document(
        "---\ncsl: lab.csl\n---", '<cite data-cite="a">(Lovelace, 1843)</cite>', **FACTS
    )
    path = project / "texts" / "a.ipynb"
    assert DocumentStyle(sent, path, None).used(STYLES, None) == "apa"
    (finding,) = library.check_notebook(sent, path=path)
    assert (finding.kind, finding.key, finding.cell) == ("other-words", "", 0)
    assert finding.reason.startswith("a.ipynb: ")
    assert any(each in finding.reason for each in words.split("|"))


def test_the_project_speaks_for_a_document_that_names_none(project):
    path = project / "texts" / "a.ipynb"
    (project / "_quarto.yml").write_text("csl: top.csl\n", "utf-8")
    assert DocumentStyle(document("A"), path, None).used(STYLES, None).info.name == "top"
    (project / "texts" / "_metadata.yml").write_text("csl: lab.csl\n", "utf-8")
    assert DocumentStyle(document("A"), path, None).used(STYLES, None).info.name == "lab"
    own = document("---\ncsl: nature.csl\n---", style="mla")
    assert DocumentStyle(own, path, None).used(STYLES, None) == "mla"
    assert DocumentStyle(document("A"), path, project / "texts").used(STYLES, None) == "apa"


def test_a_notebook_without_a_path_names_a_style_of_the_library():
    named = DocumentStyle(document("---\ncsl: nature.csl\n---"), None, None)
    assert named.used(STYLES, None).info.name == "nature"
    assert DocumentStyle(document(), None, None).used(STYLES, None) == "apa"


def test_words_and_references_are_those_of_the_yamls_style(project, library):
    path = project / "texts" / "a.ipynb"
    sent = document("---\ncsl: lab.csl\n---", "[@a]", **FACTS)
    found = library.notebook_citations(sent, path=path)
    assert (found.style, found.citations[0].html, found.problem) == ("lab", "&#91;1&#93;", "")
    assert found.works[0].reference.startswith("&#91;1&#93;")
    done = library.convert_notebook(sent, "html", path=path).conversion
    assert done.cells[2].source == r'<cite data-cite="a">\[1\]</cite>'
    assert "style" not in done.metadata["paperlookup"]
    after = sent.after(done.cells, done.metadata)
    assert library.check_notebook(after, path=path) == ()
    assert library.restyle(after, path=path).cells == {}
    restyled = library.restyle(after, path=path, style="apa")
    assert restyled.cells[2].source == '<cite data-cite="a">(Lovelace, 1843)</cite>'
    assert restyled.metadata["paperlookup"]["style"] == "apa"
