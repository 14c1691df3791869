from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from strategies import hostile_text

from jupyter_paperlookup.formats import ReadOptions, format_for
from jupyter_paperlookup.formats.feed import Feed
from jupyter_paperlookup.formats.markup_text import shown_text
from jupyter_paperlookup.formats.parsed_feed import parsed_feed
from jupyter_paperlookup.records import Creator, PartialDate

LISTING = Path(__file__).parents[1] / "network" / "recordings" / "arxiv_listing.json"

ATOM = """<?xml version="1.0" encoding="iso-8859-1"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>
<entry><id>http://arxiv.org/abs/1706.03762v7</id><updated>2023-08-02T00:41:18Z</updated>
<published>2017-06-12T17:57:34Z</published><title>Attention Is All
  You Need — für alle</title><summary>  The dominant &lt; models</summary>
<author><name>Ashish Vaswani</name></author><author><name>Noam Shazeer</name></author>
<link href="http://arxiv.org/abs/1706.03762v7" rel="alternate" type="text/html"/></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel rdf:about="x"><title>Mind</title></channel>
<item rdf:about="https://doi.org/10.1093/mind/LIX.236.433">
<title>Computing &lt;i&gt;Machinery&lt;/i&gt; &amp;amp; Intelligence</title>
<link>https://academic.oup.com/mind/article/LIX/236/433/986238</link>
<description>&lt;p&gt;I propose&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;to consider
</description>
<dc:creator>A. M. Turing</dc:creator><dc:date>1950-10-01</dc:date>
<prism:publicationName>Mind</prism:publicationName>
<prism:doi>10.1093/mind/LIX.236.433</prism:doi></item></rdf:RDF>"""


def read(text):
    return Feed().read(text, "feed.xml", ReadOptions())


def listing():
    return json.loads(LISTING.read_text("utf-8"))["body"]


def test_a_listing_of_arxiv_is_read():
    assert format_for("x.xml", listing()[:4000]).name == "feed"
    reading = read(listing())
    assert not reading.problems
    first, second = (entry.record for entry in reading.entries)
    assert (first.arxiv, first.type) == ("1706.03762", "article")
    assert first.author == (
        Creator(family="Vaswani", given="Ashish"),
        Creator(family="Shazeer", given="Noam"),
        Creator(family="Kaiser", given="Łukasz"),
    )
    assert first.abstract == (
        "The dominant sequence transduction models use $O(n^2)$ steps for n < m."
    )
    assert first.issued == PartialDate(2017, 6)
    assert first.facts.listed == second.facts.listed == "2026-11-20"
    assert [entry.name for entry in reading.entries] == ["arxiv:1706.03762", "arxiv:1506.03134"]


def test_an_answer_of_the_arxiv_api_is_read():
    (entry,) = read(ATOM).entries
    record = entry.record
    assert record.title == "Attention Is All You Need — für alle"
    assert record.issued == PartialDate(2017, 6, 12)
    assert record.abstract == "The dominant < models"
    assert [creator.family for creator in record.author] == ["Vaswani", "Shazeer"]
    assert (record.doi, record.facts.listed) == ("10.48550/arXiv.1706.03762", "")


def test_a_feed_of_a_journal_is_read():
    assert format_for("mind.rdf", RDF).name == "feed"
    (entry,) = read(RDF).entries
    record = entry.record
    assert record.title == "Computing Machinery & Intelligence"
    assert record.abstract == "I propose to consider"
    assert record.doi == "10.1093/mind/LIX.236.433"
    assert (record.type, record.other) == ("article-journal", {"container-title": "Mind"})
    assert record.issued == PartialDate(1950, 10, 1)
    assert record.author == (Creator(family="Turing", given="A. M."),)


def test_a_plain_feed_gives_pages():
    text = (
        '<rss version="2.0"><channel><item><title>News</title><link>javascript:alert(1)</link>'
        "<guid>1</guid></item><item><title>News</title><link>https://a.example/2</link>"
        "<guid>1</guid></item><item><description>x</description></item></channel></rss>"
    )
    reading = read(text)
    (entry,) = reading.entries
    assert (entry.record.type, entry.record.url) == ("webpage", "")
    assert "without a title" in reading.problems[0].reason


def test_a_feed_that_is_cut_off_gives_what_came_and_says_so():
    reading = read(listing()[:-700])
    assert len(reading.entries) >= 1
    assert "damaged here" in reading.problems[-1].reason
    assert reading.problems[-1].line > 1


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
        '<rss><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><channel/></rss>',
    ],
)
def test_entities_are_not_read(text):
    reading = read(text)
    assert not reading.entries
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "text,said",
    [
        ("<rss>" + "<a>" * 300_000, "too deep"),
        ("<rss>" + "<!--" * 1_000_001, "larger than 4 MB"),
        ("<rss>" + "<![CDATA[" * 300_000, "damaged"),
    ],
)
def test_what_would_take_for_ever_is_not_begun(text, said):
    (problem,) = read(text).problems
    assert said in problem.reason


def test_what_its_reader_stumbles_over_is_told():
    text = "<rss><channel><item><title>A</title><link>https://x></item></ription>b</link><l></rss>"
    assert parsed_feed(text) is None
    (problem,) = read(text).problems
    assert "nothing of it can be read" in problem.reason


@pytest.mark.parametrize("text", ["", "https://example.org/feed", "/etc/passwd", "<html></html>"])
def test_what_is_no_feed_is_never_opened(text):
    reading = read(text)
    assert not reading.entries
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "text,shown",
    [
        ("a < b > c", "a < b > c"),
        ("$x<y$ &amp; z", "$x<y$ & z"),
        ("<p>one</p><p>two</p>", "one two"),
        ("a<script>alert(1)</script>b", "ab"),
        ("<b>bold</b>\x1b[31m \u202etxet", "bold[31m txet"),
        ("&lt;script&gt;", "<script>"),
        ("&#x41;&eacute;", "Aé"),
        ("AT&T", "AT&T"),
        ("a<!-- <b>hidden</b> -->b", "ab"),
        ('<a title="x>y">link</a>', "link"),
        ("<!--" * 12_000, ""),
        ("<script>" * 6_000, ""),
        ('<a "' * 3, '<a "' * 3),
        ("a --> b", "a --> b"),
    ],
)
def test_markup_becomes_what_it_shows(text, shown):
    assert shown_text(text) == shown


@given(hostile_text)
def test_no_text_breaks_it(text):
    read(text)
    read(f"<rss><channel><item><title>{text}</title></item></channel></rss>")
    shown_text(text)
