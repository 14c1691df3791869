from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

KEY = "chen2023fit"


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that replaces one text by another; its files lie in a folder of the test."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def use(code):
        script = tmp_path / "editor.py"
        header = "import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n"
        script.write_text(f"{header}text = path.read_text('utf-8')\n{code}\n", "utf-8")
        command = f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}"
        monkeypatch.setenv("VISUAL", command)

    use.files = lambda: sorted(tmp_path.glob("paperlookup-*.yaml"))
    return use


def replacing(old, new):
    return f"path.write_text(text.replace({old!r}, {new!r}), 'utf-8')"


def test_variables_are_set_unset_and_restored(run):
    ran = run("edit", KEY, "volume=42", "author=Turing, Alan and {Royal Society}", "doi=10.1000/1")
    assert ran.code == 0
    item = run("show", KEY, "--json").json
    assert item["author"] == [{"family": "Turing", "given": "Alan"}, {"literal": "Royal Society"}]
    assert (item["volume"], item["DOI"]) == ("42", "10.1000/1")
    ran = run("edit", KEY, "--unset", "volume", "--restore", "doi", "--restore", "author")
    assert ran.out == f"{KEY} changed: author, DOI, volume (nothing stands there now)\n"
    assert run("show", KEY, "--json").json["DOI"] == "10.48550/arXiv.2305.12689"


@pytest.mark.parametrize(
    "typed, parts",
    [("2023", [[2023]]), ("2023-05-21", [[2023, 5, 21]]), ("2020/2021", [[2020], [2021]])],
)
def test_dates(run, typed, parts):
    item = run("edit", KEY, f"issued={typed}", "--json").json
    assert item["issued"]["date-parts"] == parts


def test_an_empty_value_unsets(run):
    assert "abstract" not in run("edit", KEY, "abstract=", "--json").json


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["nobody1900", "title=A"], 1),
        ([KEY, "titel=A"], 2),
        ([KEY, "title"], 2),
        ([KEY, "issued=soon"], 2),
        ([KEY, "URL=javascript:alert(1)"], 2),
        ([KEY, "type=paper"], 2),
        ([KEY, "--restore", "nothing", "--unset", "nothing"], 2),
        ([KEY, "title=A", "--editor"], 2),
    ],
)
def test_what_cannot_be_is_one_line(run, arguments, code):
    ran = run("edit", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.count("\n") == 1


def test_without_values_and_without_an_editor(run, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert run("edit", KEY).code == 2


class TestInAnEditor:
    def test_only_what_was_changed_is_by_hand(self, run, editor):
        editor(replacing("Far-reaching", "Farther-reaching"))
        assert run("edit", KEY).out == f"{KEY} changed: title\n"
        facts = run("show", KEY, "--json").json["custom"]["paperlookup"]
        assert [name for name, by in facts["origins"].items() if by == "by hand"] == ["title"]
        assert editor.files() == []

    def test_it_shows_names_and_dates_as_one_types_them(self, run, editor, tmp_path):
        shown = tmp_path / "shown"
        editor(f"Path({str(shown)!r}).write_text(text, 'utf-8')")
        assert run("edit", KEY).out == f"{KEY} is as it was\n"
        text = shown.read_text("utf-8")
        assert "family: Chen" in text
        assert "issued: '2023-05'" in text or 'issued: "2023-05"' in text
        assert "custom" not in text

    def test_a_variable_taken_out_says_nothing_any_more(self, run, editor):
        editor("path.write_text(text.partition('abstract:')[0], 'utf-8')")
        run("edit", KEY)
        assert "abstract" not in run("show", KEY, "--json").json

    @pytest.mark.parametrize("left", ["", "# only comments\n", "\n\n"])
    def test_an_empty_file_changes_nothing(self, run, editor, left):
        editor(f"path.write_text({left!r}, 'utf-8')")
        assert run("edit", KEY).out == f"{KEY} is as it was\n"

    @pytest.mark.parametrize(
        "old, new, told",
        [
            ("title:", "titel:", "titel"),
            ("author:", "author: [", "Line"),
            ("title:", "title: &a", "anchors"),
            ("2023-05", "soon", "issued"),
        ],
    )
    def test_what_was_typed_is_not_lost(self, run, editor, old, new, told):
        editor(replacing(old, new))
        before = run("show", KEY, "--json").json
        ran = run("edit", KEY)
        assert (ran.code, ran.out) == (2, "")
        where, reason = ran.err.splitlines()
        assert told in reason
        (file,) = editor.files()
        assert where.endswith(str(file))
        assert new in Path(file).read_text("utf-8")
        assert run("show", KEY, "--json").json == before

    def test_one_can_go_on_where_one_was(self, run, editor, monkeypatch, tmp_path):
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("click.confirm", lambda *_, **__: True)
        second = tmp_path / "second"
        editor(
            f"second = Path({str(second)!r})\n"
            "again = text.replace('titel: New', 'title: New')\n"
            "if '#! There is no variable' in text: second.write_text(text, 'utf-8')\n"
            "else: again = text.replace('title:', 'titel: New #')\n"
            "path.write_text(again, 'utf-8')"
        )
        assert run("edit", KEY).code == 0
        assert run("show", KEY, "--json").json["title"] == "New"
        assert second.read_text("utf-8").count("#! ") == 1

    def test_an_editor_that_fails_leaves_the_text(self, run, editor):
        editor("path.write_text(text + 'note: mine\\n', 'utf-8')\nsys.exit(3)")
        ran = run("edit", KEY)
        assert ran.code == 1
        (file,) = editor.files()
        assert "note: mine" in file.read_text("utf-8")
        assert "note" not in run("show", KEY, "--json").json

    def test_an_unknown_key_opens_no_editor(self, run, editor):
        editor("sys.exit(3)")
        ran = run("edit", "nobody1900")
        assert "nobody1900" in ran.err
        assert editor.files() == []
