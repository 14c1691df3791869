"""DOIs, arXiv ids and titles, made comparable."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    arxiv_from_text,
    doi_from_text,
    normalised_doi,
    normalised_isbn,
    normalised_pmcid,
    normalised_pmid,
    normalised_title,
)


@pytest.mark.parametrize(
    "text,doi",
    [
        ("10.1000/ABC", "10.1000/ABC"),
        ("https://doi.org/10.48550/arXiv.2410.10139", "10.48550/arXiv.2410.10139"),
        ("doi:10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"),
        ("see 10.1000/abc.", "10.1000/abc"),
        ("10.1/x", ""),
        ("none", ""),
    ],
)  # fmt: skip
def test_doi(text, doi):
    assert doi_from_text(text) == doi
    assert normalised_doi(text) == doi.lower()


@pytest.mark.parametrize(
    "text,arxiv",
    [
        ("2410.10139", "2410.10139"),
        ("arXiv:2410.10139v2", "2410.10139"),
        ("https://arxiv.org/abs/1411.4389", "1411.4389"),
        ("http://arxiv.org/pdf/1411.4389v4.pdf", "1411.4389"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136v1", "math.gt/0309136"),
        ("10.1000/2410.10139", ""),
        ("2410.101", ""),
        ("about 2410.10139", ""),
    ],
)
def test_arxiv(text, arxiv):
    assert arxiv_from_text(text) == arxiv


def test_arxiv_from_doi():
    assert arxiv_from_doi("https://doi.org/10.48550/ARXIV.2410.10139") == "2410.10139"
    assert arxiv_from_doi("10.1000/arxiv.2410.10139") == ""


def test_titles_are_equal_by_their_letters():
    one = normalised_title("FIT: Far-reaching Interleaved Transformers")
    assert one == "fit far reaching interleaved transformers"
    assert normalised_title("Fit – far-reaching  INTERLEAVED transformers.") == one
    assert normalised_title("Straße") == normalised_title("STRASSE")


def test_titles_of_signs_alone_differ():
    assert normalised_title("???") != normalised_title("!!!")


@pytest.mark.parametrize(
    "text, isbn",
    [
        ("0-201-03801-3", "9780201038019"),
        ("978-0-201-03801-9", "9780201038019"),
        ("0 8044 2957 X", "9780804429573"),
        ("9780201038019 0201038013", "9780201038019"),
        ("978-0-201-03801-8", ""),
        ("0-201-03801-4", ""),
        ("unknown", ""),
        (None, ""),
    ],
)
def test_isbn(text, isbn):
    assert normalised_isbn(text) == isbn


@pytest.mark.parametrize(
    "value, pmid",
    [("123", "123"), (123, "123"), ("PMID: 0123", "123"), ("pmc123", ""), (None, ""), ("0", "")],
)
def test_pmid(value, pmid):
    assert normalised_pmid(value) == pmid


@pytest.mark.parametrize(
    "value, pmcid",
    [
        ("PMC3159421", "PMC3159421"),
        ("pmc003159421", "PMC3159421"),
        ("PMCID: PMC3159421", "PMC3159421"),
        ("PMC3159421.1", "PMC3159421"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3159421/", "PMC3159421"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/3159421", "PMC3159421"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3159421/?report=x", "PMC3159421"),
        ("https://europepmc.org/article/PMC3159421", "PMC3159421"),
        ("3159421", ""),
        ("PMC0", ""),
        ("PMC", ""),
        ("PMC12345678901", ""),
        (None, ""),
    ],
)
def test_pmcid(value, pmcid):
    assert normalised_pmcid(value) == pmcid
