"""A whole document from each dialect to each other and back."""

from __future__ import annotations

import itertools
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import citations

from jupyter_paperlookup.citing import DIALECTS, write_citation
from jupyter_paperlookup.citing.citation import canonical_cites
from jupyter_paperlookup.citing.conversion import citations_of, convert
from jupyter_paperlookup.citing.document_file import DocumentFile
from jupyter_paperlookup.records import Cite

TEXT = """# On computing

See [see @a, p. 12; -@b] and @a [chap. 3], which <b>all</b> know. `[@no]` is code.

```
[@no]
```

{{BIB}}
"""


def notebook(*sources, **metadata):
    v4 = nbformat.v4
    cells = [v4.new_code_cell("x = '[@no]'", id="code")]
    cells += [v4.new_markdown_cell(source, id=f"c{at}") for at, source in enumerate(sources)]
    made = v4.new_notebook(cells=cells, metadata=metadata)
    return DocumentFile("paper.ipynb", (nbformat.writes(made) + "\n").encode())


def words_of(document):
    return [f"(work {number})" for number, _ in enumerate(citations_of(document))]


def converted(document, to, name="paper.ipynb"):
    conversion = convert(document, to, words_of(document), "<p>References</p>")
    return DocumentFile(name, content_of(document, conversion)), conversion


def content_of(document, conversion):
    return document.changed(conversion.cells, conversion.metadata)


def works(document):
    return [placed.found.cites for placed in citations_of(document)]


def in_all_dialects():
    return "".join(
        f"A {dialect} {write_citation([Cite('a', '12', prefix='see')], '', dialect)}.\n\n"
        for dialect in DIALECTS
        if dialect != "text"
    )


@pytest.mark.parametrize("first, second", list(itertools.product(DIALECTS, DIALECTS)))
@pytest.mark.parametrize("name", ["paper.ipynb", "paper.md"])
def test_every_pair_and_back(first, second, name):
    text = TEXT.replace("{{BIB}}", "::: {#refs}\n:::")
    start = notebook(text) if name == "paper.ipynb" else DocumentFile(name, text.encode())
    one, there = converted(start, first, name)
    other, _ = converted(one, second, name)
    again, back = converted(other, first, name)
    assert works(one) == works(other) == works(again) == works(start)
    assert there.problems == back.problems == ()
    assert again.content == one.content
    if first == "pandoc":
        assert again.content == start.content


@settings(deadline=None, max_examples=60)
@given(
    st.lists(citations.map(canonical_cites), min_size=1, max_size=4),
    st.sampled_from(
        ["(x)", "[1]", "{a}", " ", "`", "s", "\n", ": see", "-", "@", "\\", "!", "[@z]"]
    ),
    st.sampled_from(DIALECTS),
    st.sampled_from(DIALECTS),
)
def test_what_stands_around_a_citation_stays_and_the_works_too(groups, around, first, second):
    elements = [write_citation(cites, "(old)", "html") for cites in groups]
    text = around + around.join(elements) + around
    start = notebook(text)
    one, _ = converted(start, first)
    other, _ = converted(one, second)
    assert works(start) == works(one) == works(other)


def test_only_sources_of_cells_with_citations_change():
    old = json.dumps(
        {
            "nbformat": 4, "cells": [
                {"cell_type": "markdown", "source": ["a\n", "[@a]\n"], "metadata": {}},
                {"cell_type": "markdown", "source": ["b \u00e9"], "metadata": {"x": 1.50}},
                {"cell_type": "code", "source": "", "outputs": [{"data": 1e5}], "metadata": {}},
            ], "metadata": {"z": 1, "a": [1.0, 2]}, "nbformat_minor": 5,
        },
        indent=3,
    ).replace("\n", "\r\n").replace('"x": 1.5', '"x": 1.50')  # fmt: skip
    document = DocumentFile("paper.ipynb", old.encode())
    conversion = convert(document, "latex", ["(A)"])
    assert content_of(document, conversion).decode() == old.replace("[@a]\\n", "\\\\cite{a}\\n")


def test_half_of_a_pair_stays_an_escape():
    cell = '{"cell_type": "markdown", "metadata": {}, "source": "\\ud800 \u00e9 [@a]"}'
    old = f'{{"nbformat": 4, "cells": [{cell}], "metadata": {{}}}}'
    document = DocumentFile("a.ipynb", old.encode())
    content = content_of(document, convert(document, "latex", ["(A)"]))
    assert json.loads(content)["cells"][0]["source"] == "\ud800 \u00e9 \\cite{a}"


def test_a_rule_is_no_front_matter():
    conversion = convert(notebook("---\n[@a]\n\n---\n"), "latex", ["(A)"])
    assert conversion.converted == 1


def test_words_of_text_are_noted_in_the_cell_and_gone_again():
    start = notebook("So [see @a].", paperlookup={"version": 1})
    there, _ = converted(start, "text")
    cell = json.loads(there.content)["cells"][1]
    assert cell["source"] == ["So (work 0)."]
    assert cell["metadata"]["paperlookup"]["citations"] == [
        {"words": "(work 0)", "cites": [{"key": "a", "prefix": "see"}]}
    ]
    nbformat.validate(nbformat.reads(there.content.decode(), 4))
    back, _ = converted(there, "pandoc")
    assert json.loads(back.content) == json.loads(start.content)


def test_what_stays_is_listed_with_cell_and_line():
    source = "One\n\\footcite{a}\n\nand @nobody and [@nobody]"
    document = DocumentFile("a.md", f"---\nnocite: '[@a]'\n---\n\n{source}".encode())
    words = ["(A)", "(A)", None, None]
    conversion = convert(document, "html", words)
    assert content_of(document, conversion) == document.content
    assert [(each.cell, each.line) for each in conversion.problems] == [
        (1, 2), (1, 6), (1, 8), (1, 8)
    ]  # fmt: skip
    assert (conversion.converted, conversion.kept) == (0, 4)
    to_latex = convert(document, "latex", words)
    assert content_of(document, to_latex).decode().endswith("@nobody and \\cite{nobody}")


def test_other_attributes_of_an_element_stay():
    document = notebook('So <cite class="x" data-cite="a" id="y">old</cite>, and so.')
    conversion = convert(document, "html", ["<em>new</em>"])
    text = json.loads(content_of(document, conversion))["cells"][1]["source"][0]
    assert text == 'So <cite class="x" data-cite="a" id="y"><em>new</em></cite>, and so.'
    assert conversion.converted == 1


FORMS = [
    "::: {#refs}\n:::", '<div id="refs"></div>', "```{bibliography}\n```",
    ":::{bibliography} refs.bib\n:style: plain\n:::", "\\bibliography{refs}", "\\printbibliography",
    "\\begin{thebibliography}{9}\n\\bibitem{a} A.\n\\end{thebibliography}",
    "<!-- paperlookup:bibliography -->\nold @x [@y]\n<!-- /paperlookup:bibliography -->",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("to", DIALECTS)
def test_a_bibliography_takes_the_form_of_the_dialect(form, to):
    document = notebook(f"# References\n\n{form}\n\nThe end.")
    changed, conversion = converted(document, to)
    text = "".join(json.loads(changed.content)["cells"][1]["source"])
    assert text.startswith("# References\n\n")
    assert text.endswith("\n\nThe end.")
    assert ("<p>References</p>" in text) == (to in {"html", "text"})
    settings_told = any("settings" in problem.reason for problem in conversion.problems)
    assert settings_told == ("refs" in form and "bibliography" in form and form not in text)
