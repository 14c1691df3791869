"""What pandoc and nbconvert themselves read in the citations that are written."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.citation import citation2latex

from jupyter_paperlookup.citing import write_citation
from jupyter_paperlookup.citing.citation import canonical_cites
from jupyter_paperlookup.citing.locators import is_pandoc_label
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.style_file import LOCATOR_LABELS
from jupyter_paperlookup.records import Cite

KEYS = ["a", "b", "c:d.e", "f:"]
_CHOICES = "".join(
    f'<{"else-" if number else ""}if locator="{label}"><group delimiter="|" prefix="⟦" suffix="⟧">'
    f'<text value="{label}"/><text variable="locator"/></group></{"else-" if number else ""}if>'
    for number, label in enumerate(LOCATOR_LABELS)
)
STYLE = f"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>all</title><id>all</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout delimiter="║" prefix="«" suffix="»"><group delimiter=" ">
<names variable="author"/><text variable="title"/>
<choose><if variable="locator"><choose>{_CHOICES}</choose></if></choose>
</group></layout></citation></style>"""


@pytest.fixture(scope="module")
def understood(tmp_path_factory):
    """What pandoc's citeproc says of citations: works, labels and locators, all notes."""
    style = tmp_path_factory.mktemp("style") / "all.csl"
    style.write_text(STYLE, "utf-8")
    program = Pandoc().program()
    references = "".join(
        f'- {{id: "{key}", type: book, title: "T{at}", author: [{{family: "F{at}"}}]}}\n'
        for at, key in enumerate(KEYS)
    )

    def run(texts):
        source = f"---\nlang: en-US\nreferences:\n{references}---\n\n" + "\n\n".join(texts)
        command = [program, "--citeproc", "--csl", style, "--to=plain", "--wrap=none"]
        done = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
        return [line for line in done.stdout.decode().splitlines() if line.strip()]

    return run


def expected(cites):
    """What the style above says of a citation, if every detail has come through."""
    parts = []
    for at, cite in enumerate(cites):
        name = "" if cite.suppress_author else f"F{KEYS.index(cite.key)}"
        work = f"T{KEYS.index(cite.key)}"
        place = f"⟦{cite.label}|{cite.locator}⟧" if cite.locator else ""
        in_text = at == 0 and cite.author_in_text
        words = " ".join(filter(None, ("" if in_text else name, work, place)))
        words = f"{cite.prefix} {words}".strip() + (f", {cite.suffix}" if cite.suffix else "")
        parts.append(words)
    text = f"«{'║'.join(parts)}»"
    return f"F{KEYS.index(cites[0].key)} {text}" if cites[0].author_in_text else text


def plain(text):
    """Quotes and dashes straight, blanks single, no difference of capitals."""
    text = re.sub("[‘’]", "'", text.replace("…", "...").replace("\u00a0", " "))
    text = re.sub("[“”]", '"', text).replace("–", "-")
    return " ".join(text.split()).lower()


notes = st.sampled_from(
    ["", "see", "e.g.", "also *this*", "x_y_z and `code`", "[sic]", "a; b", "5 < 6 & $7$", "{so}",
     "me@example.org", "1990 edition", "p. 3", "iv", r"back\slash", "~tilde^hat", "3) x",
     "and after", "#1", "http://example.org/@x", "x -- y", "50% more...", "O'Brien", "<b>",
     "&amp;", "|a|", "(b)"]
)  # fmt: skip
locators = st.sampled_from(
    [
        "",
        "12",
        "12-14",
        "33, 35-37",
        "ii, A",
        "iv",
        "3.2",
        "A",
        "12 f.",
        "xv-xvii",
        "1:3",
        "the end",
    ]
)
works = st.builds(
    Cite,
    key=st.sampled_from(KEYS),
    locator=locators,
    label=st.sampled_from([label for label in LOCATOR_LABELS if is_pandoc_label(label)]),
    prefix=notes.filter(lambda note: not note.endswith(".")),
    suffix=notes.filter(lambda note: note[:1] not in {"(", "[", "{"}),
    suppress_author=st.booleans(),
)
citations = st.lists(works, min_size=1, max_size=3, unique_by=lambda cite: cite.key)


@settings(deadline=None, max_examples=12)
@given(st.lists(citations.map(canonical_cites), min_size=20, max_size=30))
def test_pandoc_reads_every_detail_of_what_is_written(understood, groups):
    written = [write_citation(cites, "", "pandoc") for cites in groups]
    read = understood(written)
    assert [plain(line) for line in read] == [plain(expected(cites)) for cites in groups]


@pytest.mark.parametrize(
    "cites",
    [
        [Cite("a", author_in_text=True)],
        [Cite("a", "12", author_in_text=True)],
        [Cite("a", "ii, A", "chapter", suffix="so", author_in_text=True)],
        [Cite("a", "3", author_in_text=True), Cite("b", "4", prefix="see")],
        [Cite("a", author_in_text=True), Cite("b", suppress_author=True)],
    ],
)
def test_pandoc_reads_authors_in_the_text(understood, cites):
    written = write_citation(cites, "", "pandoc")
    assert plain(understood([written])[0]) == plain(expected(cites))


def test_pandoc_shows_nothing_of_what_only_the_comment_says(understood):
    cites = [Cite("a", prefix="see", author_in_text=True), Cite("b", author_in_text=True)]
    written = write_citation(cites, "", "pandoc")
    assert "paperlookup" in written
    assert understood([f"So {written}."]) == ["So F0 «T0║F1 T1»."]


def test_latex_skips_what_only_the_comment_says():
    cites = [Cite("a", prefix="see"), Cite("b", suppress_author=True)]
    written = write_citation(cites, "", "latex")
    command = [Pandoc().program(), "--from=markdown", "--to=latex"]
    done = subprocess.run(
        command, input=f"So {written}, x".encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == r"So \cite[see][]{a,b}{}, x"
    assert r"\iffalse{" in written


@given(st.lists(works, min_size=1, max_size=3))
def test_nbconvert_makes_cite_of_every_element(cites):
    written = write_citation(cites, "(Turing &amp; <em>Hopper</em>, 1936)", "html")
    keys = ",".join(cite.key for cite in cites)
    assert citation2latex(f"See {written}, x") == f"See \\cite{{{keys}}}, x"
