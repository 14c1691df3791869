"""Types at random into the query box: nothing may fail, nothing may take too long.

    python -m benchmarks.search_fuzz [--data FILE] [--documents N] [--minutes M] [--seed N]

Words of the corpus, half words, mistakes, fields, quotation marks and noise in any order, typed and
finished, with any page asked for. It ends with 1 when a query raised anything but
`UnreadableQuery`, or took more than `--bound` CPU milliseconds; both are printed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.search_data import documents, machine, parser
from benchmarks.search_measures import leave_the_corpus_alone, median, slow
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from typist import Fuzzing, Typist

BOUND = 500


def main() -> None:
    options = parser(__doc__ or "", documents=10_000)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--bound", type=float, default=BOUND, help="CPU milliseconds")
    chosen = options.parse_args()
    corpus = documents(chosen.data, chosen.documents)
    chance = random.Random(chosen.seed)  # noqa: S311 - to be repeated
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine()
        engine.build(Path(folder), iter(corpus), total=len(corpus))
        searcher = engine.open(Path(folder), {one.key: one for one in corpus}.get)
        searcher.search(parse_query("the term lists are read with the first one", typing=True))
        leave_the_corpus_alone()
        fuzzing = Fuzzing(searcher, Typist(corpus, chance), chance)
        end = time.monotonic() + 60 * chosen.minutes
        while time.monotonic() < end:
            fuzzing.once()
        searcher.close()
    late = sum(taken > chosen.bound for taken in fuzzing.times)
    print(f"{len(corpus)} documents, {len(fuzzing.times)} queries; {machine()}")
    print(
        f"median {median(fuzzing.times):.1f} ms, 95 % {slow(fuzzing.times):.1f} ms, slowest "
        f"{max(fuzzing.times):.1f} ms; {late} over {chosen.bound:.0f} ms; "
        f"{len(fuzzing.failed)} failed"
    )
    print("\n".join(fuzzing.failed[:5]))
    sys.exit(1 if fuzzing.failed or late else 0)


if __name__ == "__main__":
    main()
