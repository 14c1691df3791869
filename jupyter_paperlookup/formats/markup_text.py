"""HTML in the fields of feeds as the plain text that it shows."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from jupyter_paperlookup.records.printable import printable

LONGEST_TEXT = 50_000
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section "
    "table td th tr ul".split()
)
_SILENT = frozenset("script style head title template noscript iframe".split())


def shown_text(text: str) -> str:
    """What a text shows: without its markup, if it has any, and in one line.

    A sign that only looks like markup stays: `a < b`, `$x<y$`.
    """
    text = text[:LONGEST_TEXT]
    if _MARKUP.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.shown)
    return one_line(text)


def one_line(text: str) -> str:
    """A text in one line, blanks put together, without signs that steer what shows it."""
    return " ".join(printable(text[:LONGEST_TEXT]).split())


class _Reader(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.shown.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.shown.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.shown.append(data)
