"""Documents in which words stand next to each other, by their positions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from jupyter_paperlookup.search.expansion import Expansion, Match
from jupyter_paperlookup.search.planner import TEXT_FIELDS, Alternative, Unit
from jupyter_paperlookup.search.postings import Documents, Postings
from jupyter_paperlookup.search.query_parts import Phrase
from jupyter_paperlookup.search.scoring import Scorer

# Document and position in one number, so that neighbours are found by one intersection.
_PLACES = 1 << 24
# A name of some words is there as a set of them.
_WITHOUT_POSITIONS = frozenset({"source"})
# Positions begin here, so that taking an offset never leads into the document before.
_FIRST = 64


def documents_with(
    phrase: Phrase, postings: Postings, scorer: Scorer, expansion: Expansion
) -> Documents:
    """The documents that have a phrase in its field, or in any one where it names none."""
    fields = (phrase.field,) if phrase.field else TEXT_FIELDS
    found = [_in_field(phrase, field, postings, scorer, expansion) for field in fields]
    return np.unique(np.concatenate(found))


def _in_field(
    phrase: Phrase, field: str, postings: Postings, scorer: Scorer, expansion: Expansion
) -> Documents:
    last = len(phrase.words) - 1
    words = [
        expansion.exact(Unit((Alternative(word, phrase.is_prefix and at == last),), (field,)))
        for at, word in enumerate(phrase.words)
    ]
    among = reduce(np.intersect1d, [_having(matches, scorer) for matches in words])
    if len(words) == 1 or not len(among) or field in _WITHOUT_POSITIONS:
        return among
    places = [_places(matches, among, postings) - offset for offset, matches in enumerate(words)]
    together: Documents = np.unique(reduce(np.intersect1d, places) // _PLACES)
    return together


def _having(matches: Sequence[Match], scorer: Scorer) -> Documents:
    nothing = [np.empty(0, np.int64)]
    found = [scorer.impacts(match.field, match.term).documents for match in matches]
    return np.unique(np.concatenate(nothing + found))


def _places(matches: Sequence[Match], among: Documents, postings: Postings) -> Documents:
    places = [np.empty(0, np.int64)]
    for match in matches:
        documents, positions = postings.positions(match.field, match.term, among)
        places.append(documents * _PLACES + positions + _FIRST)
    return np.unique(np.concatenate(places))
