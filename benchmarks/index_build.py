"""How fast an index is built and follows changes, beside Whoosh's own writer of the same index.

    python -m benchmarks.index_build [--data FILE.jsonl(.xz)] [--documents N ...] [--rounds N]

Documents per CPU second of building an index whole, each way in a process of its own, taking
turns; the most memory that it took; the size on disk. Then one document and a hundred are added:
CPU milliseconds until they can be searched. At the end, the seed corpus of a new library.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in

from benchmarks.search_data import documents, machine
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine
from jupyter_paperlookup.search.whoosh_schema import fields_of, schema

_MEGABYTE = 1e6
_SPARE = 200
_ROUNDS = 5
_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


def milliseconds(action: Callable[[], object]) -> float:
    """CPU time of an action."""
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000


def by_whoosh(folder: Path, corpus: list[Document]) -> None:
    """Write an index with Whoosh's own writer, as fast as it can be set up to be."""
    codec = W3Codec(blocklimit=1024, compression=0)
    codec.length_stats = False
    index = create_in(str(folder), schema())
    writer = index.writer(codec=codec, limitmb=128, procs=1)
    for document in corpus:
        writer.add_document(**fields_of(document))
    writer.commit()
    index.close()


def by_arrays(folder: Path, corpus: list[Document]) -> None:
    """Write an index as the library does."""
    WhooshEngine().build(folder, iter(corpus), total=len(corpus))


WAYS = {"whoosh": by_whoosh, "arrays": by_arrays}


def build(way: str, data: Path | None, count: int) -> dict[str, float]:
    """Build once, in this process."""
    corpus = documents(data, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        taken = milliseconds(lambda: WAYS[way](Path(folder), corpus))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rate": len(corpus) / taken * 1000,
        "size": size / _MEGABYTE,
        "memory": (most - before) * _UNIT / _MEGABYTE,
    }


def in_a_process(*arguments: str) -> dict[str, float]:
    """Run this benchmark's part in a process of its own; returns what it measured."""
    command = [sys.executable, "-m", "benchmarks.index_build", *arguments]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(answer)
    return measured


def compare(data: Path | None, count: int, rounds: int) -> None:
    """Print a row for each way of building."""
    given = ["--data", str(data)] if data else []
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, results in runs.items():
            results.append(in_a_process("--build", way, "--documents", str(count), *given))
    rates = {}
    for way, results in runs.items():
        rate, size, memory = (
            statistics.median(each[what] for each in results) for what in ("rate", "size", "memory")
        )
        rates[way] = rate
        print(
            f"{count:9,} documents by {way:7}{rate:9,.0f} a CPU second"
            f"{size:9,.0f} MB on disk{memory:9,.0f} MB of memory"
        )
    print(f"{count:9,} documents: 1 : {rates['arrays'] / rates['whoosh']:.1f}", flush=True)


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


def seeds() -> dict[str, float]:
    """Open a new library and index its seed corpus, in this process."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "new")) as library:
        return {"seeds": milliseconds(library.ensure_index), "papers": library.status().records}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, help="a .jsonl or .jsonl.xz file; else made-up data")
    options.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    options.add_argument("--rounds", type=int, default=1)
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
        compare(chosen.data, count, chosen.rounds)
        follow(chosen.data, count)
    new = in_a_process("--seeds")
    print(f"a new library's {new['papers']:.0f} papers: {new['seeds']:.0f} ms")


if __name__ == "__main__":
    main()
