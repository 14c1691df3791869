"""What a person types who looks for a paper of the seed corpus, line by line, and letter by letter.

Each row is what is typed, the paper that must come first, and why this line is here.
"""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.text import word_texts

FIT = "fit-far-reaching-interleaved-transformers"
MATFORMER = "matformer-nested-transformer-for-elastic-inference"
NMT = "scaling-laws-for-neural-machine-translation"

ROWS = [
    # surname and year, with and without words
    ("chen 2023 fit", FIT),
    ("Chen & Li, 2023", FIT),
    ("(Chen et al., 2023) interleaved", FIT),
    ("ghorbani 2021", NMT),
    ("Ghorbani et al. (2021)", NMT),
    ("devvrit 2023 nested", MATFORMER),
    ("fit chen 2022", FIT),  # the year is evidence: one that is wrong costs little
    # words of the title in any order, and written apart or together
    ("transformers interleaved far", FIT),
    ("translation machine scaling neural laws", NMT),
    ("far reaching interleaved", FIT),
    ("farreaching interleaved", FIT),
    ("mat former", MATFORMER),
    # the last word cut short
    ("far-reaching interl", FIT),
    ("nested transformer elast", MATFORMER),
    ("scaling laws neural machine trans", NMT),
    # a typo
    ("interleved transformers", FIT),
    ("transformers nterleaved", FIT),
    ("elastci inference nested", MATFORMER),
    ("gohrbani scaling", NMT),
    # the whole title, its beginning, the name before the colon
    ("FIT: Far-reaching Interleaved Transformers", FIT),
    ("fit", FIT),
    ("matformer", MATFORMER),
    ("scaling laws for neural machine translation", NMT),
    # a key, as it stands in texts
    (FIT, FIT),
    (f"@{MATFORMER}", MATFORMER),
    (f"[see @{FIT}, p. 12]", FIT),
    (f"\\cite{{{NMT}}}", NMT),
    (f"{{cite:p}}`{NMT}`", NMT),
    (f"key:{FIT}", FIT),
    # an arXiv id
    ("2305.12689", FIT),
    ("2305.12689v3", FIT),
    ("arXiv:2305.12689v3", FIT),
    ("arXiv:2305.12689v3.", FIT),
    ("arXiv: 2305.12689", FIT),
    ("arxiv 2305.12689", FIT),
    ("[arXiv:2305.12689]", FIT),
    ("arXiv:2305.12689 [cs.CV]", FIT),
    ("\u201carXiv:2305.12689\u201d", FIT),
    ("`2305.12689`,", FIT),
    ("https://arxiv.org/abs/2305.12689", FIT),
    ("http://arxiv.org/pdf/2305.12689v2.pdf", FIT),
    ('"https://arxiv.org/abs/2305.12689v2".', FIT),
    ("<https://arxiv.org/abs/2305.12689?context=cs.CV>", FIT),
    ("arxiv.org/abs/2305.12689", FIT),
    ("https://huggingface.co/papers/2305.12689", FIT),
    ("see https://arxiv.org/abs/2305.12689 for details", FIT),
    ("arxiv:https://arxiv.org/abs/2305.12689", FIT),
    # a DOI
    ("10.48550/arXiv.2305.12689", FIT),
    ("10.48550/ARXIV.2305.12689.", FIT),
    ("doi:10.48550/arXiv.2305.12689", FIT),
    ("DOI 10.48550/arXiv.2305.12689", FIT),
    ("doi: https://doi.org/10.48550/arXiv.2305.12689;", FIT),
    ("https://doi.org/10.48550/arXiv.2305.12689).", FIT),
    ("http://dx.doi.org/10.48550%2FarXiv.2305.12689", FIT),
    # several of them mean any
    ("2305.12689, doi:10.1000/182", FIT),
    # a quoted phrase
    ('"far reaching interleaved"', FIT),
    ("\u201cneural machine translation\u201d scaling laws", NMT),
    ('"far reaching interl', FIT),
    ('"', None),
    # filters by field
    ("author:chen title:interleaved", FIT),
    ('author:"ting chen" fit', FIT),
    ("title:matformer year:2023", MATFORMER),
    ("scaling laws year:2020..2022 author:ghorbani", NMT),
    ("interleaved far arxiv:2305.12689", FIT),
    ("far interleaved -video year:2023", FIT),
    ("title: author:", None),
    # an entry of a bibliography, and a sentence that is being written
    ("T. Chen, L. Li. FIT: Far-reaching interleaved. arXiv preprint arXiv:2305.12689, 2023.", FIT),
    ("Chen, T., & Li, L. (2023). FIT: Far-reaching Interleaved Transformers.", FIT),
    ("Far-reaching interleaved transformers scale to long sequences of tokens", FIT),
    ("as scaling laws show, the quality of neural machine translation grows with the model", NMT),
]


