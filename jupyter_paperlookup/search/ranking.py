"""Carries a plan out over arrays: every document's score, those that are no answer at zero."""

from __future__ import annotations

import msgspec
import numpy as np

from jupyter_paperlookup.search.expansion import Expansion, Match
from jupyter_paperlookup.search.lexicon import MAX_EXPANSIONS
from jupyter_paperlookup.search.phrases import documents_with
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS, Plan, Unit
from jupyter_paperlookup.search.postings import Documents, Mask, Numbers, Postings
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Years
from jupyter_paperlookup.search.scoring import Scorer

# How much a paper gains by what points at it. Measured with `benchmarks/known_items.py`.
YEAR_EQUAL, YEAR_CLOSE = 1.5, 1.15
TITLE_IS, TITLE_NAME_IS, TITLE_BEGINS = 3.0, 2.0, 1.25
KEY_IS = 1000.0

COVERAGE_POWER = 2.0
"""A paper with half of what was typed (by how much it tells) keeps a quarter of its score."""

LEAST_COVERAGE = 0.4
"""Papers that have less of it than this part of what the best one has are no answers."""


class Ranking(msgspec.Struct, frozen=True):
    """Every document's score, and for each unit of the plan the terms that it stood for."""

    scores: Numbers
    matches: tuple[tuple[Match, ...], ...]


class Ranker:
    """Ranks the documents of one index."""

    def __init__(self, postings: Postings, scorer: Scorer) -> None:
        self._postings = postings
        self._scorer = scorer
        self._expansion = Expansion(postings, scorer)
        self._years: Numbers | None = None

    def rank(self, plan: Plan) -> Ranking:
        """The score of every document."""
        matches = self._expansion.matches(plan.units)
        allowed = self._allowed(plan)
        scores = self._unit_scores(plan.units, matches, allowed)
        if not any(not unit.is_evidence for unit in plan.units):
            scores += self._bare(plan)
        scores *= self._evidence(plan)
        self._lift_keys(plan, scores)
        scores[~allowed] = 0.0
        return Ranking(scores, matches)

    def _unit_scores(
        self, units: tuple[Unit, ...], matches: tuple[tuple[Match, ...], ...], allowed: Mask
    ) -> Numbers:
        """The weighted sum over units, lowered for documents that lack some of them."""
        total = np.zeros(self._postings.numbered)
        coverage = np.zeros(self._postings.numbered)
        wanted = 0.0
        for unit, found in zip(units, matches, strict=True):
            scores = self._unit_score(found)
            has = scores > 0
            total += scores
            if unit.is_required:
                allowed &= has
            if not unit.is_evidence:
                rarity = self._postings.documents / (1 + np.count_nonzero(has))
                worth = float(np.log1p(rarity))
                coverage += worth * has
                wanted += worth
        if wanted:
            coverage[~allowed] = 0.0
            coverage[coverage < LEAST_COVERAGE * coverage.max(initial=0.0)] = 0.0
            total *= (coverage / wanted) ** COVERAGE_POWER
        return total

    def _unit_score(self, matches: tuple[Match, ...]) -> Numbers:
        """The best of the terms in each field, the fields weighted and added."""
        total = np.zeros(self._postings.numbered)
        for field in {match.field for match in matches}:
            here = [match for match in matches if match.field == field]
            total += FIELD_WEIGHTS.get(field, 1.0) * self._field_score(here)
        return total

    def _field_score(self, matches: list[Match]) -> Numbers:
        scores = np.zeros(self._postings.numbered)
        for match in matches:
            impacts = self._scorer.impacts(match.field, match.term)
            scores[impacts.documents] = np.maximum(
                scores[impacts.documents], match.factor * impacts.scores
            )
        return scores

    def _bare(self, plan: Plan) -> Numbers:
        """The score where there are no words: equal for all, or for those of the likely years."""
        if not plan.units:
            return np.ones(self._postings.numbered)
        return np.isin(self.years, plan.likely_years).astype(np.float64)

    def _evidence(self, plan: Plan) -> Numbers:
        factors = np.ones(self._postings.numbered)
        for year in plan.likely_years:
            factors[self.years == year] *= YEAR_EQUAL
            factors[np.abs(self.years - year) == 1] *= YEAR_CLOSE
        if plan.whole_title:
            titles = self._postings.lexicon("title_whole")
            if titles.count(plan.whole_title) <= MAX_EXPANSIONS:  # of more it says little
                for title in titles.starting_with(plan.whole_title):
                    factors[self._having("title_whole", title)] *= TITLE_BEGINS
            factors[self._having("title_whole", plan.whole_title)] *= TITLE_IS
            for name in {plan.whole_title, plan.whole_title.replace(" ", "")}:
                factors[self._having("title_name", name)] *= TITLE_NAME_IS
        return factors

    def _lift_keys(self, plan: Plan, scores: Numbers) -> None:
        for key in plan.possible_keys:
            scores[self._having("key", key)] += KEY_IS

    def _allowed(self, plan: Plan) -> Mask:
        """Which documents no filter excludes."""
        allowed = np.ones(self._postings.numbered, np.bool_)
        if self._postings.live is not None:
            allowed &= self._postings.live
        for phrase in plan.phrases:
            allowed &= self._mask(self._with_phrase(phrase))
        for identifier in plan.identifiers:
            allowed &= self._mask(self._identified(identifier))
        if plan.years:
            allowed &= np.logical_or.reduce([self._in_years(years) for years in plan.years])
        for unit in plan.excluded:
            for match in self._expansion.exact(unit):
                allowed[self._having(match.field, match.term)] = False
        for phrase in plan.excluded_phrases:
            allowed[self._with_phrase(phrase)] = False
        for identifier in plan.excluded_identifiers:
            allowed[self._identified(identifier)] = False
        for years in plan.excluded_years:
            allowed &= ~self._in_years(years)
        return allowed

    def _with_phrase(self, phrase: Phrase) -> Documents:
        return documents_with(phrase, self._postings, self._scorer, self._expansion)

    def _identified(self, identifier: Identifier) -> Documents:
        values = [identifier.value]
        if identifier.is_prefix:
            values += self._postings.lexicon(identifier.kind).starting_with(identifier.value)
        return np.unique(np.concatenate([self._having(identifier.kind, value) for value in values]))

    def _in_years(self, years: Years) -> Mask:
        first = 1 if years.first is None else years.first
        last = np.inf if years.last is None else years.last
        in_years: Mask = (self.years >= first) & (self.years <= last)
        return in_years

    @property
    def years(self) -> Numbers:
        """The year of each document; NaN where it is unknown."""
        if self._years is None:
            years = np.full(self._postings.numbered, np.nan)
            for term in self._postings.lexicon("year"):
                years[self._having("year", term)] = int(term)
            self._years = years
        return self._years

    def _having(self, field: str, term: str) -> Documents:
        return self._scorer.impacts(field, term).documents

    def _mask(self, documents: Documents) -> Mask:
        mask = np.zeros(self._postings.numbered, np.bool_)
        mask[documents] = True
        return mask
