"""Two ranked lists in one: what words are worth and how near the meaning is, each on its own scale.

What words are worth is divided by that of the best answer; how near a text is counts in standard
deviations of all texts of the library, so that no model's own scale matters. Both are added up.
Source: Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval", who find
sums of scores better than sums of places, and one weight for collections that it was not chosen on.
"""

from __future__ import annotations

from collections.abc import Sequence

WEIGHT = 0.2
"""What a standard deviation is worth, where the best answer by words is worth 1.

Any two of the three collections of `benchmarks/search_judged.py` choose a weight with which the
third reaches its aim; two of the three pairs choose this one.
"""

DEPTH, NEAR_DEPTH = 100, 1000
"""So many are taken at least: by words, which are marked in each, and by meaning."""

Scored = Sequence[tuple[str, float]]


def fused(by_words: Scored, near: Scored) -> list[tuple[str, float]]:
    """The keys of both lists, best first, each with what it is worth.

    Args:
        by_words: Keys and scores, best first.
        near: Keys and how near they are, in standard deviations, nearest first. What is not there
            is taken to be as near as the last one.
    """
    best = by_words[0][1] if by_words else 1.0
    scores = {key: score / best for key, score in by_words}
    last = near[-1][1] if near else 0.0
    for key, deviations in near:
        scores[key] = scores.get(key, 0.0) + WEIGHT * (deviations - last)
    return sorted(scores.items(), key=lambda item: -item[1])
