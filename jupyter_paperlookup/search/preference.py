"""What a person rather means where words do not decide: what they cite, and what is their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import numpy as np

from jupyter_paperlookup.search.candidates import common_of
from jupyter_paperlookup.search.evidence import Evidence
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.postings import Documents, Mask, Postings
from jupyter_paperlookup.search.scoring import Scorer, Scores
from jupyter_paperlookup.search.text import word_texts

CITED, OWN = 1.02, 1.01
"""A cited work stands before others whose words are worth up to 2 % more, an own one up to 1 %."""

_KEPT = 4


class Preference(msgspec.Struct, frozen=True, cache_hash=True):
    """What is known of a person beside what they typed.

    Attributes:
        cited: Keys of the works that are cited where they write.
        own_sources: Names of the sources that they brought themselves.
        other_sources: Names of those that list papers whoever reads them, such as feeds. What none
            of them lists is the person's own.
        services: Names of those that only complete what others say.
    """

    cited: tuple[str, ...] = ()
    own_sources: tuple[str, ...] = ()
    other_sources: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


class Lift(msgspec.Struct, frozen=True):
    """What a preference does to scores: by how much each document is lifted, and why."""

    factors: Scores
    evidence: tuple[Evidence, ...]


class Preferred:
    """Finds the documents of one index that a preference lifts."""

    def __init__(self, postings: Postings, scorer: Scorer) -> None:
        self._postings = postings
        self._scorer = scorer
        # The same ones with every key that is pressed.
        self._lifts: Kept[Preference, Lift] = Kept(_KEPT, lambda _: 1)
        self._own: Kept[Preference, Documents] = Kept(_KEPT, lambda _: 1)

    def lift(self, preference: Preference) -> Lift:
        """How a preference lifts documents."""
        return self._lifts.get(preference, lambda: self._lift(preference))

    def _lift(self, preference: Preference) -> Lift:
        sources = msgspec.structs.replace(preference, cited=())
        own = self._own.get(sources, lambda: self._own_ones(sources))
        found = (
            Evidence("cited in this notebook", self._having_keys(preference.cited), CITED),
            Evidence("of your own library", own, OWN),
        )
        factors = np.ones(self._postings.numbered, np.float32)
        for each in found:
            factors[each.documents] *= np.float32(each.factor)
        return Lift(factors, tuple(each for each in found if len(each.documents)))

    def _having_keys(self, keys: Collection[str]) -> Documents:
        found = [self._scorer.documents("key", key.lower()) for key in keys]
        return np.unique(np.concatenate([np.empty(0, np.int64), *found]))

    def _own_ones(self, sources: Preference) -> Documents:
        """None where all are: nothing is preferred to itself."""
        own, others, services = map(
            _words, (sources.own_sources, sources.other_sources, sources.services)
        )
        is_own = np.ones(self._postings.numbered, np.bool_)
        self._mark(is_own, others, [*own, *services], as_own=False)
        self._mark(is_own, own, [*others, *services], as_own=True)
        return np.empty(0, np.int64) if is_own.all() else np.flatnonzero(is_own)

    def _mark(
        self,
        is_own: Mask,
        names: Sequence[frozenset[str]],
        apart: Sequence[frozenset[str]],
        *,
        as_own: bool,
    ) -> None:
        """Mark the documents of some sources. The index has the words of their names alone.

        A word that sources of no other kind have stands for all that have it, so that a year of
        days costs one word.
        """
        foreign = frozenset[str]().union(*apart)
        telling: set[str] = set()
        for name in names:
            if not name & telling and (words := name - foreign):
                telling.add(min(words))
        for word in telling:
            is_own[self._scorer.documents("source", word)] = as_own
        for name in names:
            if not name & telling:
                found = [self._scorer.documents("source", word) for word in name]
                is_own[common_of(found)] = as_own


def _words(names: Collection[str]) -> list[frozenset[str]]:
    """The words of each name that has any."""
    return [words for name in names if (words := frozenset(word_texts(name)))]
