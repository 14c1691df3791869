"""Notebooks on their way through nbconvert: what is set, what stays, and what never breaks."""

from __future__ import annotations

import logging
import os
from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from jupyter_paperlookup import Library
from jupyter_paperlookup.nbconvert import CitationsPreprocessor
from jupyter_paperlookup.nbconvert.exporters import HtmlWithCitations

TURING = {
    "type": "book",
    "title": "Computing <b>Machinery</b> & Intelligence",
    "author": [{"family": "Turing", "given": "A. M."}],
    "issued": {"date-parts": [[1950]]},
}
CHURCH = TURING | {"title": "The Calculi", "author": [{"family": "Church"}]}
ITEMS = {"turing1950": TURING, "church1941": CHURCH}


pytestmark = pytest.mark.usefixtures("paperlookup_home")  # there is no library


def notebook(*cells, items=ITEMS, **facts):
    made = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    metadata = {"paperlookup": {"version": 1, "items": items} | facts} if items else {}
    return new_notebook(cells=made, metadata=metadata)


def exported(nb, to, folder, **settings):
    resources = {"output_extension": "", "metadata": {"name": "My paper", "path": str(folder)}}
    return CitationsPreprocessor(enabled=True, to=to, **settings)(deepcopy(nb), resources)


def latex(nb, folder):
    """The Markdown for pandoc, all cells, and what goes along."""
    made, resources = exported(nb, "latex", folder)
    return "\n\n".join(cell.source for cell in made.cells), resources


def html(nb, folder):
    made, _ = exported(nb, "html", folder)
    return BeautifulSoup("\n\n".join(cell.source for cell in made.cells), "html.parser")


@pytest.mark.parametrize(
    "written, natbib",
    [
        ("[@turing1950]", r"\citep{turing1950}"),
        ("@turing1950 [p. 3]", r"\citet[p.~3]{turing1950}"),
        ("[-@turing1950]", r"\citeyearpar{turing1950}"),
        (
            "[see @turing1950, p. 3; @church1941]",
            r"\citetext{\citealp[see][p.~3]{turing1950}; \citealp{church1941}}",
        ),
        ("[see @turing1950; @church1941, p. 3]", r"\citep[see][p.~3]{turing1950,church1941}"),
        (
            "@turing1950 [@church1941]",
            r"\citeauthor{turing1950} \citetext{\citeyear{turing1950}; \citealp{church1941}}",
        ),
        (r"\cite[see][3]{turing1950}", r"\citep[see][p.~3]{turing1950}"),
        (r"\footcite{turing1950}", r"\footnote{\citealp{turing1950}.}"),
        ("{cite:author}`turing1950`", r"\citeauthor{turing1950}"),
        ("{cite:year}`turing1950`", r"\citeyear{turing1950}"),
        (
            "[50% <b> | `x` @turing1950]",
            r"\citep[50\% \textless{}b\textgreater{} \textbar{} `x`][]",
        ),
    ],
)
def test_citations_become_commands_of_natbib(tmp_path, written, natbib):
    source, resources = latex(notebook(f"So {written}"), tmp_path)
    assert natbib in source
    assert "{=latex}" in source
    assert resources["paperlookup"] == {"natbib": "authoryear,round"}
    assert set(resources["outputs"]) == {"./My-paper-references.bib"}


@pytest.mark.parametrize(
    "style, options, bst, written",
    [
        ("apa", "authoryear,round", "plainnat", r"\citep{turing1950}"),
        ("ieee", "numbers,square,sort&compress", "unsrtnat", r"\citep{turing1950}"),
        (
            "chicago-notes-bibliography",
            "authoryear,round",
            "plainnat",
            "So,`\\footnote{\\citealp{turing1950}.}`{=latex} and",
        ),
    ],
)
def test_the_kind_of_the_style_chooses_that_of_natbib(tmp_path, style, options, bst, written):
    source, resources = latex(notebook("So [@turing1950], and", style=style), tmp_path)
    assert written in source
    assert resources["paperlookup"]["natbib"] == options
    assert source.endswith(
        f"```{{=latex}}\n\\bibliographystyle{{{bst}}}\n\\bibliography{{My-paper-references}}\n```"
    )


