"""Carries a plan out over arrays: the scores of all documents that can be an answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

import msgspec
import numpy as np

from jupyter_paperlookup.search.bm25f import Bm25f
from jupyter_paperlookup.search.candidates import Candidates
from jupyter_paperlookup.search.evidence import Evidence, Pointing
from jupyter_paperlookup.search.expansion import AS_TYPED, Expansion, Match
from jupyter_paperlookup.search.filters import Filters
from jupyter_paperlookup.search.planner import Plan
from jupyter_paperlookup.search.postings import Documents, Mask, Postings
from jupyter_paperlookup.search.preference import Lift
from jupyter_paperlookup.search.scoring import Scorer, Scores
from jupyter_paperlookup.search.worth import Worth, Worths

KEY_IS = 1000.0

COVERAGE_POWER = 2.0
"""A paper with half of what was typed (by how much it tells) keeps a quarter of its score."""

LEAST_COVERAGE, LEAST_OF_QUESTION = 0.4, 0.1
"""Papers that have less of it than this part of what the best one has are no answers."""

_FEW = 8
"""Where at most one document in so many can be an answer, only those are looked at."""

_CERTAINLY = 0.999


class Added(msgspec.Struct, frozen=True):
    """A word that nobody typed, and how much of its worth counts."""

    matches: tuple[Match, ...]
    weight: float


class Ranking(msgspec.Struct, frozen=True):
    """The outcome of a plan.

    Attributes:
        candidates: The documents that can be answers.
        scores: The score of each of them; 0 for those that are none.
        matches: For each unit of the plan, the terms that it stood for.
        tellings: How much each unit says of a document.
        evidence: What lifted documents.
        added: What else was looked for.
        is_cut: Whether some words were looked up as typed alone, so that it took no longer.
    """

    candidates: Candidates
    scores: Scores
    matches: tuple[tuple[Match, ...], ...]
    tellings: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    added: tuple[Added, ...] = ()
    is_cut: bool = False

    @property
    def total(self) -> int:
        """How many documents are answers."""
        return int(np.count_nonzero(self.scores > 0))


class Ranker:
    """Ranks the documents of one index."""

    def __init__(
        self, postings: Postings, scorer: Scorer, worths: Worths, questions: Bm25f
    ) -> None:
        self._postings = postings
        self._scorer = scorer
        self._worths = worths
        self._questions = questions
        self._expansion = Expansion(postings, scorer)
        self._filters = Filters(postings, scorer, self._expansion)
        self._pointing = Pointing(postings, scorer)

    def rank(self, plan: Plan, added: tuple[Added, ...] = (), lift: Lift | None = None) -> Ranking:
        """The score of every document that can be an answer.

        Args:
            plan: What was typed.
            added: To a question, what else lifts its answers.
            lift: What is lifted whatever was typed.
        """
        matches, is_cut = self._expansion.matches(plan.units)
        worth_of = self._questions.of if plan.is_question else self._worths.of
        worths = [worth_of(found) for found in matches]
        tellings = tuple(map(self._telling, worths))
        allowed = self._filters.allowed(plan)
        within = self._filters.with_phrases(plan.phrases)
        if within is None:
            candidates = self._candidates(plan, worths, tellings, is_filtered=allowed is not None)
        else:
            candidates = Candidates(within, self._postings.numbered)
        barred = None if allowed is None else ~candidates.of(allowed)
        scores, barred = self._unit_scores(plan, worths, tellings, candidates, barred)
        self._add(added, candidates, scores)
        if all(unit.is_evidence for unit in plan.units):
            scores += self._bare(plan, candidates)
        evidence = self._pointing.evidence(plan)
        for each in evidence:
            scores[candidates.places(each.documents)] *= np.float32(each.factor)
        if lift is not None and lift.evidence:
            is_all = candidates.documents is None
            scores *= lift.factors if is_all else lift.factors[candidates.documents]
            evidence += lift.evidence
        for key in plan.possible_keys:
            scores[candidates.places(self._having("key", key))] += np.float32(KEY_IS)
        if barred is not None:
            scores[barred] = 0.0
        return Ranking(candidates, scores, matches, tellings, evidence, added, is_cut)

    def corrections(self, plan: Plan, ranking: Ranking) -> dict[str, str]:
        """Words of a plan that no document has, and what may have been meant instead.

        None where a key was typed: what stands around it is `cite` or the like.
        """
        unknown = {
            unit.alternatives[0].text: self._expansion.corrected(unit)
            for unit, matches in zip(plan.units, ranking.matches, strict=True)
            if all(match.factor < AS_TYPED for match in matches)
        }
        found = {typed: meant for typed, meant in unknown.items() if meant}
        has_key = found and any(len(self._having("key", key)) for key in plan.possible_keys)
        return {} if has_key else found

    # --- candidates ------------------------------------------------------------------------

    def _candidates(
        self,
        plan: Plan,
        worths: Sequence[Worth],
        tellings: Sequence[float],
        *,
        is_filtered: bool,
    ) -> Candidates:
        """The documents that can be answers, or all where these are many."""
        numbered = self._postings.numbered
        required = [at for at, unit in enumerate(plan.units) if unit.is_required]
        if required:
            needed = [min(required, key=lambda at: worths[at].frequency)]
        elif is_filtered:
            needed = []
        else:
            wanted = [at for at, unit in enumerate(plan.units) if not unit.is_evidence]
            known = [at for at in wanted if worths[at].frequency]
            needed = _without_the_idle(plan, known, tellings) if known else wanted
        if not needed or sum(worths[at].frequency for at in needed) * _FEW > numbered:
            return Candidates(None, numbered)
        keyed = [found for key in plan.possible_keys if len(found := self._having("key", key))]
        if len(needed) == 1 and not keyed:
            return Candidates(worths[needed[0]].documents, numbered)
        mask = np.zeros(numbered, np.bool_)
        for at in needed:
            worths[at].mark(mask)
        for found in keyed:
            mask[found] = True
        return Candidates(np.flatnonzero(mask), numbered)

    def _telling(self, worth: Worth) -> float:
        """How much it says of a document to have something: more, the fewer have it."""
        return log1p(self._postings.documents / (1 + worth.frequency))

    # --- scores ----------------------------------------------------------------------------

    def _unit_scores(
        self,
        plan: Plan,
        worths: Sequence[Worth],
        tellings: Sequence[float],
        candidates: Candidates,
        barred: Mask | None,
    ) -> tuple[Scores, Mask | None]:
        """The sum over units, lowered for documents that lack some; and which are no answers."""
        total = np.zeros(candidates.count, np.float32)
        wanted = sum(
            telling
            for unit, telling in zip(plan.units, tellings, strict=True)
            if not unit.is_evidence
        )
        is_graded = wanted > 0 and (plan.is_question or not _needs_all(plan))
        coverage = np.zeros(candidates.count if is_graded else 0, np.float32)
        for unit, worth, telling in zip(plan.units, worths, tellings, strict=True):
            scores = worth.among(candidates.documents, self._postings.numbered)
            total += scores
            if unit.is_required:
                lacks = scores <= 0
                barred = lacks if barred is None else barred | lacks
            if is_graded and not unit.is_evidence:
                coverage += (scores > 0) * np.float32(telling)
        if is_graded:
            if barred is not None:
                coverage[barred] = 0.0
            least = least_coverage(plan) * coverage.max(initial=0.0)
            if plan.is_question:
                total *= coverage >= max(least, np.finfo(np.float32).tiny)
                return total, barred
            coverage *= np.float32(1 / wanted)
            np.multiply(coverage, coverage >= np.float32(least / wanted), out=coverage)
            total *= coverage**COVERAGE_POWER
        return total, barred

    def _add(self, added: Sequence[Added], candidates: Candidates, scores: Scores) -> None:
        """Lift those that are answers already."""
        is_answer = scores > 0
        for each in added:
            worth = self._questions.of(each.matches)
            more = worth.among(candidates.documents, self._postings.numbered)
            scores += more * is_answer * np.float32(each.weight)

    def _bare(self, plan: Plan, candidates: Candidates) -> Scores:
        """The score where there are no words: equal for all, or for those of the likely years."""
        if not plan.units:
            return np.ones(candidates.count, np.float32)
        return candidates.of(np.isin(self._filters.years, plan.likely_years)).astype(np.float32)

    def _having(self, field: str, term: str) -> Documents:
        return self._scorer.documents(field, term)


def _needs_all(plan: Plan) -> bool:
    """Whether no answer can lack more than another of what was typed."""
    return len(plan.units) == 1 or all(unit.is_required or unit.is_evidence for unit in plan.units)


def least_coverage(plan: Plan) -> float:
    """Which part of what the best document has an answer must have."""
    return LEAST_OF_QUESTION if plan.is_question else LEAST_COVERAGE


def _without_the_idle(plan: Plan, units: Sequence[int], tellings: Sequence[float]) -> list[int]:
    """The units of which an answer has at least one.

    Some document has the one that tells most, so one that has only others which tell too little
    together lacks too much.
    """
    ordered = sorted(units, key=lambda at: tellings[at])
    least = least_coverage(plan) * tellings[ordered[-1]] * _CERTAINLY
    told = 0.0
    while (told := told + tellings[ordered[0]]) < least:
        ordered.pop(0)
    return ordered
