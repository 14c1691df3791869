"""The elements of an EndNote record, by their paths, to and from CSL's variables.

What CSL has no variable for stands under `custom.endnote`, by its path, and is written again.

Source: what EndNote and Zotero export, and EndNote's manual, "Reference Types and Fields".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jupyter_paperlookup.formats.endnote_dates import (
    read_accessed,
    read_date,
    write_accessed,
    write_date,
)
from jupyter_paperlookup.formats.endnote_people import BOOKS, read_people, write_people
from jupyter_paperlookup.formats.endnote_types import EDITED_BOOK, csl_type, endnote_type
from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.leftovers import Leftovers, kept_texts
from jupyter_paperlookup.formats.serial_numbers import serial_variable
from jupyter_paperlookup.formats.unnamed_others import others_fact
from jupyter_paperlookup.records import PartialDate, Record
from jupyter_paperlookup.records.citation_key import is_valid_key
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_to_csl

_ARTICLES = ("article-journal", "article-magazine", "article-newspaper", "periodical")
_PARTS = ("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia")
_FIELDS = (
    ("titles/short-title", "title-short"),
    ("titles/alt-title", "container-title-short"),
    ("volume", "volume"),
    ("num-vols", "number-of-volumes"),
    ("edition", "edition"),
    ("section", "section"),
    ("pub-location", "publisher-place"),
    ("publisher", "publisher"),
    ("call-num", "call-number"),
    ("notes", "note"),
    ("research-notes", "annote"),
    ("work-type", "genre"),
    ("remote-database-name", "source"),
    ("language", "language"),
)
_PATH = re.compile(r"[a-z][a-z0-9-]{0,40}(?:/[a-z][a-z0-9-]{0,40}){0,3}")
_CONTAINERS = ("titles/secondary-title", "periodical/full-title")
_PEOPLE = ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors")
_PMC = re.compile(r"PMC[0-9]{1,12}")
_PMID = re.compile(r"[0-9]{1,12}")
_ARXIV_FACTS = {"genre": "Preprint", "publisher": "arXiv"}


def record_of(kind_name: str, kind_number: str, found: Mapping[str, list[str]]) -> Record | None:
    """The record of one reference; None where nothing says which work it is.

    Args:
        kind_name: The name of its reference type.
        kind_number: The number of it.
        found: The texts of all other elements by their paths.
    """
    elements = Leftovers(found)
    kind = csl_type(kind_name, kind_number)
    if kind == "article" and any(found.get(path) for path in _CONTAINERS):
        kind = "article-journal"
    is_edited = kind_name == EDITED_BOOK[0]
    lists = {name: elements.all(f"contributors/{name}/author") for name in _PEOPLE}
    people = read_people(lists, kind, is_edited=is_edited)
    title, doi = elements.first("titles/title"), _doi(elements)
    url = elements.first("urls/related-urls/url", "urls/web-urls/url")
    if not (title or people.creators or doi or url):
        return None
    key, issued = _key(elements), _issued(elements)
    abstract = elements.first("abstract")
    arxiv = arxiv_from_doi(doi) or arxiv_from_text(url)
    other = _variables(elements, kind)
    if arxiv and kind in ("article", "document", "webpage"):
        other = _ARXIV_FACTS | {"number": f"arXiv:{arxiv}"} | other
    creators = dict(people.creators)
    author = creators.pop("author", ())
    other |= {variable: creators_to_csl(names) for variable, names in creators.items()}
    custom = {"endnote": elements.left} if elements.left else {}
    if custom := custom | others_fact(people.counts):
        other["custom"] = custom
    return Record(
        key=key,
        type=kind,
        title=title,
        author=author,
        issued=issued,
        abstract=abstract,
        doi=doi,
        url=url,
        other=other,
    )


def elements_of(record: Record) -> tuple[tuple[str, int], list[tuple[str, str]]]:
    """The reference type of a record, and paths and texts in the order of writing."""
    other, kind = record.other, record.type
    is_edited = kind in BOOKS and not record.author and bool(other.get("editor"))
    people = write_people(record.author, other, kind, is_edited=is_edited)
    year, date = write_date(record.issued)
    left = kept_texts(other, "endnote", _PATH)
    texts = [
        *((f"contributors/{role}/author", name) for role in people for name in people[role]),
        ("titles/title", record.title),
        *_containers_of(record),
        *((path, other.get(variable)) for path, variable in _FIELDS),
        ("pages", other.get("page")),
        ("number", other.get(_number_variable(kind))),
        *(("keywords/keyword", word) for word in _text(other.get("keyword")).split(";")),
        ("dates/year", year),
        ("dates/pub-dates/date", date),
        ("isbn", _serial_of(record)),
        ("accession-num", other.get("PMID")),
        ("custom2", other.get("PMCID")),
        ("electronic-resource-num", record.doi),
        ("abstract", record.abstract),
        ("label", record.key),
        ("urls/related-urls/url", record.url),
        ("access-date", write_accessed(other.get("accessed"))),
        *((path, text) for path in left for text in left[path]),
    ]
    written = [(path, text) for path, value in texts if (text := one_line(_text(value)))]
    return EDITED_BOOK if is_edited else endnote_type(kind), written


def _doi(elements: Leftovers) -> str:
    written = elements.first("electronic-resource-num")
    doi = doi_from_text(written)
    if not doi:
        elements.give_back("electronic-resource-num", written)
    return doi


def _key(elements: Leftovers) -> str:
    """The label, which EndNote uses as citation key for LaTeX; a number is none."""
    label = elements.first("label")
    if is_valid_key(label) and not label.isdecimal():
        return label
    elements.give_back("label", label)
    return ""


def _issued(elements: Leftovers) -> PartialDate | None:
    rest = elements.first("dates/pub-dates/date")
    date, says_all = read_date(elements.first("dates/year"), rest)
    if not says_all:
        elements.give_back("dates/pub-dates/date", rest)
    return date


def _variables(elements: Leftovers, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = _containers(elements, kind)
    found |= {variable: elements.first(path) for path, variable in _FIELDS}
    found["page"] = re.sub(r"\s*[–—]\s*", "-", elements.first("pages"))
    found[_number_variable(kind)] = elements.first("number")
    found["keyword"] = "; ".join(elements.all("keywords/keyword"))
    number = elements.first("isbn")
    found[serial_variable(number, kind)] = number
    found["PMID"] = elements.first("accession-num", only=_PMID)
    found["PMCID"] = elements.first("custom2", only=_PMC)
    accessed = elements.first("access-date")
    found["accessed"] = read_accessed(accessed)
    if not found["accessed"]:
        elements.give_back("access-date", accessed)
    return {variable: value for variable, value in found.items() if value}


def _containers(elements: Leftovers, kind: str) -> dict[str, Any]:
    """What the work is in; the second title of a book is the one of its series."""
    second, third = elements.first("titles/secondary-title"), ""
    journal = elements.first("periodical/full-title")
    if second and journal and journal != second:
        elements.give_back("periodical/full-title", journal)
    if kind in BOOKS:
        return {"collection-title": second or journal}
    third = elements.first("titles/tertiary-title")
    return {"container-title": second or journal, "collection-title": third}


def _containers_of(record: Record) -> list[tuple[str, object]]:
    container, series = (
        record.other.get(variable) for variable in ("container-title", "collection-title")
    )
    if record.type in BOOKS:
        return [("titles/secondary-title", series)]
    titles = [("titles/secondary-title", container), ("titles/tertiary-title", series)]
    return [*titles, ("periodical/full-title", container)] if record.type in _ARTICLES else titles


def _serial_of(record: Record) -> object:
    """The one number that there is a place for: of articles the ISSN, where both are known."""
    issn, isbn = record.other.get("ISSN"), record.other.get("ISBN")
    return (issn or isbn) if record.type in _ARTICLES else (isbn or issn)


def _number_variable(kind: str) -> str:
    if kind in _ARTICLES:
        return "issue"
    return "collection-number" if kind in (*BOOKS, *_PARTS) else "number"


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
