"""Small values: dates, names, identifiers, text with marks in it, patterns, styles, YAML."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from defusedxml.ElementTree import fromstring

from jupyter_paperlookup.errors import PaperLookupError, UnknownStyle
from jupyter_paperlookup.formats import endnote_dates, medline_dates, ris_dates
from jupyter_paperlookup.formats.bibtex_dates import date_from_edtf, date_to_iso
from jupyter_paperlookup.formats.bibtex_names import names_from_bibtex, names_to_bibtex
from jupyter_paperlookup.formats.comma_names import read_names, write_names
from jupyter_paperlookup.formats.latex_escape import (
    escape,
    escape_rich,
    escape_rich_title,
    escape_title,
    verbatim,
)
from jupyter_paperlookup.formats.latex_text import decode, decode_verbatim
from jupyter_paperlookup.formats.markup_text import shown_text
from jupyter_paperlookup.formatting.style_file import for_citeproc, parse_style
from jupyter_paperlookup.library.project_files import ProjectFiles, yaml_block
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.dates import (
    PartialDate,
    date_from_csl,
    date_to_csl,
    parse_captured,
    parse_iso,
)
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_text,
    doi_from_text,
    normalised_doi,
    normalised_isbn,
    normalised_pmid,
    normalised_title,
)
from jupyter_paperlookup.records.key_pattern import parse_key_pattern
from jupyter_paperlookup.records.names import creators_from_csl
from jupyter_paperlookup.records.pasted_identifier import pasted_identifier
from jupyter_paperlookup.records.printable import printable
from jupyter_paperlookup.records.rich_text import without_tags
from jupyter_paperlookup.records.web_address import is_web_address

from .target import Target, text_target

STYLE = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
<info><title>T</title><id>http://www.zotero.org/styles/t</id><link href="http://www.zotero.org/styles/apa"
rel="independent-parent"/><category citation-format="numeric"/></info>
<citation><layout><text variable="title"/></layout></citation><bibliography><layout/></bibliography></style>"""
PATTERN = "[auth:lower][year][veryshorttitle:lower]"
YAML = "project:\n  type: book\nbibliography: [a.bib, 'b.bib']\nformat:\n  html: {csl: x.csl}\n"


def _date(text: str) -> None:
    found = [parse_iso(text), parse_captured(text), date_from_edtf(text)]
    found += [medline_dates.read_date(text), ris_dates.read_dates([text])]
    found += [endnote_dates.read_date(text[:4], text[4:])[0], date_from_csl({"raw": text})]
    endnote_dates.read_accessed(text)
    for date in found:
        if date is not None:
            _write_date(date)


def _write_date(date: PartialDate) -> None:
    written = date_to_csl(date)
    assert date.year is None or date_from_csl(written) == date, written
    date_to_iso(date)
    ris_dates.ris_date(date)
    medline_dates.write_date(date)
    endnote_dates.write_date(date)
    str(date)


