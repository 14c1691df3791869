"""What speaks for and against two records being about one work, beside their titles.

A witness is independent of the title: who has it right by chance is nobody. A doubt is a fact that
one work cannot have in two ways, or seldom has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from jupyter_paperlookup.records import PartialDate, Record
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    normalised_doi,
    normalised_isbn,
    normalised_pmcid,
    normalised_pmid,
)
from jupyter_paperlookup.records.preprint import is_preprint, is_published
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.creators import have_other_creators, have_same_creators
from jupyter_paperlookup.resolvers.places import appeared_in_one_place, other_places
from jupyter_paperlookup.resolvers.titles import words_of

SAME_ABSTRACT = 0.6
"""Jaccard index of runs of three words; versions of one abstract have that much in common."""

ABSTRACTS = "the abstracts agree"
PLACE = "year, volume and page agree"

_SHINGLE = 3
_SHORTEST_ABSTRACT = 20
_DAYS_APART = 31
_MONTHS_APART = 1
_LONGEST_NAMED_BY_MANY = 2
_YEARS_OF_A_VERSION = 3

_WORD = re.compile(r"[^\W_]+")


def shared_identifiers(one: Record, other: Record) -> tuple[str, ...]:
    """The identifiers that both have, in words."""
    mine, theirs = identifiers(one), identifiers(other)
    return tuple(f"{name} {mine[name]}" for name in mine if mine[name] == theirs.get(name))


def contradicting_identifiers(one: Record, other: Record) -> tuple[str, ...]:
    """Identifiers of one kind that differ: no work has two, but for a preprint and its article."""
    mine, theirs = identifiers(one), identifiers(other)
    return tuple(name for name in mine if name in theirs and mine[name] != theirs[name])


def witnesses(record: Record, candidate: Candidate) -> Iterator[str]:
    """What speaks for it, each in a few words."""
    other = candidate.record
    if candidate.found_by == "closed set":
        yield "it is one of the papers of that day"
    if _abstract_likeness(record.abstract, other.abstract) >= SAME_ABSTRACT:
        yield ABSTRACTS
    counted = record.facts.author_count
    if counted and counted == len(other.author) and _are_near(record.issued, other.issued):
        yield f"{counted} authors and the date agree"
    if appeared_in_one_place(record, other):
        yield PLACE
    most = 1 if are_versions(record, other) else 0
    apart = _years_apart(record, other)
    if have_same_creators(record, other) and apart is not None and apart <= most:
        yield "creators and year agree"


def doubts(record: Record, candidate: Candidate) -> Iterator[str]:
    """What speaks against it, each in a few words."""
    other = candidate.record
    counted = record.facts.author_count
    if counted and other.author and counted != len(other.author):
        yield f"the page counts {counted} authors, not {len(other.author)}"
    if have_other_creators(record, other):
        yield "the creators are others"
    apart = _years_apart(record, other)
    most = _YEARS_OF_A_VERSION if are_versions(record, other) else 1
    if apart is not None and apart > most:
        yield f"they are {apart} years apart"
    has_abstracts = min(len(_words(each.abstract)) for each in (record, other))
    if has_abstracts >= _SHORTEST_ABSTRACT and not _abstract_likeness(
        record.abstract, other.abstract
    ):
        yield "the abstracts have nothing in common"
    if not are_versions(record, other) and not shared_identifiers(record, other):
        yield from other_places(record, other)
    if len(words_of(record.title)) <= _LONGEST_NAMED_BY_MANY and not _is_told_apart(
        record, candidate
    ):
        yield "many works have so short a title"


def are_versions(one: Record, other: Record) -> bool:
    """Whether one is a preprint and the other published: then much of what is told may differ."""
    return (is_preprint(one) and is_published(other)) or (is_published(one) and is_preprint(other))


def _is_told_apart(record: Record, candidate: Candidate) -> bool:
    """Whether more than names and dates say which of the works of a title it is."""
    return (
        candidate.found_by == "closed set"
        or bool(shared_identifiers(record, candidate.record))
        or _abstract_likeness(record.abstract, candidate.record.abstract) >= SAME_ABSTRACT
    )


def identifiers(record: Record) -> dict[str, str]:
    """The identifiers of a record, normalised, by what they are called."""
    doi = normalised_doi(record.doi)
    # A preprint's DOI and its article's differ though they are one work in two versions.
    kind = "preprint DOI" if is_preprint(record) else "DOI"
    found = {
        "arXiv id": record.arxiv,
        kind: "" if arxiv_from_doi(doi) else doi,
        "PMID": normalised_pmid(record.other.get("PMID", "")),
        "PMCID": normalised_pmcid(record.other.get("PMCID", "")),
        "ISBN": normalised_isbn(record.other.get("ISBN", "")) if record.type == "book" else "",
    }
    return {name: value for name, value in found.items() if value}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _abstract_likeness(one: str, other: str) -> float:
    first, second = (_shingles(each) for each in (one, other))
    return len(first & second) / len(first | second) if first and second else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    if len(words) < _SHORTEST_ABSTRACT:
        return set()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def _are_near(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates are near as far as they are known; a year alone is not enough."""
    if one is None or other is None or None in (one.year, one.month, other.year, other.month):
        return False
    if one.day and other.day:
        return abs(_day(one) - _day(other)) <= _DAYS_APART
    return abs(_months(one) - _months(other)) <= _MONTHS_APART


def _day(when: PartialDate) -> int:
    return date(when.year or 1, when.month or 1, min(when.day or 1, 28)).toordinal()


def _months(when: PartialDate) -> int:
    return (when.year or 0) * 12 + (when.month or 0)


def _years_apart(one: Record, other: Record) -> int | None:
    if one.year is None or other.year is None:
        return None
    return abs(one.year - other.year)
