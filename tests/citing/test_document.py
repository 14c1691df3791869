"""Cells of files that anybody may have written."""

from __future__ import annotations

import json

import nbformat
import pytest

from jupyter_paperlookup.citing import cited_keys, written_cells
from jupyter_paperlookup.citing.document import LARGEST_DOCUMENT
from jupyter_paperlookup.errors import UnreadableSource


def test_markdown_and_raw_cells_of_a_notebook_are_read(tmp_path):
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("[@a]"),
        v4.new_code_cell("@no", outputs=[v4.new_output("stream", text="@no")]),
        v4.new_raw_cell("\\cite{b}"),
    ]
    path = tmp_path / "paper.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    assert written_cells(path) == ["[@a]", "\\cite{b}"]


def test_lists_of_lines_worksheets_and_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "old.ipynb"
    sheet = {"cells": [{"cell_type": "heading", "level": 1, "source": ["On\n", "@a"]}]}
    text = json.dumps({"nbformat": 3, "worksheets": [sheet], "metadata": {"cells": 1}})
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert written_cells(path) == ["On\n@a"]


@pytest.mark.parametrize("name", ["paper.md", "paper.QMD", "paper.Rmd"])
def test_a_document_is_one_cell(tmp_path, name):
    path = tmp_path / name
    path.write_text("---\ntitle: A\n---\n\n[@a]\n\n```{python}\n@no\n```\n", "utf-8-sig")
    assert cited_keys(written_cells(path)) == ["a"]


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("paper.ipynb", b"", "no notebook"),
        ("paper.ipynb", b"[]", "no notebook"),
        ("paper.ipynb", b"{}", "no notebook"),
        ("paper.ipynb", b'{"nbformat": 4, "cells": [{"source": 1}]}', "no notebook"),
        ("paper.ipynb", b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "no notebook"),
        ("paper.ipynb", b"\xff\xfe\x00", "no notebook"),
        ("paper.md", b"\xff\xfe\x00", "not UTF-8"),
        ("paper.docx", b"PK", "neither a notebook"),
    ],
)
def test_what_is_no_document_is_one_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match=words):
        written_cells(path)


def test_missing_folders_and_huge_files_are_refused(tmp_path):
    with pytest.raises(UnreadableSource, match="cannot be read"):
        written_cells(tmp_path / "nowhere.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    with pytest.raises(UnreadableSource, match="read"):
        written_cells(tmp_path / "folder.ipynb")
    huge = tmp_path / "huge.ipynb"
    with huge.open("wb") as file:
        file.truncate(LARGEST_DOCUMENT + 1)
    with pytest.raises(UnreadableSource, match="larger than 256 MB"):
        written_cells(huge)
