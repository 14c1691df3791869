"""Notebooks and documents of strangers: their citations, their metadata, their files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from jupyter_paperlookup.citing import DIALECTS, NotedCitation, citations_in, write_citation
from jupyter_paperlookup.citing.bibliography import bibliographies_in
from jupyter_paperlookup.citing.cited import cited_keys
from jupyter_paperlookup.citing.conversion import citations_of, convert
from jupyter_paperlookup.citing.dialects import write_exactly
from jupyter_paperlookup.citing.document import written_document
from jupyter_paperlookup.citing.document_file import read_editable
from jupyter_paperlookup.citing.editable import OpenCell, open_notebook
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.citing.migration import migrate
from jupyter_paperlookup.citing.script import Script
from jupyter_paperlookup.citing.uncited import keys_in_commands, keys_in_directive, keys_in_yaml
from jupyter_paperlookup.errors import UnreadableSource

from .format_targets import NOTEBOOK
from .target import Target, text_target

CITATIONS = {
    "pandoc": ("See [see @turing1936, pp. 33-35; also -@b, {chap. 1}] and @c [p. 3].", "^[@a] `@b` \\@c [@{d e}]"),
    "myst": ("{cite:p}`{see}a{p. 12};b` {cite:t}`c` {cite}`d`", "```{bibliography}\n:filter: cited\n```\n"),
    "latex": ("\\cite[see][p. 12]{a} \\citep*{b,c} \\textcite{d} \\nocite{*}", "\\bibliography{a} % \\cite{b}\n$\\cite{c}$"),
    "html": ("<cite data-cite='a,b' data-locator=\"12\" data-label=page data-prefix=see>(x)</cite>", "<!-- paperlookup:bibliography -->\nx\n<!-- /paperlookup:bibliography -->"),
    "text": ('(Turing, 1936)<!-- paperlookup:cite {"words": "(Turing, 1936)", "cites": [{"key": "a"}]} -->', "(Turing, 1936)"),
}  # fmt: skip
_WORDS = {
    "pandoc": ("[@", "-@", "@{", "; ", "]", "p. ", "\\", "`", "```\n"),
    "myst": ("{cite}`", "{cite:p}`", "{", "}", ";", "`", "```{bibliography}\n", ":::"),
    "latex": (
        "\\cite",
        "\\citep*[",
        "]{",
        "}",
        "%",
        "\\verb|",
        "$",
        "\\begin{verbatim}",
        "\\iffalse",
    ),
    "html": ("<cite ", 'data-cite="', "</cite>", "<!--", "-->", "&quot;", "<code>", "</code>"),
    "text": ("<!-- paperlookup", "-->", '"cites"', '"words"', "(Turing, 1936)", "\\u"),
}
METADATA = b"""[["See [@a; @b] <cite data-cite='1/2'></cite> [(T, 1936)](https://doi.org/10.1/x)", {}],
["", {"paperlookup": {"citations": []}}], {"paperlookup": {"version": 1, "dialect": "pandoc",
"style": "apa", "items": {"a": {"id": "a", "title": "T"}}, "uncited": ["b"]}, "cite2c": {"citations":
{"1/2": {"title": "U", "issued": {"year": "1974"}}}}, "citation-manager": {"items": {"z": {"q": {}}}}}]"""
SCRIPT = "# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: percent\n# ---\n\n# %% [markdown]\n# See [@a].\n\n# %%\n1 + 1\n"
FILE = NOTEBOOK.replace(
    '"cells": []', '"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["See [@a]"]}]'
)


def _citations(text: str) -> None:
    noted = [NotedCitation(each.words, each.cites) for each in citations_in("(Turing, 1936)")]
    end = 0
    for found in citations_in(text, noted):
        assert end <= found.start < found.end <= len(text)
        assert found.cites
        end = found.end
        for dialect in DIALECTS:
            write_citation(found.cites, "(Turing, 1936)", dialect)
            (again,) = citations_in(f"So {write_exactly(found.cites, 'x', dialect)}(and so).")
            assert again.cites == found.cites, (dialect, found.cites)
    cited_keys([text])
    for block in bibliographies_in(text):
        assert 0 <= block.start < block.end <= len(text)
    keys_in_yaml(text)
    keys_in_commands(text)
    keys_in_directive(text)


def _metadata(data: bytes) -> None:
    """Cells with their metadata, and those of the notebook behind them."""
    try:
        given = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if not isinstance(given, list) or not given or not isinstance(given[-1], dict):
        return
    cells = [
        OpenCell(str(number), "markdown", each[0], each[1])
        for number, each in enumerate(given[:-1])
        if isinstance(each, list) and len(each) == 2
        and isinstance(each[0], str) and isinstance(each[1], dict)
    ]  # fmt: skip
    document = open_notebook(cells, given[-1])
    assert isinstance(document.facts, dict)
    assert all(isinstance(item, dict) for item in document.items.values())
    works_listed_in(document)
    found = citations_of(document)
    for dialect in DIALECTS:
        convert(document, dialect, ["(x)"] * len(found), "- x")
    migrate(document, lambda doi: {"id": "turing1936", "DOI": doi})


def _script(text: str) -> None:
    try:
        script = Script("a.py", text)
    except UnreadableSource:
        return
    assert script.changed({}) == text


def _file(ending: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        for read in (written_document, read_editable):
            try:
                citations_of(read(path))
            except UnreadableSource as error:
                assert "\n" not in error.reason


NOTEBOOK_TARGETS = (
    *(
        text_target(f"citations-{name}", _citations, seeds, _WORDS[name])
        for name, seeds in CITATIONS.items()
    ),
    Target(
        "notebook-metadata",
        _metadata,
        (METADATA,),
        ('"items"', '"paperlookup"', '"cites"', "null", "[["),
    ),
    text_target(
        "script",
        _script,
        (SCRIPT,),
        ("# %%", "# +", "# -", "[markdown]", '"""', "'''", "format_name: light"),
    ),
    Target(
        "notebook-file",
        lambda data: _file(".ipynb", data),
        (FILE.encode(),),
        ('"cells"', '"source"', '"worksheets"'),
    ),
    Target(
        "markdown-file",
        lambda data: _file(".md", data),
        (b"---\ncsl: x\n---\nSee [@a].\n",),
        ("---\n", "references:", "@a"),
    ),
)
