"""The part of an abstract that shows best why it was found."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_paperlookup.messages.http.message import Span

WIDTH = 240
_ELLIPSIS = "…"
_LONGEST_WORD = 40


def snippet(text: str, matches: Sequence[Span], width: int = WIDTH) -> tuple[str, list[Span]]:
    """The window of a text that holds most matches, and where they are in it.

    The window is cut between words and has an ellipsis where text is left out.

    Args:
        text: The whole text.
        matches: Start and end of each match in it.
        width: How many characters of the text to show, at most.
    """
    matches = sorted(span for span in matches if 0 <= span[0] < span[1] <= len(text))
    start, end = _window(len(text), matches, width)
    start, end = _at_words(text, start, end, matches)
    before = f"{_ELLIPSIS} " if start > 0 else ""
    after = f" {_ELLIPSIS}" if end < len(text) else ""
    shift = len(before) - start
    shown = [
        (first + shift, last + shift) for first, last in matches if start <= first < last <= end
    ]
    return before + text[start:end] + after, shown


def _window(length: int, matches: Sequence[Span], width: int) -> tuple[int, int]:
    """The window around the densest matches, the earliest of equally dense ones."""
    if length <= width:
        return 0, length
    first, last = _densest(matches, width)
    slack = max(0, width - (last - first))
    # More room behind the matches: one reads on from them.
    start = min(max(0, first - slack // 3), length - width)
    return start, start + width


def _densest(matches: Sequence[Span], width: int) -> Span:
    """Start and end of the longest run of matches that fits into the width."""
    best, best_count, left = (0, 0), 0, 0
    for right, (_, end) in enumerate(matches):
        while end - matches[left][0] > width and left < right:
            left += 1
        if right - left + 1 > best_count:
            best, best_count = (matches[left][0], end), right - left + 1
    return best


def _at_words(text: str, start: int, end: int, matches: Sequence[Span]) -> tuple[int, int]:
    """Move both ends inwards to the borders of words, never into a match.

    Scripts without blanks have no border in reach: there the window stays as it is.
    """
    inside = [span for span in matches if start <= span[0] and span[1] <= end]
    first = min((span[0] for span in inside), default=end)
    last = max((span[1] for span in inside), default=start)
    if start > 0 and not text[start - 1].isspace():
        stop = min(first, start + _LONGEST_WORD, end)
        start = next((at + 1 for at in range(start, stop) if text[at].isspace()), start)
    if end < len(text) and not text[end].isspace():
        stop = max(last, end - _LONGEST_WORD, start)
        end = next((at for at in range(end - 1, stop - 1, -1) if text[at].isspace()), end)
    while start < first and text[start : start + 1].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return start, end
