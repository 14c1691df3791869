"""nbconvert to HTML: with the words of the style, and as GitHub and nbviewer show a notebook."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from paper import COUNT, ITEMS, TITLES, write_paper

from jupyter_paperlookup.citing import DIALECTS
from jupyter_paperlookup.nbconvert.exporters import HtmlWithCitations

WORDED = ("html", "text")
WORDS = [
    "A machine computes (Turing, 1936), and",
    "Information (see Shannon, 1948, p. 379 and after)",
    "Entropy (Shannon, 1948, Chapters 3–4);",
    "computing (see Turing, 1936, p. 230; Church, 1936, p. 346).",
    "Hopper (1952) compiles",
    "Later (1952), and",
    "stand (Gödel, 1931 99 years on).",
    "Notes (Lovelace, 1843, Section 3; see also Gödel, 1931).",
]


def page(exporter, path):
    html, _ = exporter.from_filename(str(path))
    return BeautifulSoup(html, "html.parser").find("main")


def words(element):
    return " ".join(element.get_text().split())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_words_lead_to_their_references(tmp_path, dialect):
    shown = page(HtmlWithCitations(), write_paper(tmp_path, dialect))
    assert [each for each in WORDS if each not in words(shown)] == []
    citations = shown.select("span.paperlookup-citation")
    assert len(citations) == COUNT
    assert all(each.select("a[href^='#ref-']") for each in citations)
    led_to = {link["href"][1:] for each in citations for link in each.select("a[href^='#ref-']")}
    entries = shown.select("section.paperlookup-bibliography .csl-entry")
    assert {entry["id"] for entry in entries} == led_to
    assert len(entries) == len(ITEMS)
    assert [title for title in TITLES if title not in words(shown)] == []
    code = shown.select_one(".highlight").extract()
    assert "[@nobody]" in words(code)
    left = words(shown)
    assert [sign for sign in ("@", "{cite", "\\", "[^", ":::", "paperlookup") if sign in left] == [
        "[^"  # nbconvert knows no footnotes of Markdown
    ]


@pytest.mark.parametrize("dialect", ["html", "myst"])
def test_notes_stand_below(tmp_path, dialect):
    path = write_paper(tmp_path, dialect, style="chicago-notes-bibliography")
    shown = page(HtmlWithCitations(), path)
    notes = shown.select("section.paperlookup-notes li")
    assert "A. M. Turing, “On Computable Numbers" in words(notes[0])
    marks = shown.select("sup.paperlookup-citation a")
    assert [mark["href"][1:] for mark in marks] == [note["id"] for note in notes]
    assert words(marks[0].find_parent("p")).startswith("A machine computes,1 and")
    assert len(shown.select(".csl-entry")) == len(ITEMS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_viewers_show_words_and_no_comments(tmp_path, dialect):
    shown = words(page(HTMLExporter(), write_paper(tmp_path, dialect)))
    if dialect in WORDED:
        assert [each for each in WORDS if each not in shown] == []
        assert [title for title in TITLES if title not in shown] == []
    else:
        assert all(key in shown for key in ITEMS)
    # What LaTeX cannot say stands in a comment of LaTeX's own.
    assert "paperlookup:" not in shown or dialect == "latex"
