"""A million papers: building, memory and latency, beside a tenth of them.

    python -m benchmarks.search_million [--data FILE] [--documents N] [--queries N] [--json FILE]

The papers of the data are there first; further ones begin like one of them and go on like another,
title and abstract each, so that words are about as frequent as they are and stand beside the same
others. New words come no more, as they would with more data. Each size is built and searched in a
process of its own. CPU time; the last line is the figure that matters while somebody types.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.search_data import documents, machine, parser
from benchmarks.search_kinds import KINDS, queries, usable
from benchmarks.search_measures import (
    MEGABYTE,
    in_a_process,
    median,
    milliseconds,
    peak_memory,
    slow,
)
from benchmarks.search_opening import resident
from benchmarks.search_results import keep
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

_MODULE = "benchmarks.search_million"
_BASE = 100_000
_TYPING = "2 words and a prefix"
_STRIDE = 7919  # a prime: whom a paper is put together with


def varied(base: list[Document], count: int) -> Iterator[Document]:
    """So many documents: those given, then others made of their parts."""
    size = len(base)
    for number in range(count):
        turn, at = divmod(number, size)
        first = base[at]
        if not turn:
            yield first
            continue
        second = base[(at + turn * _STRIDE) % size]
        yield msgspec.structs.replace(
            second,
            key=f"{first.key}-{turn}",
            title=_joined(first.title, second.title),
            abstract=_joined(first.abstract, second.abstract),
        )


def _joined(first: str, second: str) -> str:
    """The first half of the words of a text and the second half of those of another."""
    begins, ends = first.split(), second.split()
    return " ".join([*begins[: (len(begins) + 1) // 2], *ends[len(ends) // 2 :]])


def build(folder: Path, data: Path | None, count: int) -> dict[str, float]:
    """Build in this process."""
    base = documents(data, min(count, _BASE))
    before = peak_memory()
    making = milliseconds(lambda: sum(1 for _ in varied(base, count)))
    taken = milliseconds(lambda: WhooshEngine().build(folder, varied(base, count), total=count))
    return {
        "rate": count / (taken - making) * 1000,
        "build_memory": peak_memory() - before,
        "disk": sum(path.stat().st_size for path in folder.iterdir()) / MEGABYTE,
    }


def search(folder: Path, data: Path | None, count: int, asked: int) -> dict[str, object]:
    """Ask queries of each kind in this process, each a second time right after the first."""
    # The same queries for each size, of papers that all have.
    among = usable(documents(data, min(count, _BASE)))
    typed = {kind: [one.typed for one in queries(kind, among, asked)] for kind in KINDS}
    del among
    before = resident()
    searcher = WhooshEngine().open(folder, lambda _key: None)
    times: dict[str, list[float]] = {}
    for kind, texts in typed.items():
        times[kind] = []
        for text in texts:
            searcher.search(parse_query(text, typing=True))
            times[kind].append(
                milliseconds(lambda text=text: searcher.search(parse_query(text, typing=True)))  # type: ignore[misc]
            )
    latency = {kind: [median(each), slow(each)] for kind, each in times.items()}
    return {"latency": latency, "search_memory": resident() - before}


def measure(folder: Path, given: list[str], count: int, asked: int) -> dict[str, object]:
    """All figures of one size."""
    here = folder / str(count)
    here.mkdir()
    arguments = (str(here), str(count), str(asked), *given)
    found = in_a_process(_MODULE, "--build", *arguments)
    print(
        f"{count:9,} papers: {found['rate']:,.0f} a CPU second, {found['build_memory']:,.0f} MB of "
        f"memory, {found['disk']:,.0f} MB on disk",
        flush=True,
    )
    found |= in_a_process(_MODULE, "--search", *arguments)
    for kind, (middle, late) in found["latency"].items():
        print(f"{kind:22}{middle:8.2f} ({late:8.2f}) ms")
    print(f"{found['search_memory']:.0f} MB when searched", flush=True)
    return {"documents": count, **found}


def main() -> None:
    if sys.argv[1:2] in (["--build"], ["--search"]):
        folder, count, asked, *given = sys.argv[2:]
        data = Path(given[0]) if given else None
        here = Path(folder)
        if sys.argv[1] == "--build":
            print(json.dumps(build(here, data, int(count))))
        else:
            print(json.dumps(search(here, data, int(count), int(asked))))
        return
    options = parser(__doc__ or "", documents=1_000_000)
    options.add_argument("--queries", type=int, default=100)
    options.add_argument("--json", type=Path, help="where to write the figures as well")
    chosen = options.parse_args()
    print(machine())
    given = [str(chosen.data)] if chosen.data else []
    with tempfile.TemporaryDirectory() as name:
        found = [
            measure(Path(name), given, count, chosen.queries)
            for count in (chosen.documents // 10, chosen.documents)
        ]
    late = [each["latency"][_TYPING][1] for each in found]  # type: ignore[index]
    print(f"{_TYPING}, 95 of 100 within: {late[1] / late[0]:.1f} times as long with ten times more")
    keep(chosen.json, "million", {"machine": machine(), "sizes": found})


if __name__ == "__main__":
    main()