def test_the_bibliography_stands_where_the_document_has_it(tmp_path):
    block = "# References\n\n```{bibliography}\n```"
    source, _ = latex(notebook("[@turing1950]", block, "The end."), tmp_path)
    assert source.index(r"\bibliography{") < source.index("The end.")
    assert r"\renewcommand{\bibsection}{}" in source
    assert source.count(r"\bibliography{") == 1
    page = html(notebook("[@turing1950]", block, "The end."), tmp_path)
    assert page.get_text().index("Machinery") < page.get_text().index("The end.")
    assert page.find("h2") is None


def test_files_that_latex_names_itself_stay_the_truth(tmp_path):
    (tmp_path / "mine.bib").write_text("@book{turing1950, title={Mine}, year={1950}}\n", "utf-8")
    named = "\\bibliographystyle{abbrv}\n\n\\bibliography{mine}"
    source, resources = latex(notebook(r"\cite{turing1950,church1941}", named), tmp_path)
    assert r"\bibliographystyle{abbrv}" in source
    assert r"\bibliography{mine,My-paper-references}" in source
    # A style of BibTeX that knows nothing of natbib can number only.
    assert resources["paperlookup"]["natbib"].startswith("numbers")
    (content,) = resources["outputs"].values()
    assert b"church1941" in content
    assert b"turing1950" not in content
    assert (tmp_path / "mine.bib").read_text("utf-8").startswith("@book{turing1950, title={Mine}")


def test_a_references_bib_of_somebody_else_is_never_written(tmp_path):
    theirs = tmp_path / "My-paper-references.bib"
    theirs.write_text("@book{a, title={B}}\n", "utf-8")
    _, resources = latex(notebook("[@turing1950]"), tmp_path)
    assert set(resources["outputs"]) == {"./My-paper-references-2.bib"}
    (tmp_path / "My-paper-references.bib").write_bytes(
        resources["outputs"]["./My-paper-references-2.bib"]
    )
    assert set(latex(notebook("[@turing1950]"), tmp_path)[1]["outputs"]) == {f"./{theirs.name}"}


def test_however_many_files_of_somebody_else_there_are_none_is_written(tmp_path):
    for number in ["", *(f"-{each}" for each in range(2, 121))]:
        (tmp_path / f"My-paper-references{number}.bib").write_text("% Mine", "utf-8")
    _, resources = latex(notebook("[@turing1950]"), tmp_path)
    assert set(resources["outputs"]) == {"./My-paper-references-121.bib"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_named_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "My-paper-references.bib")
    _, resources = latex(notebook("[@turing1950]"), tmp_path)
    assert set(resources["outputs"]) == {"./My-paper-references-2.bib"}


def test_references_by_hand_with_endless_blanks_are_read(tmp_path):
    block = "\\begin{thebibliography}{9}\n\\bibitem" + " " * 300_000 + "\n\\end{thebibliography}"
    source, _ = latex(notebook("[@turing1950]", block), tmp_path)
    assert "\\bibitem" in source


def test_unknown_keys_stay_visible_and_are_told(tmp_path, caplog):
    cells = ["A [@nobody1999] b [@turing1950; @nobody1999].", '<cite data-cite="x_y">(X, 1)</cite>']
    with caplog.at_level(logging.WARNING):
        source, _ = latex(notebook(*cells), tmp_path)
    assert r"A `\textbf{nobody1999?}`{=latex} b `\citep{turing1950} \textbf{nobody1999?}`" in source
    assert "(X, 1)" in source
    assert "<cite" not in source
    assert "cell 1, line 1: nothing is known of nobody1999." in caplog.text
    page = html(notebook(*cells), tmp_path)
    assert [each.get_text() for each in page.select("span > strong")] == ["nobody1999?"] * 2
    assert "(X, 1)" in page.get_text()


def test_a_notebook_of_which_nothing_is_known_is_exported(tmp_path):
    source, resources = latex(notebook("A [@nobody] b.", items=None), tmp_path)
    assert r"\textbf{nobody?}" in source
    assert resources["outputs"] == {}
    assert "nobody?" in html(notebook("A [@nobody] b.", items=None), tmp_path).get_text()


