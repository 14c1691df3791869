"""A pasted text that is one identifier, and those that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.records.csl_values import checked_value
from jupyter_paperlookup.records.pasted_identifier import pasted_identifier
from tests.strategies import dois, hostile_text, lines, urls

SICI = "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"


@pytest.mark.parametrize(
    "text, doi",
    [
        ("10.1000/182", "10.1000/182"),
        ("  10.1000/182\n", "10.1000/182"),
        ("doi:10.1000/182.", "10.1000/182"),
        ("DOI 10.1000/182;", "10.1000/182"),
        ("DOI: https://doi.org/10.1000/182,", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182?utm_source=x#top", "10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000%2F182", "10.1000/182"),
        ("<https://doi.org/10.1000/182>", "10.1000/182"),
        ("(10.1000/182).", "10.1000/182"),
        ("“10.1000/182”", "10.1000/182"),
        ("10.1000.10/123", "10.1000.10/123"),
        ("10.1016/0004-3702(87)90050-6", "10.1016/0004-3702(87)90050-6"),
        (SICI, SICI),
        ("https://doi.org/10.1002/%28SICI%291097", "10.1002/(SICI)1097"),
        ("\ufeff10.1000/182\u200b", "10.1000/182"),
    ],
)
def test_doi(text, doi):
    found = pasted_identifier(text)
    assert found.kind == "doi"
    assert found.item == {"DOI": doi}
    assert found.label.startswith("DOI 10.")


@pytest.mark.parametrize(
    "text, number",
    [
        ("2410.10139", "2410.10139"),
        ("1706.03762v7", "1706.03762v7"),
        ("0704.0001", "0704.0001"),
        ("arXiv:2410.10139", "2410.10139"),
        ("arxiv: 2410.10139v2.", "2410.10139v2"),
        ("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023", "1706.03762v7"),
        ("arXiv:1706.03762 [cs.CL]", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762v7?context=cs", "1706.03762v7"),
        ("https://arxiv.org/pdf/1706.03762", "1706.03762"),
        ("http://arxiv.org/pdf/1706.03762v5.pdf", "1706.03762v5"),
        ("https://www.arxiv.org/html/2410.10139v1", "2410.10139v1"),
        ("https://huggingface.co/papers/2410.10139", "2410.10139"),
        ("https://www.alphaxiv.org/abs/2410.10139", "2410.10139"),
        ("https://ar5iv.labs.arxiv.org/html/2410.10139", "2410.10139"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136v1", "math.GT/0309136v1"),
        ("https://arxiv.org/abs/math/0309136", "math/0309136"),
        ("10.48550/arXiv.2410.10139", "2410.10139"),
        ("https://doi.org/10.48550/ARXIV.2410.10139", "2410.10139"),
        ("doi:10.48550/arXiv.hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_arxiv(text, number):
    found = pasted_identifier(text)
    assert found.kind == "arxiv"
    assert found.label == f"arXiv {number}"
    assert found.item["number"] == f"arXiv:{number}"
    assert found.item["URL"] == f"https://arxiv.org/abs/{number}"
    assert found.item["type"] == "article"
    assert ("DOI" in found.item) == ("10.48550" in text)


@pytest.mark.parametrize(
    "text, pmid",
    [
        ("pmid:123", "123"),
        ("PMID: 08692918", "8692918"),
        ("PMID 8692918.", "8692918"),
        ("https://pubmed.ncbi.nlm.nih.gov/8692918/", "8692918"),
        ("https://pubmed.ncbi.nlm.nih.gov/8692918/?from=x", "8692918"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/8692918", "8692918"),
    ],
)
def test_pmid(text, pmid):
    found = pasted_identifier(text)
    assert (found.kind, found.label, found.item) == ("pmid", f"PMID {pmid}", {"PMID": pmid})


@pytest.mark.parametrize(
    "text",
    ["PMC3159421", "pmcid: PMC3159421.", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3159421/"],
)
def test_pmcid(text):
    found = pasted_identifier(text)
    assert (found.kind, found.label) == ("pmcid", "PMCID PMC3159421")
    assert found.item == {"PMCID": "PMC3159421"}


@pytest.mark.parametrize(
    "text, isbn",
    [
        ("978-0-201-03801-9", "978-0-201-03801-9"),
        ("ISBN 978\u20110\u2011201\u201103801\u20119", "978-0-201-03801-9"),
        ("isbn: 0-201-03801-3", "0-201-03801-3"),
        ("ISBN-13: 9780201038019", "9780201038019"),
        ("urn:isbn:9780201038019", "9780201038019"),
        ("0 8044 2957 X", "0 8044 2957 X"),
    ],
)
def test_isbn(text, isbn):
    found = pasted_identifier(text)
    assert (found.kind, found.item) == ("isbn", {"ISBN": isbn})


@pytest.mark.parametrize(
    "text, url",
    [
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("<http://example.org>", "http://example.org"),
        ("https://arxiv.org/list/cs.CL/recent", "https://arxiv.org/list/cs.CL/recent"),
        ("https://doi.org/", "https://doi.org/"),
        ("https://link.springer.com/article/10.1007/s11263-015-0816-y",
         "https://link.springer.com/article/10.1007/s11263-015-0816-y"),
    ],
)  # fmt: skip
def test_url(text, url):
    found = pasted_identifier(text)
    assert (found.kind, found.item) == ("url", {"URL": url})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "attention is all you need",
        "see 10.1000/182",
        "10.1000/182 and more",
        "10.1000/.",
        "10.1/x",
        "2499.10139",
        "about 2410.10139",
        "3.14159",
        "foo/0309136",
        "12345678",
        "2023",
        "978-0-201-03801-8",
        "0201038014",
        "http://",
        "https://[::1",
        "https://name:word@example.org/",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "https://example.org/ two words",
        "doi:" + "9" * 3000,
    ],
)
def test_no_identifier(text):
    assert pasted_identifier(text) is None


@given(st.one_of(hostile_text, lines, dois, urls, dois.map("https://doi.org/{}".format)))
def test_every_item_can_be_typed_into_a_record(text):
    found = pasted_identifier(text)
    for variable, value in found.item.items() if found else ():
        assert checked_value(variable, value)


@given(dois)
def test_what_stands_around_a_doi_is_no_part_of_it(doi):
    plain = pasted_identifier(doi)
    if plain.kind == "doi" and doi.count("(") == doi.count(")"):
        for text in (f"({doi})", f"doi:{doi}.", f"https://doi.org/{doi}", f'"{doi}",'):
            assert pasted_identifier(text) == plain


def test_a_long_row_of_brackets_takes_no_time():
    assert pasted_identifier("10.1000/a" + ")" * 1900).item == {"DOI": "10.1000/a"}
