"""The harness in small: the command that does the worst, with few tries of everything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLED = ("import", "build the index", "kept .bib files", "convert Markdown")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it forks, and kills by SIGKILL")


def harness(*arguments):
    """Run it, and say what came of it; nothing may have given."""
    command = [sys.executable, "-m", "tests.faults", "--seed", "1", "--json", *arguments]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.stdout, ended.stderr
    said = json.loads(ended.stdout)
    assert said["wrong"] == []
    assert ended.returncode == 0
    return said


def test_what_is_killed_leaves_the_old_or_the_new():
    names = [argument for name in KILLED for argument in ("--only", name)]
    said = harness("--kills", "16", *names)
    assert {name: counts["kills"] for name, counts in said["kills"].items()} == dict.fromkeys(
        KILLED, 4
    )


def test_what_is_damaged_or_starved_answers_rightly_or_says_so():
    said = harness("--flips", "12", "--short", "--only", "flips", "--only", "lacks")
    assert sum(sum(counts.values()) for counts in said["flips"].values()) == 12
    assert {row["fault"] for row in said["faults"]} >= {
        "limited file size",
        "no space left on device, at each step",
        "read-only folder of the documents",
        "clock that jumps",
    }


def test_two_servers_a_kernel_and_commands_write_at_once():
    [row] = harness("--seconds", "2", "--only", "together")["faults"]
    assert row["tries"] > 3
