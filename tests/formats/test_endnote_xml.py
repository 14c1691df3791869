"""EndNote's XML, written and read."""

from __future__ import annotations

import json
import subprocess

import pypandoc
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from strategies import hostile_creators, lines, records, titles

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Creator, PartialDate, Record

ENDNOTE = format_named("endnote-xml")


def read(text):
    return ENDNOTE.read(text, "library.xml", ReadOptions())


def library(*inner):
    found = "\n".join(f"<record>{each}</record>" for each in inner)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{found}\n</records></xml>\n'


def only(inner):
    reading = read(library(inner))
    assert reading.problems == ()
    (entry,) = reading.entries
    return entry.record


TITLE = "<titles><title>T</title></titles>"


def test_as_it_is_written():
    record = Record(
        key="turing1936",
        type="article-journal",
        title="On <i>Computable</i> Numbers & <b",
        author=(
            Creator(family="Turing", given="Alan M.", suffix="Jr."),
            Creator(literal="World Health Organization, Geneva"),
        ),
        issued=PartialDate(year=1936, month=11, day=12),
        doi="10.1112/plms/s2-42.1.230",
        other={
            "container-title": "Mind",
            "page": "230-265",
            "keyword": "machines; numbers",
            "custom": {"endnote": {"custom1": ["own"], "urls/pdf-urls/url": ["internal-pdf://a"]}},
        },
    )
    text = ENDNOTE.write([record])
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n<record>\n'
        '<rec-number>1</rec-number>\n<ref-type name="Journal Article">17</ref-type>\n'
        "<contributors><authors><author>Turing, Alan M., Jr.</author>\n"
        "<author>World Health Organization, Geneva,</author></authors></contributors>\n"
        '<titles><title>On <style face="italic">Computable</style> Numbers &amp; &lt;b</title>\n'
        "<secondary-title>Mind</secondary-title></titles>\n"
        "<periodical><full-title>Mind</full-title></periodical>\n"
        "<pages>230-265</pages>\n"
        "<keywords><keyword>machines</keyword>\n<keyword>numbers</keyword></keywords>\n"
        "<dates><year>1936</year>\n<pub-dates><date>1936-11-12</date></pub-dates></dates>\n"
        "<electronic-resource-num>10.1112/plms/s2-42.1.230</electronic-resource-num>\n"
        "<label>turing1936</label>\n"
        "<custom1>own</custom1>\n"
        "<urls><pdf-urls><url>internal-pdf://a</url></pdf-urls></urls>\n"
        "</record>\n</records>\n</xml>\n"
    )
    (entry,) = read(text).entries
    assert (entry.line, entry.record) == (4, record)


@given(records)
def test_read_back_as_it_was(record):
    (entry,) = read(ENDNOTE.write([record])).entries
    assert entry.record == record


@given(titles, lines, hostile_creators)
def test_no_text_becomes_an_element(title, abstract, creator):
    record = Record(title=title, abstract=f"{abstract}</record>]]>\x0b", author=(creator,))
    text = ENDNOTE.write([record, record])
    root = fromstring(text)
    assert len(root.findall("records/record")) == 2
    assert len(root.findall("records/record/contributors/authors/author")) == 2
    assert [entry.record.title for entry in read(text).entries] == [title, title]
    assert [len(entry.record.author) for entry in read(text).entries] == [1, 1]


def test_pandoc_reads_it():
    record = Record(
        key="a", type="article-journal", title="A & B", author=(Creator(family="A", given="B"),),
        issued=PartialDate(year=2020), other={"container-title": "Mind", "volume": "3"},
    )  # fmt: skip
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", "endnotexml", "--to", "csljson", "--sandbox"],
        input=ENDNOTE.write([record]), capture_output=True, check=True, encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    (item,) = json.loads(run.stdout)
    assert (item["title"], item["container-title"], item["volume"]) == ("A & B", "Mind", "3")
    assert item["author"] == [{"family": "A", "given": "B"}]