def test_what_is_listed_without_being_cited(tmp_path):
    yaml = new_raw_cell("---\ntitle: On Machines\nnocite: |\n  @church1941\n---\n")
    source, resources = latex(notebook(yaml, "[@turing1950]"), tmp_path)
    assert r"\nocite{church1941}" in source
    assert "title:" not in source
    assert b"Church" in next(iter(resources["outputs"].values()))
    made, _ = exported(notebook(yaml, "[@turing1950]"), "html", tmp_path)
    assert made.metadata["title"] == "On Machines"
    assert made.cells[0].source == ""
    every = "---\nnocite: '@*'\n---\n\nNo citation [@turing1950]."
    assert len(html(notebook(every), tmp_path).select(".csl-entry")) == 2
    assert r"\nocite{*}" in latex(notebook(r"\nocite{*} \cite{turing1950}"), tmp_path)[0]


def test_data_come_from_the_library_and_from_the_project(tmp_path):
    with Library.open() as library:
        assert library.get("chen2023fit")
    (tmp_path / "project.bib").write_text("@book{inproject, title={In a Project}}", "utf-8")
    page = html(notebook("[@chen2023fit; @inproject; @turing1950]"), tmp_path)
    entries = " ".join(each.get_text() for each in page.select(".csl-entry"))
    assert "Far-reaching" in entries
    assert "In a Project" in entries
    assert "Machinery" in entries


def test_text_of_records_is_no_markup(tmp_path):
    evil = TURING | {"title": "<script>alert(1)</script> $x$ \\input{/etc/passwd} **b**"}
    nb = notebook("[<img src=x> @turing1950]", items={"turing1950": evil})
    page = html(nb, tmp_path)
    assert page.select("script, img") == []
    assert "<script>alert(1)</script>" in page.select_one(".csl-entry").get_text()
    source, resources = latex(nb, tmp_path)
    (content,) = resources["outputs"].values()
    assert b"\\input{" not in content
    assert "<img" not in source


def test_works_whose_keys_only_differ_in_case_are_one(tmp_path):
    both = {"Turing1950": TURING, "turing1950": TURING}
    source, resources = latex(notebook("[@Turing1950] [@turing1950]", items=both), tmp_path)
    assert source.count(r"\citep{Turing1950}") == 2
    assert next(iter(resources["outputs"].values())).count(b"@book{") == 1


@pytest.mark.parametrize("to", ["latex", "html"])
def test_a_notebook_without_citations_stays_as_it_is(tmp_path, to, paperlookup_home):
    cells = ["# A", "me@example.org `[@a]` $@x$", new_code_cell("'[@a]'"), new_raw_cell("x: [y]")]
    nb = notebook(*cells)
    made, resources = exported(nb, to, tmp_path)
    assert made == nb
    assert set(resources) == {"output_extension", "metadata"}
    assert not paperlookup_home.exists()


@pytest.mark.parametrize("fault", [RuntimeError("two\nlines"), MemoryError()])
def test_a_fault_is_one_line_of_warning(tmp_path, monkeypatch, caplog, fault):
    def fail(*_):
        raise fault

    monkeypatch.setattr(Library, "publish", fail)
    nb = notebook("[@turing1950]")
    with caplog.at_level(logging.WARNING):
        made, _ = exported(nb, "html", tmp_path)
    assert made.cells[0].source == "[@turing1950]"
    (record,) = caplog.records
    assert "\n" not in record.getMessage()
    assert "citations stay as they are" in record.getMessage()


def test_an_unknown_style_is_told_and_replaced(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        page = html(notebook("[@turing1950]", style="no-such-style"), tmp_path)
    assert "(Turing, 1950)" in page.get_text()
    assert "no-such-style" in caplog.text


def test_exporters_work_on_a_notebook_without_a_file():
    shown, _ = HtmlWithCitations().from_notebook_node(notebook("So [@turing1950]."))
    assert "Machinery" in BeautifulSoup(shown, "html.parser").select_one(".csl-entry").get_text()
    assert 'href="#ref-turing1950"' in shown
