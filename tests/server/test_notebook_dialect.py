"""The dialect of a notebook's project, by HTTP."""

from __future__ import annotations

import pytest
from msgspec import to_builtins

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages.http import DialectParameters
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.notebook_answers import NotebookAnswers

pytestmark = pytest.mark.usefixtures("indexed_home")
NOTHING = {"dialect": None, "tool": "", "where": "", "problems": []}


async def test_of_notebooks_saved_and_not(api, jp_root_dir) -> None:
    (jp_root_dir / "book").mkdir()
    (jp_root_dir / "book" / "myst.yml").write_text("version: 1", "utf-8")
    response, body = await api("notebook/dialect", params={"path": "book/Untitled.ipynb"})
    assert response.code == 200
    assert body == {"dialect": "myst", "tool": "myst", "where": "myst.yml", "problems": []}
    for path in ("Untitled.ipynb", "nowhere/at/all.ipynb", ""):
        assert (await api("notebook/dialect", params={"path": path}))[1] == NOTHING


@pytest.mark.parametrize("path", ["../a.ipynb", "a/../../b.ipynb", ".hidden/a.ipynb"])
async def test_what_is_outside_is_refused(api, path) -> None:
    response, body = await api("notebook/dialect", params={"path": path})
    assert (response.code, body["reason"]) == (400, "InvalidRequest")


def test_nothing_is_said_of_files_that_are_kept_elsewhere(indexed_home) -> None:
    with Library.open(indexed_home) as library:
        asked = DialectParameters(path="a/b.ipynb")
        answer = NotebookAnswers(library).dialect(asked, ContentsPaths(None))
    assert to_builtins(answer) == NOTHING
