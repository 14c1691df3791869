"""HTML in the fields of feeds, and JATS in answers of services, as the text that they show."""

from __future__ import annotations

import html
import re

from jupyter_paperlookup.records.printable import printable

LONGEST_TEXT = 50_000

# One pass, in which nothing is looked at twice: hostile markup costs no more than other text.
_MARK = re.compile(
    r"<!--|-->|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"""(?:[\s/](?:[^<>"']|"[^"<]*"|'[^'<]*')*)?>"""
)
_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre sec "
    "section table td th tr ul jats:p jats:sec jats:title jats:list-item".split()
)
_SILENT = frozenset("script style head title template noscript iframe".split())
_COMMENT = "!--"


def shown_text(text: str) -> str:
    """What a text shows: without its markup, if it has any, and in one line.

    A sign that only looks like markup stays: `a < b`, `$x < y$`.
    """
    text = text[:LONGEST_TEXT]
    shown: list[str] = []
    begin, silent = 0, ""
    for mark in _MARK.finditer(text):
        if not silent:
            shown.append(html.unescape(text[begin : mark.start()]))
        begin = mark.end()
        name = (mark["name"] or "").lower()
        if silent:
            is_end = mark[0] == "-->" if silent == _COMMENT else mark["end"] and name == silent
            silent = "" if is_end else silent
        elif mark[0] == "<!--":
            silent = _COMMENT
        elif name in _SILENT and not mark["end"]:
            silent = name
        elif name in _BLOCKS:
            shown.append(" ")
        elif mark[0] == "-->":
            shown.append(mark[0])
    if not silent:
        shown.append(html.unescape(text[begin:]))
    return one_line("".join(shown))


def one_line(text: str) -> str:
    """A text in one line, blanks put together, without signs that steer what shows it."""
    return " ".join(printable(text[:LONGEST_TEXT]).split())
