"""Feeds readers with inputs that look for what they cannot read; needs the extra `fuzz`.

    python -m tests.fuzzing [TARGET...] [--runs N | --seconds N] [--corpus DIR] [--jobs N]

Without TARGET all of them, one after the other (`--list` names them). `--runs` and `--seconds` are
for each target. Inputs that reach new code are kept in `--corpus` (default: `.fuzzing/` here), from
where the next run goes on. What goes wrong is written to `tests/fuzzing/found/`, and stays there as
a test. Ends with 1 if anything did; prints how many inputs each target had.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .found import FOUND
from .targets import TARGETS

_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("target", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    options.add_argument("--runs", type=int, default=0, help="inputs for each target")
    options.add_argument("--seconds", type=int, default=0, help="seconds for each target")
    options.add_argument("--corpus", type=Path, default=Path(".fuzzing"))
    options.add_argument("--jobs", type=int, default=1, help="targets at a time")
    options.add_argument("--list", action="store_true", help="name the targets")
    chosen = options.parse_args()
    if chosen.list:
        print("\n".join(TARGETS))
        return
    if not chosen.runs and not chosen.seconds:
        chosen.seconds = 60

    def fuzz(name: str) -> tuple[str, int, float, bool]:
        return name, *_fuzzed(name, chosen)

    total, has_found = 0, False
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for name, runs, seconds, found in pool.map(fuzz, chosen.target or TARGETS):
            total, has_found = total + runs, has_found or found
            told = "  FOUND" if found else ""
            print(f"{name:24} {runs:>12,} inputs {seconds:8.0f} s{told}", flush=True)
    print(f"{'all':24} {total:>12,} inputs")
    sys.exit(1 if has_found else 0)


def _fuzzed(name: str, chosen: argparse.Namespace) -> tuple[int, float, bool]:
    """How many inputs a target had, in what time, and whether anything went wrong."""
    FOUND.mkdir(exist_ok=True)
    limits = [f"-runs={chosen.runs}"] if chosen.runs else [f"-max_total_time={chosen.seconds}"]
    corpus = chosen.corpus / name
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", f"{__package__}.guided", name, corpus, FOUND, *limits],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    done = _DONE.search(ended.stderr)
    has_found = ended.returncode != 0 or "FOUND " in ended.stderr
    if has_found:
        told = ended.stderr[max(0, ended.stderr.find("FOUND ")) :]
        sys.stderr.write("".join(f"{line}\n" for line in _without_noise(told))[-8000:])
    return int(done[1]) if done else 0, time.monotonic() - started, has_found


def _without_noise(text: str) -> list[str]:
    """The lines that are not about instrumenting."""
    return [line for line in text.splitlines() if not line.startswith("INFO: ")]


if __name__ == "__main__":
    main()
