from __future__ import annotations

import json

import nbformat
import pytest

from jupyter_paperlookup import Library


def notebook(path, *sources, **facts):
    cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
    metadata = {"paperlookup": {"version": 1, **facts}} if facts else {}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    return path


def test_nothing_to_say(run, tmp_path):
    path = notebook(tmp_path / "a.ipynb", "Good [@chen2023fit], mail @property.", "`[@no]`")
    ran = run("check", path)
    assert (ran.code, ran.out, ran.err) == (1, ran.out, "")
    assert "Nothing is known of property" in ran.out
    clean = run("check", notebook(tmp_path / "b.ipynb", "Good [@chen2023fit]."))
    assert (clean.code, clean.out) == (0, "")
    decorator = notebook(tmp_path / "c.ipynb", "The decorator @property.")
    assert run("check", decorator).code == 0


def test_every_kind_of_finding(run, tmp_path, library_folder):
    book = {"type": "book", "author": [{"family": "Turing", "given": "Alan"}]}
    with Library.open(library_folder) as library:
        published = library.add(book | {"title": "Published", "issued": {"date-parts": [[1936]]}})
        preprint = library.add(book | {"title": "A Preprint", "issued": {"date-parts": [[1935]]}})
        library.link(preprint.key, published.key)
        library.rename_key("chen2023fit", "newkey")
    path = notebook(
        tmp_path / "a.ipynb",
        "One\n[@nobody1900] and [@newkey; @chen2023fit]",
        f'<cite data-cite="{preprint.key}">(Somebody, 1900)</cite>, [@half]',
        items={
            "half": {"type": "book", "title": "Half"},
            "spare": {"type": "book", "title": "Spare"},
        },
    )
    found = run("check", path, "--json")
    assert found.code == 1
    assert [(each["kind"], each["cell"], each["line"]) for each in found.json["findings"]] == [
        ("unknown-key", 1, 2),
        ("two-keys", 1, 2),
        ("published-version", 2, 1),
        ("other-words", 2, 1),
        ("missing-field", 2, 1),
        ("uncited-item", 0, 0),
    ]
    lines = path.read_text("utf-8").splitlines()
    for each in found.json["findings"][:2]:
        assert "[@nobody1900]" in lines[each["file_line"] - 1]
    text = run("check", path).out
    assert f"{path}:cell 1:2: Nothing is known of nobody1900" in text
    assert "half has no author and no date." in text
    assert "The words are not those of the style: (Turing, 1935)" in text
    assert f"{path}:metadata: spare is kept" in text


@pytest.mark.parametrize(
    "form, line",
    [
        (
            "text",
            "{path}:3: Nothing is known of nobody1900: add it to the library or to a .bib file.",
        ),
        (
            "errorformat",
            (
                "{path}:3:1: warning: Nothing is known of nobody1900: add it to the library or to "
                "a .bib file."
            ),
        ),
        (
            "github",
            (
                "::warning file={path},line=3,title=paperlookup unknown-key::Nothing is known of "
                "nobody1900: add it to the library or to a .bib file."
            ),
        ),
    ],
)
def test_forms(run, tmp_path, form, line):
    path = tmp_path / "a.md"
    path.write_text("One\n\n[@nobody1900]\n", "utf-8")
    assert run("check", path, "--format", form).out == line.format(path=path) + "\n"


def test_words_of_a_converted_notebook_are_those_of_the_style(run, tmp_path):
    path = notebook(tmp_path / "a.ipynb", "[see @chen2023fit, p. 3; @brown2022wide], @chen2023fit")
    assert run("convert", path, "--to", "html", "--style", "ieee").code == 0
    assert run("check", path).code == 0
    path.write_text(path.read_text("utf-8").replace("p. 3", "p. 4"), "utf-8")
    assert "not those of the style" in run("check", path).out


def test_a_style_that_is_not_here_stops_no_other_check(run, tmp_path):
    path = notebook(tmp_path / "a.ipynb", "[@nobody1900]", style="nobodys-style")
    ran = run("check", path)
    assert (ran.code, ran.err) == (1, "")
    unknown, style = ran.out.splitlines()
    assert "Nothing is known of nobody1900" in unknown
    assert style.startswith(f"{path}:metadata: There is no style 'nobodys-style'")


def test_a_bibliography(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("[@chen2023fit] @brown2022wide [@chen2023fit]", "utf-8")
    first, second = run("bibliography", path).out.strip().split("\n\n")
    assert first.startswith("Brown")
    assert second.startswith("Chen")
    numbered = run("bibliography", path, "--style", "ieee", "--json").json
    assert numbered["references"][0].startswith("[1] T. Chen")
    path.write_text("[@nobody1900]", "utf-8")
    unknown = run("bibliography", path)
    assert (unknown.code, unknown.out) == (1, "")
    assert "nobody1900" in unknown.err


def test_errors(run, tmp_path):
    assert run("check").code == 2
    assert run("check", tmp_path / "nowhere.ipynb").code == 1
    (tmp_path / "a.ipynb").write_text(json.dumps({"nbformat": 4}), "utf-8")
    assert run("check", tmp_path / "a.ipynb").code == 0


def test_scripts_of_jupytext_are_documents_too(run, tmp_path):
    path = tmp_path / "a.py"
    path.write_text("x = 1\n\n# %% [markdown]\n# One\n# [@nobody1900; @chen2023fit]\n", "utf-8")
    assert run("check", path).out.startswith(f"{path}:5: Nothing is known of nobody1900")
    assert run("check", path, "--format", "errorformat").out.startswith(f"{path}:5:1: warning")
    assert "Chen, T., & Li, L. (2023)" in run("bibliography", path).out
    assert run("convert", path, "--to", "latex").code == 0
    assert path.read_text("utf-8").endswith("# \\cite{nobody1900,chen2023fit}\n")
    assert "@misc{chen2023fit" in run("export", "--cited-in", path).out
    path.write_text("x = 1\n", "utf-8")
    assert run("check", path).code == 1
    assert "no cells of Jupytext" in run("check", path).err
