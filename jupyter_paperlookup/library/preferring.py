"""Which of two results a person is better served with, where the query does not say."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_paperlookup.library.reports import Result
from jupyter_paperlookup.library.store import Store

# Titles and abstracts of two versions differ by a word or two, and so do their scores.
_ALIKE = 0.9


def published_first(store: Store, results: Sequence[Result]) -> tuple[Result, ...]:
    """The results, a published version before its preprint where both answer about as well.

    The two change places; all others stay where they are.
    """
    ordered = list(results)
    places = {result.key: place for place, result in enumerate(ordered)}
    for preprint, published in store.links.versions_among(places):
        first, second = places[preprint], places[published]
        if first < second and ordered[second].score >= _ALIKE * ordered[first].score:
            ordered[first], ordered[second] = ordered[second], ordered[first]
            places[preprint], places[published] = second, first
    return tuple(ordered)
