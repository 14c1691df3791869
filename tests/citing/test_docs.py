"""The tables of docs/citing.md are what is written and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_paperlookup.citing import citations_in, write_citation
from jupyter_paperlookup.citing.dialects import write_exactly
from jupyter_paperlookup.citing.locators import locator_words
from jupyter_paperlookup.formatting.style_file import LOCATOR_LABELS
from jupyter_paperlookup.records import Cite

PAGE = (Path(__file__).parents[2] / "docs" / "citing.md").read_text("utf-8")
FORMS = {
    "one work": [Cite("a")],
    "several": [Cite("a"), Cite("b")],
    "prefix, page, suffix": [Cite("a", "12", prefix="see", suffix="and after")],
    "chapters": [Cite("a", "3-4", "chapter")],
    "any locator": [Cite("a", "ii, A")],
    "a suffix like a page": [Cite("a", suffix="99 years on")],
    "each its own notes": [Cite("a", "1", prefix="see"), Cite("b", "2")],
    "author in the text": [Cite("a", "12", author_in_text=True)],
    "author left out": [Cite("a", suppress_author=True)],
    "author in the text, and another": [Cite("a", author_in_text=True), Cite("b")],
}
DIALECTS = ["html", "pandoc", "myst", "latex"]


def code(text):
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def shown(cites, dialect):
    written = write_citation(cites, "...", dialect)
    visible = written.partition("<!--")[0].partition("\\iffalse")[0]
    return code(visible) + (" + comment" if visible != written else "")


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_in_the_table(name):
    row = " | ".join([name, *(shown(FORMS[name], dialect) for dialect in DIALECTS)])
    assert f"| {row} |\n" in PAGE


def test_the_comment_is_shown_as_it_is():
    assert write_citation([Cite("a"), Cite("b", author_in_text=True)], "", "pandoc") in PAGE
    assert write_citation([Cite("a"), Cite("b", suppress_author=True)], "", "latex") in PAGE
    assert write_exactly([Cite("a")], "(Turing, 1936)", "text") in PAGE


@pytest.mark.parametrize("label", LOCATOR_LABELS)
def test_every_label_has_its_term(label):
    assert f"| `{label}` | {locator_words(label, '3')} | {locator_words(label, '3-4')} |" in PAGE
    text = f"[@a, {locator_words(label, '3-4')}]"
    assert citations_in(text)[0].cites == (Cite("a", "3-4", label),)
