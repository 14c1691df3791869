"""Every format that is read: nothing raises, and what was read can be kept, written, read again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import UnknownFormat, UnreadableSource
from jupyter_paperlookup.formats import FORMATS, ReadOptions, format_for
from jupyter_paperlookup.formats.bibtex_upkeep import keep_up
from jupyter_paperlookup.formats.format import Format
from jupyter_paperlookup.formats.source_text import source_text_of
from jupyter_paperlookup.records import Record, from_csl, to_csl
from jupyter_paperlookup.records.citation_key import is_valid_key, make_key
from jupyter_paperlookup.records.web_address import web_addresses

from .target import Target, text_target

SEEDS = Path(__file__).parents[2] / "seeds"
RECORD = Record(
    key="turing1936",
    type="article-journal",
    title="On Computable Numbers, with an Application to the Entscheidungsproblem",
    abstract="The “computable” numbers may be described briefly as the real numbers.",
    doi="10.1112/plms/s2-42.1.230",
    url="https://example.org/a_b~c#d",
    other={"container-title": "Proceedings", "page": "230-265", "editor": [{"literal": "{LMS}"}]},
)
WRITING = FORMATS["bibtex"]
CAPTURED = next(SEEDS.glob("000_*.txt")).read_text(encoding="utf-8")[:3500]
TITLE_FACTS = (SEEDS / "metadata.jsonl").read_text(encoding="utf-8")[:1500]
DAILY = """[{"paper": {"id": "1706.03762", "title": "Attention Is All You Need", "summary": "x",
"authors": [{"name": "A B", "hidden": true}], "publishedAt": "2017-06-12T17:57:34.000Z",
"upvotes": 12}, "title": "Attention", "numComments": 2}]"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>A &lt;i&gt;
</title><link>https://arxiv.org/abs/1706.03762</link><dc:creator>A, B</dc:creator><pubDate>Mon, 01 Jan
 2024 00:00:00 GMT</pubDate><description><![CDATA[<p>x</p>]]></description></item></channel></rss>"""
NOTEBOOK = """{"cells": [], "metadata": {"paperlookup": {"version": 1, "items": {"a": {"id": "a",
"type": "book", "title": "T", "issued": {"date-parts": [[1936]]}}}}, "cite2c": {"citations": {"1/2":
{"title": "U", "issued": {"year": "1974", "day": 5}}}}}, "nbformat": 4, "nbformat_minor": 5}"""
BIBTEX = """@string{lms = "London {\\'e}"}
@article{turing1936, author = {Turing, A. M. and de la Vall{\\'e}e Poussin, Charles and others},
  title = {{On} $\\alpha$ \\emph{Computable}}, journal = lms # { x}, year = 1936, month = nov,
  crossref = {b}, xdata = "c", date = {1936-11/1937~}}
@comment{jabref-meta: x}  @book(b, title = "B") @misc{c
@article{d, title = {T}}"""
RIS = "TY  - JOUR\nAU  - Turing, A. M.\nTI  - T\nPY  - 1936/11/30/x\nER  - \n\nTY  - BOOK\nT1  - U"
ENDNOTE = """<?xml version="1.0"?><xml><records><record><ref-type name="Book">6</ref-type><titles><title>
<style face="italic">T</style></title></titles><dates><year>1936</year><pub-dates><date>May 5</date>
</pub-dates></dates><contributors><authors><author>Turing, A. M.</author></authors></contributors>
</record></records></xml>"""
CSL_YAML = (
    "---\nreferences:\n- id: a\n  title: 'T'\n  author:\n  - family: B\n  issued: 1936-05\n...\n"
)
MEDLINE = (
    "PMID- 8692918\nTI  - T\n      goes on\nFAU - Turing, A M\nDP  - 1936 Nov-Dec\nPT  - Review\n"
)
CSL_JSON = """[{"id": "a", "type": "book", "title": "T", "author": [{"family": "B", "given": "C"}],
"issued": {"date-parts": [["1936", 5]], "circa": true}, "DOI": "https://doi.org/10.1/x", "custom": 1}]"""

_GIVEN = {
    "captured_page": (CAPTURED,),
    "title_facts": (TITLE_FACTS,),
    "daily-papers": (DAILY,),
    "feed": (FEED, FEED.replace("rss", "feed").replace("item", "entry")),
    "notebook": (NOTEBOOK,),
    "bibtex": (BIBTEX,),
    "biblatex": (BIBTEX,),
    "ris": (RIS,),
    "endnote-xml": (ENDNOTE,),
    "csl-yaml": (CSL_YAML,),
    "medline": (MEDLINE,),
    "csl-json": (CSL_JSON,),
}
_BIBTEX_WORDS = tuple(
    "@article{ @string{ @comment{ @preamble{ title author editor year date crossref xdata ids = # "
    '"{ }" and others \\" \\\'{e} \\textbf{ \\href{ \\url{ $ \\( ^^ % \\\\ -- jan {\\o} \\verb|'.split()
)
_XML_WORDS = tuple(
    "<record> </record> <title> <style <author> <year> <![CDATA[ ]]> <!ENTITY &amp; &#x0; &lt; <item> "
    "<entry> <link xmlns= <?xml <!-- --> <dc:creator> <pubDate> <id> <published>".split()
)
_JSON_WORDS = tuple(
    '"title": "author": "issued": "date-parts": [[ ]] "id": "literal": "family": "paper": "authors": '
    '"metadata": "paperlookup": "items": null true 1e400 "\\ud800" -0 "custom": "citation-key":'.split()
)
_TAGGED_WORDS = tuple(
    "TY\x20\x20-\x20|ER\x20\x20-\x20|AU\x20\x20-\x20|PMID-\x20|DP\x20\x20-\x20|\n".split("|")
)
_WORDS = {
    "bibtex": _BIBTEX_WORDS, "biblatex": _BIBTEX_WORDS, "feed": _XML_WORDS,
    "endnote-xml": _XML_WORDS, "csl-json": _JSON_WORDS, "daily-papers": _JSON_WORDS,
    "notebook": _JSON_WORDS, "title_facts": _JSON_WORDS, "ris": _TAGGED_WORDS,
    "medline": _TAGGED_WORDS, "csl-yaml": ("- ", "id: ", "|\n", ">-\n", "&a", "*a", "!!", "? ", "''"),
    "captured_page": ("Submitted by", " authors", "·", "Sep 30", "\n1.2k\n"),
}  # fmt: skip


def _reading(format_: Format) -> Target:
    written = (
        (format_.write([RECORD, msgspec.structs.replace(RECORD, key="b")]),)
        if format_.writes
        else ()
    )
    seeds = _GIVEN[format_.name] + written

    def run(text: str) -> None:
        format_.recognises(text[:4000])
        reading = format_.read(text, "x", ReadOptions(capture_year=2025))
        lines = len(text.splitlines()) + 2
        assert all(0 <= problem.line <= lines for problem in reading.problems)
        records = [check_record(entry.record) for entry in reading.entries]
        writer = format_ if format_.writes else WRITING
        again = writer.read(writer.write(records), "y", ReadOptions())
        # A record of which nothing is known is an entry without fields, which is told.
        assert len(again.entries) + len(again.problems) >= len(records)

    return text_target(format_.name, run, seeds, _WORDS.get(format_.name, ()))


def check_record(record: Record) -> Record:
    """A record as it is kept: as JSON, under a key of ours."""
    record = msgspec.structs.replace(record, key=make_key(record) or "a")
    assert is_valid_key(record.key), record.key
    for address in web_addresses(record):
        assert address.url.lower().startswith(("https://", "http://")), address
    return from_csl(msgspec.json.decode(msgspec.json.encode(to_csl(record))))


def _source(data: bytes) -> None:
    try:
        text = source_text_of(data, "x.txt").text
    except UnreadableSource:
        return
    try:
        format_ = format_for("x.txt", text[:4000])
    except UnknownFormat:
        return
    format_.read(text, "x.txt", ReadOptions())


def _kept_bib(text: str) -> None:
    wanted = WRITING.write([RECORD])
    kept = keep_up(text, wanted, {})
    if not kept.fault:
        again = keep_up(kept.text, wanted, kept.written)
        assert again.text == kept.text
        # What somebody else wrote stays, all of it, in its order.
        left = iter(kept.text)
        assert all(sign in left for sign in text)


FORMAT_TARGETS = (
    *(_reading(each) for each in FORMATS.values() if each.reads),
    Target(
        "bytes",
        _source,
        (b"\xff\xfeT\0Y\0", "TY  - JOUR é".encode("latin-1"), BIBTEX.encode()),
        ("% Encoding: latin1\n", "coding: gbk"),
    ),
    text_target("kept-bib", _kept_bib, (BIBTEX, WRITING.write([RECORD])), _BIBTEX_WORDS),
)
