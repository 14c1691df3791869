"""Whether what a service says is about the same work: attached only where it is beyond doubt.

Different works have titles that are 95 to 100 % alike, so no likeness is enough: a title must be
the same letter by letter, an independent witness must agree, nothing may speak against it, and
there must be no other such work. An identifier that both have needs a title that is still the same
one. Everything else is a suggestion for a person, or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import normalised_doi
from jupyter_paperlookup.resolvers import titles
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.creators import have_other_creators
from jupyter_paperlookup.resolvers.witnesses import (
    ABSTRACTS,
    PLACE,
    are_versions,
    contradicting_identifiers,
    doubts,
    identifiers,
    shared_identifiers,
    witnesses,
)

Decision = Literal["attach", "link", "suggest"]


_FEW = 12


class Match(msgspec.Struct, frozen=True):
    """A candidate, and what is to be done with it.

    Attributes:
        candidate: What the service says.
        decision: `attach`: it is the same work, and completes the record; `link`: it is the
            published version of a preprint, or the other way round, and stays a record of its own;
            `suggest`: a person has to look.
        reasons: What speaks for it, in words.
        doubts: What speaks against it, or is not known.
    """

    candidate: Candidate
    decision: Decision
    reasons: tuple[str, ...]
    doubts: tuple[str, ...] = ()


class Shortlist:
    """The candidates of an answer about many records, so that each is judged on its own ones."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._all = candidates
        self._by_name: dict[str, list[int]] = defaultdict(list)
        if len(candidates) > _FEW:
            for number, candidate in enumerate(candidates):
                for name in _names(candidate.record):
                    self._by_name[name].append(number)

    def about(self, record: Record) -> list[Candidate]:
        """Those that may be about a record: all of a few, of many those of its title or ids."""
        if len(self._all) <= _FEW:
            return list(self._all)
        numbers = {number for name in _names(record) for number in self._by_name.get(name, ())}
        return [self._all[number] for number in sorted(numbers)]


def _names(record: Record) -> list[str]:
    return [*identifiers(record).values(), titles.comparable(record.title)]


def matches(record: Record, candidates: Sequence[Candidate]) -> tuple[Match, ...]:
    """What of the candidates is about the record's work, best first; others are left out."""
    judged = [match for each in candidates if (match := _judged(record, each))]
    return tuple(sorted(_only_one_is_sure(judged), key=_rank))


def _judged(record: Record, candidate: Candidate) -> Match | None:
    other = candidate.record
    if contradicting_identifiers(record, other) or titles.is_about_another(
        record.title, other.title
    ):
        return None
    shared = shared_identifiers(record, other)
    speaks_for = [*(f"the same {each}" for each in shared), *witnesses(record, candidate)]
    against = list(doubts(record, candidate))
    if titles.are_equal(record.title, other.title):
        if not speaks_for and have_other_creators(record, other):
            return None
        if not speaks_for:
            against.append("nothing but the title agrees")
        speaks_for.insert(0, "the same title")
    elif not shared:
        return _near(record, candidate, speaks_for, against)
    elif not _is_renamed(record, other, speaks_for, shared):
        against.append(f"it has another title there: {other.title[:200]}")
    decision: Decision = "suggest"
    if not against:
        decision = "link" if are_versions(record, other) else "attach"
    return Match(candidate, decision, tuple(speaks_for), tuple(against))


def _is_renamed(
    record: Record, other: Record, speaks_for: Sequence[str], shared: Sequence[str]
) -> bool:
    """Whether an identifier's other title is the same one, changed a little."""
    return (
        titles.likeness(record.title, other.title) >= titles.RENAMED
        and titles.have_same_numbers(record.title, other.title)
        and len(speaks_for) > len(shared)
    )


def _near(
    record: Record, candidate: Candidate, speaks_for: list[str], against: list[str]
) -> Match | None:
    """Another title: worth a look where a witness agrees, and nothing speaks against it."""
    other = candidate.record
    alike = titles.likeness(record.title, other.title)
    is_near = alike >= titles.NEAR and titles.have_same_numbers(record.title, other.title)
    is_told = ABSTRACTS in speaks_for or (PLACE in speaks_for and alike >= titles.RENAMED)
    if not speaks_for or not (is_near or is_told) or len(against) > 1:
        return None
    doubt = f"the titles are alike to {alike:.0f} % only"
    return Match(candidate, "suggest", tuple(speaks_for), (doubt, *against))


def _only_one_is_sure(judged: list[Match]) -> Iterable[Match]:
    """What is sure of two works is sure of none: then a person has to look at both."""
    for kind in ("attach", "link"):
        works = [each for each in judged if each.decision == kind]
        if any(not _are_one(works[0], other) for other in works[1:]):
            judged = [
                msgspec.structs.replace(
                    each, decision="suggest", doubts=("another work fits as well",)
                )
                if each.decision == kind
                else each
                for each in judged
            ]
    return judged


def _are_one(one: Match, other: Match) -> bool:
    """Whether two candidates, of which each is the record's work, are one with each other."""
    first, second = one.candidate.record, other.candidate.record
    if contradicting_identifiers(first, second):
        return False
    if first.arxiv and first.arxiv == second.arxiv:
        return True
    doi = normalised_doi(first.doi)
    if doi and doi == normalised_doi(second.doi):
        return True
    return any(witnesses(first, other.candidate))


_ORDER: dict[Decision, int] = {"attach": 0, "link": 1, "suggest": 2}


def _rank(match: Match) -> tuple[int, int, int]:
    return _ORDER[match.decision], len(match.doubts), -len(match.reasons)
