"""Takes the score of a document apart: which words, where, how much, and what lifted it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from jupyter_paperlookup.search.bm25f import FREQUENCY_WEIGHTS, Bm25f
from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.explanation import Explanation, Factor, Part
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS, Plan, Unit
from jupyter_paperlookup.search.postings import Documents
from jupyter_paperlookup.search.ranking import COVERAGE_POWER, KEY_IS, Ranking
from jupyter_paperlookup.search.scoring import Scorer


def explanation(
    plan: Plan, ranking: Ranking, scorer: Scorer, questions: Bm25f, document: int
) -> Explanation:
    """Why a document of a ranking has its score."""
    by_unit = [
        _shares(unit.alternatives[0].text, matches, questions, document)
        if plan.is_question
        else list(_parts(unit, matches, scorer, document))
        for unit, matches in zip(plan.units, ranking.matches, strict=True)
    ]
    added = [
        part
        for each in ranking.added
        for part in _shares("", each.matches, questions, document, each.weight)
    ]
    wanted = [
        (telling, bool(parts))
        for unit, telling, parts in zip(plan.units, ranking.tellings, by_unit, strict=True)
        if not unit.is_evidence
    ]
    factors = []
    has = 1.0
    if wanted and len(plan.units) > 1:
        has = sum(telling for telling, is_there in wanted if is_there)
        has /= sum(telling for telling, _ in wanted)
        if not plan.is_question:
            factors.append(Factor("words that it lacks", has**COVERAGE_POWER))
    factors += [
        Factor(each.name, each.factor)
        for each in ranking.evidence
        if _place(each.documents, document) is not None
    ]
    is_keyed = any(_has(scorer, "key", key, document) for key in plan.possible_keys)
    is_bare = not plan.units or (
        not wanted and any(_has(scorer, "year", str(year), document) for year in plan.likely_years)
    )
    return Explanation(
        parts=(*(part for parts in by_unit for part in parts), *added),
        base=1.0 if is_bare else 0.0,
        has=has,
        factors=tuple(each for each in factors if each.factor != 1.0),
        added=KEY_IS if is_keyed else 0.0,
    )


def _parts(unit: Unit, matches: tuple[Match, ...], scorer: Scorer, document: int) -> Iterator[Part]:
    """For each field the best of the terms that the document has."""
    best: dict[str, Part] = {}
    for match in matches:
        impacts = scorer.impacts(match.field, match.term)
        place = _place(impacts.documents, document)
        if place is None:
            continue
        weight = FIELD_WEIGHTS.get(match.field, 1.0)
        part = Part(
            typed=unit.alternatives[0].text,
            field=match.field,
            term=match.term,
            weight=weight,
            likeness=match.factor,
            score=weight * match.factor * float(impacts.scores[place]),
        )
        if match.field not in best or part.score > best[match.field].score:
            best[match.field] = part
    yield from sorted(best.values(), key=lambda part: -part.score)


def _shares(
    typed: str, matches: tuple[Match, ...], questions: Bm25f, document: int, weight: float = 1.0
) -> list[Part]:
    """What each field adds to what a word of a question is worth."""
    parts = [
        Part(
            typed=typed,
            field=share.match.field,
            term=share.match.term,
            weight=FREQUENCY_WEIGHTS.get(share.match.field, 1.0) * weight,
            likeness=share.match.factor,
            score=share.score * weight,
        )
        for share in questions.shares(matches, document)
    ]
    return sorted(parts, key=lambda part: -part.score)


def _has(scorer: Scorer, field: str, term: str, document: int) -> bool:
    return _place(scorer.impacts(field, term).documents, document) is not None


def _place(documents: Documents, document: int) -> int | None:
    at = int(np.searchsorted(documents, document))
    return at if at < len(documents) and documents[at] == document else None