def test_as_endnote_writes_it():
    record = only(
        '<database name="My.enl" path="C:\\My.enl">My.enl</database>'
        '<source-app name="EndNote" version="20.0">EndNote</source-app><rec-number>7</rec-number>'
        '<foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>'
        '<ref-type name="Book Section">5</ref-type><contributors><authors>'
        '<author><style face="normal" font="default" size="100%">van der Waals, J. D.</style>'
        "</author><author>WHO,</author></authors><secondary-authors><author>Kamerlingh Onnes, H."
        "</author></secondary-authors></contributors>"
        '<auth-address>Leiden</auth-address><titles><title><style face="normal">On </style>'
        '<style face="italic">E. coli</style><style face="superscript">2</style></title>'
        "<secondary-title>The Book</secondary-title><short-title>On</short-title></titles>"
        "<pages>1–2</pages><dates><year>1910</year><pub-dates><date>Oct 11</date></pub-dates>"
        "</dates><isbn>0131103628</isbn><accession-num>12345</accession-num><label>waals</label>"
        "<urls><related-urls><url>https://a.org</url><url>https://b.org</url></related-urls></urls>"
        "<custom2>PMC123</custom2><custom3>own</custom3><access-date>2020-01-02</access-date>"
        "<language>en</language><modified-date>x</modified-date>"
    )
    assert record == Record(
        key="waals",
        type="chapter",
        title="On <i>E. coli</i><sup>2</sup>",
        author=(
            Creator(family="Waals", given="J. D.", non_dropping_particle="van der"),
            Creator(literal="WHO"),
        ),
        issued=PartialDate(year=1910, month=10, day=11),
        url="https://a.org",
        other={
            "container-title": "The Book",
            "title-short": "On",
            "language": "en",
            "page": "1-2",
            "ISBN": "0131103628",
            "PMID": "12345",
            "PMCID": "PMC123",
            "accessed": {"date-parts": [[2020, 1, 2]]},
            "editor": [{"family": "Kamerlingh Onnes", "given": "H."}],
            "custom": {
                "endnote": {
                    "auth-address": ["Leiden"],
                    "urls/related-urls/url": ["https://b.org"],
                    "custom3": ["own"],
                    "modified-date": ["x"],
                }
            },
        },
    )
    assert read(ENDNOTE.write([record])).entries[0].record == record


@pytest.mark.parametrize(
    "name,number,kind",
    [
        ("Journal Article", "17", "article-journal"),
        ("Edited Book", "28", "book"),
        ("", "32", "thesis"),
        ("No such type", "6", "book"),
        ("No such type", "999", "document"),
        ("", "", "document"),
        ("conference paper", "47", "paper-conference"),
    ],
)
def test_types(name, number, kind):
    assert only(f'<ref-type name="{name}">{number}</ref-type>{TITLE}').type == kind


def test_who_is_who_in_books():
    lists = "".join(
        f"<{role}><author>{role[0]}, X</author></{role}>"
        for role in ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors")
    )
    inner = f"<ref-type name='{{}}'>6</ref-type><contributors>{lists}</contributors>{TITLE}"
    book, edited = only(inner.format("Book")), only(inner.format("Edited Book"))
    assert [each.family for each in book.author] == ["a"]
    assert {"editor", "collection-editor", "translator"} <= book.other.keys()
    assert (edited.author, edited.other["editor"][0]["family"]) == ((), "a")
    for record in (book, edited):
        assert read(ENDNOTE.write([record])).entries[0].record == record


@pytest.mark.parametrize(
    "year,date,found",
    [
        ("2020", "", PartialDate(year=2020)),
        ("2020", "May", PartialDate(year=2020, month=5)),
        ("2020", "May 6", PartialDate(year=2020, month=5, day=6)),
        ("2020", "6 May 2020", PartialDate(year=2020, month=5, day=6)),
        ("2020", "2020-05-06", PartialDate(year=2020, month=5, day=6)),
        ("", "May 6, 2020", PartialDate(year=2020, month=5, day=6)),
        ("", "May 6", PartialDate(month=5, day=6)),
        ("2020", "2020-21", PartialDate(year=2020, season=1)),
        ("in press", "", PartialDate(literal="in press")),
        ("2020", "Feb 30", PartialDate(year=2020)),
        ("2020", "2019-12-01", PartialDate(year=2020)),
    ],
)
def test_dates(year, date, found):
    dates = f"<dates><year>{year}</year><pub-dates><date>{date}</date></pub-dates></dates>"
    record = only(TITLE + dates)
    assert record.issued == found
    (entry,) = read(ENDNOTE.write([record])).entries
    assert entry.record == record


