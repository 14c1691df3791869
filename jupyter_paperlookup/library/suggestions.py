"""Pairs of records that may be one work, or two versions of one: for a person to decide.

Comparing every record with every other takes hours on a large library. Only those are compared
that share an identifier, a title, or one of the rarest words of their titles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

import msgspec
from rapidfuzz.fuzz import ratio

from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    normalised_doi,
    normalised_title,
)
from jupyter_paperlookup.records.preprint import is_preprint

# A word that more titles share says little, and its pairs would be too many.
_LARGEST_BLOCK = 40
_RAREST_WORDS = 3
_SHORTEST_WORD = 3
_NEAR = 90.0
_EQUAL = 100.0
_MOST_YEARS_APART = 3

# Two records that differ in one of these are two works, however alike their titles are.
_TELLING = ("volume", "edition", "chapter-number", "number-of-volumes", "part-number")


class Suggestion(msgspec.Struct, frozen=True):
    """Two records that a person may merge, link, or say to be two works.

    Attributes:
        first: Key of the record to keep, or of the preprint.
        second: Key of the other one, or of the published version.
        kind: `duplicate`: one work twice; `versions`: a preprint and its published version.
        evidence: What speaks for it, in words.
        score: How alike the titles are, up to 100.
    """

    first: str
    second: str
    kind: Literal["duplicate", "versions"]
    evidence: tuple[str, ...]
    score: float


class _Work(msgspec.Struct):
    """What is compared of a record."""

    id: int
    key: str
    kind: str
    title: str
    surnames: frozenset[str]
    year: int | None
    doi: str
    arxiv: str
    telling: tuple[str, ...]
    is_preprint: bool


def suggestions(store: Store) -> Iterator[Suggestion]:
    """All pairs that are worth a look: equal identifiers first, equal titles, then near ones.

    Those that are linked already, or that a person said to be two works, are left out.
    """
    works = [_work(number, record) for number, record in store.numbered()]
    decided = {frozenset(pair) for pair in [*store.links.versions(), *store.links.apart()]}
    for one, other in _candidates(works):
        pair = frozenset((one.id, other.id))
        if pair in decided:
            continue
        found = _compared(one, other)
        if found:
            decided.add(pair)
            yield found


def _work(number: int, record: Record) -> _Work:
    doi = normalised_doi(record.doi)
    return _Work(
        id=number,
        key=record.key,
        kind=record.type,
        title=normalised_title(record.title),
        surnames=frozenset(normalised_title(each.surname) for each in record.author),
        year=record.year,
        doi="" if arxiv_from_doi(doi) else doi,
        arxiv=record.arxiv,
        telling=tuple(str(record.other.get(name, "")) for name in _TELLING),
        is_preprint=is_preprint(record),
    )


def _candidates(works: list[_Work]) -> Iterator[tuple[_Work, _Work]]:
    for name in ("doi", "arxiv", "title"):
        blocks = defaultdict(list)
        for work in works:
            if value := getattr(work, name):
                blocks[value].append(work)
        yield from _pairs(blocks.values())
    yield from _pairs(_blocks_of_rare_words(works))


def _blocks_of_rare_words(works: list[_Work]) -> Iterable[list[_Work]]:
    counts = Counter(word for work in works for word in _words(work))
    blocks: dict[str, list[_Work]] = defaultdict(list)
    for work in works:
        shared = [word for word in _words(work) if counts[word] > 1]
        for word in sorted(shared, key=lambda each: (counts[each], each))[:_RAREST_WORDS]:
            blocks[word].append(work)
    return blocks.values()


def _words(work: _Work) -> set[str]:
    return {word for word in work.title.split() if len(word) >= _SHORTEST_WORD}


def _pairs(blocks: Iterable[list[_Work]]) -> Iterator[tuple[_Work, _Work]]:
    for block in blocks:
        if len(block) <= _LARGEST_BLOCK:
            yield from combinations(block, 2)


def _compared(one: _Work, other: _Work) -> Suggestion | None:
    """The suggestion that two records give rise to, if any."""
    shared = [
        f"both have the {label} {getattr(one, name)}"
        for name, label in (("doi", "DOI"), ("arxiv", "arXiv id"))
        if getattr(one, name) and getattr(one, name) == getattr(other, name)
    ]
    score = ratio(one.title, other.title, score_cutoff=_NEAR)
    if not shared and not (score and _may_be_one(one, other, score)):
        return None
    evidence = [*shared, *_likeness(one, other, score)]
    if one.is_preprint == other.is_preprint:
        one, other = sorted((one, other), key=lambda work: work.id)
        return _suggestion("duplicate", one, other, evidence, score)
    preprint, published = (one, other) if one.is_preprint else (other, one)
    return _suggestion("versions", preprint, published, evidence, score)


def _may_be_one(one: _Work, other: _Work, score: float) -> bool:
    if not one.title or any(
        a and b and a != b for a, b in zip(one.telling, other.telling, strict=True)
    ):
        return False
    both_published = not one.is_preprint and not other.is_preprint
    if both_published and one.doi and other.doi and one.doi != other.doi:
        return False
    if one.arxiv and other.arxiv and one.arxiv != other.arxiv:
        return False
    if one.year and other.year and abs(one.year - other.year) > _MOST_YEARS_APART:
        return False
    if one.surnames and other.surnames:
        return not one.surnames.isdisjoint(other.surnames)
    # Without names only a title of some length, letter by letter the same, is worth a look.
    return score == _EQUAL and len(one.title.split()) > _SHORTEST_WORD


def _likeness(one: _Work, other: _Work, score: float) -> list[str]:
    evidence = []
    if one.title and score:
        evidence.append("equal titles" if score == _EQUAL else f"titles alike to {score:.0f} %")
    if common := one.surnames & other.surnames:
        count = len(common)
        evidence.append("one creator in common" if count == 1 else f"{count} creators in common")
    if one.year and one.year == other.year:
        evidence.append(f"both of {one.year}")
    if one.is_preprint != other.is_preprint:
        evidence.append("one is a preprint")
    return evidence


def _suggestion(
    kind: Literal["duplicate", "versions"],
    one: _Work,
    other: _Work,
    evidence: list[str],
    score: float,
) -> Suggestion:
    return Suggestion(one.key, other.key, kind, tuple(evidence), round(score, 1))
