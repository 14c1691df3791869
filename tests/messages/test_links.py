"""What can be clicked leads to the web and shows where it leads."""

import pytest

from jupyter_paperlookup.messages.links import is_web_address, links_of
from jupyter_paperlookup.records import Record


def test_links_of_an_arxiv_paper() -> None:
    record = Record(doi="10.48550/arXiv.2305.12689", url="https://arxiv.org/abs/2305.12689")
    assert [(link.label, link.url) for link in links_of(record)] == [
        ("DOI", "https://doi.org/10.48550/arXiv.2305.12689"),
        ("arXiv", "https://arxiv.org/abs/2305.12689"),
    ]


def test_url_of_its_own_is_a_web_page() -> None:
    (link,) = links_of(Record(url="http://example.org/paper.html?x=1#top"))
    assert (link.label, link.url) == ("Web page", "http://example.org/paper.html?x=1#top")


def test_record_without_identifiers_has_no_links() -> None:
    assert links_of(Record(title="Nothing known")) == []


def test_hostile_doi_cannot_leave_its_host() -> None:
    links = links_of(Record(doi='10.1000/"><script>alert(1)</script>?#@evil.example'))
    assert [link.label for link in links] == ["DOI"]
    assert links[0].url.startswith("https://doi.org/10.1000/")
    assert not set('"<>?#@') & set(links[0].url)


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org:8080/a", "https://[2001:db8::1]/x"]
)
def test_web_addresses(url) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "example.org",
        "https://",
        "https:///path",
        "https://example.org@evil.example/",
        "https://evil.example\\@example.org/",
        "https://example.org/ x",
        "https://example.org/\n",
        "https://example.org/<b>",
        "https://[broken/",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_anything_else_is_no_web_address(url) -> None:
    assert not is_web_address(url)
