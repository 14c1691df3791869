"""nbconvert to LaTeX, and on to PDF by TeX and BibTeX."""

from __future__ import annotations

import re
import subprocess
import sys

import pypdf
import pytest
from paper import FAMILIES, TITLES, write_paper

from jupyter_paperlookup.citing import DIALECTS
from jupyter_paperlookup.nbconvert.exporters import LATEX_TEMPLATE, TEMPLATES, LatexWithCitations

STYLES = {
    "apa": ["(Turing, 1936)", "(Turing, 1936; Church, 1936)", "Hopper (1952)", "p. 12)"],
    "ieee": ["[1]", "[1, 2]", "Hopper [4]", "[3, p. 12]"],
    "chicago-notes-bibliography": ["Turing, 1936.", "Turing, 1936; Church, 1936."],
}


@pytest.fixture(scope="session")
def compiled(tex, tmp_path_factory):
    """The text of the PDF that LaTeX and BibTeX make of files; the same files only once."""
    done = {}

    def run(latex, files):
        key = (latex, *sorted(files.items()))
        if key not in done:
            folder = tmp_path_factory.mktemp("tex")
            (folder / "paper.tex").write_text(latex, "utf-8")
            for name, content in files.items():
                (folder / name).write_bytes(content)
            quietly = ("-interaction=nonstopmode", "-halt-on-error", "paper.tex")
            tex("pdflatex", folder, *quietly)
            bibtex = tex("bibtex", folder, "paper")
            assert "error message" not in bibtex, bibtex
            assert "Warning" not in bibtex.replace("Warning--empty", ""), bibtex
            tex("pdflatex", folder, *quietly)
            tex("pdflatex", folder, *quietly)
            log = (folder / "paper.log").read_text("utf-8", "replace")
            assert "undefined" not in log, log[-3000:]
            assert "natbib Warning" not in log
            done[key] = text_of(folder / "paper.pdf")
        return done[key]

    return run


def text_of(pdf):
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    return " ".join(re.sub(r"-\n", "", text).split())


def in_latex(path):
    latex, resources = LatexWithCitations().from_filename(str(path))
    return latex, resources["outputs"]


@pytest.mark.parametrize(
    "dialect, style",
    [*((dialect, "apa") for dialect in DIALECTS), *(("pandoc", style) for style in STYLES)],
)
def test_every_citation_and_reference_is_in_the_pdf(compiled, tmp_path, dialect, style):
    text = compiled(*in_latex(write_paper(tmp_path, dialect, style=style)))
    # TeX may part words; a title's first words are enough to find it.
    assert [title for title in TITLES if " ".join(title.split()[:3]) not in text] == []
    assert [name for name in FAMILIES if name not in text] == []
    assert [words for words in STYLES[style] if words not in text] == []
    assert "?" not in text
    assert "[@nobody]" in text


def test_pdf_by_the_command(tex, tmp_path):
    path = write_paper(tmp_path, "html", name="my paper")
    command = [sys.executable, "-m", "nbconvert", "--PDFExporter.latex_count=2"]
    exporter = "jupyter_paperlookup.nbconvert.exporters.PdfWithCitations"
    done = subprocess.run(
        [*command, "--to", exporter, str(path)], capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    text = text_of(tmp_path / "my paper.pdf")
    assert "(Turing, 1936; Church, 1936)" in text
    assert "Über formal unentscheidbare" in text
    # All else was made in a folder of its own.
    assert sorted(each.name for each in tmp_path.iterdir()) == ["my paper.ipynb", "my paper.pdf"]


def test_latex_by_the_template_that_is_installed(tmp_path, monkeypatch):
    data = tmp_path / "data" / "nbconvert"
    data.mkdir(parents=True)
    (data / "templates").symlink_to(TEMPLATES)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
    path = write_paper(tmp_path, "pandoc")
    command = [sys.executable, "-m", "nbconvert", "--to", "latex", "--template", LATEX_TEMPLATE]
    # By its bare name, as most people type it.
    subprocess.run(
        [*command, path.name], cwd=tmp_path, capture_output=True, check=True, timeout=300
    )
    latex = (tmp_path / "paper.tex").read_text("utf-8")
    assert r"\citep{turing1936,church1936}" in latex
    assert r"\bibliography{paper-references}" in latex
    assert "@article{turing1936," in (tmp_path / "paper-references.bib").read_text("utf-8")
