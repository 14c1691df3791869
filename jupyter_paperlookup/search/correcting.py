"""Other words in the place of those that were not found: near ones, or none."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA

from jupyter_paperlookup.search.text import tokens

_FEW_LETTERS = 4
"""Of so few, one that is wrong leaves too little: none of them may be too many as well."""


def corrected(text: str, corrections: Mapping[str, str]) -> str:
    """A query's text with words replaced; all else stands as it was typed.

    Args:
        text: The text.
        corrections: Folded words, and what to put in their place.

    Returns:
        The text; empty where nothing was replaced.
    """
    parts: list[str] = []
    done = 0
    for token in tokens(text):
        if not token.is_joined and token.text in corrections:
            parts += [text[done : token.start], corrections[token.text]]
            done = token.end
    return "".join(parts) + text[done:] if done else ""


def is_begun_by(word: str, typed: str) -> bool:
    """Whether a word begins with what was typed but for one mistake."""
    shortest = len(typed) - (len(typed) > _FEW_LETTERS)
    beginnings = (word[:length] for length in range(shortest, len(typed) + 2))
    return any(OSA.distance(each, typed, score_cutoff=1) <= 1 for each in beginnings)


def meant_by(typed: str, near: Mapping[str, int], begun: Mapping[str, int]) -> str:
    """The word that was most likely meant; empty where none is near.

    Args:
        typed: What was typed.
        near: Words that are one mistake away, and how many documents have each.
        begun: Words that begin so but for one mistake, for what may go on.
    """
    if not near:
        near = {
            word: count
            for word, count in begun.items()
            if len(typed) > _FEW_LETTERS
            and len(word) <= 2 * len(typed)
            and is_begun_by(word, typed)
        }
    # Few miss the first letter, and of those that are as near the most frequent is likeliest.
    return max(near, key=lambda word: (word[0] == typed[0], near[word], word), default="")
