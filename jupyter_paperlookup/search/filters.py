"""Which documents no filter of a plan excludes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jupyter_paperlookup.search.candidates import common_of, union_of
from jupyter_paperlookup.search.expansion import Expansion
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.phrases import documents_with
from jupyter_paperlookup.search.planner import Plan
from jupyter_paperlookup.search.postings import Documents, Mask, Postings
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Years
from jupyter_paperlookup.search.scoring import Scorer

KEPT_BYTES = 4 * 1024 * 1024
_OBJECT_BYTES = 512


class Filters:
    """What must and what must not be, over the documents of one index."""

    def __init__(self, postings: Postings, scorer: Scorer, expansion: Expansion) -> None:
        self._postings = postings
        self._scorer = scorer
        self._expansion = expansion
        self._years: Documents | None = None
        self._kept: Kept[Phrase, Documents] = Kept(KEPT_BYTES, _size)

    def allowed(self, plan: Plan) -> Mask | None:
        """Which documents no filter but the phrases excludes; None where there is none.

        Deleted documents have no words, so they are excluded only where no words are wanted.
        """
        if not _has_filters(plan):
            is_worded = any(not unit.is_evidence for unit in plan.units)
            return None if is_worded else self._postings.live
        allowed = np.ones(self._postings.numbered, np.bool_)
        if self._postings.live is not None:
            allowed &= self._postings.live
        if plan.identifiers:
            allowed &= self._mask(union_of([self._identified(one) for one in plan.identifiers]))
        if plan.years:
            allowed &= np.logical_or.reduce([self._in_years(years) for years in plan.years])
        self._exclude(plan, allowed)
        return allowed

    def _exclude(self, plan: Plan, allowed: Mask) -> None:
        for unit in plan.excluded:
            for match in self._expansion.exact(unit):
                allowed[self._having(match.field, match.term)] = False
        for phrase in plan.excluded_phrases:
            allowed[self._with_phrase(phrase)] = False
        for identifier in plan.excluded_identifiers:
            allowed[self._identified(identifier)] = False
        for years in plan.excluded_years:
            allowed &= ~self._in_years(years)

    def with_phrases(self, phrases: Sequence[Phrase]) -> Documents | None:
        """The documents that have all of some phrases; None where there are none."""
        if not phrases:
            return None
        return common_of([self._with_phrase(phrase) for phrase in phrases])

    def _with_phrase(self, phrase: Phrase) -> Documents:
        return self._kept.get(
            phrase,
            lambda: documents_with(phrase, self._postings, self._scorer, self._expansion),
        )

    def _identified(self, identifier: Identifier) -> Documents:
        kind, value = identifier.kind, identifier.value
        found = self._having(kind, value)
        if not identifier.is_prefix or (kind != "key" and len(found)):
            return found
        longer = self._postings.lexicon(kind).starting_with(value)
        return union_of([found, *(self._having(kind, each) for each in longer)])

    def _in_years(self, years: Years) -> Mask:
        first = 1 if years.first is None else years.first
        in_years: Mask = self.years >= max(first, 1)
        if years.last is not None:
            in_years &= self.years <= years.last
        return in_years

    @property
    def years(self) -> Documents:
        """The year of each document; 0 where it is unknown."""
        if self._years is None:
            years = np.zeros(self._postings.numbered, np.int64)
            for term in self._postings.lexicon("year"):
                years[self._having("year", term)] = int(term)
            self._years = years
        return self._years

    def _having(self, field: str, term: str) -> Documents:
        return self._scorer.documents(field, term)

    def _mask(self, documents: Documents) -> Mask:
        mask = np.zeros(self._postings.numbered, np.bool_)
        mask[documents] = True
        return mask


def _size(documents: Documents) -> int:
    return _OBJECT_BYTES + documents.nbytes


def _has_filters(plan: Plan) -> bool:
    return bool(
        plan.identifiers
        or plan.years
        or plan.excluded
        or plan.excluded_phrases
        or plan.excluded_identifiers
        or plan.excluded_years
    )
