"""Entries that are broken: as much of them as can be told apart.

What BibTeX and its readers drop from the first fault on is read field by field: a field begins
on a line of its own, or behind a comma with a name that BibTeX knows.
"""

from __future__ import annotations

import re

import msgspec

_LONGEST = 200_000
_NO_ENTRIES = frozenset({"comment", "preamble", "string"})
_HEAD = re.compile(
    r"@([A-Za-z]+)[ \t]*[{(]?\s*"
    r"(?:(?![A-Za-z][\w:+-]*\s*=)([^\s,{}()=\"]+)[ \t]*(?:,|\n|$)|,|(?=[A-Za-z][\w:+-]*\s*=))"
)
_KNOWN = (
    "abstract|address|author|booktitle|chapter|crossref|date|doi|edition|editor|eprint|institution|"
    "isbn|issn|journal|journaltitle|keywords|location|month|note|number|pages|publisher|school|"
    "series|title|type|url|volume|year"
)
_FIELD = re.compile(
    rf"(?:^[ \t]*,?[ \t]*([A-Za-z][\w:+-]*)|,[ \t]*({_KNOWN}))[ \t]*=(?!=)[ \t]*",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSED = re.compile(r"(?m)^[ \t]*[})][ \t]*$")
_ONE_WORD = re.compile(r"\w+(?:\s*#.*)?", re.DOTALL)
_BRACE = re.compile(r"(?<!\\)[{}]")


class Recovered(msgspec.Struct, frozen=True):
    """The type and key of a broken entry, and its fields: values as they stand there."""

    type: str
    key: str
    fields: list[tuple[str, str]]


def recover(raw: str) -> Recovered | None:
    """What can be told apart in a broken entry; None where that is not even one field."""
    if len(raw) > _LONGEST:
        return None
    head = _HEAD.match(raw)
    if head is None or head[1].lower() in _NO_ENTRIES:
        return None
    fields = recover_fields(_inside(raw[head.end() :]))
    return Recovered(head[1].lower(), head[2] or "", fields) if fields else None


def recover_fields(text: str) -> list[tuple[str, str]]:
    """Field names and values, each value up to the next field, its braces in pairs."""
    starts = list(_FIELD.finditer(text))
    ends = [*(match.start() for match in starts), len(text)][1:]
    return [
        ((match[1] or match[2]).lower(), _mended(text[match.end() : end]))
        for match, end in zip(starts, ends, strict=bool(starts))
    ]


def _inside(text: str) -> str:
    """The text up to the last brace that stands alone on a line, unless fields follow it."""
    closed = list(_CLOSED.finditer(text))
    if closed and not _FIELD.search(text, closed[-1].end()):
        return text[: closed[-1].start()]
    return text


def _mended(value: str) -> str:
    """A value without what its neighbours left: commas, and braces that nothing opened."""
    text = value.strip().rstrip(",").rstrip()
    if text.startswith('"') and text.count('"') == 1:
        text = text[1:]
    elif not text.startswith(("{", '"')):
        text = re.sub(r"[\s,)}\"]+$", "", text)
        if _ONE_WORD.fullmatch(text):
            return text
    elif _depth(text) == 0:
        return text
    else:
        text = text[1:]
    while text.endswith((",", "}")) and (text.endswith(",") or _depth(text) < 0):
        text = text[:-1].rstrip()
    text = re.sub(r",(\}*)$", r"\1", text)
    depth = _depth(text)
    return f"{{{'{' * -depth}{text}{'}' * depth}}}"


def _depth(text: str) -> int:
    return sum(1 if match[0] == "{" else -1 for match in _BRACE.finditer(text))
