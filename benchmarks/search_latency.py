"""How long the engine takes for each kind of query, beside other engines, in one process.

    python -m benchmarks.search_latency [--data FILE] [--documents N] [--queries N] [--json FILE]

CPU milliseconds, the engines taking turns query by query, each with the keys of ten hits. "first"
is the first time that the terms of a query are touched, "warm" the second; "marked" is warm with
the matches of ten hits marked in their texts. The others are warm as well.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.search_data import documents, machine, parser
from benchmarks.search_kinds import KINDS, Asked, queries, usable
from benchmarks.search_measures import (
    leave_the_corpus_alone,
    median,
    milliseconds,
    slow,
    spread,
)
from benchmarks.search_peers import Peer, peers
from benchmarks.search_results import keep
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

OWN = ("first", "warm", "marked")
_SOON = 2000  # ms; an engine that is slower than this gets few queries of a kind
_FEW_QUERIES = 3

Times = dict[str, list[float]]


def prepared(folder: Path, corpus: list[Document], others: Mapping[str, Peer]) -> None:
    """Write the indexes that a folder does not have yet; Whoosh searches ours."""
    for name, peer in others.items():
        here = folder / name
        if name != "Whoosh" and not here.exists():
            here.mkdir()
            peer.build(here, corpus)
    ours = folder / "ours"
    if not ours.exists():
        ours.mkdir()
        WhooshEngine().build(ours, iter(corpus), total=len(corpus))
    for name, peer in others.items():
        peer.open(ours if name == "Whoosh" else folder / name)


def measure(asked: Asked, plain: Searcher, marking: Searcher, times: Times) -> None:
    """Our own times of one query."""

    def search(searcher: Searcher) -> None:
        searcher.search(parse_query(asked.typed, typing=True))

    times["first"].append(milliseconds(lambda: search(plain)))
    search(plain)  # all engines are measured right after the same query
    times["warm"].append(milliseconds(lambda: search(plain)))
    search(marking)
    times["marked"].append(milliseconds(lambda: search(marking)))


def measure_peers(asked: Asked, others: Mapping[str, Peer], times: Times) -> None:
    """The times that the others take for one query."""
    for name, peer in others.items():
        known = times[name]
        if len(known) >= _FEW_QUERIES and max(known) > _SOON:
            continue
        if peer.search(asked) is None:  # and it is warm now
            continue
        known.append(milliseconds(lambda peer=peer: peer.search(asked)))  # type: ignore[misc]


def compare(
    folder: Path, corpus: list[Document], count: int, others: Mapping[str, Peer]
) -> dict[str, Times]:
    """Print the table, and what each is as a part of a peer's; returns all times."""
    engine = WhooshEngine()
    by_key = {document.key: document for document in corpus}
    plain = engine.open(folder / "ours", lambda _key: None)
    marking = engine.open(folder / "ours", by_key.get)
    among = usable(corpus)
    leave_the_corpus_alone()
    started = milliseconds(lambda: plain.search(parse_query("a typical querry", typing=True)))
    marking.search(parse_query("a typical querry", typing=True))
    print(f"first query of all, term lists read: {started:.1f} ms")
    columns = [*OWN, *others]
    print(f"{'median (95 %)':22}" + "".join(f"{column:>20}" for column in columns))
    rows: dict[str, Times] = {}
    for kind in KINDS:
        times = rows[kind] = {column: [] for column in columns}
        for asked in queries(kind, among, count):
            measure(asked, plain, marking, times)
            measure_peers(asked, others, times)
        print(
            f"{kind:22}" + "".join(f"{spread(times[column]):>20}" for column in columns), flush=True
        )
    for name in others:
        print_ratios(name, rows)
    plain.close()
    marking.close()
    return rows


def print_ratios(peer: str, rows: Mapping[str, Times]) -> None:
    """Print our times as multiples of an engine's."""
    print(f"\nours : {peer:14}{'warm':>8}{'95 %':>8}{'first':>8}")
    for kind, times in rows.items():
        if theirs := times[peer]:
            warm = median(times["warm"]) / median(theirs)
            late = slow(times["warm"]) / slow(theirs)
            first = median(times["first"]) / median(theirs)
            print(f"{kind:21}{warm:8.2f}{late:8.2f}{first:8.2f}")


def main() -> None:
    options = parser(__doc__ or "", documents=10_000)
    options.add_argument("--queries", type=int, default=100)
    options.add_argument("--keep", type=Path, help="a folder for the indexes, used again if there")
    options.add_argument("--json", type=Path, help="where to write the figures as well")
    options.add_argument("--without", nargs="*", default=[], help="engines to leave out")
    chosen = options.parse_args()
    run(chosen)


def run(chosen: argparse.Namespace) -> None:
    """Build what has to be built, and compare."""
    corpus = documents(chosen.data, chosen.documents)
    others = {name: peer for name, peer in peers().items() if name not in chosen.without}
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        folder.mkdir(exist_ok=True)
        prepared(folder, corpus, others)
        print(f"{len(corpus)} documents, {chosen.queries} queries of each kind; {machine()}")
        rows = compare(folder, corpus, chosen.queries, others)
    figures = {
        kind: {name: [median(each), slow(each)] for name, each in times.items() if each}
        for kind, times in rows.items()
    }
    keep(chosen.json, "latency", {"documents": len(corpus), "machine": machine(), "rows": figures})


if __name__ == "__main__":
    main()
