"""Works that stand in the bibliography though no text cites them."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.citing import DIALECTS, cited_keys
from jupyter_paperlookup.citing.bibliography import bibliographies_in, write_bibliography
from jupyter_paperlookup.citing.editable import OpenCell, open_notebook
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.formatting.pandoc import Pandoc

KEYS = st.lists(
    st.one_of(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9:_+-]{0,12}", fullmatch=True), st.just("*")),
    max_size=5,
    unique=True,
)
ASKED = [
    ("---\ntitle: T\nnocite: '@a'\n---\n\n[@c]", "a"),
    ("---\nnocite: |\n  @a, @{b/c}\n\n  @d\nother: x\n...\n\n[@c]", "a b/c d"),
    ("---\nnocite:\n  - '@a'\n  - '@*'\n---\n\n[@c]", "a *"),
    ("Text.\n\n---\nnocite: |\n  @a\n---\n\n::: {#refs}\n:::\n\n[@c]", "a"),
    ("```{bibliography} refs.bib\n:style: plain\na\nb\n```\n\n[@c]", "a b"),
    (":::{bibliography}\n:all:\n:::\n\n[@c]", "*"),
    ("\\nocite{a, b}\n\n[@c]", "a b"),
    ("\\nocite{a}\n\\nocite{*}\n\\bibliography{refs}\n\n[@c]", "a *"),
    ("{cite:empty}`a` [@c]", "a"),
    ("A rule\n\n---\n\n`nocite: @a` [@c]", ""),
]


def listed(text, **facts):
    return works_listed_in(open_notebook([OpenCell("a", "markdown", text)], {"paperlookup": facts}))


@pytest.mark.parametrize("text, expected", ASKED)
def test_what_a_text_asks_for_is_no_citation(text, expected):
    works = listed(text)
    assert sorted(works.uncited) == sorted(expected.split())
    assert [cite.key for each in works.citations for cite in each.found.cites] == ["c"]


def test_metadata_that_anybody_may_have_written():
    assert listed("", nocite=["a", 3, "", " b ", "a"]).uncited == ("a", "b")
    assert listed("", nocite="a").uncited == ()


@given(KEYS, st.sampled_from(DIALECTS))
def test_every_dialect_gives_back_what_is_written(keys, dialect):
    text = write_bibliography(dialect, "One.\n\nTwo.", keys, in_metadata=False)
    whole = f"# References\n\n{text}\n\nThe end."
    (block,) = bibliographies_in(whole)
    assert whole[block.start : block.end] == text
    assert sorted(block.uncited) == sorted(keys)
    assert block.settings == ""
    assert set(cited_keys([whole])) == {key for key in keys if key != "*"}


@pytest.mark.parametrize("around", ["{}", "::: {{.cell}}\n{}\n:::"])
def test_pandoc_lists_them(tmp_path, around):
    items = [
        {"id": key, "type": "book", "title": f"Book {key}", "author": [{"family": "Turing"}]}
        for key in ("a", "b", "c", "d")
    ]
    (tmp_path / "refs.json").write_text(json.dumps(items), "utf-8")
    block = write_bibliography("pandoc", "", ["a", "b"])
    text = "---\ntitle: T\n---\n\n" + around.format(f"So [@c].\n\n{block}\n")
    made = subprocess.run(
        [Pandoc().program(), "--citeproc", "--bibliography=refs.json", "--to=plain"],
        input=text.encode(), cwd=tmp_path, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    assert [key for key in "abcd" if f"Book {key}" in made] == ["a", "b", "c"]
    assert "nocite" not in made
