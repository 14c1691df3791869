"""Every figure of the search, one after the other, in one run.

    python -m benchmarks.search_all [--data FILE] [--documents N ...] [--judged FOLDER ...]

Latency beside other engines, opening and memory, building and following changes, known items, and
collections whose answers were judged where their folders are given. `pip install ".[benchmark]"`
brings tantivy to compare with.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def part(module: str, *arguments: str) -> None:
    """Run one benchmark in a process of its own; what it prints is printed."""
    print(f"\n== {module} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--data", type=Path, help="a .jsonl, .jsonl.xz or .bib file; else made up")
    options.add_argument("--documents", type=int, nargs="+", default=[10_000])
    options.add_argument("--judged", type=Path, nargs="*", default=[])
    chosen = options.parse_args()
    given = ["--data", str(chosen.data)] if chosen.data else []
    for count in map(str, chosen.documents):
        for module in ("search_latency", "search_opening", "index_build", "known_items"):
            part(module, "--documents", count, *given)
    if chosen.judged:
        part("search_judged", *map(str, chosen.judged))


if __name__ == "__main__":
    main()