@pytest.mark.parametrize(
    "inner,title",
    [
        ("<titles><title>A & B &c; &nbsp;&eacute; &lt;i</title></titles>", "A & B &c; é <i"),
        ("<titles><title>A\x0bB&#11;C&#xD;D</title></titles>", "A B C D"),
        ("<titles><title>A<style>B</style>C</title></titles>", "ABC"),
    ],
)
def test_what_is_no_xml_is_mended(inner, title):
    assert only(inner).title.replace("\xa0", "").replace("  ", " ") == title


@pytest.mark.parametrize(
    "broken,reason",
    [
        ("<titles><title>T</titles>", "Not readable as XML: mismatched tag"),
        ("<notes>x</notes>", "Nothing in it says which work it is."),
        ("", "Nothing in it says which work it is."),
        ('<titles a="<">x</titles>', "Not readable as XML: "),
    ],
)
def test_bad_records_cost_no_other(broken, reason):
    reading = read(library(TITLE, broken, TITLE))
    assert [entry.line for entry in reading.entries] == [3, 5]
    (problem,) = reading.problems
    assert problem.line == 4
    assert problem.reason.startswith(reason)


def test_a_record_without_its_end_is_read():
    reading = read(f"<xml><records>\n<record>{TITLE}\n<record>{TITLE}</record>\n<record>{TITLE}\n")
    assert [entry.line for entry in reading.entries] == [2, 3, 4]
    assert [problem.line for problem in reading.problems] == [2, 4]
    cut = read(f"<xml><records>\n<record>{TITLE}</record><record><titles><ti")
    assert (len(cut.entries), len(cut.problems)) == (1, 1)


def test_entities_that_a_file_declares_mean_nothing():
    text = (
        '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<xml><records><record><titles><title>x &b; &f;</title></titles></record></records></xml>"
    )
    (entry,) = read(text).entries
    assert entry.record.title == "x &b; &f;"


def test_others_are_nobody_and_are_not_forgotten():
    authors = "<authors><author>Knuth, D.</author><author>et al.</author></authors>"
    record = only(f"<contributors>{authors}</contributors>{TITLE}")
    assert record.author == (Creator(family="Knuth", given="D."),)
    assert record.other == {"custom": {"and-others": {"author": 1}}}
    assert "<author>et al.</author>" in ENDNOTE.write([record])


def test_names_in_one_element_are_several():
    authors = "<authors><author>Knuth, D.&#xA;Plass, M.</author></authors>"
    assert len(only(f"<contributors>{authors}</contributors>{TITLE}").author) == 2


def test_paths_that_are_none_are_not_written():
    kept = {
        "a b": ["x"], "<x>": ["x"], "titles": ["x"], "custom1/y": ["y"], "custom1": ["<"],
        "custom1-": ["x"], "titles/title/x/y": ["z"],
    }  # fmt: skip
    text = ENDNOTE.write([Record(title="T", other={"custom": {"endnote": kept}})])
    assert fromstring(text) is not None
    assert "<a b>" not in text
    assert "<x>" not in text


@pytest.mark.parametrize("text", ["<html><body>x</body></html>", "<rss><a/></rss>", "Dear diary"])
def test_what_is_no_bibliography_is_one_problem(text):
    assert not ENDNOTE.recognises(text)
    (problem,) = read(text).problems
    assert problem.line == 1


@pytest.mark.parametrize(
    "unit", ["<record>", "</record>", "<record", "<a>", "&", "&#", "<record/>"]
)
def test_long_texts_of_one_kind_are_read_in_the_end(unit):
    for start in ("<xml><records>", f"<xml><records><record>{TITLE}"):
        read(start + unit * (40_000 // len(unit)))
