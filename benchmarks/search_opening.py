"""From opening an index to the first answer, and what memory searching takes.

    python -m benchmarks.search_opening [--data FILE] [--documents N] [--library FOLDER]

Each part runs in a process of its own, which has imported the product and nothing else: CPU
milliseconds from opening to the first hits, of each kind of query; and the memory of the process
before the index is opened, after the first answer, and when thousands of queries have filled all
caches. A whole library is opened as well: its database, and its index after its files were compared
with their seals; and then asked for a phrase in abstracts, for which the rest of the files is.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.load_library import prepare
from benchmarks.search_data import documents, machine, parser
from benchmarks.search_kinds import KINDS, queries, usable
from benchmarks.search_measures import MEGABYTE, in_a_process, milliseconds, peak_memory
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

_MODULE = "benchmarks.search_opening"
_TIMES = 5
_PHRASE = '"we propose"'


def resident() -> float:
    """The memory of this process now, in MB; the most it has had where that cannot be told."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_memory()
    found = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(found["RssAnon"].split()[0]) * 1024 / MEGABYTE


def first_answer(folder: Path, typed: str) -> dict[str, float]:
    """Open, and answer one query, in this process."""
    opened: list[Searcher] = []

    def answer() -> None:
        opened.append(WhooshEngine().open(folder, lambda _key: None))
        opened[0].search(parse_query(typed, typing=True))

    before = resident()
    taken = milliseconds(answer)
    return {"ms": taken, "memory": resident() - before}


def library(folder: Path, typed: str) -> dict[str, float]:
    """Open a library and answer one query, then one that needs the files verified last."""
    opened: list[Library] = []

    def answer() -> None:
        opened.append(Library.open(folder))
        opened[0].search(typed, typing=True, wait=False)

    before = resident()
    taken = milliseconds(answer)
    memory = resident() - before
    phrase = milliseconds(lambda: opened[0].search(_PHRASE, wait=False))
    opened[0].close()
    return {"ms": taken, "memory": memory, "phrase": phrase}


def warm(folder: Path, asked: list[str]) -> dict[str, float]:
    """Open, and answer all queries, in this process."""
    before = resident()
    searcher = WhooshEngine().open(folder, lambda _key: None)
    for typed in asked:
        searcher.search(parse_query(typed, typing=True))
    return {"memory": resident() - before}


def run(chosen: argparse.Namespace) -> None:
    """Build the index, and let the processes open it."""
    corpus = documents(chosen.data, chosen.documents)
    among = usable(corpus)
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep / "ours" if chosen.keep else Path(name)
        if not any(folder.glob("*.toc")):
            WhooshEngine().build(folder, iter(corpus), total=len(corpus))
        print(f"{len(corpus)} documents; {machine()}")
        asked = [one.typed for kind in KINDS for one in queries(kind, among, chosen.queries)]
        for kind in KINDS:
            typed = next(queries(kind, among, 1)).typed
            found = in_a_process(_MODULE, "--first", str(folder), typed)
            print(f"{kind:22}{found['ms']:8.0f} ms{found['memory']:8.0f} MB")
        typed_in = Path(name, "asked.json")
        typed_in.write_text(json.dumps(asked))
        found = in_a_process(_MODULE, "--warm", str(folder), str(typed_in))
        print(f"after {len(asked)} queries {found['memory']:.0f} MB")
        place = chosen.library or Path(name, "library")
        typed = prepare(place, chosen.data, chosen.documents)[0]
        for _ in range(_TIMES):
            found = in_a_process(_MODULE, "--whole", str(place), typed)
            print(
                f"a whole library      {found['ms']:8.0f} ms{found['memory']:8.0f} MB"
                f"; the first phrase in abstracts {found['phrase']:.0f} ms"
            )


def main() -> None:
    if sys.argv[1:2] == ["--first"]:
        print(json.dumps(first_answer(Path(sys.argv[2]), sys.argv[3])))
        return
    if sys.argv[1:2] == ["--whole"]:
        print(json.dumps(library(Path(sys.argv[2]), sys.argv[3])))
        return
    if sys.argv[1:2] == ["--warm"]:
        print(json.dumps(warm(Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text()))))
        return
    options = parser(__doc__ or "", documents=10_000)
    options.add_argument("--queries", type=int, default=500)
    options.add_argument("--keep", type=Path, help="a folder with indexes, as of search_latency")
    options.add_argument("--library", type=Path, help="a folder for the library, used again")
    run(options.parse_args())


if __name__ == "__main__":
    main()
