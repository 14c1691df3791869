"""Entries of BibTeX and BibLaTeX to records."""

from __future__ import annotations

import re
from typing import Any

from jupyter_paperlookup.formats.bibtex_dates import date_from_fields
from jupyter_paperlookup.formats.bibtex_fields import PEOPLE, VERBATIM, variable_of
from jupyter_paperlookup.formats.bibtex_names import names_from_bibtex
from jupyter_paperlookup.formats.bibtex_source import BibtexEntry
from jupyter_paperlookup.formats.bibtex_types import GENRES, csl_type
from jupyter_paperlookup.formats.latex_text import decode, decode_verbatim
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.identifiers import arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_to_csl

_DATE_FIELDS = frozenset({"date", "year", "month", "day", "urldate"})
_ARXIV_FIELDS = frozenset({"eprint", "archiveprefix", "eprinttype"})
_SUBTITLES = {"subtitle": "title", "booksubtitle": "booktitle", "journalsubtitle": "journaltitle"}
_URL = re.compile(r"\\url\s*\{([^{}\s]+)\}")
_PREPRINT = {"genre": "Preprint", "publisher": "arXiv"}
_PREPRINT_TYPES = frozenset({"document", "webpage", "manuscript"})


def record_of(entry: BibtexEntry) -> Record:
    """The record of an entry: its key is kept, and fields that CSL lacks under `custom.bibtex`."""
    fields = _with_subtitles(entry.fields)
    kind = csl_type(entry.type)
    texts, unknown = _variables(fields, kind)
    title, abstract = texts.pop("title", ""), texts.pop("abstract", "")
    doi = doi_from_text(decode_verbatim(fields.get("doi", "")))
    if fields.get("doi") and not doi:
        unknown["doi"] = decode(fields["doi"])
    if genre := GENRES.get(entry.type):
        texts.setdefault("genre", genre)
    arxiv = _arxiv(fields)
    if arxiv:
        texts.setdefault("number", f"arXiv:{arxiv}")
        if kind in _PREPRINT_TYPES and "container-title" not in texts:
            kind, texts = "article", _PREPRINT | texts
    elif "eprint" in fields:
        unknown |= {name: decode(fields[name]) for name in _ARXIV_FIELDS & fields.keys()}
    other = {**texts, **_people(fields), **_accessed(fields)}
    if unknown:
        other["custom"] = {"bibtex": unknown}
    return Record(
        key=entry.key,
        type=kind,
        title=title,
        author=names_from_bibtex(fields.get("author", "")),
        issued=date_from_fields(fields),
        abstract=abstract,
        doi=doi,
        url=_url(fields),
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
    handled = {*_DATE_FIELDS, *_ARXIV_FIELDS, *PEOPLE, "doi", "url"}
    for name, latex in fields.items():
        if name in handled:
            continue
        text = decode_verbatim(latex) if name in VERBATIM else decode(latex)
        variable = variable_of(name, kind)
        if variable == "page":
            text = re.sub(r"\s*[–—]\s*", "-", text)
        if not text:
            continue
        if variable and variable not in texts:
            texts[variable] = text
        else:
            unknown[name] = text
    return texts, unknown


def _people(fields: dict[str, str]) -> dict[str, Any]:
    """Editors and translators, as CSL-JSON writes names; the author has a place of its own."""
    names = {
        variable: creators_to_csl(names_from_bibtex(fields[field]))
        for field, variable in PEOPLE.items()
        if variable != "author" and field in fields
    }
    return {variable: people for variable, people in names.items() if people}


def _accessed(fields: dict[str, str]) -> dict[str, Any]:
    date = parse_iso(decode(fields.get("urldate", "")))
    if date is None:
        return {}
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"accessed": {"date-parts": [parts]}}


def _arxiv(fields: dict[str, str]) -> str:
    """The arXiv id of an entry: its `eprint`, unless another archive is named."""
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    if decode(archive).lower() != "arxiv":
        return ""
    return arxiv_from_text(decode_verbatim(fields.get("eprint", "")))


def _url(fields: dict[str, str]) -> str:
    if fields.get("url"):
        match = _URL.search(fields["url"])
        return decode_verbatim(match[1] if match else fields["url"])
    for name in ("howpublished", "note"):
        if match := _URL.search(fields.get(name, "")):
            return decode_verbatim(match[1])
    return ""
