"""The seed corpus in a new library, fact by fact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jupyter_paperlookup.library.seeds import seed_sources
from jupyter_paperlookup.records.identifiers import normalised_title

SEEDS = Path(__file__).parents[2] / "seeds"
PAGES = {
    "000_096f092e70218f99.txt": 90,
    "001_15c97973b37e6992.txt": 36,
    "002_a83fb67ee6dbe99e.txt": 84,
    "003_a9aa8c9afc160bae.txt": 76,
    "004_ad8b969ebdcfacf0.txt": 70,
}


@pytest.fixture(scope="module")
def facts():
    lines = (SEEDS / "metadata.jsonl").read_text("utf-8").splitlines()
    return {normalised_title(item["title"]): item for item in map(json.loads, lines)}


def titled(library, beginning):
    (record,) = [each for each in library.records() if each.title.startswith(beginning)]
    return record


def test_five_pages_make_315_records(library):
    status = library.status()
    assert status.records == 315
    pages = {each.name: each.records for each in status.sources if each.kind == "captured_page"}
    assert pages == PAGES
    assert sum(len(source.reading.entries) for source in seed_sources()[:5]) == 356


def test_titles_and_abstracts_are_the_pages_own_text(library):
    pages = {name: (SEEDS / name).read_text("utf-8") for name in PAGES}
    for record in library.records():
        for source in record.facts.sources:
            if source in pages:
                assert f"\n{record.title}\n" in pages[source]
        origin = record.facts.origins["abstract"]
        assert f"\n{record.abstract}" in pages[origin]
        assert record.facts.origins["title"] in pages


def test_no_author_that_metadata_does_not_name(library, facts):
    with_authors = 0
    for record in library.records():
        named = facts.get(normalised_title(record.title), {}).get("author", [])
        expected = [(each.get("literal") or each["family"]) for each in named]
        assert [each.surname for each in record.author] == expected
        with_authors += bool(record.author)
    assert with_authors == 269


def test_arxiv_ids_lead_to_doi_url_and_eprint(library):
    identified = [record for record in library.records() if record.arxiv]
    assert len(identified) == 304
    for record in identified:
        assert record.doi == f"10.48550/arXiv.{record.arxiv}"
        assert record.url == f"https://arxiv.org/abs/{record.arxiv}"


def test_full_dates_come_from_bylines(library):
    dated = [record for record in library.records() if record.issued and record.issued.is_full]
    assert len(dated) == 34
    assert {record.facts.origins["issued"] for record in dated} == {"001_15c97973b37e6992.txt"}


@pytest.mark.parametrize(
    "beginning, date",
    [
        ("MatFormer", "2023-10-11"),
        ("Block-wise Adaptive Caching", "2025-06-16"),
        ("Let's Make Block Coordinate Descent Converge Faster", "2017-12-23"),
        ("BlockVid", "2025-11-28"),
    ],
)
def test_dates_of_bylines(library, beginning, date):
    assert str(titled(library, beginning).issued) == date


def test_an_organisation_is_no_author_count(library):
    facts = titled(library, "BlockVid").facts
    assert (facts.organization, facts.comments, facts.author_count) == ("DAMO Academy", 2, None)


def test_every_field_knows_its_source(library):
    names = {source.name for source in library.status().sources}
    for record in library.records():
        known = {"title", "abstract", *(["author"] if record.author else [])}
        assert known <= set(record.facts.origins)
        assert set(record.facts.origins.values()) <= names
        assert set(record.facts.sources) <= names


def test_what_is_unknown_stays_unknown(library, facts):
    unknown = [r for r in library.records() if normalised_title(r.title) not in facts]
    assert len(unknown) == 8
    for record in unknown:
        assert not record.author
        assert not record.doi
        assert record.type == "document"


def test_a_paper_on_several_pages_remembers_each(library):
    several = [
        record
        for record in library.records()
        if len([source for source in record.facts.sources if source in PAGES]) > 1
    ]
    assert sum(PAGES.values()) - 315 == sum(
        len([source for source in record.facts.sources if source in PAGES]) - 1
        for record in several
    )
