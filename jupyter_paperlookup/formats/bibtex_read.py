"""Entries of BibTeX and BibLaTeX to records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jupyter_paperlookup.formats.bibtex_dates import date_from_fields, unsaid_by
from jupyter_paperlookup.formats.bibtex_entry import BibtexEntry
from jupyter_paperlookup.formats.bibtex_fields import (
    PEOPLE,
    in_order_of_trust,
    variable_of,
)
from jupyter_paperlookup.formats.bibtex_names import Names, names_from_bibtex
from jupyter_paperlookup.formats.bibtex_types import GENRES, csl_type, is_more_exact
from jupyter_paperlookup.formats.latex_escape import (
    is_web_address,
    one_line,
    verbatim,
    verbatim_doi,
    verbatim_paths,
)
from jupyter_paperlookup.formats.latex_text import decode, decode_verbatim
from jupyter_paperlookup.formats.unnamed_others import others_fact
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.csl_variables import RICH_VARIABLES
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_to_csl

_DATE_FIELDS = frozenset({"date", "year", "month", "day", "urldate"})
_EPRINT_FIELDS = ("eprint", "archiveprefix", "eprinttype")
# DBLP says `CoRR` with the volume `abs/1706.03762`, Google Scholar gives the journal
# `arXiv preprint arXiv:1706.03762`.
_ARXIV_FIELDS = ("arxivid", "journal", "journaltitle", "volume", "howpublished", "note", "number")
_IN_TEXT = re.compile(
    r"(?:arxiv(?: e-?prints?| preprints?)?[:,]?\s*)?(?:arxiv:\s*|abs/)(\S+)(?:\s*\[[^\]]*\])?",
    re.IGNORECASE,
)
_ARXIV_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[A-Za-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_SUBTITLES = {"subtitle": "title", "booksubtitle": "booktitle", "journalsubtitle": "journaltitle"}
_PAGE_RANGE = re.compile(r"\s*[–—][–—-]*\s*|\s+-+\s*|-+\s+|--+")
_NEXT_URL = re.compile(r"[;,]?\s+(?=https?://)")
_ACCENTED = re.compile(r"\{?\\(?:[\"'`^~=.]|[uvHcdbkr](?=[\s{]))\s*\{?\\?[A-Za-z]\}{0,2}")
_URL = re.compile(r"\\url\s*\{([^{}\s]+)\}")
_PREPRINT = {"genre": "Preprint", "publisher": "arXiv"}
_PREPRINT_TYPES = frozenset({"document", "webpage", "manuscript"})


def record_of(entry: BibtexEntry) -> Record:
    """The record of an entry: its key is kept, and fields that CSL lacks under `custom.bibtex`."""
    fields = _with_subtitles(entry.fields)
    kind = csl_type(entry.type)
    texts, unknown = _variables(fields, kind)
    title, abstract = texts.pop("title", ""), texts.pop("abstract", "")
    doi = doi_from_text(verbatim_doi(decode_verbatim(fields.get("doi", ""))))
    if fields.get("doi") and not doi:
        unknown["doi"] = decode(fields["doi"])
    if genre := GENRES.get(entry.type):
        texts.setdefault("genre", genre)
    url, other_urls = _urls(fields)
    if other_urls:
        unknown["url2"] = other_urls
    arxiv = _arxiv(fields) or arxiv_from_doi(doi) or _arxiv_of_page(url)
    if not (arxiv and "eprint" in fields):
        unknown |= {name: decode(fields[name]) for name in _EPRINT_FIELDS if name in fields}
    if arxiv:
        texts.setdefault("number", f"arXiv:{arxiv}")
        if kind in _PREPRINT_TYPES and "container-title" not in texts:
            kind, texts = "article", _PREPRINT | texts
    names = {
        variable: names_from_bibtex(fields.get(field, "")) for field, variable in PEOPLE.items()
    }
    issued = date_from_fields(fields)
    unknown |= unsaid_by(issued, fields)
    accessed = _accessed(fields)
    if fields.get("urldate") and not accessed:
        unknown["urldate"] = decode(fields["urldate"])
    other = {**texts, **_people(names), **accessed}
    custom: dict[str, Any] = {"bibtex": unknown} if unknown else {}
    if is_more_exact(entry.type, kind):
        custom["bibtex-type"] = entry.type
    custom |= others_fact(
        {variable: len(each.creators) for variable, each in names.items() if each.goes_on}
    )
    if custom:
        other["custom"] = custom
    return Record(
        key=entry.key,
        type=kind,
        title=title,
        author=names["author"].creators,
        issued=issued,
        abstract=abstract,
        doi=doi,
        url=url,
        other=other,
    )


def _with_subtitles(fields: dict[str, str]) -> dict[str, str]:
    joined = dict(fields)
    for subtitle, title in _SUBTITLES.items():
        if title in joined and subtitle in joined:
            joined[title] = f"{joined[title]}: {joined.pop(subtitle)}"
    return joined


def _variables(fields: dict[str, str], kind: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The variables that are text, and the fields that CSL has no variable for."""
    texts: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    handled = {*_DATE_FIELDS, *_EPRINT_FIELDS, *PEOPLE, "doi", "url"}
    for name in in_order_of_trust(fields, kind):
        if name in handled:
            continue
        latex = fields[name]
        variable = variable_of(name, kind)
        if name == "file":
            text = _paths(latex)
        else:
            text = decode(latex, is_rich=variable in RICH_VARIABLES)
        if variable == "page":
            text = _PAGE_RANGE.sub("-", text)
        if not text:
            continue
        if variable and texts.setdefault(variable, text) == text:
            continue
        unknown[name] = decode(latex) if variable in RICH_VARIABLES else text
    return texts, unknown


