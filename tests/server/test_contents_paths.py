"""Paths of the file browser: inside the root, and nowhere else."""

from __future__ import annotations

import os

import pytest

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.server.contents_paths import ContentsPaths


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "work"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "refs.bib").write_text("")
    (tmp_path / "secret.bib").write_text("")
    return folder


@pytest.mark.parametrize("path", ["papers/refs.bib", "/papers/refs.bib", "papers//refs.bib"])
def test_a_path_of_the_file_browser_is_a_file_below_the_root(root, path):
    assert ContentsPaths(root).file(path) == (root / "papers" / "refs.bib").resolve()


def test_a_file_need_not_exist(root):
    assert ContentsPaths(root).file("new.bib") == root.resolve() / "new.bib"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.bib",
        "papers/../../secret.bib",
        "",
        "/",
        "..",
        "a\0b",
        "papers\\..\\..\\x",
        "./..",
    ],
)
def test_what_is_no_path_below_the_root_is_refused(root, path):
    with pytest.raises(InvalidRequest, match="no path"):
        ContentsPaths(root).file(path)


def test_hidden_files_are_refused_unless_the_server_shows_them(root):
    with pytest.raises(InvalidRequest, match="hidden"):
        ContentsPaths(root).file(".ssh/config")
    assert ContentsPaths(root, allow_hidden=True).file(".ssh/config").name == "config"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_may_lead_about_inside_the_root_but_not_out_of_it(root):
    (root / "inside.bib").symlink_to(root / "papers" / "refs.bib")
    (root / "outside.bib").symlink_to(root.parent / "secret.bib")
    (root / "out").symlink_to(root.parent)
    paths = ContentsPaths(root)
    assert paths.file("inside.bib") == (root / "papers" / "refs.bib").resolve()
    for path in ("outside.bib", "out/secret.bib"):
        with pytest.raises(InvalidRequest, match="leads out"):
            paths.file(path)


def test_a_file_is_shown_as_the_file_browser_names_it(root):
    paths = ContentsPaths(root)
    assert paths.shown(root / "papers" / "refs.bib") == "papers/refs.bib"
    assert paths.shown(root.parent / "secret.bib") == str(root.parent / "secret.bib")


def test_files_that_are_not_on_this_machine_cannot_be_named():
    with pytest.raises(InvalidRequest, match="kept elsewhere"):
        ContentsPaths(None).file("refs.bib")
    assert ContentsPaths(None).shown("refs.bib") == "refs.bib"


def test_only_a_file_below_the_root_is_in_the_file_browser(root, tmp_path):
    paths = ContentsPaths(root)
    assert paths.in_browser(os.fspath(root / "papers" / "refs.bib")) == "papers/refs.bib"
    assert paths.in_browser(os.fspath(tmp_path / "secret.bib")) == ""
    assert paths.in_browser("") == ""
    assert ContentsPaths(None).in_browser(os.fspath(root / "papers" / "refs.bib")) == ""
