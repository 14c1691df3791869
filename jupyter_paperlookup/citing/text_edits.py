"""Changes of a text: small ones, so that cursors, undo and other writers keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

import msgspec

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
_MOST_PIECES = 2_000


class Edit(msgspec.Struct, frozen=True):
    """A text in place of another, which stands from `start` to `end`."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with some edits, which do not overlap and are all counted in the old text."""
    pieces, place = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


def smallest_edits(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same change in the smallest edits, in order; what stays equal is in none of them."""
    return tuple(
        part
        for edit in sorted(edits, key=lambda each: (each.start, each.end))
        for part in _differences(text[edit.start : edit.end], edit.text, edit.start)
    )


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Small edits that make one text of another."""
    return smallest_edits(old, [Edit(0, len(old), new)])


def in_utf16(text: str, places: Sequence[int]) -> list[int]:
    """Ascending places of a text, counted in UTF-16 code units instead of characters."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return list(places)
    counted, place, units = [], 0, 0
    for each in places:
        part = text[place:each]
        units += len(part) + sum(sign > "\uffff" for sign in part)
        place = each
        counted.append(units)
    return counted


def _differences(old: str, new: str, start: int) -> Iterator[Edit]:
    for lines in _different(_LINE.findall(old), _LINE.findall(new), start):
        removed = old[lines.start - start : lines.end - start]
        for words in _different(_WORD.findall(removed), _WORD.findall(lines.text), lines.start):
            was = old[words.start - start : words.end - start]
            head, tail = _common(was, words.text)
            written = words.text[head : len(words.text) - tail]
            yield Edit(words.start + head, words.end - tail, written)


def _different(old: list[str], new: list[str], start: int) -> Iterator[Edit]:
    """Where the pieces differ; a very long text is looked at as a whole."""
    before, after = _common(old, new)
    start += sum(map(len, old[:before]))
    old, new = old[before : len(old) - after], new[before : len(new) - after]
    places = list(accumulate(map(len, old), initial=start))
    if max(len(old), len(new)) > _MOST_PIECES:
        yield Edit(start, places[-1], "".join(new))
        return
    for tag, one, two, three, four in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(places[one], places[two], "".join(new[three:four]))


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many signs or pieces are the same at the beginning, and behind those at the end."""
    shortest = min(len(old), len(new))
    before = 0
    while before < shortest and old[before] == new[before]:
        before += 1
    after = 0
    while after < shortest - before and old[-1 - after] == new[-1 - after]:
        after += 1
    return before, after
