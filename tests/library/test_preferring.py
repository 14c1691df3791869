"""Of records that answer equally well, what a person cites and what they brought comes first."""

from __future__ import annotations

import pytest

from jupyter_paperlookup import Library

SEEDED = "fit far-reaching interleaved transformers"
PREPRINT = """@misc{pre, author={Curry, Haskell}, title={An Analysis of Logical Substitution},
 year=1929, eprint={2901.00001}, archiveprefix={arXiv}}
"""
PUBLISHED = """@article{pub, author={Curry, Haskell}, title={An Analysis of Logical Substitution},
 year=1929, journal={American Journal of Mathematics}, doi={10.2307/2370728},
 eprint={2901.00001}, archiveprefix={arXiv}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("home") / "library") as opened:
        opened.ensure_index()
        yield opened


def factors(result):
    return {each.name for each in result.explanation.factors}


def test_the_corpus_to_begin_with_is_nobodys_own(library):
    (first, *_) = library.search(SEEDED, explain=True)
    assert "of your own library" not in factors(first)


def test_of_a_year_what_is_cited_comes_first(library):
    plain = [result.key for result in library.search("year:2023", 50)]
    cited = [plain[-1], plain[20], "nobody1900"]
    found = [result.key for result in library.search("year:2023", 50, cited=cited)]
    assert set(found[:2]) == set(cited[:2])
    assert found[2:] == [key for key in plain if key not in cited]


def test_what_a_person_brought_or_touched_is_their_own(library):
    plain = [result.key for result in library.search("year:2022", 50)]
    touched, brought = plain[-1], plain[-2]
    library.edit(touched, {"note": "read it"})
    entry = library.export([brought], to="bibtex")
    library.import_text(str(entry), "mine.bib")
    found = library.search("year:2022", 50, explain=True).results
    assert {result.key for result in found[:2]} == {touched, brought}
    assert [("of your own library" in factors(result)) for result in found[:3]] == [
        True,
        True,
        False,
    ]


def test_a_preprint_that_is_cited_stays_before_its_published_version(library):
    library.import_text(PREPRINT + PUBLISHED, "curry.bib")
    words = "logical substitution curry"
    assert [result.key for result in library.search(words, 2)] == ["pub", "pre"]
    found = library.search(words, 2, cited=["PRE"])
    assert [result.key for result in found] == ["pre", "pub"]