def ask(searcher, text, *, typing, limit=1):
    return searcher.search(parse_query(text, typing=typing), limit=limit)


@pytest.mark.parametrize("text, key", ROWS, ids=[str(at) for at in range(len(ROWS))])
def test_the_meant_paper_comes_first(seed_searcher, text, key):
    hits = ask(seed_searcher, text, typing=True).hits
    assert [hit.key for hit in hits] == [key] * (key is not None)


def test_when_it_is_finished_too(seed_searcher):
    missed = [
        text
        for text, key in ROWS
        if key and text.count('"') % 2 == 0 and not text.endswith(":") and "elast" not in text
        if ask(seed_searcher, text, typing=False).hits[0].key != key
    ]
    assert missed == []


def test_no_letter_on_the_way_is_an_error_or_loses_what_shares_the_words(
    seed_searcher, seed_documents
):
    """Where a word of what was typed so far is one that some paper has, there is an answer."""
    texts = (f"{one.title} {one.abstract} {one.author}" for one in seed_documents)
    known = {word for text in texts for word in word_texts(text)}
    lost = []
    for begun in sorted({text[:end] for text, _ in ROWS for end in range(1, len(text) + 1)}):
        query = parse_query(begun, typing=True)
        total = seed_searcher.search(query, limit=0).total
        is_free = not (query.phrases or query.identifiers or query.years)
        is_free &= not any(word.field or word.is_excluded for word in query.words)
        if is_free and not total and known.intersection(word.text for word in query.words):
            lost.append(begun)
    assert lost == []


@pytest.mark.parametrize(
    "text", ["2305.12689", "10.48550/arXiv.2305.12689", "https://arxiv.org/abs/2305.12689"]
)
def test_an_identifier_is_found_before_its_last_letter(seed_searcher, text):
    for end in range(len(text) - 5, len(text)):
        hits = ask(seed_searcher, text[:end], typing=True, limit=10).hits
        assert FIT in {hit.key for hit in hits}


@pytest.mark.parametrize(
    "text, meant",
    [
        ("chen 2023 interleved", {"interleved": "interleaved"}),
        ("gohrbani scaling", {"gohrbani": "ghorbani"}),
        ("zzqx transformers", {}),
        ("qqqq", {}),
    ],
)
def test_an_unknown_word_is_answered_with_a_near_one_or_none(seed_searcher, text, meant):
    assert ask(seed_searcher, text, typing=True).corrections == meant


def test_fields_are_weighted(open_index):
    searcher = open_index(
        [
            Document("abstract", "Machines", "Computable numbers are discussed here."),
            Document("title", "Computable numbers", "Machines are discussed here."),
            Document("whole", "Numbers", "Nothing of it."),
        ]
    )
    assert [hit.key for hit in ask(searcher, "computable", typing=False, limit=3).hits] == [
        "title",
        "abstract",
    ]
    assert ask(searcher, "numbers", typing=True).hits[0].key == "whole"
