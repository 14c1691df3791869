"""A preprint and its published version: two records, linked, the published one preferred."""

from __future__ import annotations

import pytest

from jupyter_paperlookup import Library

PREPRINT = """@misc{pre, author={Curry, Haskell}, title={An Analysis of Logical Substitution},
 year=1929, eprint={2901.00001}, archiveprefix={arXiv}}
"""
PUBLISHED = """@article{pub, author={Curry, Haskell}, title={An Analysis of Logical Substitution},
 year=1929, journal={American Journal of Mathematics}, doi={10.2307/2370728},
 eprint={2901.00001}, archiveprefix={arXiv}}
"""


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setattr("jupyter_paperlookup.library.library.seed_sources", list)
    with Library.open(tmp_path / "library") as opened:
        yield opened


def versions(library, key):
    return [(each.relation, each.record.key) for each in library.related_versions(key)]


@pytest.mark.parametrize(
    "texts", [[PREPRINT + PUBLISHED], [PREPRINT, PUBLISHED], [PUBLISHED, PREPRINT]]
)
def test_both_are_records_and_linked_whatever_comes_first(library, texts):
    for number, text in enumerate(texts):
        library.import_text(text, f"{number}.bib")
    assert library.status().records == 2
    assert versions(library, "pre") == [("published", "pub")]
    assert versions(library, "pub") == [("preprint", "pre")]
    assert library.get("pre").other.get("container-title") is None
    assert library.get("pub").other["container-title"] == "American Journal of Mathematics"


def test_two_entries_of_one_version_are_one_record(library):
    library.import_text(PREPRINT + PUBLISHED, "one.bib")
    library.import_text(PUBLISHED.replace("{pub,", "{again,"), "two.bib")
    by_arxiv_doi = "@misc{d, title={An Analysis}, doi={10.48550/arXiv.2901.00001}}"
    library.import_text(by_arxiv_doi, "three.bib")
    assert library.status().records == 2
    assert (library.get("again").key, library.get("d").key) == ("pub", "pre")


@pytest.mark.parametrize("journal", ["CoRR", "arXiv preprint arXiv:2901.00001", "bioRxiv"])
def test_a_journal_of_preprints_publishes_nothing(library, journal):
    library.import_text(PREPRINT, "one.bib")
    library.import_text(
        PREPRINT.replace("misc{pre", "article{other").replace("}}", f"}}, journal={{{journal}}}}}"),
        "two.bib",
    )
    assert library.status().records == 1


def test_the_published_version_comes_first_where_both_answer(library):
    library.import_text(PREPRINT + PUBLISHED, "one.bib")
    assert [hit.key for hit in library.search("logical substitution")] == ["pub", "pre"]
    assert next(iter(library.search("key:pre"))).key == "pre"
    library.unlink("pre", "pub")
    assert next(hit.key for hit in library.search("logical substitution")) == "pre"


def test_a_link_that_a_person_took_away_does_not_come_back(library):
    library.import_text(PREPRINT + PUBLISHED, "one.bib")
    library.unlink("pre", "pub")
    library.import_text(PREPRINT + PUBLISHED.replace("1929", "1930"), "one.bib")
    assert versions(library, "pre") == []


def test_one_that_is_typed_is_linked_too(library):
    library.import_text(PREPRINT, "one.bib")
    item = {"title": "Substitution", "container-title": "Journal", "number": "arXiv:2901.00001"}
    added = library.add(item | {"type": "article-journal"})
    assert versions(library, added.key) == [("preprint", "pre")]


def test_a_wrong_arxiv_id_makes_nothing_one_work_or_a_version(library):
    """Mendeley writes one and the same id into entries that have nothing to do with it."""
    other = (
        "@article{hill, author={Hill, H.}, title={Fixing Teachers}, journal={Phi Delta Kappan}, "
        "eprint={2901.00001}, archiveprefix={arXiv}}"
    )
    with_doi = other.replace("{hill,", "{hale,").replace("Hill", "Hale").replace("Fixing", "On")
    library.import_text(PREPRINT + PUBLISHED + other, "one.bib")
    library.import_text(with_doi.replace("eprint", "doi={10.1177/0964663912467814}, eprint"), "b")
    assert library.status().records == 4
    assert versions(library, "pre") == [("published", "pub")]
