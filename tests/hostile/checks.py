"""What each kind of output is read with, and what must not be in it."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from nbconvert.filters import markdown2html
from pylatexenc.latexwalker import (
    LatexCommentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexNode,
    LatexWalker,
)

TAGS = frozenset(
    "a abbr b blockquote body br caption cite code col colgroup div em figcaption figure h1 h2 h3 h4 h5 "
    "h6 head header hr html i li main mark meta ol p pre section small span strong sub sup table tbody td "
    "th thead title tr u ul".split()
)
"""What formatted text is made of; none of them runs or loads anything."""

ATTRIBUTES = frozenset(
    "border cellpadding cellspacing charset class content height name style valign width href id lang dir role rel target title start align scope colspan".split()
)
_OURS = re.compile(
    r"data-(?:cite|locator|label|prefix|suffix|suppress-author|in-text|paperlookup)[\w-]*"
)
_COMMANDS = frozenset(
    "textbackslash textasciitilde textasciicircum textless textgreater textbar textasciigrave symbol "
    "ldots emph textbf textsc textit textsuperscript textsubscript allowbreak url href noopsort "
    "textquotedbl textquotesingle guillemotleft guillemotright lbrace rbrace".split()
)
_ACCENTS = re.compile(r"[^A-Za-z]|[a-zA-Z]{1,3}|text\w+")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def check_html(html: str, tags: frozenset[str] = TAGS) -> Page:
    """No element, attribute or address in it can run or load anything."""
    page = Page(html)
    assert set(page.tags) <= tags, set(page.tags) - tags
    for name, value in page.attributes:
        if name == "http-equiv":
            assert value == "Content-Security-Policy"
        else:
            assert name in ATTRIBUTES or _OURS.fullmatch(name), name
        if name in {"href", "src", "action"}:
            assert re.match(r"https?://|mailto:|#", value), value
        if name == "style":
            assert "url" not in value.lower(), value
            assert "position" not in value.lower(), value
    return page


def check_markdown(markdown: str) -> None:
    """What it renders as is as harmless as HTML must be."""
    check_html(markdown2html(markdown))


def check_terminal(text: str) -> None:
    """Nothing in it steers a terminal or turns a line around."""
    bad = {
        sign for sign in text
        if sign not in "\n\t" and (unicodedata.category(sign) in {"Cc", "Cs"} or sign in _BIDI)
    }  # fmt: skip
    assert bad == set(), sorted(map(ascii, bad))


def check_latex(latex: str) -> None:
    """Every command in it is one of ours or a letter's, every brace has its other one."""
    nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    for node in _all(nodes):
        if isinstance(node, LatexMacroNode):
            assert node.macroname in _COMMANDS or _ACCENTS.fullmatch(node.macroname), node.macroname
        assert not isinstance(node, LatexCommentNode), node.comment
    assert "^^" not in latex


def _all(nodes: list[LatexNode | None]) -> list[LatexNode]:
    found: list[LatexNode] = []
    for node in nodes:
        if node is None:
            continue
        found.append(node)
        if isinstance(node, LatexGroupNode):
            found += _all(node.nodelist)
        elif isinstance(node, LatexMacroNode) and node.nodeargd and node.nodeargd.argnlist:
            found += _all(node.nodeargd.argnlist)
        elif getattr(node, "nodelist", None):
            found += _all(node.nodelist)
    return found


CHECKS = {
    "html": check_html,
    "markdown": check_markdown,
    "latex": check_latex,
    "text": check_terminal,
}
"""Reads a formatted reference, by the format in which it is written."""
