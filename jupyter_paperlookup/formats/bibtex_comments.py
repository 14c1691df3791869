"""Entries that somebody has put into `@comment{...}`, over several lines.

Biber and JabRef leave them out, and bibtexparser would take the first of them for the end of the
comment. Where the comment is not closed, what stands below it is no part of it.
"""

from __future__ import annotations

import re

import msgspec

_COMMENT = re.compile(r"@(?i:comment)[ \t]*\{")
_BLOCK = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)[{}]")


class CommentedOut(msgspec.Struct, frozen=True):
    """A comment that holds entries: its line, its text, and how many they are."""

    line: int
    raw: str
    entries: int


def without_commented_out(text: str) -> tuple[str, list[CommentedOut]]:
    """A text with Unix lines in which such comments are empty lines, and the comments."""
    shown: list[str] = []
    found: list[CommentedOut] = []
    place = line = 0
    budget = 2 * len(text)
    for match in _COMMENT.finditer(text):
        above = text.rfind("\n", 0, match.start()) + 1
        if match.start() < place or budget < 0 or text[above : match.start()].strip():
            continue
        end = _closing(text, match.end())
        budget -= (end or len(text)) - match.end()
        # On a line of the comment's own they are no trouble.
        if entries := sum(1 for _ in _BLOCK.finditer(text, match.end(), end)):
            raw = text[match.start() : end]
            line += text.count("\n", place, match.start())
            found.append(CommentedOut(line + 1, raw, entries))
            shown += [text[place : match.start()], "\n" * raw.count("\n")]
            line += raw.count("\n")
            place = end
    return ("".join([*shown, text[place:]]) if found else text), found


def _closing(text: str, start: int) -> int:
    """The place behind the brace that closes what is open; 0 where nothing does."""
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0
