"""What every command has in common: help, errors in one line, exit codes, harmless text."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from jupyter_paperlookup import __version__
from jupyter_paperlookup.cli.program import COMMANDS, SECTIONS

HOSTILE_KEY = "hostile1936title"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_json(run, command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Usage: paperlookup {command}" in ran.out
    assert "Example:" in ran.out
    assert f"paperlookup {command}" in ran.out.split("Example:")[1]
    assert "--json" in ran.out


def test_help_lists_every_command(run):
    ran = run("--help")
    assert ran.code == 0
    for command, line in COMMANDS.items():
        assert re.search(rf"^  {command} +{re.escape(line)}$", ran.out, re.MULTILINE)
    for section in SECTIONS:
        assert f"\n{section}:\n" in ran.out


def test_help_imports_neither_the_library_nor_jupyter():
    code = (
        "import sys\nfrom jupyter_paperlookup.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'whoosh', 'tornado', 'IPython', 'sqlite3'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"


def test_version(run):
    assert run("--version").out == f"paperlookup {__version__}\n"


@pytest.mark.parametrize("arguments", [["no-such-command"], ["--no-such-option"], ["show"]])
def test_wrong_usage_is_one_line_and_code_2(run, arguments):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_a_folder_that_is_no_library_is_one_line(run, tmp_path):
    file = tmp_path / "file"
    file.write_text("not a folder", "utf-8")
    ran = run("--library", file / "below", "status")
    assert ran.code == 1
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1


def test_a_damaged_database_is_one_line(run, library_folder):
    (library_folder / "library.sqlite").write_bytes(b"this is no database" * 1000)
    ran = run("status")
    assert ran.code == 0
    assert ran.err.startswith("paperlookup: The library was damaged")
    assert "there is no backup" in ran.err
    assert ran.err.count("\n") == 1


def test_a_fault_of_ours_is_one_line_too(run, monkeypatch):
    def fail(*_arguments, **_options):
        raise ZeroDivisionError("nothing\nto divide")

    monkeypatch.setattr("jupyter_paperlookup.library.Library.status", fail)
    ran = run("status")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "ZeroDivisionError: nothing to divide" in ran.err
    monkeypatch.setenv("PAPERLOOKUP_DEBUG", "1")
    assert "Traceback" in run("status").err


def test_an_interrupt_is_one_line(run, monkeypatch):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("jupyter_paperlookup.library.Library.status", interrupt)
    ran = run("status")
    assert (ran.code, ran.err.strip()) == (130, "paperlookup: interrupted")


class TestAsAProgram:
    def test_exit_codes(self, program):
        assert program("show", "chen2023fit").code == 0
        assert program("show", "nobody1900").code == 1
        assert program("show").code == 2

    def test_a_reader_that_leaves_is_no_traceback(self, library_folder):
        command = [sys.executable, "-m", "jupyter_paperlookup", "search", "the", "--limit", "300"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            error = process.stderr.read()
        assert error.decode() == ""

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
    def test_an_output_that_lacks_characters_gets_escapes(self, program, encoding):
        environment = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        ran = program("search", "author:sanovar", env=environment)
        assert ran.code == 0
        assert ran.out.startswith("sanovar2024lean")
        assert program("search", "title:é—中", "--json", env=environment).json["total"] == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no undecodable arguments")
    def test_arguments_that_are_no_text(self, program):
        ran = program("show", os.fsdecode(b"caf\xe9"))
        assert ran.code == 1
        assert ran.err.count("\n") == 1

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
    def test_interrupted_while_it_works(self, paperlookup_home):
        # A new library takes a moment to be made; whenever the signal comes, no traceback.
        command = [sys.executable, "-m", "jupyter_paperlookup", "search", "transformers"]
        # A job in the background ignores the signal, and its children inherit that.
        inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            signal.signal(signal.SIGINT, inherited)
            deadline = time.monotonic() + 60
            while not paperlookup_home.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            error = process.stderr.read().decode()
        assert error.strip() == "paperlookup: interrupted"
        assert process.returncode == 130


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "key:" + HOSTILE_KEY],
        ["search", "key:" + HOSTILE_KEY, "--json"],
        ["show", HOSTILE_KEY],
        ["show", HOSTILE_KEY, "--json"],
        ["cite", HOSTILE_KEY],
        ["cite", HOSTILE_KEY, "--json"],
    ],
)
def test_text_of_records_cannot_steer_a_terminal(run, arguments):
    ran = run(*arguments)
    assert ran.code == 0
    assert "onerror" in ran.out
    steering = [
        character
        for character in ran.out
        if (unicodedata.category(character) == "Cc" and character not in "\n\t")
        or character == "\u202e"
    ]
    assert steering == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
class TestOnATerminal:
    @pytest.fixture
    def on_terminal(self, library_folder):
        def run_on_terminal(*arguments, **variables):
            environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", **variables}
            environment = {name: value for name, value in environment.items() if value is not None}
            command = [sys.executable, "-m", "jupyter_paperlookup", *arguments]
            ours, theirs = os.openpty()
            with subprocess.Popen(
                command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
            ) as process:
                os.close(theirs)
                text = _read_all(ours)
            os.close(ours)
            assert process.returncode == 0, text
            return text

        return run_on_terminal

    def test_matches_are_bold(self, on_terminal):
        text = on_terminal("search", "far-reaching", "author:chen", NO_COLOR=None)
        assert "\x1b[1mFar-reaching\x1b[0m" in text

    def test_no_color_is_respected(self, on_terminal):
        assert "\x1b" not in on_terminal("search", "far-reaching", NO_COLOR="1")

    def test_titles_are_cut_to_the_width(self, on_terminal):
        lines = on_terminal("search", "coordinate", "descent", NO_COLOR="1").splitlines()
        assert max(map(len, lines)) < 80
        assert any("…" in line for line in lines)

    def test_the_hostile_title_stays_text(self, on_terminal):
        for command in ("search", "show", "cite", "export"):
            key = f"key:{HOSTILE_KEY}" if command == "search" else HOSTILE_KEY
            assert "\x1b" not in on_terminal(command, key, NO_COLOR="1")

    def test_an_import_shows_its_progress(self, on_terminal, tmp_path):
        path = tmp_path / "many.bib"
        path.write_text("".join(f"@misc{{k{n}, title={{T {n}}}}}\n" for n in range(300)), "utf-8")
        assert "Storing many.bib" in on_terminal("import", str(path), NO_COLOR="1")

    def test_indexing_shows_its_progress(self, on_terminal, library_folder):
        assert "Indexing" in on_terminal("reindex", NO_COLOR="1")
        assert library_folder.exists()


def _read_all(descriptor):
    parts = []
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # how Linux says that the other side has closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()


def test_the_console_script_is_named_twice_for_jupyter():
    text = Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8")
    for script in ("paperlookup", "jupyter-paperlookup"):
        assert f'\n{script} = "jupyter_paperlookup.cli:main"' in text
