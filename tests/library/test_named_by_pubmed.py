"""What PubMed calls a paper finds it."""

from __future__ import annotations

import json

import pytest

from jupyter_paperlookup.library import Library

ITEMS = [
    {"id": "mnih2015", "type": "article-journal", "title": "Human-level control", "PMID": 25719670},
    {"id": "other", "type": "article-journal", "title": "PMC3159421", "PMCID": "PMC3159421"},
    {"id": "words", "type": "article-journal", "title": "PMID 4711 in a title"},
]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library(tmp_path_factory.mktemp("library")) as opened:
        opened.import_text(json.dumps(ITEMS), "pubmed.json", format="csl-json")
        opened.ensure_index()
        yield opened


@pytest.mark.parametrize(
    "query, keys",
    [
        ("PMID: 25719670", ["mnih2015"]),
        ("pmid 25719670", ["mnih2015"]),
        ("https://pubmed.ncbi.nlm.nih.gov/25719670/", ["mnih2015"]),
        ("PMC3159421", ["other"]),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3159421/", ["other"]),
        ("pmid 4711", ["words"]),
        ("control", ["mnih2015"]),
    ],
)
@pytest.mark.parametrize("typing", [False, True])
def test_a_paper_is_found_by_it(library, query, keys, typing):
    page = library.search(query, typing=typing)
    assert [each.key for each in page.results] == keys
    assert page.query == query
