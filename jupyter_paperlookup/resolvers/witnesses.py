"""What speaks for and against two records being about one work, beside their titles.

A witness is independent of the title: who has it right by chance is nobody. A doubt is a fact that
one work cannot have in two ways, or seldom has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from rapidfuzz.fuzz import token_set_ratio

from jupyter_paperlookup.records import Creator, PartialDate, Record
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    normalised_doi,
    normalised_isbn,
    normalised_pmid,
)
from jupyter_paperlookup.records.preprint import is_preprint, is_published
from jupyter_paperlookup.resolvers.candidate import Candidate
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
_SAME_VENUE = 60.0
_YEARS_OF_A_VERSION = 3

_TELLING = ("volume", "issue", "edition", "chapter-number", "part-number", "number-of-volumes")
_PUBLISHED = frozenset(
    (
        "article-journal",
        "article-magazine",
        "book",
        "chapter",
        "paper-conference",
        "report",
        "thesis",
    )
)
_WORD = re.compile(r"[^\W_]+")
_FIRST_PAGE = re.compile(r"\s*([A-Za-z]*\d+)")


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
    if _have_same_creators(record, other) and apart is not None and apart <= most:
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
        yield from _other_places(record, other)
    if len(words_of(record.title)) <= _LONGEST_NAMED_BY_MANY and not _is_told_apart(
        record, candidate
    ):
        yield "many works have so short a title"


def _other_places(one: Record, other: Record) -> Iterator[str]:
    """Where two works of one kind appeared, as far as it differs."""
    if {one.type, other.type} <= _PUBLISHED and one.type != other.type:
        yield f"one is a {_in_words(one.type)}, the other a {_in_words(other.type)}"
    for name in _TELLING:
        mine, theirs = (str(each.other.get(name, "")).strip() for each in (one, other))
        if mine and theirs and mine.lstrip("0") != theirs.lstrip("0"):
            yield f"{_in_words(name)} {mine[:20]} is not {theirs[:20]}"
    pages = [_FIRST_PAGE.match(str(each.other.get("page", ""))) for each in (one, other)]
    first = [page[1] for page in pages if page]
    if len(set(first)) > 1:
        yield f"one begins on page {first[0]}, the other on page {first[1]}"
    if _have_other_venues(one, other):
        yield "they appeared in different places"


def _in_words(name: str) -> str:
    return name.replace("-", " ")


def appeared_in_one_place(one: Record, other: Record) -> bool:
    """Whether both begin on the same page of the same volume of the same year."""
    volumes = [str(each.other.get("volume", "")).strip().lstrip("0") for each in (one, other)]
    pages = [_FIRST_PAGE.match(str(each.other.get("page", ""))) for each in (one, other)]
    return (
        one.year is not None
        and one.year == other.year
        and bool(volumes[0])
        and volumes[0] == volumes[1]
        and len({page[1] if page else number for number, page in enumerate(pages)}) == 1
    )


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


def _have_same_creators(one: Record, other: Record) -> bool:
    """Whether the same people wrote both: the first one, and at least two thirds of all."""
    mine, theirs = (_surnames(each.author) for each in (one, other))
    if not mine or not theirs or mine[0] != theirs[0]:
        return False
    common = set(mine) & set(theirs)
    return 3 * len(common) >= 2 * max(len(set(mine)), len(set(theirs)))


def have_other_creators(one: Record, other: Record) -> bool:
    """Whether nobody wrote both, as far as names can be compared."""
    mine, theirs = (_surnames(each.author) for each in (one, other))
    comparable = mine and theirs and _script(mine) == _script(theirs)
    return bool(comparable) and set(mine).isdisjoint(theirs)


def _surnames(creators: tuple[Creator, ...]) -> list[str]:
    return [name for each in creators if (name := _folded_name(each)) not in ("", "others")]


def _folded_name(creator: Creator) -> str:
    family = creator.family or creator.literal
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", family).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    # Particles are now part of the name and now not: the last word is the name itself.
    return _WORD.findall(letters)[-1] if _WORD.search(letters) else ""


def _script(names: list[str]) -> bool:
    """Whether names are in Latin letters; others are not compared with those."""
    return all(name.isascii() for name in names)


def _have_other_venues(one: Record, other: Record) -> bool:
    mine, theirs = (str(each.other.get("container-title", "")) for each in (one, other))
    if not mine or not theirs:
        return False
    if _initials(mine) == _initials(theirs):
        return False
    return token_set_ratio(mine.casefold(), theirs.casefold()) < _SAME_VENUE


def _initials(venue: str) -> str:
    """`J. Mach. Learn. Res.` and `Journal of Machine Learning Research` to `jmlr`."""
    words = [word for word in _words(venue) if word not in ("of", "the", "in", "on", "and", "for")]
    return "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
