"""RIS's tags, under the names that rispy gives them, to and from CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.records import Creator, PartialDate, Record
from jupyter_paperlookup.records.citation_key import is_valid_key
from jupyter_paperlookup.records.dates import date_from_csl, parse_iso
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_from_csl, creators_to_csl

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "regulation": "GOVDOC",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_CSL_TYPES = {ris: csl for csl, ris in _TYPES.items()} | {
    "ABST": "article-journal",
    "CONF": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ICOMM": "webpage",
    "INPR": "article-journal",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "song",
    "SER": "book",
    "UNPB": "article",
}
# CSL's variables and rispy's names in the order of writing; the first name is the one written.
_FIELDS = (
    ("container-title", "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
    ("collection-title", "tertiary_title"),
    ("title-short", "short_title"),
    ("volume", "volume"),
    ("issue", "number"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "place_published"),
    ("genre", "type_of_work"),
    ("language", "language"),
    ("call-number", "call_number"),
    ("note", "notes", "research_notes"),
)
_ISSN_TYPES = ("article-journal", "article-magazine", "article-newspaper", "periodical")
_LAST_PARTS = 4  # year/month/day/other
_ARXIV_FACTS = {"genre": "Preprint", "publisher": "arXiv"}


def tags_of(record: Record) -> dict[str, object]:
    """A record under rispy's names; what RIS has no tag for is left out."""
    other = record.other
    issn = other.get("ISSN") if record.type in _ISSN_TYPES else other.get("ISBN")
    first_page, _, last_page = _text(other.get("page")).partition("-")
    tags: dict[str, object] = {
        "type_of_reference": _TYPES.get(record.type, "GEN"),
        "id": one_line(record.key),
        "title": one_line(record.title),
        "authors": [_name(creator) for creator in record.author],
        "secondary_authors": [_name(name) for name in creators_from_csl(other.get("editor"))],
        "year": str(record.year) if record.year is not None else "",
        "date": _ris_date(record.issued),
        **{names[0]: one_line(_text(other.get(variable))) for variable, *names in _FIELDS},
        "start_page": one_line(first_page),
        "end_page": one_line(last_page),
        "issn": one_line(_text(issn)),
        "keywords": [one_line(word) for word in _text(other.get("keyword")).split(";")],
        "abstract": one_line(record.abstract),
        "doi": one_line(record.doi),
        "urls": [one_line(record.url)] if record.url else [],
        "notes": [one_line(_text(other.get("note")))],
    }
    known = {name: _filled(value) for name, value in tags.items()}
    return {name: value for name, value in known.items() if value}


def record_of(tags: Mapping[str, object]) -> Record | None:
    """The record of one reference; None where nothing says which work it is."""
    kind = _CSL_TYPES.get(_first(tags, "type_of_reference").upper(), "document")
    title = _first(tags, "title", "primary_title")
    author = _people(tags, "authors", "first_authors")
    doi = doi_from_text(_first(tags, "doi"))
    url = _first(tags, "urls")
    if not (title or author or doi or url):
        return None
    key = _first(tags, "id")
    return Record(
        key=key if is_valid_key(key) and not key.isdecimal() else "",
        type=kind,
        title=title,
        author=author,
        issued=_date(tags),
        abstract=_first(tags, "abstract", "notes_abstract"),
        doi=doi,
        url=url,
        other=_other(tags, kind, arxiv_from_doi(doi) or arxiv_from_text(url)),
    )


def _other(tags: Mapping[str, object], kind: str, arxiv: str) -> dict[str, Any]:
    other: dict[str, Any] = {}
    for variable, *names in _FIELDS:
        if text := _first(tags, *names):
            other[variable] = text
    pages = [_first(tags, "start_page"), _first(tags, "end_page")]
    if pages[0]:
        other["page"] = "-".join(filter(None, pages))
    if number := _first(tags, "issn"):
        other["ISSN" if kind in _ISSN_TYPES else "ISBN"] = number
    if words := _all(tags, "keywords"):
        other["keyword"] = "; ".join(words)
    if editors := _people(tags, "secondary_authors"):
        other["editor"] = creators_to_csl(editors)
    if arxiv and kind in ("article", "document"):
        other = _ARXIV_FACTS | {"number": f"arXiv:{arxiv}"} | other
    return other


