"""Real indexes over the seed corpus and over a handful of papers, built once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_paperlookup.formats.captured_page import CapturedPage
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.records.identifiers import arxiv_doi, normalised_title
from jupyter_paperlookup.records.names import creators_from_csl
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seed_documents():
    """The papers of the seed corpus with the facts that are known about them."""
    lines = (SEEDS / "metadata.jsonl").read_text(encoding="utf-8").splitlines()
    facts = {normalised_title(item["title"]): item for item in map(json.loads, lines)}
    found: dict[str, Document] = {}
    for page in sorted(SEEDS.glob("0*.txt")):
        reading = CapturedPage().read(page.read_text(encoding="utf-8"), page.name, ReadOptions())
        for entry in reading.entries:
            title = normalised_title(entry.record.title)
            found.setdefault(title, _document(entry.record, facts.get(title, {}), page.name))
    return list(found.values())


def _document(record, facts, source):
    arxiv = facts.get("arxiv", "")
    names = [creator.full_name for creator in creators_from_csl(facts.get("author"))]
    return Document(
        key=normalised_title(record.title).replace(" ", "-"),
        title=record.title,
        abstract=record.abstract,
        author="; ".join(names),
        year=facts.get("issued", [None])[0],
        arxiv=arxiv,
        doi=arxiv_doi(arxiv) if arxiv else "",
        sources=(source,),
    )


@pytest.fixture(scope="session")
def open_index(tmp_path_factory):
    """Build an index of documents and open it."""
    opened = []

    def build_and_open(documents, engine=None):
        engine = engine or WhooshEngine()
        folder = tmp_path_factory.mktemp("index")
        engine.build(folder, documents, total=len(documents))
        searcher = engine.open(folder, {one.key: one for one in documents}.get)
        opened.append(searcher)
        return searcher

    yield build_and_open
    for searcher in opened:
        searcher.close()


@pytest.fixture(scope="session")
def seed_searcher(open_index, seed_documents):
    return open_index(seed_documents)
