"""How well questions are answered, in collections whose answers people have judged.

    python -m benchmarks.search_judged FOLDER... [--semantic MODEL] [--vectors FOLDER]

A folder has `corpus.jsonl` (documents as in `search_data`), `queries.jsonl` (`id`, `text`) and
`qrels.tsv` (query, document, grade). For each: nDCG of the first ten and the share of all right
answers among the first hundred, for a question as it stands; and for the related documents of it,
when it is taken as a text. With the folder of a sentence-transformers model, also for what is
nearest by it alone, and for this in one list with either, as `paperlookup search --semantic` and
`paperlookup related --semantic` have it. What is embedded is kept in the second folder, so that it
need not be done again.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.search_data import documents, machine
from jupyter_paperlookup.library.meaning import MAX_MEANING, within_bounds
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.semantic.embedder import Embedder, text_of
from jupyter_paperlookup.search.semantic.embedding import embed_missing
from jupyter_paperlookup.search.semantic.fusing import DEPTH, NEAR_DEPTH, Scored, fused
from jupyter_paperlookup.search.semantic.model import LocalModel
from jupyter_paperlookup.search.semantic.nearest import nearest
from jupyter_paperlookup.search.semantic.vectors import VectorRuns, text_digest
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


def by_search(searcher: Searcher, text: str) -> Scored:
    """As a question that is finished, without phrases; what is too long for one is cut."""
    query = parse_query(within_bounds(text.replace('"', " ")))
    return [(hit.key, hit.score) for hit in searcher.search(query, limit=DEPTH).hits]


def by_relation(searcher: Searcher, text: str) -> Scored:
    """As a text to which documents are related."""
    hits = searcher.related(Document(key="", abstract=text), limit=DEPTH)
    return [(hit.key, hit.score) for hit in hits]


Way = Callable[[Searcher, str], Scored]
WAYS: dict[str, Way] = {"search": by_search, "related": by_relation}


def by_meaning(model: Embedder, corpus: Sequence[Document], vectors: Path) -> dict[str, Way]:
    """The ways that a model opens; prints what embedding costs."""
    texts = [text_of(document) for document in corpus]
    runs = VectorRuns(vectors / model.digest[:16])
    begin = time.process_time()
    made = embed_missing(model, runs, {text_digest(text): text for text in texts})
    if made:
        print(f"{made} texts embedded, {made / (time.process_time() - begin):.1f} per CPU second")
    kept = runs.read()
    rows = kept.vectors[[kept.rows[text_digest(text)] for text in texts]]

    def by_vectors(_searcher: Searcher, text: str) -> Scored:
        found = nearest(rows, model.embed([text])[0], NEAR_DEPTH)
        return [(corpus[row].key, deviations) for row, deviations in found]

    def by_both(searcher: Searcher, text: str) -> Scored:
        near = by_vectors(searcher, text[:MAX_MEANING])
        return fused(by_search(searcher, text), near)

    def by_relation_and_vectors(searcher: Searcher, text: str) -> Scored:
        return fused(by_relation(searcher, text), by_vectors(searcher, text))

    return {
        "nearest": by_vectors,
        "search, semantic": by_both,
        "related, semantic": by_relation_and_vectors,
    }


def judge(folder: Path, model: Embedder | None, vectors: Path) -> None:
    """Print how well each way answers."""
    corpus = documents(folder / "corpus.jsonl", 1 << 30)
    grades = judgements(folder)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = {str(item["id"]): item["text"] for item in map(json.loads, lines)}
    judged = [query for query in asked if grades.get(query)]
    ways = WAYS | (by_meaning(model, corpus, vectors) if model else {})
    with tempfile.TemporaryDirectory() as name:
        engine = WhooshEngine()
        engine.build(Path(name), iter(corpus), total=len(corpus))
        searcher = engine.open(Path(name), {one.key: one for one in corpus}.get)
        for way, answer in ways.items():
            answers = {
                query: [key for key, _ in answer(searcher, asked[query])] for query in judged
            }
            first = sum(ndcg(answers[query], grades[query]) for query in judged) / len(judged)
            many = sum(recall(answers[query], grades[query]) for query in judged) / len(judged)
            print(f"{folder.name:10}{way:19}nDCG@10 {first:.3f}   recall@100 {many:.3f}")
        searcher.close()


def run(folders: Sequence[Path], model: Embedder | None, vectors: Path | None) -> None:
    """Print all."""
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        for folder in folders:
            judge(folder, model, vectors or Path(name))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--semantic", type=Path, metavar="MODEL")
    options.add_argument("--vectors", type=Path, metavar="FOLDER")
    given = options.parse_args()
    run(given.folders, LocalModel(given.semantic) if given.semantic else None, given.vectors)


if __name__ == "__main__":
    main()