def _name(creator: Creator) -> str:
    """`Family, Given, Suffix`; a comma at the end, as EndNote writes it, keeps a name whole."""
    family = " ".join(filter(None, (creator.non_dropping_particle, creator.family)))
    given = " ".join(filter(None, (creator.given, creator.dropping_particle)))
    if family and given:
        return one_line(", ".join(filter(None, (_no_comma(family), given, creator.suffix))))
    whole = one_line(creator.full_name)
    return f"{whole}," if "," in whole else whole


def _no_comma(part: str) -> str:
    return part.replace(",", " ")


def _creator(name: str) -> Creator:
    family, *rest = (part.strip() for part in name.split(",", 2))
    if name.endswith(",") or not rest or not rest[0]:
        return Creator(literal=name.rstrip(", "))
    particle, family = _split_particle(family)
    suffix = rest[1] if len(rest) > 1 else ""
    return Creator(family=family, given=rest[0], non_dropping_particle=particle, suffix=suffix)


def _split_particle(family: str) -> tuple[str, str]:
    """`van der Waals` to its particle, the small words before the last, and the rest."""
    names = family.split(" ")
    first = next((index for index, name in enumerate(names) if not name.islower()), 0)
    return " ".join(names[:first]), " ".join(names[first:])


def _people(tags: Mapping[str, object], *names: str) -> tuple[Creator, ...]:
    creators = (_creator(name) for name in _all(tags, *names))
    return tuple(creator for creator in creators if not creator.is_empty)


def _ris_date(date: PartialDate | None) -> str:
    """`2023/10/11/`, unknown parts empty; nothing where the year alone says it all."""
    if date is None or date.month is None:
        return ""
    year = f"{date.year:04d}" if date.year is not None else ""
    return f"{year}/{date.month:02d}/{f'{date.day:02d}' if date.day else ''}/"


_DATE_TAGS = ("date", "year", "publication_year")


def _date(tags: Mapping[str, object]) -> PartialDate | None:
    """The most exact of `DA`, `PY` and `Y1`, which may be `2017///`, `2017-10-11` or words."""
    written = [text for text in (_first(tags, name) for name in _DATE_TAGS) if text]
    dates = [date for date in map(_parsed, written) if date]
    if dates:
        return max(
            dates, key=lambda date: (date.year is not None, bool(date.month), bool(date.day))
        )
    return PartialDate(literal=written[0]) if written else None


def _parsed(text: str) -> PartialDate | None:
    if date := parse_iso(text):
        return date
    parts = [part.strip() for part in text.split("/")[:_LAST_PARTS]]
    numbers = [int(part) if re.fullmatch(r"[0-9]{1,4}", part) else None for part in parts]
    year, month, day = (*numbers[:3], None, None, None)[:3]
    if year is None and month is not None:
        checked = date_from_csl({"date-parts": [[0, month, *([day] if day else [])]]})
        return PartialDate(month=checked.month, day=checked.day) if checked else None
    known = [part for part in (year, month, day) if part is not None] if month else [year]
    return date_from_csl({"date-parts": [known]}) if year is not None else None


def _first(tags: Mapping[str, object], *names: str) -> str:
    return next(iter(_all(tags, *names)), "")


def _all(tags: Mapping[str, object], *names: str) -> list[str]:
    """The texts under the first of these names that has any."""
    for name in names:
        value = tags.get(name)
        texts = [_text(one).strip() for one in (value if isinstance(value, list) else [value])]
        if found := [text for text in texts if text]:
            return found
    return []


def _filled(value: object) -> object:
    return [one for one in value if one] if isinstance(value, list) else value


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
