from __future__ import annotations

import re

import nbformat
import pytest

from jupyter_paperlookup.messages.display import MIME_TYPE

MAGICS = ("paper", "cite", "bibtex", "bibliography")


def _bundle(result):
    return result._repr_mimebundle_()


def _run_failing(shell, capsys, source):
    """Run a cell that must fail, and return the one line that it prints."""
    capsys.readouterr()
    result = shell.run_cell(source)
    captured = capsys.readouterr()
    assert result.error_in_exec is not None
    assert "Traceback" not in captured.out + captured.err
    lines = (captured.out + captured.err).strip().splitlines()
    assert len(lines) == 1
    return lines[0]


def test_paper_finds_by_words(shell):
    found = shell.run_line_magic("paper", "far-reaching transformers --limit 3")
    assert next(iter(found.page)).record.key == "chen2023fit"
    assert len(found.page) == 3
    bundle = _bundle(found)
    assert set(bundle) == {"text/plain", "text/html", MIME_TYPE}
    assert "FIT: Far-reaching Interleaved Transformers" in bundle["text/plain"]
    assert "chen2023fit" in bundle["text/plain"]
    assert "<mark>Far-reaching</mark>" in bundle["text/html"]


def test_paper_asks_what_was_meant(shell):
    bundle = _bundle(shell.run_line_magic("paper", "interleved transformers"))
    assert bundle["text/plain"].startswith("Did you mean: interleaved transformers\n")
    assert "<p>Did you mean: interleaved transformers</p>" in bundle["text/html"]
    assert bundle[MIME_TYPE]["didYouMean"] == "interleaved transformers"


def test_paper_carries_its_data_for_a_reload(shell):
    data = _bundle(shell.run_line_magic("paper", "author:chen year:2023 --limit 2"))[MIME_TYPE]
    assert data["version"] == 1
    assert data["query"] == "author:chen year:2023"
    assert data["total"] >= len(data["hits"]) == 2
    for hit in data["hits"]:
        assert data["items"][hit["key"]]["title"] == hit["title"]


def test_paper_without_words_shows_the_newest(shell):
    bundle = _bundle(shell.run_line_magic("paper", ""))
    assert bundle["text/plain"].startswith("10 of 316 papers, newest first")


@pytest.mark.parametrize(
    "line,expected",
    [
        ("Let's Make Block Coordinate Descent Converge Faster", "2017lets"),
        ("--limit 1 far-reaching -vision", "chen2023fit"),
        ("--limit=1 far-reaching", "chen2023fit"),
        ('"far-reaching interleaved"', "chen2023fit"),
        ("title:far-reaching year:2020..2023", "chen2023fit"),
    ],
)
def test_paper_reads_queries_as_people_write_them(shell, line, expected):
    assert next(iter(shell.run_line_magic("paper", line).page)).record.key == expected


def test_nothing_found_says_what_was_understood(shell):
    text = _bundle(shell.run_line_magic("paper", "author:turing year:1950"))["text/plain"]
    assert text.startswith("Nothing found for author:turing year:1950")


def test_cite_formats_in_a_style(shell):
    bundle = _bundle(shell.run_line_magic("cite", "chen2023fit --style ieee"))
    assert set(bundle) == {"text/plain", "text/html", "text/markdown", MIME_TYPE}
    assert bundle["text/plain"].startswith("[1] T. Chen and L. Li")
    assert "<em>arXiv</em>" in bundle["text/html"]
    assert "*arXiv*" in bundle["text/markdown"]
    assert [hit["key"] for hit in bundle[MIME_TYPE]["hits"]] == ["chen2023fit"]


def test_cite_follows_a_locale(shell):
    english = shell.run_line_magic("cite", "chen2023fit --style chicago")
    german = shell.run_line_magic("cite", "chen2023fit --style chicago --locale de-DE")
    assert " and " in repr(english)
    assert " und " in repr(german)


@pytest.mark.parametrize("line", ["[@chen2023fit; @brown2022wide]", "chen2023fit, brown2022wide"])
def test_keys_are_read_as_people_write_them(shell, line):
    references = shell.run_line_magic("cite", line)
    assert len(references.text) == 2
    assert references.text[0].startswith("Chen")


