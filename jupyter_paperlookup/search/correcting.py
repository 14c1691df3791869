"""A query with other words in the place of those that were not found."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_paperlookup.search.text import tokens


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
