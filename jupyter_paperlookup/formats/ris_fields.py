"""RIS's tags to and from CSL's variables.

What CSL has no variable for stands under `custom.ris`, by its tag, and is written again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jupyter_paperlookup.formats.comma_names import CommaNames, read_names, write_names
from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.leftovers import Leftovers, kept_texts
from jupyter_paperlookup.formats.ris_dates import is_date, read_dates, ris_date
from jupyter_paperlookup.formats.ris_types import csl_type, ris_type
from jupyter_paperlookup.formats.serial_numbers import serial_variable
from jupyter_paperlookup.formats.unnamed_others import goes_on, others_fact
from jupyter_paperlookup.records import PartialDate, Record
from jupyter_paperlookup.records.citation_key import is_valid_key
from jupyter_paperlookup.records.dates import date_from_csl, date_to_csl
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_from_csl, creators_to_csl

# CSL's variables and their tags in the order of writing; the first tag is the one written.
_FIELDS = (
    ("container-title", "T2", "JO", "JF", "JA"),
    ("collection-title", "T3"),
    ("title-short", "ST"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("number-of-volumes", "NV"),
    ("edition", "ET"),
    ("section", "SE"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("genre", "M3"),
    ("language", "LA"),
    ("call-number", "CN"),
    ("source", "DB"),
    ("annote", "RN"),
    ("note", "N1"),
)
_PEOPLE = (
    ("author", "AU", "A1"),
    ("editor", "A2", "ED"),
    ("collection-editor", "A3"),
    ("translator", "A4"),
)
_DATES = ("DA", "PY", "Y1")
_TAG = re.compile(r"(?!TY|ER)[A-Z][A-Z0-9]")
_ARXIV_FACTS = {"genre": "Preprint", "publisher": "arXiv"}


def tags_of(record: Record) -> list[tuple[str, str]]:
    """The tags and texts of a record in the order of writing, each text on one line."""
    other = record.other
    first_page, _, last_page = _text(other.get("page")).partition("-")
    tags: list[tuple[str, object]] = [
        ("TY", ris_type(record.type)),
        ("ID", record.key),
        ("TI", record.title),
        *_names_of(record),
        ("PY", _year(record.issued)),
        ("DA", ris_date(record.issued)),
        *((tag, other.get(variable)) for variable, tag, *_ in _FIELDS),
        ("SP", first_page),
        ("EP", last_page),
        ("SN", other.get("ISSN")),
        ("SN", other.get("ISBN")),
        *(("KW", word) for word in _text(other.get("keyword")).split(";")),
        ("AB", record.abstract),
        ("DO", record.doi),
        ("UR", record.url),
        ("Y2", _day_of_access(other)),
        *((tag, text) for tag, texts in kept_texts(other, "ris", _TAG).items() for text in texts),
    ]
    return [(tag, text) for tag, value in tags if (text := one_line(_text(value)))]


def record_of(tags: Mapping[str, list[str]]) -> Record | None:
    """The record of one reference; None where nothing says which work it is.

    Args:
        tags: The texts of each tag.
    """
    texts = Leftovers(tags)
    kind = csl_type(texts.first("TY"))
    title = texts.first("TI", "T1")
    people = {variable: read_names(texts.all(*tags)) for variable, *tags in _PEOPLE}
    author = people.pop("author")
    doi, url = _doi(texts), texts.first("UR")
    if not (title or author.creators or doi or url):
        return None
    key, issued = _key(texts), _issued(texts)
    abstract = texts.first("AB", "N2")
    other = _variables(texts, kind, arxiv_from_doi(doi) or arxiv_from_text(url))
    other |= {
        name: creators_to_csl(each.creators) for name, each in people.items() if each.creators
    }
    custom = {"ris": texts.left} if texts.left else {}
    if custom := custom | others_fact(_counts({"author": author, **people})):
        other["custom"] = custom
    return Record(
        key=key,
        type=kind,
        title=title,
        author=author.creators,
        issued=issued,
        abstract=abstract,
        doi=doi,
        url=url,
        other=other,
    )


def _variables(texts: Leftovers, kind: str, arxiv: str) -> dict[str, Any]:
    found: dict[str, Any] = {variable: texts.first(*tags) for variable, *tags in _FIELDS}
    pages = (texts.first("SP"), texts.first("EP"))
    found["page"] = "-".join(filter(None, pages))
    found |= _serials(texts, kind)
    found["keyword"] = "; ".join(texts.all("KW"))
    found["accessed"] = _accessed(texts)
    known = {variable: value for variable, value in found.items() if value}
    if arxiv and kind in ("article", "document"):
        return _ARXIV_FACTS | {"number": f"arXiv:{arxiv}"} | known
    return known


def _serials(texts: Leftovers, kind: str) -> dict[str, str]:
    """The first ISSN and the first ISBN; more of them are kept."""
    numbers = [(serial_variable(number, kind), number) for number in texts.all("SN")]
    found = dict(reversed(numbers))
    texts.give_back("SN", *(number for variable, number in numbers if found[variable] != number))
    return found


def _names_of(record: Record) -> list[tuple[str, object]]:
    names: list[tuple[str, object]] = []
    for variable, tag, *_ in _PEOPLE:
        creators = creators_from_csl(record.other.get(variable))
        if variable == "author":
            creators = record.author
        more = goes_on(record.other, variable, len(creators))
        names += [(tag, name) for name in write_names(creators, goes_on=more)]
    return names


def _counts(people: Mapping[str, CommaNames]) -> dict[str, int]:
    return {
        variable: len(each.creators)
        for variable, each in people.items()
        if each.goes_on and each.creators
    }


def _doi(texts: Leftovers) -> str:
    written = texts.first("DO")
    doi = doi_from_text(written)
    if not doi:
        texts.give_back("DO", written)
    return doi


def _key(texts: Leftovers) -> str:
    """The key; a number is one of a database and none of its own."""
    written = texts.first("ID")
    if is_valid_key(written) and not written.isdecimal():
        return written
    texts.give_back("ID", written)
    return ""


def _issued(texts: Leftovers) -> PartialDate | None:
    written = [(tag, text) for tag in _DATES if (text := texts.first(tag))]
    date = read_dates([text for _, text in written])
    for tag, text in written:
        if not is_date(text) and (date is None or date.literal != text):
            texts.give_back(tag, text)
    return date


def _year(date: PartialDate | None) -> str:
    if date is None:
        return ""
    return date.literal if date.year is None else str(date.year)


def _day_of_access(other: Mapping[str, Any]) -> str:
    date = date_from_csl(other.get("accessed"))
    return ris_date(date) or _year(date)


def _accessed(texts: Leftovers) -> dict[str, Any]:
    written = texts.first("Y2")
    date = read_dates([written]) if written and is_date(written) else None
    if date is None:
        texts.give_back("Y2", written)
        return {}
    return date_to_csl(date)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
