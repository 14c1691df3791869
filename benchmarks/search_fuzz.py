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
import traceback
from pathlib import Path

from benchmarks.search_data import documents, machine, parser
from benchmarks.search_measures import leave_the_corpus_alone, median, milliseconds, slow
from jupyter_paperlookup.errors import UnreadableQuery
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, parse_query
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

BOUND = 500
_FIELDS = ["author:", "title:", "year:", "key:", "arxiv:", "doi:", "source:", "Author: ", "-", "--"]
_NOISE = [
    '"', "\u201c", "*", "?", "..", "(", ")", "[a TO z]", "~3", "\\", "\0", "\ud800", "é", "漢字",
    "\u202e", "AND", "OR", "NOT", "^2", "10.1000/182", "2410.1", "https://doi.org/", "@", " " * 9,
    "year:2020..", "-year:..1990", "x" * 80, "a-b-c-d-e-f-g",
]  # fmt: skip


class Typist:
    """Makes queries out of what documents say, and of what nobody says."""

    def __init__(self, corpus: list[Document], chance: random.Random) -> None:
        self._corpus = corpus
        self._chance = chance

    def query(self) -> str:
        """The next one."""
        count = self._chance.choice([0, 1, 1, 2, 3, 4, 6, 10, MAX_WORDS + 2])
        parts = [self._part() for _ in range(count)]
        text = self._chance.choice([" ", " ", " ", "", "  "]).join(parts)
        return text[: self._chance.choice([len(text), len(text), 5, MAX_CHARACTERS + 9])]

    def _part(self) -> str:
        chance, word = self._chance, self._word
        makers = [
            lambda: chance.choice(_NOISE),
            lambda: chance.choice(_FIELDS) + word(),
            lambda: f'"{word()} {word()}"',
            lambda: word()[: chance.randint(1, 5)],
            lambda: self._mistaken(word()),
            lambda: str(chance.randint(1890, 2110)),
            lambda: chr(chance.randrange(0x30000)),
            *[word] * 3,
        ]
        return chance.choice(makers)()

    def _word(self) -> str:
        one = self._chance.choice(self._corpus)
        text = self._chance.choice([one.title, one.abstract, one.author, one.key, one.doi])
        return self._chance.choice(word_texts(text) or ["the"])

    def _mistaken(self, word: str) -> str:
        at = self._chance.randrange(len(word) + 1)
        return word[:at] + self._chance.choice("abcxyz") + word[at + 1 :]


class Fuzzing:
    """What was typed, how long it took, and what went wrong."""

    def __init__(self, searcher: Searcher, typist: Typist, chance: random.Random) -> None:
        self._searcher = searcher
        self._typist = typist
        self._chance = chance
        self.times: list[float] = []
        self.failed: list[str] = []

    def once(self) -> None:
        """Type one query."""
        text = self._typist.query()
        typing = self._chance.random() < 0.8  # noqa: PLR2004 - mostly
        limit, offset = self._chance.choice([(10, 0), (10, 0), (50, 20), (0, 0), (1000, 10**6)])

        def search() -> None:
            try:
                query = parse_query(text, typing=typing)
            except UnreadableQuery:
                if typing:
                    raise  # every text has a reading while it is typed
                return
            page = self._searcher.search(query, limit=limit, offset=offset)
            assert len(page.hits) <= max(limit, 0)  # noqa: S101 - it is what is tested
            assert page.total >= len(page.hits)  # noqa: S101

        try:
            self.times.append(milliseconds(search))
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.failed.append(f"{text!r} typing={typing}\n{traceback.format_exc()}")

    def slow_ones(self, bound: float) -> int:
        """How many took longer than that."""
        return sum(taken > bound for taken in self.times)


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
    late = fuzzing.slow_ones(chosen.bound)
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
