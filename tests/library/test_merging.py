from __future__ import annotations

import pytest

from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.merging import merge
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Record

PAGE, FACTS = "page.txt", "facts.jsonl"


def contributions(page, facts):
    return [
        Contribution(PAGE, "captured_page", 1, page),
        Contribution(FACTS, "title_facts", 1, facts),
    ]


def test_first_source_that_knows_a_field_is_believed_and_remembered():
    turing = (Creator(family="Turing", given="Alan"),)
    record = merge(
        contributions(
            Record(title="On computable numbers", abstract="The computable numbers ..."),
            Record(title="On Computable Numbers", author=turing),
        ),
        "turing1936",
    )
    assert record.key == "turing1936"
    assert record.title == "On computable numbers"
    assert record.author == turing
    assert record.facts.sources == (PAGE, FACTS)
    assert record.facts.origins == {"title": PAGE, "abstract": PAGE, "author": FACTS}


@pytest.mark.parametrize(
    "page, facts, believed, origin",
    [
        (PartialDate(2023, 10, 11), PartialDate(2023, 10), PartialDate(2023, 10, 11), PAGE),
        (PartialDate(None, 6, 16), PartialDate(2025, 6), PartialDate(2025, 6), FACTS),
        (PartialDate(2024, 4), PartialDate(2023, 10), PartialDate(2024, 4), PAGE),
        (None, PartialDate(2023), PartialDate(2023), FACTS),
        (PartialDate(None, 6, 16), None, PartialDate(None, 6, 16), PAGE),
    ],
    ids=["full date wins", "a year beats none", "first of equals", "only one", "no year at all"],
)
def test_the_most_exact_date_is_believed(page, facts, believed, origin):
    record = merge(contributions(Record(issued=page), Record(issued=facts)))
    assert record.issued == believed
    assert record.facts.origins == {"issued": origin}


def test_a_known_kind_of_work_beats_document():
    record = merge(contributions(Record(), Record(type="article")))
    assert (record.type, record.facts.origins) == ("article", {"type": FACTS})


def test_counts_never_become_names():
    record = merge([Contribution(PAGE, "captured_page", 1, Record(facts=Facts(author_count=7)))])
    assert record.author == ()
    assert record.facts.author_count == 7
    assert record.facts.origins == {"author-count": PAGE}


def test_zero_comments_are_known():
    record = merge(contributions(Record(), Record(facts=Facts(comments=0))))
    assert record.facts.comments == 0


def test_of_counts_the_highest_is_taken():
    one, other = Facts(comments=0, upvotes=7, stars=2), Facts(comments=3, upvotes=5)
    record = merge(contributions(Record(facts=one), Record(facts=other)))
    assert (record.facts.comments, record.facts.upvotes, record.facts.stars) == (3, 7, 2)
    assert record.facts.origins == {
        "comments": "facts.jsonl",
        "upvotes": "page.txt",
        "stars": "page.txt",
    }


def test_variables_without_a_field_are_kept():
    record = merge(
        contributions(Record(other={"number": "arXiv:1"}), Record(other={"number": "2", "x": [1]}))
    )
    assert record.other == {"number": "arXiv:1", "x": [1]}
    assert record.facts.origins == {"number": PAGE, "x": FACTS}


def test_what_formats_keep_of_their_own_is_kept_of_each():
    record = merge(
        contributions(
            Record(other={"custom": {"bibtex": {"file": "a.pdf"}, "ris": {"M1": "1"}}}),
            Record(other={"custom": {"bibtex": {"file": "b.pdf"}, "medline": {"MH": "x"}}}),
        )
    )
    assert record.other["custom"] == {
        "bibtex": {"file": "a.pdf"},
        "ris": {"M1": "1"},
        "medline": {"MH": "x"},
    }
