"""The whole hostile corpus through XeLaTeX: a PDF comes of it, and nothing else."""

from __future__ import annotations

import json
from itertools import cycle

import nbformat
import pypdf
import pytest
from hostile.corpus import VALUES, WORD, item
from traitlets.config import Config

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.nbconvert.exporters import LatexWithCitations
from jupyter_paperlookup.records import Cite

LONG_ADDRESS = f"https://example.org/{'a' * 900}"
SIGNED_BY = 3_000
BEFORE_AND_BEHIND = [
    (VALUES["input"], VALUES["write18"]),
    (VALUES["image"], VALUES["markdown-link"]),
    (VALUES["braces-open"], VALUES["document"]),
    (VALUES["openout"], VALUES["percent"]),
]
ENDINGS = {".aux", ".bbl", ".bib", ".blg", ".log", ".out", ".pdf", ".tex"}


@pytest.fixture
def library(tmp_path):
    """Every value as a work, and one that thousands signed."""
    works = {name: item(name, value) | {"URL": LONG_ADDRESS} for name, value in VALUES.items()}
    works["detector"] = {
        "type": "article-journal",
        "title": f"{WORD} detector",
        "author": [{"family": f"Ünal{n}", "given": f"{{{n}"} for n in range(SIGNED_BY)],
        "issued": {"date-parts": [[2012]]},
    }
    folder = tmp_path / "library"
    folder.mkdir()
    with Library(folder) as library:
        items = [work | {"id": name} for name, work in works.items()]
        library.import_text(json.dumps(items), "hostile.json", format="csl-json")
        yield library


def test_a_pdf_comes_of_it(tex, tmp_path, library):
    keys = [record.key for record in library.records()]
    assert len(keys) > len(VALUES) - 8  # what says nothing is told, what says the same is one
    cells = []
    for key, (prefix, suffix) in zip(keys, cycle(BEFORE_AND_BEHIND), strict=False):
        cites = [Cite(key, prefix=prefix, suffix=suffix)]
        citation = library.insertion("citation", cites, dialect="pandoc").text
        cells.append(nbformat.v4.new_markdown_cell(f"As shown {citation} and so on."))
    cells.append(nbformat.v4.new_markdown_cell("::: {#refs}\n:::"))
    config = Config({"CitationsPreprocessor": {"library": str(library.folder)}})
    notebook = nbformat.v4.new_notebook(cells=cells)
    latex, resources = LatexWithCitations(config=config).from_notebook_node(notebook)
    folder = tmp_path / "tex"
    folder.mkdir()
    (folder / "paper.tex").write_text(latex, "utf-8")
    for name, content in resources["outputs"].items():
        (folder / name).write_bytes(content)

    quietly = ("-interaction=nonstopmode", "-halt-on-error", "paper.tex")
    tex("xelatex", folder, *quietly)
    said = tex("bibtex", folder, "paper")
    assert "exceeded" not in said
    assert "error message" not in said
    for _ in range(2):
        said = tex("xelatex", folder, *quietly)
        assert "Output written on paper.pdf" in said, said[-3000:]
    assert {each.suffix for each in folder.iterdir()} <= ENDINGS
    assert {each.stem for each in folder.iterdir()} == {"paper", "Notebook-references"}

    pages = pypdf.PdfReader(folder / "paper.pdf").pages
    text = " ".join(page.extract_text() for page in pages)
    assert text.count(WORD) >= len(keys)
    assert "root:" not in text
    assert "Ünal0" in text
    assert "et al." in text
    actions = [
        note.get_object().get("/A", {}) for page in pages for note in page.get("/Annots", [])
    ]
    addresses = {action["/URI"] for action in actions if "/URI" in action}
    assert LONG_ADDRESS in addresses
    assert [each for each in addresses if not each.startswith("https://")] == []
    assert {action["/S"] for action in actions if "/S" in action} <= {"/URI", "/GoTo"}
