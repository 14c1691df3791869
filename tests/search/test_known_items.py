"""What people type who look for a paper of the seed corpus."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.query import parse_query

FIT = "FIT: Far-reaching Interleaved Transformers"
MATFORMER = "MatFormer: Nested Transformer for Elastic Inference"
NMT = "Scaling Laws for Neural Machine Translation"


@pytest.fixture(scope="session")
def first(seed_searcher, seed_documents):
    by_key = {document.key: document.title for document in seed_documents}

    def title(text, *, typing=True):
        page = seed_searcher.search(parse_query(text, typing=typing))
        return by_key[page.hits[0].key]

    return title


def test_the_corpus_is_whole(seed_searcher):
    assert seed_searcher.documents == 315


@pytest.mark.parametrize(
    "text, title",
    [
        ("far-reach", FIT),
        ("far reach", FIT),
        ("farreach", FIT),
        ("far reaching interleaved", FIT),
        ("Far-reaching Interleaved Transf", FIT),
        ("transformers interleaved far", FIT),
        ("interleved transformers", FIT),
        ("chen 2023 fit", FIT),
        ("chen fit", FIT),
        ("chen 2023 far", FIT),
        ("fit", FIT),
        ('"far reaching', FIT),
        ("matformer", MATFORMER),
        ("matfo", MATFORMER),
        ("mat former", MATFORMER),
        ("nested transformer elastic", MATFORMER),
        ("scaling laws neural machine trans", NMT),
        ("scaling laws for neural machine translation", NMT),
        ("ghorbani scaling", NMT),
        ("ghorbani 2021", NMT),
    ],
)
def test_the_meant_paper_is_first(first, text, title):
    assert first(text) == title
    assert first(text.strip('"'), typing=False) == title


def test_the_name_of_a_model_is_enough(first):
    assert first("blockvid").startswith("BlockVid")
    assert first("block vid").startswith("BlockVid")


def test_a_title_of_stop_words_finds(first):
    assert first("attention is all you need").endswith("Is All You Need")


def test_every_paper_is_found_by_its_title(seed_searcher, seed_documents):
    missed = []
    for document in seed_documents:
        text = document.title[:200].replace(":", " ").replace('"', " ")
        page = seed_searcher.search(parse_query(text, typing=True), limit=1)
        if page.hits[0].key != document.key:
            missed.append(document.title)
    assert missed == []


def test_every_paper_is_found_by_its_arxiv_id(seed_searcher, seed_documents):
    for document in seed_documents:
        if document.arxiv:
            page = seed_searcher.search(parse_query(f"arxiv:{document.arxiv}"))
            assert document.key in {hit.key for hit in page.hits}
            assert page.total < 3
