"""How long the engine takes for each kind of query, beside Whoosh's own search of the same index.

    python -m benchmarks.search_latency [--data FILE.jsonl(.xz)] [--documents N] [--queries N]

CPU milliseconds, both searches taking turns query by query. "first" is the first time that the
terms of a query are touched; "warm" the second; "marked" is warm with the matches of ten hits
marked in their texts. Whoosh gets the same words in the same fields, as one flat Or.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from whoosh.index import open_dir
from whoosh.query import FuzzyTerm, Or, Phrase, Prefix, Term
from whoosh.query import Query as WhooshQuery
from whoosh.searching import Searcher as WhooshSearcher

from benchmarks.search_data import documents, machine, parser
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.text import stem, word_texts
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

_WORD_FIELDS = ("title_words", "author", "abstract_words")
_SLOWEST = 0.95
_FEW = 3
COLUMNS = ("Whoosh", "first", "warm", "marked")


class Asked(NamedTuple):
    """One query, as typed and as Whoosh's own objects."""

    typed: str
    whoosh: WhooshQuery


def _terms(words: list[str]) -> list[WhooshQuery]:
    return [
        Term(field, word if field == "author" else stem(word), boost=weight)
        for word in words
        for field, weight in FIELD_WEIGHTS.items()
    ]


def _words(document: Document, chance: random.Random, count: int) -> list[str]:
    words = word_texts(f"{document.title} {document.abstract}")
    return chance.sample(words, min(count, len(words)))


def _or(count: int) -> Callable[[Document, random.Random], Asked]:
    def ask(document: Document, chance: random.Random) -> Asked:
        words = _words(document, chance, count)
        return Asked(" ".join(words) + " ", Or(_terms(words)))

    return ask


def _author_year(document: Document, chance: random.Random) -> Asked:
    name = word_texts(document.author.split(";")[0])[-1]
    (word,) = _words(document, chance, 1)
    parts = [*_terms([name, word]), Term("year", str(document.year))]
    return Asked(f"{name} {document.year} {word} ", Or(parts))


def _prefix(count: int) -> Callable[[Document, random.Random], Asked]:
    def ask(document: Document, chance: random.Random) -> Asked:
        *words, last = _words(document, chance, count + 1)
        begun = last[: max(3, len(last) * 2 // 3)]
        parts = [*_terms(words), *(Prefix(field, begun) for field in _WORD_FIELDS)]
        return Asked(" ".join([*words, begun]), Or(parts))

    return ask


def _phrase(document: Document, chance: random.Random) -> Asked:
    words = word_texts(document.title)
    at = chance.randrange(len(words) - 2)
    pair = words[at : at + 2]
    return Asked(f'title:"{" ".join(pair)}"', Phrase("title", [stem(word) for word in pair]))


def _typo(document: Document, chance: random.Random) -> Asked:
    word = max(word_texts(document.title), key=len)
    at = chance.randrange(1, len(word) - 1)
    wrong = word[:at] + "q" + word[at + 1 :]
    parts = [FuzzyTerm(field, wrong, maxdist=1, prefixlength=1) for field in _WORD_FIELDS]
    return Asked(wrong + " ", Or(parts))


KINDS: dict[str, Callable[[Document, random.Random], Asked]] = {
    "1 word": _or(1),
    "2 words": _or(2),
    "3 words": _or(3),
    "8 words": _or(8),
    "author, year, word": _author_year,
    "prefix": _prefix(0),
    "2 words and a prefix": _prefix(2),
    "phrase in the title": _phrase,
    "one typo": _typo,
}


def milliseconds(action: Callable[[], object]) -> float:
    """CPU time of an action."""
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000


def spread(times: list[float]) -> str:
    """Median and, in brackets, the 95th percentile."""
    slow = sorted(times)[min(int(len(times) * _SLOWEST), len(times) - 1)]
    return f"{statistics.median(times):8.2f} ({slow:8.2f})"


def measure(
    asked: Asked, plain: Searcher, marking: Searcher, whoosh: WhooshSearcher
) -> dict[str, float]:
    """The times of one query in each column, the searches taking turns."""
    query = parse_query(asked.typed, typing=True)
    first = milliseconds(lambda: plain.search(query))
    own = milliseconds(lambda: whoosh.search(asked.whoosh, limit=10))
    warm = milliseconds(lambda: plain.search(query))
    marking.search(query)
    marked = milliseconds(lambda: marking.search(query))
    return {"Whoosh": own, "first": first, "warm": warm, "marked": marked}


def compare(
    folder: Path, usable: list[Document], queries: int, by_key: dict[str, Document]
) -> None:
    """Print the table."""
    engine = WhooshEngine()
    plain, marking = engine.open(folder, lambda _key: None), engine.open(folder, by_key.get)
    everything = parse_query("a typical querry", typing=True)
    started = milliseconds(lambda: plain.search(everything))
    print(f"first query of all, term lists read: {started:.1f} ms")
    marking.search(everything)
    print(
        f"{'median (95 %)':22}"
        + "".join(f"{column:>20}" for column in COLUMNS)
        + "   warm : Whoosh"
    )
    with open_dir(str(folder)).searcher() as whoosh:
        for kind, ask in KINDS.items():
            chance = random.Random(11)  # noqa: S311  # the same queries in every run
            sample = chance.sample(usable, min(queries, len(usable)))
            rows = [measure(ask(one, chance), plain, marking, whoosh) for one in sample]
            times = {column: [row[column] for row in rows] for column in COLUMNS}
            ratio = statistics.median(times["Whoosh"]) / statistics.median(times["warm"])
            cells = "".join(f"{spread(times[column]):>20}" for column in COLUMNS)
            print(f"{kind:22}{cells}   1 : {ratio:.1f}", flush=True)
    plain.close()
    marking.close()


def main() -> None:
    options = parser(__doc__ or "", documents=10_000)
    options.add_argument("--queries", type=int, default=30)
    chosen = options.parse_args()
    corpus = documents(chosen.data, chosen.documents)
    usable = [
        one for one in corpus if one.author and one.abstract and len(one.title.split()) > _FEW
    ]
    with tempfile.TemporaryDirectory() as name:
        folder, engine = Path(name), WhooshEngine()
        building = milliseconds(lambda: engine.build(folder, corpus, total=len(corpus))) / 1000
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        by_key = {document.key: document for document in corpus}
        opening = milliseconds(lambda: engine.open(folder, by_key.get).close())
        print(f"{len(corpus)} documents, {chosen.queries} queries of each kind; {machine()}")
        print(f"build: {len(corpus) / building:.0f} documents per CPU second, {size:.0f} MB")
        print(f"open: {opening:.1f} ms")
        compare(folder, usable, chosen.queries, by_key)


if __name__ == "__main__":
    main()
