"""How fast an index is built and follows changes, beside Whoosh's own writer and other engines.

    python -m benchmarks.index_build [--data FILE.jsonl(.xz)] [--documents N ...] [--rounds N]
                                     [--json FILE]

Documents per CPU second of building an index whole, each way in a process of its own, taking
turns; the most memory that it took; the size on disk. Then one document and a hundred are added:
CPU milliseconds until they can be searched, by the engine alone and by a library, which also finds
out what changed, seals and verifies. At the end, the seed corpus of a new library.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.search_data import documents, machine
from benchmarks.search_kinds import Asked
from benchmarks.search_measures import MEGABYTE, in_a_process, median, milliseconds, peak_memory
from benchmarks.search_peers import peers
from benchmarks.search_results import keep
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

_MODULE = "benchmarks.index_build"
_MOST_BY_WHOOSH = 10_000  # its own writer takes minutes for more
_SPARE = 200
_ROUNDS = 5


def by_arrays(folder: Path, corpus: list[Document]) -> None:
    """Write an index as the library does."""
    WhooshEngine().build(folder, iter(corpus), total=len(corpus))


WAYS: dict[str, Callable[[Path, list[Document]], None]] = {
    name: peer.build for name, peer in peers().items()
} | {"arrays": by_arrays}


def build(way: str, data: Path | None, count: int) -> dict[str, float]:
    """Build once, in this process."""
    corpus = documents(data, count)
    before = peak_memory()
    with tempfile.TemporaryDirectory() as folder:
        taken = milliseconds(lambda: WAYS[way](Path(folder), corpus))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return {
        "rate": len(corpus) / taken * 1000,
        "size": size / MEGABYTE,
        "memory": peak_memory() - before,
    }


def compare(data: Path | None, count: int, rounds: int) -> dict[str, float]:
    """Print a row for each way of building; returns the papers a CPU second of each."""
    given = ["--data", str(data)] if data else []
    ways = [way for way in WAYS if way != "Whoosh" or count <= _MOST_BY_WHOOSH]
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, results in runs.items():
            results.append(in_a_process(_MODULE, "--build", way, "--documents", str(count), *given))
    rates = {}
    for way, results in runs.items():
        rate, size, memory = (
            statistics.median(each[what] for each in results) for what in ("rate", "size", "memory")
        )
        rates[way] = rate
        print(
            f"{count:9,} documents by {way:8}{rate:9,.0f} a CPU second"
            f"{size:9,.0f} MB on disk{memory:9,.0f} MB of memory"
        )
    for way in ways[:-1]:
        ratio = rates["arrays"] / rates[way]
        print(f"{count:9,} documents: arrays are {ratio:.2f} times as fast as {way}", flush=True)
    return rates


def follow(data: Path | None, count: int) -> None:
    """Print how long it takes until added documents can be searched."""
    corpus = documents(data, count + _SPARE + _ROUNDS)
    texts = {document.key: document for document in corpus}
    engine = WhooshEngine()
    query = parse_query(" ".join(corpus[-1].title.split()[:3]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "0")
        folder.mkdir()
        engine.build(folder, corpus[:count], total=count)
        searcher: Searcher = engine.open(folder, texts.get)
        searcher.search(query)
        for added in (1, 100):
            taken, first = [], []
            for turn in range(_ROUNDS):
                new = [each.key for each in corpus[count + turn : count + turn + added]]
                folder = Path(name, f"{added}-{turn}")
                folder.mkdir()
                old = searcher

                def refresh(to: Path = folder, keys: list[str] = new, old: Searcher = old) -> None:
                    nonlocal searcher
                    old.extend(to, keys)
                    searcher = engine.open(to, texts.get, old)

                taken.append(milliseconds(refresh))
                first.append(milliseconds(lambda: searcher.search(query)))
                old.close()
            print(
                f"{count:9,} documents, {added} more: {statistics.median(taken):.1f} ms, "
                f"and the first search after it {statistics.median(first):.1f} ms"
            )
        searcher.close()


def follow_peers(data: Path | None, count: int) -> None:
    """Print how long it takes the others until added documents can be searched."""
    corpus = documents(data, count + _SPARE + _ROUNDS)
    word = Asked("", tuple(corpus[-1].title.split()[:1]))
    for name, peer in peers().items():
        if name == "Whoosh" and count > _MOST_BY_WHOOSH:
            continue
        with tempfile.TemporaryDirectory() as folder:
            peer.build(Path(folder), corpus[:count])
            peer.open(Path(folder))
            for added in (1, 100):
                taken = []
                for turn in range(_ROUNDS):
                    new = corpus[count + turn : count + turn + added]
                    taken.append(milliseconds(lambda: (peer.add(new), peer.search(word))))  # noqa: B023
                print(f"{count:9,} documents, {added} more by {name}: {median(taken):.1f} ms")
            peer.close()


def follow_in_library(data: Path | None, count: int) -> None:
    """Print how long it takes a library until records that were added can be searched."""
    corpus = documents(data, count + _SPARE + _ROUNDS)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "new")) as library:
        library.import_text(_items(corpus[:count]), "all.json", format="csl-json")
        library.ensure_index()
        for added in (1, 100):
            taken = []
            for turn in range(_ROUNDS):
                first = count + turn * added % _SPARE
                new = [
                    msgspec.structs.replace(each, title=f"{each.title} {added} {turn}")
                    for each in corpus[first : first + added]
                ]
                library.import_text(_items(new), f"{added}-{turn}.json", format="csl-json")
                taken.append(milliseconds(library.ensure_index))
            print(f"{count:9,} records, {added} more by the library: {median(taken):.1f} ms")


def _items(corpus: list[Document]) -> str:
    return json.dumps(
        [
            {
                "id": f"{document.key}-{number}",
                "type": "article-journal",
                "title": document.title,
                "abstract": document.abstract,
                "author": [{"literal": name} for name in document.author.split("; ") if name],
                "issued": {"date-parts": [[document.year or 2000]]},
            }
            for number, document in enumerate(corpus)
        ]
    )


def seeds() -> dict[str, float]:
    """Open a new library and index its seed corpus, in this process."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "new")) as library:
        return {"seeds": milliseconds(library.ensure_index), "papers": library.status().records}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, help="a .jsonl or .jsonl.xz file; else made-up data")
    options.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--json", type=Path, help="where to write the figures as well")
    options.add_argument("--build", choices=WAYS, help=argparse.SUPPRESS)
    options.add_argument("--seeds", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.build:
        print(json.dumps(build(chosen.build, chosen.data, chosen.documents[0])))
        return
    if chosen.seeds:
        print(json.dumps(seeds()))
        return
    print(machine())
    for count in chosen.documents:
        rates = compare(chosen.data, count, chosen.rounds)
        figures = {"documents": count, "machine": machine(), "rates": rates}
        keep(chosen.json, "building", figures)
        follow(chosen.data, count)
        follow_in_library(chosen.data, count)
        follow_peers(chosen.data, count)
    new = in_a_process(_MODULE, "--seeds")
    print(f"a new library's {new['papers']:.0f} papers: {new['seeds']:.0f} ms")


if __name__ == "__main__":
    main()
