"""Scripts of Jupytext: their Markdown cells are read and changed, and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import citations

from jupyter_paperlookup.citing import DIALECTS, cited_keys, write_citation, written_cells
from jupyter_paperlookup.citing.citation import canonical_cites
from jupyter_paperlookup.citing.conversion import citations_of, convert
from jupyter_paperlookup.citing.document_file import DocumentFile
from jupyter_paperlookup.errors import UnreadableSource

PERCENT = '''#!/usr/bin/env python
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # On computing
#
# See [see @a, p. 12; -@b] and
# @a [chap. 3].

# %% A title [md] tags=["x"]
"""
Text [@c]
  with lines
"""

# %%
x = "[@no]"  # [@no]
# [@no]

# %% [raw]
#\\cite{d}

# %%% [markdown]
r\'\'\'One line [@e].\'\'\'

# %% [markdown]
# {BIB}
'''
LIGHT = '''# ---
# jupyter:
#   jupytext:
#     text_representation:
#       format_name: light
# ---

# See [see @a, p. 12; -@b] and
#
# @a [chap. 3].

# [@no] is a comment of code
x = """

# [@no] in a string

"""

def f():

    # [@no]

    return 1

# %matplotlib inline [@no]

# + [markdown]
"""
Text [@c]
"""
# -

# + tags=["x"]
# [@no]

# [@no]
# -

# [@d] and @e

# {BIB}
'''
REFS = {"PERCENT": "::: {#refs}\n# :::", "LIGHT": "::: {#refs}\n# :::"}
SCRIPTS = {"PERCENT": PERCENT, "LIGHT": LIGHT}
BARE = "# %% [markdown]\n# One [@a].\n\n# Two\n\n# %%\nx = 1\n"


def script(name="PERCENT"):
    return SCRIPTS[name].replace("{BIB}", REFS[name])


def converted(text, to, name="a.py"):
    document = DocumentFile(name, text.encode())
    words = [f"(work {number})" for number, _ in enumerate(citations_of(document))]
    conversion = convert(document, to, words, "One.\n\nTwo.")
    return document.changed(conversion.cells, conversion.metadata).decode(), conversion


def works(text, name="a.py"):
    return [placed.found.cites for placed in citations_of(DocumentFile(name, text.encode()))]


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("ending", ["py", "R", "jl"])
def test_only_markdown_cells_are_read(tmp_path, name, ending):
    path = tmp_path / f"a.{ending}"
    path.write_text(script(name), "utf-8-sig")
    assert cited_keys(written_cells(path)) == ["a", "b", "c", "d", "e"]


def test_cells_have_their_kind_and_their_lines():
    document = DocumentFile("a.py", script().encode())
    lines = script().splitlines()
    assert [cell.kind for cell in document.cells] == ["markdown"] * 2 + ["raw"] + ["markdown"] * 2
    assert document.cells[0].source.startswith("# On computing\n\nSee [see @a")
    for placed in citations_of(document):
        key = placed.found.cites[0].key
        assert key in lines[document.file_line(placed.cell, placed.line) - 1]


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("to", DIALECTS)
def test_there_and_back(name, end, to):
    text = script(name).replace("\n", end)
    there, conversion = converted(text, to)
    assert conversion.problems == () or all("raw" in each.reason for each in conversion.problems)
    assert works(there) == works(text)
    back, _ = converted(there, "pandoc")
    assert works(back) == works(text)
    if end == "\n":
        assert converted(back, to)[0] == there
        assert back == text
    code = [line for line in text.splitlines() if "@no" in line]
    assert [line for line in there.splitlines() if "@no" in line] == code


def test_lines_that_are_written_are_comments():
    there, _ = converted(script(), "html")
    assert "# <!-- paperlookup:bibliography -->\n#\n# One.\n#\n# Two.\n#\n# <!-- /" in there
    compile(there, "a.py", "exec")


def test_paragraphs_between_empty_lines_are_one_cell():
    (cell,) = DocumentFile("a.py", BARE.encode()).cells
    assert cell.source == "One [@a].\n\nTwo\n"
    there, _ = converted(BARE, "myst")
    assert there == BARE.replace("[@a]", "{cite:p}`a`")


@given(st.lists(citations, min_size=1, max_size=4), st.sampled_from(DIALECTS))
def test_every_citation_survives_in_every_dialect(groups, to):
    written = [write_citation(group, "words", "pandoc") for group in groups]
    cells = "".join(f"# %% [markdown]\n# A {each} b\n\n# %%\nx = 1\n\n" for each in written)
    if works(cells) != [canonical_cites(group) for group in groups]:
        return  # a citation that cannot stand beside these words
    there, conversion = converted(cells, to)
    if not conversion.problems:
        assert works(there) == works(cells)
        assert converted(there, "pandoc")[0] == cells


@given(st.text("#%+- \n\"'[]mdarkown@ax`", max_size=200))
def test_any_script_is_read_and_what_does_not_change_stays(text):
    try:
        document = DocumentFile("a.py", ("# %%\n" + text).encode())
    except UnreadableSource:
        return
    conversion = convert(document, "myst", ["w" for _ in citations_of(document)])
    try:
        content = document.changed(conversion.cells, conversion.metadata)
    except UnreadableSource:
        return
    assert DocumentFile("a.py", content).changed({}) == content
    if not conversion.cells:
        assert content == document.content


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "no cells of Jupytext"),
        ("# [@a]\n\nx = 1\n", "no cells of Jupytext"),
        ("x = '# %%'\n", "no cells of Jupytext"),
        ("# ---\n# title: x\n# ---\n", "no cells of Jupytext"),
        (LIGHT.replace("light", "sphinx"), "format sphinx"),
    ],
)
def test_other_scripts_are_refused_in_one_sentence(tmp_path, text, words):
    path = tmp_path / "a.py"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableSource, match=words):
        written_cells(path)


def test_what_would_end_a_cell_is_not_written():
    text = '# %% [markdown]\n"""\n[@a]\n"""\n'
    document = DocumentFile("a.py", text.encode())
    conversion = convert(document, "html", ['x """ y'])
    with pytest.raises(UnreadableSource, match="cannot hold"):
        document.changed(conversion.cells, conversion.metadata)
