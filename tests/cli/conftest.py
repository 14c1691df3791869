"""The command line, in this process or as a program, on a library of its own for each test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import NamedTuple

import pytest

from jupyter_paperlookup.cli.program import main


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def library_folder(paperlookup_home, hostile_folder):
    shutil.copytree(hostile_folder, paperlookup_home)
    return paperlookup_home


@pytest.fixture
def run(library_folder, capsys):
    """Run `paperlookup` in this process: neither stdout nor stderr is a terminal."""

    def run_here(*arguments):
        with pytest.raises(SystemExit) as exited:
            main(list(map(str, arguments)))
        captured = capsys.readouterr()
        return Ran(exited.value.code, captured.out, captured.err)

    return run_here


@pytest.fixture
def program(library_folder):
    """Run `paperlookup` as a program of its own."""

    def run_program(*arguments, **options):
        environment = {**os.environ, "PYTHONWARNINGS": "error", **options.pop("env", {})}
        command = [sys.executable, "-m", "jupyter_paperlookup", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, env=environment, check=False, timeout=120, **options
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_program
