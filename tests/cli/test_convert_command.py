from __future__ import annotations

import json

import nbformat
import pytest

SOURCE = """As [see @chen2023fit, p. 3; @brown2022wide] and @chen2023fit say.

::: {#refs}
:::
"""


@pytest.fixture
def paper(tmp_path):
    v4 = nbformat.v4
    cells = [v4.new_markdown_cell(SOURCE, id="a"), v4.new_code_cell("x = '[@chen2023fit]'", id="b")]
    path = tmp_path / "paper.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    return path


def source(path):
    return "".join(json.loads(path.read_text("utf-8"))["cells"][0]["source"])


def test_to_html_and_back(run, paper):
    ran = run("convert", paper, "--to", "html")
    assert (ran.code, ran.out) == (0, "2 citations converted, 0 kept as they are\n")
    text = source(paper)
    assert ">(see Chen & Li, 2023, p. 3; Brown et al., 2022)</cite>" in text
    assert (
        '<cite data-cite="chen2023fit" data-author-in-text="true">Chen & Li (2023)</cite>' in text
    )
    assert "Chen, T., & Li, L. (2023)" in text
    facts = json.loads(paper.read_text("utf-8"))["metadata"]["paperlookup"]
    assert (facts["version"], facts["dialect"], facts["style"]) == (1, "html", "apa")
    assert sorted(facts["items"]) == ["brown2022wide", "chen2023fit"]
    assert run("convert", paper, "--to", "pandoc").code == 0
    assert source(paper) == SOURCE
    nbformat.validate(nbformat.read(paper, 4))


def test_the_project_says_the_dialect(run, paper, tmp_path):
    ran = run("convert", paper)
    assert ran.code == 2
    assert "No project says which dialect: name it with --to." in ran.err
    (tmp_path / "myst.yml").write_text("version: 1\n", "utf-8")
    ran = run("convert", paper)
    assert ran.out == "myst.yml says myst\n2 citations converted, 0 kept as they are\n"
    assert "{cite:t}`chen2023fit`" in source(paper)


def test_the_whole_notebook_is_formatted_together(run, paper):
    run("convert", paper, "--to", "text", "--style", "ieee")
    assert source(paper).startswith("As see \\[1, p. 3\\], \\[2\\] and \\[1\\] say.")


def test_a_dry_run_and_another_file_leave_the_notebook_alone(run, paper, tmp_path):
    before = paper.read_bytes()
    ran = run("convert", paper, "--to", "latex", "--dry-run")
    assert "2 citations would be converted" in ran.out
    output = tmp_path / "other.ipynb"
    assert run("convert", paper, "--to", "latex", "-o", output).code == 0
    assert paper.read_bytes() == before
    assert "\\cites[see][p. 3]{chen2023fit}{brown2022wide} and \\citet{chen2023fit}" in source(
        output
    )


def test_what_stays_is_listed_and_makes_the_code(run, tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("[@chen2023fit]\n\n[@nobody1900] and \\footcite{chen2023fit}\n", "utf-8")
    ran = run("convert", path, "--to", "html", "--json")
    assert ran.code == 1
    assert [line.split(": ")[0] for line in ran.err.splitlines()] == ["paper.md:cell 1:3"] * 2
    assert "nobody1900" in ran.err
    assert (ran.json["converted"], ran.json["kept"], ran.json["changed"]) == (1, 2, True)
    assert [problem["line"] for problem in ran.json["problems"]] == [3, 3]
    assert path.read_text("utf-8").endswith("[@nobody1900] and \\footcite{chen2023fit}\n")


def test_data_of_the_notebook_come_first_and_the_project_s_are_read(run, tmp_path):
    (tmp_path / "refs.bib").write_text(
        "@book{turing1936, title={T}, author={Turing, Alan}}", "utf-8"
    )
    path = tmp_path / "paper.ipynb"
    item = {"id": "x", "type": "book", "title": "Own", "author": [{"family": "Hopper"}]}
    cells = [nbformat.v4.new_markdown_cell("[@turing1936; @chen2023fit]")]
    metadata = {"paperlookup": {"version": 1, "items": {"chen2023fit": item}, "style": "mla"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    assert run("convert", path, "--to", "html").code == 0
    assert ">(Turing; Hopper)</cite>" in source(path)


@pytest.mark.parametrize("arguments, code", [(["--to", "word"], 2), ([], 2), (["--style"], 2)])
def test_wrong_usage(run, paper, arguments, code):
    assert run("convert", paper, *arguments).code == code


def test_errors_are_one_line(run, paper, tmp_path):
    missing = run("convert", tmp_path / "nowhere.ipynb", "--to", "html")
    assert (missing.code, missing.err.count("\n")) == (1, 1)
    assert run("convert", paper, "--to", "html", "--style", "no-such-style").code == 2


def test_a_bibliography_of_the_project_is_read(run, tmp_path):
    (tmp_path / "_quarto.yml").write_text("bibliography: data/works.bib\n", "utf-8")
    (tmp_path / "data").mkdir()
    entry = "@book{turing1936, title={T}, author={Turing, Alan}, year={1936}}"
    (tmp_path / "data" / "works.bib").write_text(entry, "utf-8")
    (tmp_path / "chapters").mkdir()
    path = tmp_path / "chapters" / "one.md"
    path.write_text("[@turing1936]", "utf-8")
    assert run("convert", path, "--to", "html").code == 0
    assert path.read_text("utf-8") == '<cite data-cite="turing1936">(Turing, 1936)</cite>'


def test_other_tools_citations_are_taken_over(run, tmp_path):
    item = {"type": "book", "title": "The Book", "author": [{"family": "Turing"}]}
    stored = {"cite2c": {"citations": {"1/HEZNECAM": item}}}
    text = 'So <cite data-cite="1/HEZNECAM"></cite>, [(x)](https://doi.org/10.1000/1).'
    path = tmp_path / "paper.ipynb"
    cells = [nbformat.v4.new_markdown_cell(text)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=stored), path)
    ran = run("convert", path, "--migrate", "--to", "pandoc")
    assert ran.code == 1
    assert ran.out == "1 citation taken over\n1 citation converted, 0 kept as they are\n"
    assert "10.1000/1: add it" in ran.err
    assert source(path) == "So [@turingbook], [(x)](https://doi.org/10.1000/1)."
    assert run("convert", path, "--migrate").code == 1
    assert 'data-cite="turingbook">(Turing, n.d.)</cite>' in source(path)


def test_words_of_a_person_are_listed_before_they_are_given_up(run, tmp_path):
    path = tmp_path / "a.ipynb"
    cell = nbformat.v4.new_markdown_cell('<cite data-cite="chen2023fit">the first of them</cite>')
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    before = path.read_bytes()
    ran = run("convert", path, "--to", "pandoc", "--dry-run")
    assert "a.ipynb:cell 1:1: Its own words (the first of them) are given up" in ran.err
    assert ran.out == "1 citation would be converted, 0 kept as they are\n"
    assert path.read_bytes() == before
    assert "Its own words" in run("convert", path, "--to", "pandoc").err
    assert nbformat.read(path, 4).cells[0].source == "[@chen2023fit]"
