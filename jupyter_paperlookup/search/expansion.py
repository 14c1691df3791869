"""What was typed to terms of the index: inflections, beginnings of words, one forgiven mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from time import monotonic

import msgspec

from jupyter_paperlookup.search.correcting import is_begun_by, meant_by
from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.planner import Alternative, Unit
from jupyter_paperlookup.search.postings import UNSTEMMED, Postings
from jupyter_paperlookup.search.scoring import Scorer
from jupyter_paperlookup.search.text import stem, stems

# A word as it was typed counts most; what it may be the beginning or a misspelling of, less.
AS_TYPED, AS_PREFIX, AS_JOINED, AS_CORRECTED = 1.0, 0.85, 0.95, 0.7

MIN_GUESSED_PREFIX = 3
KEPT_BYTES = 4 * 1024 * 1024
_MATCH_BYTES = 256
MAX_GUESSED_WORDS = 4

TIME = 0.5
"""So many seconds may pass before what is left of a query is looked up as it was typed alone."""


class Match(msgspec.Struct, frozen=True, cache_hash=True):
    """A term of a field that stands for what was typed, and how well it does."""

    field: str
    term: str
    factor: float = AS_TYPED


class Expansion:
    """Finds the terms for the units of one plan."""

    def __init__(self, postings: Postings, scorer: Scorer) -> None:
        self._postings = postings
        self._scorer = scorer
        self._kept = _kept_matches()
        self._kept_guesses = _kept_matches()
        self._kept_corrections: Kept[Unit, str] = Kept(KEPT_BYTES, lambda _: _MATCH_BYTES)

    def matches(
        self, units: Iterable[Unit], seconds: float = TIME
    ) -> tuple[tuple[tuple[Match, ...], ...], bool]:
        """For each unit the terms that stand for it, the best factor for each.

        A word that no document has is taken as the beginning of one and as a misspelling; only
        so many words of a query, for that is the slow part.

        Args:
            units: What was typed.
            seconds: After so many, beginnings and misspellings are not looked for any more.

        Returns:
            The terms, and whether the time was over before the last unit.
        """
        found = []
        guesses = MAX_GUESSED_WORDS
        end = monotonic() + seconds
        is_cut = False
        for unit in units:
            if monotonic() > end:
                is_cut = True
                found.append(self.exact(_as_it_stands(unit)))
                continue
            matches = self.exact(unit)
            if not matches and guesses:
                matches = self._guesses(unit)
                guesses -= 1
            found.append(matches)
        return tuple(found), is_cut

    def exact(self, unit: Unit) -> tuple[Match, ...]:
        """The terms that a unit is, nothing guessed, the best factor for each."""
        return self._kept.get(unit, lambda: _best_factors(self._exact(unit)))

    def corrected(self, unit: Unit) -> str:
        """The word that may have been meant where no document has any that begins like it."""
        return self._kept_corrections.get(unit, lambda: self._corrected(unit))

    def _corrected(self, unit: Unit) -> str:
        typed = unit.alternatives[0]
        if typed.text.isdigit() or self.exact(unit):
            return ""
        near: Counter[str] = Counter()
        begun: Counter[str] = Counter()
        for field in unit.fields:
            lexicon = self._postings.lexicon(UNSTEMMED.get(field, field))
            if lexicon.count(typed.text):
                return ""
            near.update({word: lexicon.frequency(word) for word in lexicon.near(typed.text)})
            if typed.is_prefix and not near:
                words = lexicon.beginning_near(typed.text)
                begun.update({word: lexicon.frequency(word) for word in words})
        return meant_by(typed.text, near, begun)

    def _exact(self, unit: Unit) -> list[Match]:
        typed, *others = unit.alternatives
        found = list(self._direct(unit, typed, AS_TYPED))
        if not others:
            return found
        ceiling = min((self._idf(match) for match in found), default=None)
        for alternative in others:
            joined = list(self._direct(unit, alternative, AS_JOINED))
            found += joined if ceiling is None else [self._lowered(one, ceiling) for one in joined]
        return found

    def _lowered(self, match: Match, ceiling: float) -> Match:
        """A match worth no more than a word of some idf: being rare does not make it likelier."""
        factor = match.factor * min(1.0, ceiling / self._idf(match))
        return msgspec.structs.replace(match, factor=factor)

    def _idf(self, match: Match) -> float:
        return self._scorer.idf(match.field, match.term)

    def _guesses(self, unit: Unit) -> tuple[Match, ...]:
        return self._kept_guesses.get(unit, lambda: _best_factors(list(self._guessed(unit))))

    def _guessed(self, unit: Unit) -> Iterator[Match]:
        typed = unit.alternatives[0]
        if typed.is_prefix:
            yield from self._beginnings("key", typed.text, AS_TYPED)
        if typed.text.isdigit():
            return
        for field in unit.fields:
            yield from self._guessed_in(field, typed)

    def _direct(self, unit: Unit, alternative: Alternative, factor: float) -> Iterator[Match]:
        """The word itself where the index has it, and if it may go on, the words that it begins."""
        for field in unit.fields:
            term = _term(field, alternative.text)
            if self._scorer.frequency(field, term):
                yield Match(field, term, factor)
            if alternative.is_prefix:
                yield from self._beginnings(field, alternative.text, factor * AS_PREFIX)

    def _beginnings(self, field: str, prefix: str, factor: float) -> Iterator[Match]:
        """The terms that a prefix stands for, none of them worth more for being rare.

        Without that a rare word would outrank the common one that was more likely meant.
        """
        words = self._postings.lexicon(UNSTEMMED.get(field, field)).starting_with(prefix)
        word_of: dict[str, str] = {}
        for term, word in zip(stems(words) if field in UNSTEMMED else words, words, strict=True):
            word_of.setdefault(term, word)
        found = self._scorer.idfs(field, [*word_of], [*word_of.values()])
        idfs = dict(zip(word_of, found, strict=True))
        ceiling = min(idfs.values(), default=0.0)
        for term, idf in idfs.items():
            yield Match(field, term, factor * min(1.0, ceiling / idf))

    def _guessed_in(self, field: str, typed: Alternative) -> Iterator[Match]:
        lexicon = self._postings.lexicon(UNSTEMMED.get(field, field))
        if len(typed.text) >= MIN_GUESSED_PREFIX:
            yield from self._beginnings(field, typed.text, AS_CORRECTED)
        for word in lexicon.near(typed.text):
            yield Match(field, _term(field, word), AS_CORRECTED)
        if typed.is_prefix:
            for word in lexicon.beginning_near(typed.text):
                if is_begun_by(word, typed.text):
                    yield Match(field, _term(field, word), AS_CORRECTED * AS_PREFIX)


def _as_it_stands(unit: Unit) -> Unit:
    typed = Alternative(unit.alternatives[0].text)
    return msgspec.structs.replace(unit, alternatives=(typed,))


def _term(field: str, word: str) -> str:
    return stem(word) if field in UNSTEMMED else word


def _kept_matches() -> Kept[Unit, tuple[Match, ...]]:
    return Kept(KEPT_BYTES, lambda matches: _MATCH_BYTES * (1 + len(matches)))


def _best_factors(matches: list[Match]) -> tuple[Match, ...]:
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        known = best.setdefault((match.field, match.term), match)
        if match.factor > known.factor:
            best[match.field, match.term] = match
    return tuple(best.values())