def test_bibtex_is_code(shell):
    bundle = _bundle(shell.run_line_magic("bibtex", "chen2023fit"))
    assert set(bundle) == {"text/plain", "text/html", "text/markdown", MIME_TYPE}
    assert "@misc{chen2023fit," in bundle["text/plain"]
    assert "eprint" in bundle["text/plain"]
    assert bundle["text/markdown"].startswith("```bibtex\n")
    assert list(bundle[MIME_TYPE]["items"]) == ["chen2023fit"]


@pytest.mark.parametrize(
    "cell",
    [
        "chen2023fit\nbrown2022wide\n",
        "chen2023fit, brown2022wide",
        "chen2023fit brown2022wide;chen2023fit",
    ],
)
def test_bibliography_is_in_the_order_of_the_style(shell, cell):
    references = shell.run_cell_magic("bibliography", "", cell)
    assert [re.match(r"\w+", text)[0] for text in references.text] == ["Brown", "Chen"]
    numbered = shell.run_cell_magic("bibliography", "--style ieee", cell)
    assert [text[:3] for text in numbered.text] == ["[1]", "[2]"]
    assert "Chen" in numbered.text[0]


@pytest.fixture
def cited(tmp_path):
    """A saved notebook that cites works of the library, one of its own and one that is unknown."""
    own = {"type": "book", "title": "Own", "author": [{"family": "Turing"}]}
    metadata = {"paperlookup": {"version": 1, "style": "ieee", "items": {"own": own}}}
    cell = nbformat.v4.new_markdown_cell("[@chen2023fit] [@own; @nobody1900] [@own]")
    path = tmp_path / "my paper.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=metadata), path)
    return path


@pytest.mark.parametrize("told", ["named", "jupyter", "vscode"])
def test_bibliography_is_of_what_the_notebook_cites(shell, capsys, monkeypatch, cited, told):
    if told == "jupyter":
        monkeypatch.setenv("JPY_SESSION_NAME", str(cited))
    elif told == "vscode":
        shell.user_ns["__vsc_ipynb_file__"] = str(cited)
    references = shell.run_line_magic("bibliography", str(cited) if told == "named" else "")
    assert [text[:3] for text in references.text] == ["[1]", "[2]"]
    assert "Transformers" in references.text[0]
    assert "Turing" in references.text[1]
    assert capsys.readouterr().err == "Nothing is known of nobody1900.\n"
    assert "Transformers" in _bundle(references)["text/html"]
    in_apa = shell.run_line_magic("bibliography", f"{cited} --style apa")
    assert in_apa.text[0].startswith("Chen, T.")


def test_bibliography_of_an_unknown_file_is_one_line(shell, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", "console-1")
    assert "does not know the file" in _run_failing(shell, capsys, "%bibliography")
    assert "cannot be read" in _run_failing(shell, capsys, f"%bibliography {tmp_path}/no.ipynb")
    empty = tmp_path / "empty.md"
    empty.write_text("# Nothing", "utf-8")
    assert "cites no known work" in _run_failing(shell, capsys, f"%bibliography {empty}")


@pytest.mark.parametrize("magic", MAGICS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_magic_has_help_with_an_example(shell, capsys, magic, flag):
    mark = "%%" if magic == "bibliography" else "%"
    run = shell.run_cell(f"{mark}{magic} {flag}" + "\nkey" * (mark == "%%"))
    assert run.success
    text = capsys.readouterr().out
    assert text.startswith(f"%{magic}")
    assert "Example::" in text
    assert f"{mark}{magic}" in text.split("Example::")[1]


@pytest.mark.parametrize(
    "source,expected",
    [
        ("%cite chen2023fitt", "did you mean chen2023fit"),
        ("%bibtex nobody1900", "nobody1900"),
        ("%%bibliography\nchen2023fit\nnobody1900", "nobody1900"),
        ("%cite", "at least one citation key"),
        ("%%bibliography\n\n", "at least one citation key"),
        ("%cite chen2023fit --style no-such-style", "no-such-style"),
        ("%cite chen2023fit --locale xx-XX", "locale"),
        ("%cite chen2023fit --bogus", "--bogus"),
        ("%cite 'unbalanced", "unbalanced"),
        ("%paper year:20x", "year:20x"),
        ("%paper fit --limit many", "many"),
        ("%paper fit --limit 100000", "1000"),
    ],
)
def test_errors_are_one_line_and_stop_the_cell(shell, capsys, source, expected):
    line = _run_failing(shell, capsys, source)
    assert line.startswith("UsageError: ")
    assert expected in line
