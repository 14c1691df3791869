"""How often the meant paper comes first, for what a citing author types.

    python -m benchmarks.known_items [--data FILE.jsonl(.xz)] [--documents N] [--queries N]

For each kind of query, papers are drawn at random and a query is made of what a person would
remember of them. Several papers may share those words, so 1.0 cannot be reached at 1.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.search_data import documents, machine, parser
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

MakeQuery = Callable[[Document, random.Random], str]

_TELLING = 4  # shorter words are rarely what one remembers


def _surname(document: Document) -> str:
    return document.author.split(";")[0].split()[-1]


def _some(document: Document, chance: random.Random, count: int) -> list[str]:
    words = word_texts(document.title)
    long = [word for word in words if len(word) >= _TELLING]
    kept = sorted(chance.sample(range(len(long)), min(count, len(long))))
    return [long[at] for at in kept]


def _cut(word: str, chance: random.Random) -> str:
    return word[: chance.randint(3, max(3, len(word) - 1))]


def surname_year_words(document: Document, chance: random.Random) -> str:
    return " ".join([_surname(document), str(document.year), *_some(document, chance, 2)])


def words_cut_short(document: Document, chance: random.Random) -> str:
    *first, last = _some(document, chance, chance.randint(3, 4))
    return " ".join([*first, _cut(last, chance)])


def one_typo(document: Document, chance: random.Random) -> str:
    words = _some(document, chance, 4)
    at = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[at]
    place = chance.randint(1, len(word) - 2)
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if words[at] == word:
        words[at] = word[:place] + word[place + 1 :]
    return " ".join(words)


def surname_word_prefix(document: Document, chance: random.Random) -> str:
    first, second = _some(document, chance, 2)
    return " ".join([_surname(document), first, _cut(second, chance)])


KINDS: dict[str, MakeQuery] = {
    "surname, year, 2 title words": surname_year_words,
    "3-4 title words, the last cut short": words_cut_short,
    "4 title words, one typo": one_typo,
    "surname, word, word cut short": surname_word_prefix,
}


def success(searcher: Searcher, meant: list[Document], make: MakeQuery) -> tuple[float, float]:
    """How often the meant document is first, and how often among the first ten."""
    chance = random.Random(7)  # noqa: S311  # the same queries in every run
    ranks = []
    for document in meant:
        page = searcher.search(parse_query(make(document, chance), typing=True), limit=10)
        keys = [hit.key for hit in page.hits]
        ranks.append(keys.index(document.key) if document.key in keys else 10)
    return (
        sum(rank == 0 for rank in ranks) / len(ranks),
        sum(rank < 10 for rank in ranks) / len(ranks),  # noqa: PLR2004  # the ten of a page
    )


def main() -> None:
    options = parser(__doc__ or "", documents=10_000)
    options.add_argument("--queries", type=int, default=500)
    chosen = options.parse_args()
    corpus = documents(chosen.data, chosen.documents)
    usable = [
        one
        for one in corpus
        if one.author and one.year and sum(len(w) >= _TELLING for w in word_texts(one.title)) > 3  # noqa: PLR2004
    ]
    meant = random.Random(5).sample(usable, min(chosen.queries, len(usable)))  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine()
        engine.build(Path(folder), corpus, total=len(corpus))
        searcher = engine.open(Path(folder), lambda _key: None)
        print(f"{len(corpus)} documents, {len(meant)} queries of each kind; {machine()}")
        print(f"{'':38}first  in first ten")
        for name, make in KINDS.items():
            first, ten = success(searcher, meant, make)
            print(f"{name:38}{first:5.2f}  {ten:5.2f}")
        searcher.close()


if __name__ == "__main__":
    main()