def _csl_value(data: bytes) -> None:
    """What stands where CSL-JSON has a date or names."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    date = date_from_csl(value)
    if date is not None:
        _write_date(date)
    for creator in creators_from_csl(value):
        assert isinstance(creator.full_name + creator.surname, str)


def _names(text: str) -> None:
    creators = names_from_bibtex(text).creators
    names_to_bibtex(creators)
    commas = read_names(text.splitlines())
    write_names(commas.creators)
    creator = creator_of(text)
    assert isinstance(creator.full_name, str)


def _identifier(text: str) -> None:
    for read in (doi_from_text, arxiv_from_text, normalised_doi, normalised_isbn, normalised_pmid):
        assert isinstance(read(text), str)
    title = normalised_title(text)
    assert normalised_title(title) == title
    found = pasted_identifier(text)
    if found is not None:
        address = found.item.get("URL", "https://")
        assert address.lower().startswith(("https://", "http://")), address
        assert len(found.label) <= 81
    if is_web_address(text):
        assert text.lower().startswith(("https://", "http://"))
        assert not set(text) & set(' \t\r\n"<>\0'), text


def _marked(text: str) -> None:
    """LaTeX and HTML made plain, and plain text made LaTeX."""
    decode(text)
    without_tags(decode(text, is_rich=True))
    decode_verbatim(text)
    shown_text(text)
    shown = printable(text)
    assert printable(shown) == shown
    for escape_as in (escape, escape_title, escape_rich, escape_rich_title, verbatim):
        escaped = escape_as(text)
        bare = escaped.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
        assert bare.count("{") == bare.count("}"), escaped


def _pattern(text: str) -> None:
    try:
        pattern = parse_key_pattern(text)
    except PaperLookupError as error:
        assert "\n" not in error.reason
        return
    pattern.make(Record(title="On Computable Numbers"))


def _style(data: bytes) -> None:
    try:
        style = parse_style(data, "x")
    except UnknownStyle as error:
        assert "\n" not in error.reason
        return
    assert "/" not in style.parent
    written = for_citeproc(style.xml)
    assert b"<!DOCTYPE" not in written
    assert not any(str(each.tag).endswith("link") for each in fromstring(written).iter())


def _project(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = ProjectFiles(Path(folder))
        assert isinstance(files.yaml(text, "_quarto.yml"), dict)
        files.yaml(yaml_block(f"---\n{text}\n---\n"), "a.md")


VALUE_TARGETS = (
    text_target(
        "dates",
        _date,
        (
            "1936-05-28",
            "1936/11/30/x",
            "Sep 30",
            "1936 Nov-Dec",
            "1936-11/1937~",
            "-0044-03-15",
            "May 5, 1936",
            "circa 1936?",
        ),
        ("Spring", "XX", "..", "T12:00:00Z", "/"),
    ),
    Target(
        "csl-values",
        _csl_value,
        (
            b'{"date-parts": [[1936, 5, 28], ["1937"]], "circa": true, "season": 2}',
            b'[{"family": "B", "given": "C", "non-dropping-particle": "van"}, {"literal": "X"}]',
        ),
        ('"date-parts"', '"literal"', '"raw"', '"season"', '"circa"', "1e400", "null"),
    ),
    text_target(
        "names",
        _names,
        (
            "A. M. Turing and Gauss, Carl Friedrich and others",
            "de la Vall{\\'e}e Poussin, C. J., Jr.",
            "{World Health Organization}",
            "family=Li, given=Na",
            "山田太郎",
        ),
        ("and", " and others", ",", "{", "}", "von ", "Jr.", "et al.", "~"),
    ),
    text_target(
        "identifiers",
        _identifier,
        (
            "https://doi.org/10.1112/plms/s2-42.1.230",
            "arXiv:math.GT/0309136v2",
            "PMID: 8692918",
            "ISBN 978-0-13-110362-7",
            "https://user:pw@example.org/a?b#c",
            "http://[::1]/",
        ),
        ("10.", "doi:", "arxiv.org/abs/", "%2f", "http://", "https://", "[", "]", "@", "isbn"),
    ),
    text_target(
        "marked-text",
        _marked,
        (
            "\\'{e} \\textbf{a \\emph{b}} $\\alpha_{1}$ \\href{javascript:x}{y}",
            "<p>a<br>b &lt;i&gt; <script>x</script></p>",
            '<i>E. <b>coli</b></i> H<sub>2</sub>O <span class="nocase">x</span>',
            "100% & #1 _a_ ^~ {\\o}",
        ),
        ("\\verb|", "\\begin{", "\\end{", "\\(", "$$", "^^", "<sub>", "</", "&#", "<!--", "%"),
    ),
    text_target(
        "key-pattern",
        _pattern,
        (
            PATTERN,
            "[auth3_1:upper:abbr]-[title:skipwords:select=1,2]_[year]",
            '[journal:regex("a+", "b")]',
        ),
        ("[auth", ":lower", ":regex(", ":substring=", ":(x)", "[>", "[="),
    ),
    Target(
        "style",
        _style,
        (STYLE,),
        (
            "<!DOCTYPE",
            "<!ENTITY",
            "<link",
            "<info>",
            "independent-parent",
            "xmlns=",
            "citation-format=",
            "&lol;",
        ),
    ),
    text_target(
        "project-yaml",
        _project,
        (YAML,),
        (
            "&a",
            "*a",
            "!!python/object:",
            "<<: ",
            "? ",
            "|",
            ">",
            "- ",
            "%YAML",
            "---",
            "...",
            "{",
            "}",
        ),
    ),
)
