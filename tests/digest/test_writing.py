"""A digest as HTML, text and notebook."""

from __future__ import annotations

import re

import nbformat
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jupyter_paperlookup.digest import Digest, Paper, Period, Section
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.as_notebook import digest_as_notebook
from jupyter_paperlookup.digest.as_text import digest_as_text


def of(**values):
    paper = Paper(**{"key": "a", "title": "", **values})
    return Digest(
        period=Period.named("2026-W47"), sections=(Section(title="New", papers=(paper,)),)
    )


def test_html_loads_nothing_and_runs_nothing(digest):
    html = digest_as_html(digest, "A footer & more")
    assert html.startswith("<!DOCTYPE html>")
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "12 comments on 2023-10-12 · like Chen &amp; Li<" in html
    assert "&amp;lt;" not in html
    assert "&amp;amp;" not in html
    assert "A footer &amp; more" in html
    assert not re.search(r"url\(|@import|<script|<img|<link", html)


def test_a_paper_without_title_and_address_has_a_heading():
    html = digest_as_html(of())
    assert "(no title)" in html
    assert "<a " not in html
    assert "(no title)" in digest_as_text(of())


def test_a_digest_without_papers(digest):
    nothing = replace(digest, sections=())
    assert nothing.subject == "Papers of 16–22 November 2026"
    assert "One note." in digest_as_text(nothing)
    assert "One note." in digest_as_html(nothing)
    assert len(digest_as_notebook(nothing)["cells"]) == 1


def test_text_is_narrow_and_harmless(digest):
    text = digest_as_text(digest, "Why it came.")
    prose = [line for line in text.splitlines() if "http" not in line and "{" not in line]
    assert max(map(len, prose)) <= 80
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.endswith("-- \nWhy it came.\n")


def test_the_notebook_is_one(digest):
    notebook = digest_as_notebook(digest)
    nbformat.validate(notebook)
    assert digest_as_notebook(digest) == notebook
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    assert sources[0] == "# Papers of 16–22 November 2026\n\nOne note."
    assert sources[3].startswith("### On Computable Numbers\n\nA. M. Turing · 1936")
    assert "[DOI](<https://doi.org/10.1112/plms/s2-42.1.230>) · key `turing1936`" in sources[3]
    assert "```bibtex\n@article{turing1936,\n" in sources[3]


@given(st.text(alphabet=st.sampled_from("<>`*_[]()!#|~$&@\\-+=:1. \n\r\tab\u202e"), max_size=60))
def test_no_text_is_markup_in_the_notebook(text):
    notebook = digest_as_notebook(of(title=text, creators=text, abstract=text, bibtex=text))
    nbformat.validate(notebook)
    source = "".join(notebook["cells"][2]["source"])
    prose, _, code = source.partition("bibtex\n")
    assert "<" not in prose
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]*_$]", prose.replace("\\\\", ""))
    fence = re.search(r"(`{3,})$", prose) if code else None
    if fence:
        assert code.rstrip("\n").endswith(f"\n{fence[1]}")
        assert fence[1] not in code.removesuffix(fence[1])
