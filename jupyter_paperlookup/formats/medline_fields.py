"""MEDLINE's tags to and from CSL's variables.

What CSL has no variable for stands under `custom.medline`, by its tag, and is written again; where
authors work stands under `custom.medline-people`, by their names.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.leftovers import Leftovers, kept_texts
from jupyter_paperlookup.formats.medline_dates import read_date, write_date
from jupyter_paperlookup.formats.medline_people import details_of, read_people, write_people
from jupyter_paperlookup.formats.medline_types import csl_type, publication_type
from jupyter_paperlookup.formats.unnamed_others import goes_on, others_fact
from jupyter_paperlookup.records import PartialDate, Record, is_valid_key
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.names import creators_from_csl, creators_to_csl

_FIELDS = (
    ("volume", "VI"),
    ("issue", "IP"),
    ("page", "PG"),
    ("edition", "EN"),
    ("collection-title", "CTI"),
    ("publisher", "PB"),
    ("publisher-place", "PL"),
    ("container-title-short", "TA"),
    ("ISBN", "ISBN"),
    ("PMCID", "PMC"),
    ("note", "GN"),
)
# ISO 639-2 as the National Library of Medicine writes it; any other code stays as it is.
_LANGUAGES = {
    "eng": "en", "fre": "fr", "ger": "de", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "jpn": "ja", "chi": "zh", "kor": "ko", "dut": "nl", "pol": "pl", "cze": "cs", "tur": "tr",
    "dan": "da", "swe": "sv", "nor": "no", "fin": "fi", "hun": "hu", "gre": "el", "heb": "he",
}  # fmt: skip
_CODES = {language: code for code, language in _LANGUAGES.items()}
_KEY = re.compile(r"citation-key: (\S+)")
_DOI = re.compile(r"(10\.\S+) \[doi\]")
_PII = re.compile(r"(\S+) \[pii\]")
_WEB = re.compile(r"(?:https?|ftp)://\S+")
_TAG = re.compile(r"(?!PMID)[A-Z][A-Z0-9]{1,3}")
_NAME = re.compile(r".{1,1000}")
_ISSN = re.compile(r"(\d{4}-\d{3}[\dXx]).*")
_ARXIV_FACTS = {"genre": "Preprint", "publisher": "arXiv"}


def record_of(tags: Sequence[tuple[str, str]]) -> Record | None:
    """The record of one citation; None where nothing says which work it is.

    Args:
        tags: Its tags and texts in their order.
    """
    authors, authors_go_on, rest = read_people(tags, "author")
    editors, editors_go_on, rest = read_people(rest, "editor")
    texts = Leftovers(_by_tag(rest))
    types = texts.all("PT")
    title, book = texts.first("TI"), texts.first("BTI")
    journal = texts.first("JT")
    kind = csl_type(types, is_in_journal=bool(journal), is_in_book=bool(title and book))
    if book and not title:
        title, book = book, ""
        kind = "book" if kind in ("document", "chapter") else kind
    pmid, doi = texts.first("PMID"), _doi(texts)
    url = texts.first("LID", only=_WEB)
    if not (title or authors or doi or pmid):
        return None
    key, issued = _key(texts), _issued(texts)
    other = _variables(texts)
    other |= {"container-title": journal or book} if journal or book else {}
    other |= {"PMID": pmid} if pmid else {}
    arxiv = arxiv_from_doi(doi) or (_pii(texts) if journal.lower() == "arxiv" else "")
    if arxiv and kind == "article":
        other = _ARXIV_FACTS | {"number": f"arXiv:{arxiv}"} | other
    if editors:
        other["editor"] = creators_to_csl(tuple(each.creator for each in editors))
    abstract = texts.first("AB")
    counts = {"author": len(authors)} if authors_go_on and authors else {}
    counts |= {"editor": len(editors)} if editors_go_on and editors else {}
    if types != [publication_type(kind)]:
        texts.give_back("PT", *types)
    custom: dict[str, Any] = {"medline": texts.left} if texts.left else {}
    if details := details_of([*authors, *editors]):
        custom["medline-people"] = details
    if custom := custom | others_fact(counts):
        other["custom"] = custom
    return Record(
        key=key,
        type=kind,
        title=title,
        author=tuple(each.creator for each in authors),
        issued=issued,
        abstract=abstract,
        doi=doi,
        url=url,
        other=other,
    )


def tags_of(record: Record) -> list[tuple[str, str]]:
    """The tags and texts of a record in the order of writing, each text on one line."""
    other = record.other
    kept = kept_texts(other, "medline", _TAG)
    editors = creators_from_csl(other.get("editor"))
    details = kept_texts(other, "medline-people", _NAME)
    more = goes_on(other, "author", len(record.author))
    title = [("TI", record.title), (_container_tag(record), other.get("container-title"))]
    tags: list[tuple[str, object]] = [
        ("PMID", other.get("PMID")),
        ("OID", f"citation-key: {record.key}" if record.key else ""),
        ("DP", _date_of(record, kept.pop("DP", []))),
        *title,
        *((tag, other.get(variable)) for variable, tag in _FIELDS),
        *(("IS", text) for text in _one_of(kept.pop("IS", []), _text(other.get("ISSN")), _issn)),
        *(("LID", text) for text in _identifiers(record, kept)),
        ("AB", record.abstract),
        # Behind a name they would be that person's own.
        *((tag, text) for tag in ("AD", "AUID") for text in kept.pop(tag, [])),
        *write_people(record.author, "author", details, goes_on=more),
        *write_people(editors, "editor", details, goes_on=goes_on(other, "editor", len(editors))),
        ("LA", _CODES.get(_text(other.get("language")), other.get("language"))),
        *(("PT", text) for text in _types(record, kept.pop("PT", []))),
        *(("OT", word) for word in _own_keywords(other, kept)),
        *((tag, text) for tag, texts in kept.items() for text in texts),
    ]
    return [(tag, text) for tag, value in tags if (text := one_line(_text(value)))]


def _by_tag(tags: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for tag, text in tags:
        if text:
            texts.setdefault(tag, []).append(text)
    return texts


def _variables(texts: Leftovers) -> dict[str, Any]:
    found: dict[str, Any] = {variable: texts.first(tag) for variable, tag in _FIELDS}
    numbers = texts.all("IS")
    found["ISSN"] = _issn(numbers)
    if numbers != [found["ISSN"]]:
        texts.give_back("IS", *numbers)
    language = texts.first("LA")
    found["language"] = _LANGUAGES.get(language, language)
    own, headings = texts.all("OT"), texts.all("MH")
    found["keyword"] = "; ".join(dict.fromkeys([*own, *map(_plain_heading, headings)]))
    texts.give_back("MH", *headings)
    return {variable: value for variable, value in found.items() if value}


def _issued(texts: Leftovers) -> PartialDate | None:
    written = texts.first("DP")
    date = read_date(written)
    if write_date(date) != written:
        texts.give_back("DP", written)
    return date


def _date_of(record: Record, written: Sequence[str]) -> str:
    """The date as it was read, unless the record has another by now."""
    if written and read_date(written[0]) == record.issued:
        return written[0]
    return write_date(record.issued)


def _doi(texts: Leftovers) -> str:
    """The DOI among the identifiers; those of an article (`AID`) stay as they are."""
    if match := _DOI.fullmatch(texts.first("LID", only=_DOI)):
        return doi_from_text(match[1])
    found = (_DOI.fullmatch(text) for text in texts.left.get("AID", []))
    return next((doi_from_text(match[1]) for match in found if match), "")


def _pii(texts: Leftovers) -> str:
    found = (_PII.fullmatch(text) for text in texts.left.get("AID", []))
    return next((arxiv_from_text(match[1]) for match in found if match), "")


def _identifiers(record: Record, kept: Mapping[str, list[str]]) -> list[str]:
    doi = f"{record.doi} [doi]"
    is_kept = any(text == doi for text in kept.get("AID", ()))
    return [*([doi] if record.doi and not is_kept else []), record.url]


def _key(texts: Leftovers) -> str:
    """The citation key, which has no tag of its own: it is one of the other identifiers."""
    written = texts.first("OID", only=_KEY)
    match = _KEY.fullmatch(written)
    if match and is_valid_key(match[1]):
        return match[1]
    texts.give_back("OID", written)
    return ""


def _issn(numbers: Sequence[str]) -> str:
    """`0028-0836 (Print)` to the number alone; the first one counts."""
    match = _ISSN.fullmatch(numbers[0]) if numbers else None
    return match[1] if match else ""


def _one_of(written: Sequence[str], value: str, read: Callable[[Sequence[str]], str]) -> list[str]:
    """The texts as they were read, unless the record says another value by now."""
    return list(written) if written and read(written) == value else [value]


def _types(record: Record, written: Sequence[str]) -> list[str]:
    is_chapter = bool(record.title and record.type == "chapter")
    kind = csl_type(
        written, is_in_journal=bool(record.other.get("container-title")), is_in_book=is_chapter
    )
    return list(written) if written and kind == record.type else [publication_type(record.type)]


def _container_tag(record: Record) -> str:
    return "BTI" if record.type in ("chapter", "book", "entry-encyclopedia") else "JT"


def _own_keywords(other: Mapping[str, Any], kept: Mapping[str, list[str]]) -> list[str]:
    """The keywords that are not among the subject headings, which are written as they were."""
    headings = {_plain_heading(text) for text in kept.get("MH", ())}
    words = (word.strip() for word in _text(other.get("keyword")).split(";"))
    return [word for word in words if word not in headings]


def _plain_heading(text: str) -> str:
    return text.replace("*", "")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
