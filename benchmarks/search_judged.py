"""How well questions are answered, in collections whose answers people have judged.

    python -m benchmarks.search_judged FOLDER...

A folder has `corpus.jsonl` (documents as in `search_data`), `queries.jsonl` (`id`, `text`) and
`qrels.tsv` (query, document, grade). For each: nDCG of the first ten and the share of all right
answers among the first hundred, for a question as it stands; and for the related documents of it,
when it is taken as a text.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.search_data import documents, machine
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, parse_query
from jupyter_paperlookup.search.text import word_texts
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

_FIRST, _MANY = 10, 100
Grades = Mapping[str, float]


def ndcg(keys: Sequence[str], grades: Grades) -> float:
    """How near the first ten are to the best order."""
    gained = sum(grades.get(key, 0) / math.log2(at + 2) for at, key in enumerate(keys[:_FIRST]))
    best = sorted(grades.values(), reverse=True)[:_FIRST]
    return gained / sum(grade / math.log2(at + 2) for at, grade in enumerate(best))


def recall(keys: Sequence[str], grades: Grades) -> float:
    """How many of the right ones are among the first hundred."""
    return len(set(keys[:_MANY]) & set(grades)) / len(grades)


def judgements(folder: Path) -> dict[str, dict[str, float]]:
    """The grades of documents, by query."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
        for query, document, grade in csv.reader(lines, delimiter="\t"):
            if float(grade) > 0:
                found[query][f"k{document}".lower()] = float(grade)
    return found


def by_search(searcher: Searcher, text: str) -> list[str]:
    """As a question that is finished; what is too long for one is cut."""
    query = parse_query(within_bounds(text))
    return [hit.key for hit in searcher.search(query, limit=_MANY).hits]


def within_bounds(text: str) -> str:
    """As many of the first words as a query may have; its quotation marks ask for no phrases."""
    words: list[str] = []
    left = MAX_WORDS
    for word in text.replace('"', " ").split():
        left -= len(word_texts(word))
        if left < 0 or len(" ".join([*words, word])) > MAX_CHARACTERS:
            break
        words.append(word)
    return " ".join(words)


def by_relation(searcher: Searcher, text: str) -> list[str]:
    """As a text to which documents are related."""
    return [hit.key for hit in searcher.related(Document(key="", abstract=text), limit=_MANY)]


WAYS: dict[str, Callable[[Searcher, str], list[str]]] = {
    "search": by_search,
    "related": by_relation,
}


def judge(folder: Path) -> None:
    """Print how well each way answers."""
    corpus = documents(folder / "corpus.jsonl", 1 << 30)
    grades = judgements(folder)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {str(item["id"]): item["text"] for item in map(json.loads, lines)}
    judged = [query for query in asked if grades.get(query)]
    with tempfile.TemporaryDirectory() as name:
        engine = WhooshEngine()
        engine.build(Path(name), iter(corpus), total=len(corpus))
        searcher = engine.open(Path(name), {one.key: one for one in corpus}.get)
        for way, answer in WAYS.items():
            answers = {query: answer(searcher, asked[query]) for query in judged}
            first = sum(ndcg(answers[query], grades[query]) for query in judged) / len(judged)
            many = sum(recall(answers[query], grades[query]) for query in judged) / len(judged)
            print(f"{folder.name:10}{way:10}nDCG@10 {first:.3f}   recall@100 {many:.3f}")
        searcher.close()


def run(folders: Sequence[Path]) -> None:
    """Print all."""
    print(machine())
    for folder in folders:
        judge(folder)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", type=Path, nargs="+")
    run(options.parse_args().folders)


if __name__ == "__main__":
    main()