def _people(names: Mapping[str, Names]) -> dict[str, Any]:
    """Editors and others, as CSL-JSON writes names; the author has a place of its own."""
    return {
        variable: creators_to_csl(each.creators)
        for variable, each in names.items()
        if variable != "author" and each.creators
    }


def _accessed(fields: dict[str, str]) -> dict[str, Any]:
    date = parse_iso(decode(fields.get("urldate", "")))
    if date is None:
        return {}
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"accessed": {"date-parts": [parts]}}


def _arxiv(fields: dict[str, str]) -> str:
    """The arXiv id of an entry, with its version where it has one.

    It is the `eprint`, unless another archive is named, or stands in the place of a journal.
    """
    if eprint := decode_verbatim(fields.get("eprint", "")):
        archive = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
        known = arxiv_from_text(eprint) if decode(archive).lower() == "arxiv" else ""
        return eprint if known and _ARXIV_ID.fullmatch(eprint) else known
    for name in _ARXIV_FIELDS:
        match = _IN_TEXT.fullmatch(decode(fields.get(name, "")).rstrip(" .,"))
        if match and _ARXIV_ID.fullmatch(match[1]):
            return match[1]
    return arxiv_from_text(decode_verbatim(fields.get("arxivid", "")))


def _arxiv_of_page(url: str) -> str:
    return arxiv_from_text(url) if "arxiv.org" in url.lower() else ""


def _urls(fields: dict[str, str]) -> tuple[str, str]:
    """The address of a work, and more of them where its `url` lists several."""
    if fields.get("url"):
        match = _URL.search(fields["url"])
        written = decode_verbatim(match[1] if match else fields["url"])
        first, *more = _NEXT_URL.split(written)
        if not is_web_address(first):
            # Written again where no program follows it.
            return "", one_line(written)
        return verbatim(first), one_line(" ".join(more))
    for name in ("howpublished", "note"):
        if match := _URL.search(fields.get(name, "")):
            return verbatim(decode_verbatim(match[1])), ""
    return "", ""


def _paths(latex: str) -> str:
    """The paths of files, with letters where a program has put accents as LaTeX writes them."""
    accented = _ACCENTED.sub(lambda match: decode(match[0]), latex)
    return verbatim_paths(decode_verbatim(accented))
