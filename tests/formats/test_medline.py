"""PubMed's MEDLINE text, read and written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from strategies import hostile_creators, records, titles

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Creator, PartialDate, Record

MEDLINE = format_named("medline")
LABORATORY = "Medical Research Council Laboratory of Molecular Biology, Cambridge, United Kingdom."
ARTICLE = """\
PMID- 8692918
OWN - NLM
STAT- MEDLINE
IS  - 0027-8424 (Print)
IS  - 1091-6490 (Linking)
VI  - 93
IP  - 14
DP  - 1996 Jul 9
TI  - The structure of bovine F1-ATPase complexed with the antibiotic inhibitor
      aurovertin B.
PG  - 6913-7
LID - 10.1073/pnas.93.14.6913 [doi]
AB  - In the structure of bovine mitochondrial
      F1-ATPase.
FAU - van Raaij, M J
AU  - van Raaij MJ
AUID- ORCID: 0000-0001
AD  - Medical Research Council Laboratory of Molecular Biology, Cambridge, United
      Kingdom.
FAU - Walker, J E Jr
AU  - Walker JE Jr
CN  - The Consortium
LA  - eng
PT  - Journal Article
PT  - Research Support, Non-U.S. Gov't
PL  - UNITED STATES
TA  - Proc Natl Acad Sci U S A
JT  - Proceedings of the National Academy of Sciences
MH  - Aurovertins/*chemistry
OT  - ATPase
PMC - PMC38908
EDAT- 1996/07/09
SO  - Proc Natl Acad Sci U S A. 1996 Jul 9;93(14):6913-7.
"""


def read(text):
    return MEDLINE.read(text, "pubmed.nbib", ReadOptions())


def only(lines):
    reading = read(f"PMID- 1\n{lines}\n")
    assert reading.problems == ()
    (entry,) = reading.entries
    return entry.record


def test_an_article():
    (entry,) = read(f"\n{ARTICLE}\n").entries
    assert entry.line == 2
    assert entry.record == Record(
        type="article-journal",
        title=(
            "The structure of bovine F1-ATPase complexed with the antibiotic inhibitor"
            " aurovertin B."
        ),
        author=(
            Creator(family="Raaij", given="M J", non_dropping_particle="van"),
            Creator(family="Walker", given="J E", suffix="Jr"),
            Creator(literal="The Consortium"),
        ),
        issued=PartialDate(year=1996, month=7, day=9),
        abstract="In the structure of bovine mitochondrial F1-ATPase.",
        doi="10.1073/pnas.93.14.6913",
        other={
            "volume": "93",
            "issue": "14",
            "page": "6913-7",
            "publisher-place": "UNITED STATES",
            "container-title-short": "Proc Natl Acad Sci U S A",
            "PMCID": "PMC38908",
            "ISSN": "0027-8424",
            "language": "en",
            "keyword": "ATPase; Aurovertins/chemistry",
            "container-title": "Proceedings of the National Academy of Sciences",
            "PMID": "8692918",
            "custom": {
                "medline": {
                    "OWN": ["NLM"],
                    "STAT": ["MEDLINE"],
                    "EDAT": ["1996/07/09"],
                    "SO": ["Proc Natl Acad Sci U S A. 1996 Jul 9;93(14):6913-7."],
                    "IS": ["0027-8424 (Print)", "1091-6490 (Linking)"],
                    "MH": ["Aurovertins/*chemistry"],
                    "PT": ["Journal Article", "Research Support, Non-U.S. Gov't"],
                },
                "medline-people": {
                    "M J van Raaij": [
                        "AUID ORCID: 0000-0001",
                        f"AD {LABORATORY}",
                    ]
                },
            },
        },
    )


def test_every_line_of_an_article_is_written_again():
    (entry,) = read(ARTICLE).entries
    written = MEDLINE.write([entry.record])
    unfolded = ARTICLE.replace("\n      ", " ").replace("J E Jr", "J E, Jr")
    assert sorted(written.split("\n")) == sorted(unfolded.split("\n"))
    assert read(written).entries[0].record == entry.record


def test_what_has_changed_is_written_as_it_is_now():
    (entry,) = read(ARTICLE).entries
    other = entry.record.other | {"ISSN": "0028-0836", "keyword": "new"}
    changed = msgspec.structs.replace(
        entry.record, type="report", issued=PartialDate(year=2000), author=(), other=other
    )
    again = read(MEDLINE.write([changed])).entries[0].record
    assert (again.type, again.issued, again.author) == ("report", PartialDate(year=2000), ())
    assert again.other["ISSN"] == "0028-0836"
    assert again.other["keyword"] == "new; Aurovertins/chemistry"


@given(records)
def test_read_back_as_it_was(record):
    (entry,) = read(MEDLINE.write([record])).entries
    assert entry.record == record


@given(titles, titles)
def test_no_text_becomes_a_line_of_its_own(title, abstract):
    record = Record(title=title, abstract=f"{abstract}\n\nPMID- 2\nTI  - x\r{abstract}")
    reading = read(MEDLINE.write([record, record]))
    assert [entry.record.title for entry in reading.entries] == [title, title]


@given(hostile_creators)
def test_hostile_names_stay_one(creator):
    record = Record(title="T", author=(creator,), other={"custom": {"medline-people": {"a": [1]}}})
    (entry,) = read(MEDLINE.write([record])).entries
    assert len(entry.record.author) == 1


@pytest.mark.parametrize(
    "lines,authors",
    [
        ("AU  - Watson JD\nAU  - Crick FH", [("Watson", "J D", ""), ("Crick", "F H", "")]),
        ("AU  - King ML Jr", [("King", "M L", "Jr")]),
        ("FAU - Watson, James D\nAU  - Watson JD", [("Watson", "James D", "")]),
        ("FAU - Watson, James D\nAU  - Crick FH", [("Watson", "James D", "")]),
        (
            "AU  - Watson JD\nFAU - Crick, Francis",
            [("Watson", "J D", ""), ("Crick", "Francis", "")],
        ),
        ("AU  - de la Cruz J\nAU  - et al", [("Cruz", "J", "")]),
    ],
)
def test_authors(lines, authors):
    record = only(f"TI  - T\n{lines}")
    assert [(each.family, each.given, each.suffix) for each in record.author] == authors
    assert ("et al" in lines) == ("and-others" in record.other.get("custom", {}))
    assert read(MEDLINE.write([record])).entries[0].record == record


@pytest.mark.parametrize(
    "written,date",
    [
        ("1996", PartialDate(year=1996)),
        ("1996 Jul", PartialDate(year=1996, month=7)),
        ("1996 Jul 9", PartialDate(year=1996, month=7, day=9)),
        ("1996 Jul-Aug", PartialDate(year=1996, month=7, end=(1996, 8))),
        ("1996 Jul 9-15", PartialDate(year=1996, month=7, day=9, end=(1996, 7, 15))),
        ("1996 Dec-1997 Jan", PartialDate(year=1996, month=12, end=(1997, 1))),
        ("1996 Dec 30-1997 Jan 2", PartialDate(year=1996, month=12, day=30, end=(1997, 1, 2))),
        ("1996-1997", PartialDate(year=1996, end=(1997,))),
        ("1996 Spring", PartialDate(year=1996, season=1)),
        ("1996 Fall", PartialDate(year=1996, season=3)),
        ("Jul 9", PartialDate(month=7, day=9)),
        ("1996 1st Quarter", PartialDate(literal="1996 1st Quarter")),
        ("1996 Feb 30", PartialDate(literal="1996 Feb 30")),
    ],
)
def test_dates(written, date):
    record = only(f"TI  - T\nDP  - {written}")
    assert record.issued == date
    assert f"\nDP  - {written}\n" in MEDLINE.write([record])


@pytest.mark.parametrize(
    "lines,kind,container",
    [
        ("TI  - T\nJT  - J", "article-journal", "J"),
        ("TI  - T\nJT  - J\nPT  - Review\nPT  - Case Reports", "article-journal", "J"),
        ("TI  - T\nPT  - Journal Article\nPT  - Preprint\nJT  - bioRxiv", "article", "bioRxiv"),
        ("TI  - T\nBTI - B\nPT  - Study Guide", "chapter", "B"),
        ("BTI - B\nPT  - Review", "book", None),
        ("TI  - T\nPT  - Academic Dissertation", "thesis", None),
        ("TI  - T", "document", None),
    ],
)
def test_types(lines, kind, container):
    record = only(lines)
    assert (record.type, record.other.get("container-title")) == (kind, container)
    assert record.title in ("T", "B")
    assert read(MEDLINE.write([record])).entries[0].record.type == kind


def test_a_preprint_of_arxiv():
    record = only("TI  - T\nPT  - Preprint\nJT  - ArXiv\nAID - 2305.12689 [pii]")
    assert (record.type, record.arxiv) == ("article", "2305.12689")


def test_the_doi_of_an_article_identifier():
    record = only("TI  - T\nAID - S0140 [pii]\nAID - 10.1016/x [doi]")
    assert record.doi == "10.1016/x"
    assert MEDLINE.write([record]).count("10.1016/x") == 1


def test_citations_are_told_apart():
    text = (
        "junk above\nPMID- 1\nTI  - One\n\n\nPMID- 2\nDP  - 2000\nPMID- 3\nTI  - Three\n"
        "OWN - ERIC\nTI  - Not two titles\n\nOWN - ERIC\nTI  - Four\n\nTI  - Five\n\nXX  - x\n"
    )
    reading = read(text)
    assert [(entry.line, entry.record.title) for entry in reading.entries] == [
        (2, "One"), (6, ""), (8, "Three"), (13, "Four"), (16, "Five"),
    ]  # fmt: skip
    (problem,) = reading.problems
    assert (problem.line, problem.reason) == (18, "Nothing in it says which work it is.")


@pytest.mark.parametrize("text", ["<html></html>", "Dear diary", "PMID 12345"])
def test_what_is_no_bibliography_is_one_problem(text):
    assert not MEDLINE.recognises(text)
    assert len(read(text).problems) == 1
