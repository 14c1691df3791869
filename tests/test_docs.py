"""The documentation names everything that there is, and nothing that there is not."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from jupyter_paperlookup.cli.program import COMMANDS, program
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.notebook.magics import PaperLookupMagics
from jupyter_paperlookup.notebook.widget import PaperLookup

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.glob("*.md")])

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CONSOLE = re.compile(r"^\$ (?:jupyter )?(paperlookup .+)$", re.MULTILINE)


def _command(name):
    return program.get_command(click.Context(program), name)


def _options(name):
    return [
        option
        for parameter in _command(name).params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    text = DOCS.joinpath("command-line.md").read_text("utf-8")
    assert f"`paperlookup {name}" in text
    for option in {*_options(name)} - {"--output"}:  # which everybody writes as -o
        assert option in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name):
    assert _command(name).name == name
    assert COMMANDS[name].endswith(".")


def test_every_magic_is_documented():
    text = DOCS.joinpath("notebook.md").read_text("utf-8")
    magics = PaperLookupMagics.magics
    assert set(magics["line"]) == {"paper", "cite", "bibtex", "bibliography"}
    assert set(magics["cell"]) == {"bibliography"}
    for magic in magics["line"]:
        assert f"`%{magic} " in text
    for magic in magics["cell"]:
        assert f"`%%{magic} " in text


def test_magics_that_are_documented_exist():
    magics = PaperLookupMagics.magics
    known = {*magics["line"], *magics["cell"], "load_ext"}
    for page in PAGES:
        for name in re.findall(r"^%{1,2}([a-z_]+)", page.read_text("utf-8"), re.MULTILINE):
            assert name in known, f"{page.name}: %{name}"


def test_what_the_picker_offers_to_programs_is_documented():
    text = DOCS.joinpath("notebook.md").read_text("utf-8")
    for trait in PaperLookup.class_own_traits():
        assert f"`picker.{trait}`" in text
    for argument in ("query", "style", "locale", "dialect", "library"):
        assert f"`{argument}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_documented_commands_are_right_usage(page):
    for line in CONSOLE.findall(page.read_text("utf-8")):
        arguments = shlex.split(line, comments=True)[1:]
        if arguments[0] not in COMMANDS:
            assert arguments[0].startswith("--"), line
            continue
        # Parses or raises a usage error; nothing is run.
        _command(arguments[0]).make_context(arguments[0], arguments[1:])


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].writes])
def test_every_format_that_is_written_is_documented(name):
    assert f"`{name}`" in DOCS.joinpath("command-line.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings}
            assert anchor in anchors, target
