"""A `.bib` text cut at its entries without being read, to see which of them changed.

Reading a large file takes long; finding where its entries begin does not. Entries that are as
they were are blanked out, line by line, so that the others keep their lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

_START = re.compile(r"(?m)^[ \t]*@(\w+)[ \t]*[{(]")
_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_KEY = re.compile(r"\s*@\w+[ \t]*[{(]\s*([^\s,{}()=\"#%']+)\s*,")
_NO_ENTRY = re.compile(r"\s*@(?:comment|preamble|string)\b", re.IGNORECASE)
_MACRO = re.compile(r"\s*@string\b", re.IGNORECASE)
_INHERITANCE = re.compile(r"\b(?:crossref|xdata)\b", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    """One entry as it stands in a text, with what follows it up to the next one.

    Attributes:
        start: Where it begins.
        end: Where the next one begins.
        line: The line on which it begins, from 1.
        digest: Of its text.
        key: Its key; empty if this is no entry, or one that must always be read.
        is_macro: Whether it defines a macro, which other parts may use.
    """

    start: int
    end: int
    line: int
    digest: bytes
    key: str
    is_macro: bool


def unix_lines(text: str) -> str:
    """A text whose lines end as the reader of BibTeX has them end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parts_of(text: str) -> list[Part]:
    """The parts of a text with Unix lines, from its beginning to its end.

    None at all where entries cannot be told from each other without reading them: one inherits
    from another, or a brace is missing.
    """
    if _INHERITANCE.search(text):
        return []
    starts = [match.start() for match in _START.finditer(text)]
    parts: list[Part] = []
    line, counted = 1, 0
    for start, end in pairwise(dict.fromkeys([0, *starts, len(text)])):
        line += text.count("\n", counted, start)
        counted = start
        body = text[start:end]
        is_entry = bool(_START.match(body)) and not _NO_ENTRY.match(body)
        if is_entry and body.count("{") != body.count("}"):
            return []
        found = _KEY.match(body) if is_entry and len(_BLOCK.findall(body)) == 1 else None
        digest = hashlib.blake2b(body.strip().encode("utf-8", "surrogatepass"), digest_size=12)
        key = found[1] if found else ""
        parts.append(Part(start, end, line, digest.digest(), key, bool(_MACRO.match(body))))
    return parts


def without(text: str, parts: Sequence[Part], hidden: Collection[Part]) -> str:
    """The text in which some parts are only as many empty lines."""
    gone = {part.start for part in hidden}
    shown = (
        "\n" * text.count("\n", part.start, part.end)
        if part.start in gone
        else text[part.start : part.end]
        for part in parts
    )
    return "".join(shown)
