"""Exports of selections, sources and cited works; files kept up to date through the routes."""

from __future__ import annotations

import json
import os
import sys

import nbformat
import pytest

from jupyter_paperlookup.library import Library

FIT, WIDE = "chen2023fit", "brown2022wide"
CELLS = [f"[@{WIDE}; @nobody]", f'<cite data-cite="{FIT}">(Chen & Li, 2023)</cite> `@code`']
FOREIGN = "% mine\n@book{theirs, title={By Hand}}\n"

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture
def notebook(jp_root_dir):
    path = jp_root_dir / "texts" / "paper.ipynb"
    path.parent.mkdir()
    write(path, *CELLS)
    return path


def write(path, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_markdown_cell, cells)))
    nbformat.write(notebook, path)


async def test_a_source_is_exported_under_its_name(api) -> None:
    await api("import", body={"name": "my refs.bib", "text": "@book{knuth1984, title={TeXbook}}"})
    response, body = await api("export", params={"source": "my refs.bib", "to": "biblatex"})
    assert response.code == 200
    assert body["filename"] == "my_refs.bib"
    assert body["text"].count("@") == 1
    response, body = await api("export", params={"source": "none"})
    assert (response.code, body["reason"]) == (400, "InvalidRequest")


async def test_cited_works_are_told_and_exported(api) -> None:
    _, body = await api("cited", body={"cells": CELLS})
    assert body == {"keys": [WIDE, FIT], "unknown": ["nobody"]}
    _, body = await api("export", body={"cells": CELLS, "to": "bibtex"})
    assert body["filename"] == "references.bib"
    assert (body["keys"], body["unknown"]) == ([WIDE, FIT], ["nobody"])
    assert body["text"].index(WIDE) < body["text"].index(FIT)


async def test_what_only_the_notebook_knows_goes_along(api) -> None:
    item = {"type": "book", "title": "Cybernetics", "author": [{"family": "Wiener"}]}
    kept = {"items": {"nobody": item, "other": item}, "nocite": ["other"]}
    sent = {"cells": CELLS, "metadata": {"paperlookup": kept}}
    _, body = await api("cited", body=sent)
    assert body == {"keys": [WIDE, "nobody", FIT, "other"], "unknown": []}
    _, body = await api("export", body=sent | {"to": "csl-json"})
    titles = {each["id"]: each["title"] for each in json.loads(body["text"])}
    assert titles["nobody"] == titles["other"] == "Cybernetics"


async def test_more_works_than_one_request_may_name_can_be_cited(api) -> None:
    _, everything = await api("export", params={"to": "csl-json"})
    text = "\n".join(f"{{cite:p}}`{key}`" for key in _keys(everything["text"]))
    _, body = await api("export", body={"cells": [text]})
    assert len(body["keys"]) == 315


async def test_a_file_is_kept_listed_and_forgotten(api, notebook, until) -> None:
    bib = notebook.parent / "references.bib"
    bib.write_text(FOREIGN, encoding="utf-8")
    sent = {"path": "texts/references.bib", "notebook": "texts/paper.ipynb"}
    response, body = await api("kept", body=sent)
    expected = {**sent, "to": "bibtex", "source": "", "entries": 2, "message": ""}
    assert (response.code, body) == (200, {"files": [expected]})
    assert bib.read_text("utf-8").startswith(FOREIGN)

    write(notebook, f"[@{FIT}]")

    async def has_followed():
        _, listed = await api("kept")
        return listed if listed["files"][0]["entries"] == 1 else None

    await until(has_followed)
    assert WIDE not in bib.read_text("utf-8")
    response, body = await api("kept", method="DELETE", params={"path": sent["path"]})
    assert (response.code, body) == (200, {"files": []})
    assert FIT in bib.read_text("utf-8")


async def test_a_file_elsewhere_is_listed_by_its_full_path(api, tmp_path, notebook) -> None:
    elsewhere = tmp_path / "elsewhere.bib"
    with Library.open() as library:
        library.keep_file(elsewhere, notebook=notebook)
    _, body = await api("kept")
    assert [each["path"] for each in body["files"]] == [os.fspath(elsewhere)]
    assert body["files"][0]["notebook"] == "texts/paper.ipynb"
    _, body = await api("kept", method="DELETE", params={"path": os.fspath(elsewhere)})
    assert body == {"files": []}


@pytest.mark.parametrize(
    "sent, words",
    [
        ({"path": "../out.bib", "notebook": "texts/paper.ipynb"}, "no path"),
        ({"path": "refs.bib", "notebook": "../../paper.ipynb"}, "no path"),
        ({"path": ".hidden.bib"}, "hidden"),
        ({"path": "notes.md"}, "end with .bib"),
        ({"path": "refs.bib", "notebook": "none.ipynb"}, "none.ipynb"),
        ({"path": "refs.bib", "to": "ris"}, "bibtex or biblatex"),
        ({"path": "nowhere/refs.bib"}, "no folder"),
    ],
)
async def test_what_cannot_be_kept_is_refused(api, notebook, jp_root_dir, sent, words) -> None:
    response, body = await api("kept", body=sent)
    assert response.code == 400
    assert words in body["message"]
    assert [path.name for path in jp_root_dir.rglob("*.bib")] == []
    _, body = await api("kept")
    assert body == {"files": []}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")
async def test_a_link_out_of_the_folder_is_refused(api, notebook, jp_root_dir, tmp_path) -> None:
    outside = tmp_path / "outside.bib"
    outside.write_text(FOREIGN, encoding="utf-8")
    (jp_root_dir / "refs.bib").symlink_to(outside)
    response, _ = await api("kept", body={"path": "refs.bib", "notebook": "texts/paper.ipynb"})
    assert response.code == 400
    assert outside.read_text("utf-8") == FOREIGN


async def test_forgetting_what_is_not_kept_is_said(api) -> None:
    response, body = await api("kept", method="DELETE", params={"path": "refs.bib"})
    assert (response.code, body["message"]) == (400, "refs.bib is not kept up to date.")


def _keys(text):
    return [item["id"] for item in json.loads(text)]
