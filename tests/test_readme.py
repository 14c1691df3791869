"""What README and docs show is what one gets."""

import importlib.util
import json
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from jupyter_paperlookup.cli.program import program
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.search.query import parse_query

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = json.loads((ROOT / "labextension/schema/plugin.json").read_text(encoding="utf-8"))


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)\n```$", text(page), re.MULTILINE | re.DOTALL)


def readme_commands():
    path = ROOT / ".ci" / "readme_commands.py"
    spec = importlib.util.spec_from_file_location("readme_commands", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.readme_commands()


def test_there_is_one_line_to_start_and_one_to_test():
    commands = readme_commands()
    assert list(commands) == ["start", "test"]
    for command in commands.values():
        # Each works alone: it makes the environment that it needs.
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert "jupyter lab" in commands["start"]
    assert commands["test"].endswith(".venv/bin/pytest")


def test_commands_say_what_is_shown(paperlookup_home):
    shown = re.findall(
        r"^\$ (paperlookup .*)\n(?!\$)(.+)",
        "\n\n".join(blocks("README.md", "console")),
        re.MULTILINE,
    )
    assert len(shown) == 2
    for command, line in shown:
        done = CliRunner().invoke(program, shlex.split(command)[1:])
        assert done.exit_code == 0
        said = done.stdout.split()
        # A terminal of common width gets no score.
        assert said[: len(line.split())] == line.split()


def test_python_that_is_shown_runs(paperlookup_home, capsys):
    (example,) = [block for block in blocks("README.md", "python") if "Library.open" in block]
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the README's own lines
    assert "chen2023fit" in capsys.readouterr().out


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text("README.md"))
    assert len(pictures) == 6
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_every_page_is_in_the_index():
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"\]\(([\w-]+\.md)\)", text("docs/README.md")))


def test_every_setting_is_explained_with_its_default():
    page = text("docs/jupyterlab.md")
    for name, setting in SETTINGS["properties"].items():
        default = json.dumps(setting["default"]).strip('"')
        assert f"| `{name}` | `{default}` |" in page


def test_shortcuts_are_those_of_the_settings():
    page = text("docs/jupyterlab.md")
    keys = {key for shortcut in SETTINGS["jupyter.lab.shortcuts"] for key in shortcut["keys"]}
    assert keys == {"Accel Shift ;", "F2"}
    for combination in keys:
        assert "+".join(f"<kbd>{key}</kbd>" for key in combination.split()) in page
    assert "`paperlookup:search`" in page


def test_every_format_that_is_read_is_named():
    page = text("docs/importing.md")
    assert [name for name in FORMATS if f"`{name}`" not in page] == []


def test_every_style_that_is_named_is_there_and_their_number_is_true():
    styles = Styles()
    block = re.search(r"```\n(acm .*?) \.\.\.\n```", text("docs/formatting.md"), re.DOTALL)
    for name in block[1].split():
        assert styles.get(name).info.origin == "shipped"
    number = len(styles.list())
    for page in ("README.md", "docs/formatting.md", "CHANGELOG.md"):
        assert re.search(rf"\b{number}\b[^.]*styles", text(page)), page


def test_every_query_that_is_shown_can_be_read():
    table = text("docs/searching.md").partition("Words without")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 10
    for query in queries:
        assert not parse_query(f"word {query}" if query.startswith("-") else query).is_empty
