from __future__ import annotations

import html.parser

import pytest

from jupyter_paperlookup.citing import write_citation
from jupyter_paperlookup.records import Cite

ONE = [Cite("chen2023fit")]
TWO = [Cite("chen2023fit"), Cite("turing1936")]
FULL = [Cite("chen2023fit", locator="12", prefix="see", suffix="and after")]
IN_TEXT = [Cite("chen2023fit", author_in_text=True)]
NO_AUTHOR = [Cite("chen2023fit", suppress_author=True)]


@pytest.mark.parametrize(
    "dialect, cites, written",
    [
        ("html", ONE, '<cite data-cite="chen2023fit">(Chen, 2023)</cite>'),
        ("html", TWO, '<cite data-cite="chen2023fit,turing1936">(Chen, 2023)</cite>'),
        (
            "html",
            FULL,
            (
                '<cite data-cite="chen2023fit" data-locator="12" data-label="page" '
                'data-prefix="see" data-suffix="and after">(Chen, 2023)</cite>'
            ),
        ),
        ("pandoc", ONE, "[@chen2023fit]"),
        ("pandoc", TWO, "[@chen2023fit; @turing1936]"),
        ("pandoc", FULL, "[see @chen2023fit, p. 12, and after]"),
        ("pandoc", IN_TEXT, "@chen2023fit"),
        ("pandoc", NO_AUTHOR, "[-@chen2023fit]"),
        ("pandoc", [Cite("a--b")], "[@{a--b}]"),
        ("pandoc", [Cite("a.b:c")], "[@a.b:c]"),
        ("pandoc", [Cite("a.")], "[@{a.}]"),
        ("myst", ONE, "{cite:p}`chen2023fit`"),
        ("myst", TWO, "{cite:p}`chen2023fit,turing1936`"),
        ("myst", FULL, "{cite:p}`{see}chen2023fit{p. 12 and after}`"),
        ("myst", IN_TEXT, "{cite:t}`chen2023fit`"),
        ("latex", ONE, r"\cite{chen2023fit}"),
        ("latex", TWO, r"\cite{chen2023fit,turing1936}"),
        ("latex", FULL, r"\cite[see][p. 12, and after]{chen2023fit}"),
        ("text", TWO, "(Chen, 2023)"),
    ],
)
def test_each_dialect_writes_its_own_form(dialect, cites, written):
    assert write_citation(cites, "(Chen, 2023)", dialect) == written


def test_html_attributes_hold_any_text():
    cites = [Cite("a", prefix='"><script>alert(1)</script>')]
    seen = []

    class Parser(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.append((tag, dict(attrs)))

    Parser().feed(write_citation(cites, "words", "html"))
    assert seen == [("cite", {"data-cite": "a", "data-prefix": '"><script>alert(1)</script>'})]
