"""Many people at one server for a while: errors, memory, and how late its event loop is.

    python -m benchmarks.load [--minutes 10] [--searchers 200] [--importers 10] [--papers 100000]
                              [--data FILE.jsonl(.xz)] [--library FOLDER] [--json FILE]

A real Jupyter Server with a library, people who search key by key, people who import `.bib` files,
and a kernel that is asked for a sign of life. Then the same people at the same server without the
plugin: a search is then `GET api/status`, the cheapest answer that Jupyter has, and an import
stores the same file by `PUT api/contents`. What is measured inside the server is how late its
event loop comes, every 10 ms; what is measured outside, how long people wait.

A library that was made is kept in `--library` for the next run, which works on a copy.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness.server import running_server  # noqa: E402

from benchmarks.load_library import prepare  # noqa: E402
from benchmarks.load_probe_in import probe_in  # noqa: E402
from benchmarks.search_data import machine  # noqa: E402

MEGABYTE = 1024 * 1024
WARM_UP = 0.2
"""The part of the time after which memory is looked at, and lateness counts."""


def run(folder: Path, library: Path | None, orders: dict[str, Any]) -> dict[str, Any]:
    """Let everybody work at a server of its own; without a library, one without the plugin."""
    file, variables = probe_in(folder)
    with running_server(
        "lab",
        folder,
        with_plugin=library is not None,
        prepared=library,
        variables=variables,
    ) as server:
        orders |= {"url": server.url, "token": server.token, "with_plugin": library is not None}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.load_clients"],
            input=json.dumps(orders),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            cwd=ROOT,
        )
        log = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
    seen: dict[str, Any] = json.loads(done.stdout)
    lines = file.read_text(encoding="utf-8").splitlines()
    first, last = seen["between"]
    told = [json.loads(line) for line in lines]
    seconds = [each for each in told if first < each["second"] < last]
    return seen | {"seconds": seconds, "log": [each for each in log.splitlines() if "[E " in each]}


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all does not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def tell(name: str, seen: dict[str, Any]) -> None:
    """All that is to be said of one run."""
    print(f"\n{name}")
    for kind, taken in seen["taken"].items():
        counted = seen["statuses"].get(kind, {})
        told = ", ".join(f"{status}: {count}" for status, count in sorted(counted.items()))
        shares = "  ".join(f"p{int(100 * s)} {percentile(taken, s):.0f}" for s in (0.5, 0.95, 0.99))
        print(f"  {kind:<8} {shares}  longest {max(taken, default=0):.0f} ms   {told}")
    measured = seen["seconds"][int(WARM_UP * len(seen["seconds"])) :]
    worst = [second["worst"] for second in measured]
    beyond = sum(late > 50 for second in measured for late in second["late"])  # noqa: PLR2004
    print(
        f"  event loop: late by at most {max(worst):.0f} ms; the worst of a second: median "
        f"{statistics.median(worst):.0f} ms, p95 {percentile(worst, 0.95):.0f} ms; "
        f"{beyond} times by more than 50 ms"
    )
    third = max(1, len(measured) // 3)
    thirds = [measured[:third], measured[third : 2 * third], measured[2 * third :]]
    means = [
        statistics.mean(each["resident"] + each["library"] for each in part) / MEGABYTE
        for part in thirds
        if part
    ]
    print("  memory in the thirds of the time: " + ", ".join(f"{mean:.0f} MB" for mean in means))
    for sentence, count in seen["said"].items():
        print(f"  {count} x {sentence}")
    for line in seen["log"][:10]:
        print(f"  log: {line[:200]}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--searchers", type=int, default=200)
    options.add_argument("--importers", type=int, default=10)
    options.add_argument("--papers", type=int, default=100_000)
    options.add_argument("--reading", type=float, default=20, help="seconds between two queries")
    options.add_argument("--data", type=Path, help="a .jsonl, .jsonl.xz or .bib file; else made up")
    options.add_argument("--library", type=Path, help="a folder to keep the library in")
    options.add_argument("--only", choices=["with", "without"], help="one of the two runs")
    options.add_argument("--json", type=Path, help="a file for all that was measured")
    chosen = options.parse_args()
    print(machine())
    seen = {}
    with tempfile.TemporaryDirectory() as temporary:
        library = chosen.library or Path(temporary, "library")
        orders = {
            "phrases": prepare(library, chosen.data, chosen.papers),
            "seconds": chosen.minutes * 60,
            "searchers": chosen.searchers,
            "importers": chosen.importers,
            "reading": chosen.reading,
        }
        if chosen.only != "without":
            seen["with"] = run(Path(temporary, "with"), library, orders)
            tell("with the plugin", seen["with"])
        if chosen.only != "with":
            seen["without"] = run(Path(temporary, "without"), None, orders)
            tell("without it", seen["without"])
    if chosen.json:
        chosen.json.write_text(json.dumps(seen), encoding="utf-8")


if __name__ == "__main__":
    main()
