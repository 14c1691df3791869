"""Several ranked lists in one: by places alone, as their scores cannot be compared.

Source: Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet and
individual rank learning methods".
"""

from __future__ import annotations

from collections.abc import Sequence

K = 60
"""How little the first places count more than those after them; the value of the source."""

DEPTH = 100
"""So many of each list are taken at least."""


def fused(*lists: Sequence[str]) -> list[tuple[str, float]]:
    """The keys of all lists, best first, each with the sum of 1 / (K + its place) over the lists.

    Those of one sum stand as in the first list that has one of them.
    """
    scores: dict[str, float] = {}
    for each in lists:
        for place, key in enumerate(each, 1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (K + place)
    return sorted(scores.items(), key=lambda item: -item[1])
