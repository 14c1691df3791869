"""What BibTeX and TeX can take: past their limits there is no document.

BibTeX cuts a text where it stands, in the middle of a brace, whose end TeX then looks for in vain:
after 500 bytes of the words that stand for a work (its `ent_str_size`: two names and a year), and
after 20,000 of one part of a reference (`glob_str_size`), of which the list of authors is one. TeX
knows no line that is wider than five metres, which a word without end is. XeTeX breaks down over
hundreds of marks upon one letter; Unicode has never more than 30 (UAX #15, stream-safe text).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Any

from jupyter_paperlookup.formats.latex_escape import escape_rich_title, escape_title
from jupyter_paperlookup.formats.unnamed_others import others_fact

_MOST_OF_A_NAME = 200
_MOST_OF_A_TEXT = 15_000
_MOST_OF_A_WORD = 300
_MOST_OF_AN_ADDRESS = 2_000
_ADDRESSES = frozenset({"DOI", "URL"})
_MOST_MARKS = 30
_LONG_WORD = re.compile(rf"(\S{{{_MOST_OF_A_WORD}}})\S+")
_ELLIPSIS = "…"


def within_limits(item: dict[str, Any]) -> dict[str, Any]:
    """A CSL item as BibTeX and TeX can set it: what is longer ends with `…`.

    Of lists of names, as of the thousands who sign a paper of a large detector, the first ones
    stay, with `and others` behind them. An address that is too long is left out: shortened, it
    would be another one.
    """
    within: dict[str, Any] = {}
    cut: dict[str, int] = {}
    for variable, value in item.items():
        if variable in _ADDRESSES:
            if len(str(value)) <= _MOST_OF_AN_ADDRESS:
                within[variable] = value
            continue
        within[variable] = _within(value, _MOST_OF_A_TEXT)
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            names = _first_names([_within(each, _MOST_OF_A_NAME) for each in value])
            if len(names) < len(value):
                cut[variable] = len(names)
            within[variable] = names
    if cut:
        custom = item.get("custom")
        within["custom"] = {**(custom if isinstance(custom, dict) else {}), **others_fact(cut)}
    return within


def _within(value: Any, most: int) -> Any:
    match value:
        case str():
            return _shortened(_LONG_WORD.sub(rf"\1{_ELLIPSIS}", _with_few_marks(value)), most)
        case list():
            return [_within(each, most) for each in value]
        case dict():
            return {name: _within(each, most) for name, each in value.items()}
        case _:
            return value


def _with_few_marks(text: str) -> str:
    if text.isascii():
        return text
    runs = groupby(text, key=lambda sign: unicodedata.category(sign) in {"Mn", "Me"})
    return "".join("".join(run)[: _MOST_MARKS if are_marks else None] for are_marks, run in runs)


def _shortened(text: str, most: int) -> str:
    """As much of a text as fits into so many bytes of LaTeX."""
    kept = text
    while (size := _size(kept)) > most:
        kept = kept[: min(len(kept) - 1, len(kept) * most // size)]
    return text if kept == text else f"{kept}{_ELLIPSIS}"


def _first_names(names: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = 0
    for number, name in enumerate(names):
        size += sum(_size(part) for part in name.values() if isinstance(part, str)) + len(" and ,,")
        if size > _MOST_OF_A_TEXT and number:
            return names[:number]
    return names


def _size(text: str) -> int:
    """The bytes of a text in the longest of the ways in which it may be written."""
    written = (escape_title(text), escape_rich_title(text))
    return max(len(latex.encode("utf-8", "replace")) for latex in written)
