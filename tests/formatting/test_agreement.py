"""Our references and citations say what `pandoc --citeproc` says of the same input.

Each shipped style formats the same works and citations twice: by `Formatter`, and by pandoc itself
with the style as a file and the works as CSL-JSON. What pandoc made is then written in each form by
its own writers. These differences are allowed, and no others:

* How a sign is written. Ours is escaped for a notebook, where a `$` or `*` means something that
  pandoc's writers do not count with. So both are read again, by the reader of their form: ours in
  Markdown as GitHub's, which is JupyterLab's, pandoc's as its own; and what was read is compared.
* Containers, their classes and ids: they lay out a page of pandoc's, and a notebook has none.
* Where they stood, white space: a number in the margin and the entry beside it are told apart by a
  blank in ours, which is one line. So are runs of white space: one blank.
* A note is told as its words: where it stands in a notebook is not for the formatter to say.
* In plain text pandoc shows small capitals as large ones; ours keeps the letters as they are. For
  raised words that Unicode has no letters for it writes `^(see 2)`, which ours shows unraised.
* In LaTeX our addresses are words: a link takes a package that not every document loads.
"""

from __future__ import annotations

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from unicodedata import normalize

import pytest

from jupyter_paperlookup.formatting.markup import TARGETS
from jupyter_paperlookup.formatting.styles import SHIPPED_FOLDER, Styles
from jupyter_paperlookup.records import Cite

STYLES = [info.name for info in Styles().list()]
LOCALE = "en-US"
WRITERS = {"text": "plain", "html": "html", "markdown": "markdown", "latex": "latex"}
OUR_READERS = {"html": "html", "markdown": "gfm", "latex": "latex"}
LOOKS = {"Emph": "i", "Strong": "b", "SmallCaps": "sc", "Superscript": "sup", "Subscript": "sub"}
QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


def name(family, given, **more):
    return {"family": family, "given": given, **more}


def date(*parts):
    return {"date-parts": [list(parts)]}


WORKS = [
    {
        "id": "turing1936computable",
        "type": "article-journal",
        "title": "On computable numbers, with an application to the Entscheidungsproblem",
        "author": [name("Turing", "Alan Mathison")],
        "issued": date(1936, 11, 12),
        "container-title": "Proceedings of the London Mathematical Society",
        "container-title-short": "Proc. London Math. Soc.",
        "volume": 42,
        "issue": 1,
        "page": "230-265",
        "DOI": "10.1112/plms/s2-42.1.230",
    },
    {
        "id": "turing1936other",
        "type": "article-journal",
        "title": 'A "second" paper of <i>the same</i> year & of 100% $x_1$',
        "author": [name("Turing", "Alan Mathison")],
        "issued": date(1936),
        "container-title": "Journal of Symbolic Logic",
        "volume": 2,
        "page": "153-163",
    },
    {
        "id": "noether1921ideal",
        "type": "book",
        "title": "Idealtheorie in Ringbereichen: L'idéal et l'anneau",
        "author": [
            name("Noether", "Emmy"),
            name("Gogh", "Vincent", **{"dropping-particle": "van"}),
        ],
        "editor": [name("Hilbert", "David")],
        "issued": date(1921),
        "publisher": "Springer",
        "publisher-place": "Berlin",
        "edition": 2,
    },
    {
        "id": "lovelace1843notes",
        "type": "chapter",
        "title": "Notes on 'the analytical engine' of H<sub>2</sub>O",
        "author": [name("O'Lovelace", "Ada", suffix="Jr.")],
        "editor": [name("Taylor", "Richard"), name("Babbage", "Charles")],
        "container-title": "Scientific memoirs",
        "issued": date(1843, 8),
        "publisher": "Taylor and Francis",
        "publisher-place": "London",
        "page": "666-731",
        "volume": 3,
    },
    {
        "id": "shannon1948information",
        "type": "paper-conference",
        "title": "A mathematical theory of communication",
        "author": [name("Shannon", "Claude E."), {"literal": "The Bell Laboratories"}]
        + [name(family, "A. B.") for family in ("Nyquist", "Hartley", "Weaver", "Hopper", "Ritz")],
        "container-title": "Proceedings of the symposium",
        "event": "Symposium on information",
        "issued": date(1948, 7, 1),
        "page": "379-423",
        "publisher": "IEEE",
    },
    {
        "id": "hopper1952education",
        "type": "thesis",
        "genre": "PhD thesis",
        "title": "The education of a computer",
        "author": [name("Hopper", "Grace Murray")],
        "issued": date(1952),
        "publisher": "Yale University",
    },
    {
        "id": "curie1903site",
        "type": "webpage",
        "title": "Recherches sur les substances radioactives",
        "author": [name("Curie", "Marie")],
        "issued": date(1903, 6, 25),
        "accessed": date(2020, 2, 29),
        "URL": "https://example.org/curie?a=1&b=2_3",
        "container-title": "Archives",
    },
]  # fmt: skip
CITATIONS = [
    [Cite("turing1936computable")],
    [Cite("noether1921ideal", locator="12-14", prefix="see"), Cite("lovelace1843notes")],
    [Cite("turing1936computable", locator="3", label="chapter", suffix=", my italics")],
    [Cite("turing1936other", suppress_author=True)],
    [Cite("shannon1948information"), Cite("hopper1952education"), Cite("curie1903site")],
    [Cite("shannon1948information", locator="5")],
]
LABELS = {"page": "p.", "chapter": "chap."}


@pytest.fixture(scope="module")
def run(pandoc):
    """Runs pandoc with options, on a text."""

    def run(text, *options):
        command = [str(pandoc.program()), *options]
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode()

    return run


@pytest.fixture(scope="module")
def theirs(run, tmp_path_factory):
    """What pandoc made by itself, by style and form: lines, read again."""
    works = tmp_path_factory.mktemp("works") / "works.json"
    works.write_text(json.dumps(WORKS), "utf-8")
    document = json.dumps(pandoc_document())

    def formatted(style):
        options = (f"--csl={SHIPPED_FOLDER / style}.csl", f"--bibliography={works}")
        answer = run(document, "--citeproc", "--from=json", "--to=json", *options)
        return paragraphs(json.loads(answer)["blocks"])

    with ThreadPoolExecutor(2) as pool:
        blocks = dict(zip(STYLES, pool.map(formatted, STYLES), strict=True))
    everything = {**pandoc_document(), "meta": {}, "blocks": parted(blocks)}
    found = {}
    for form, writer in WRITERS.items():
        text = run(json.dumps(everything), "--from=json", f"--to={writer}", "--wrap=none")
        found[form] = unparted(text.split("\n\n") if form == "text" else read(run, writer, text))
    return found


@pytest.fixture(scope="module")
def ours(run, formatter):
    """What the formatter made, by style and form: lines, read again."""

    def formatted(style, form):
        document = formatter.format_document(WORKS, CITATIONS, style=style, locale=LOCALE, to=form)
        return [*document.citations, *document.bibliography]

    found = {}
    for form in TARGETS:
        lines = [line for style in STYLES for line in (mark(style), *formatted(style, form))]
        if form in OUR_READERS:
            opening, closing = ("<p>", "</p>") if form == "html" else ("", "")
            text = "\n\n".join(f"{opening}{line}{closing}" for line in lines)
            lines = read(run, OUR_READERS[form], text)
        found[form] = unparted(lines)
    return found


@pytest.mark.parametrize("form", TARGETS)
@pytest.mark.parametrize("style", STYLES)
def test_we_say_what_pandoc_says(ours, theirs, style, form):
    mine, its = ours[form][style], theirs[form][style]
    if form == "text":
        mine, its = ([" ".join(line.split()).lower() for line in lines] for lines in (mine, its))
        raised = [line.startswith("^(") for line in its]
        mine, its = (list(map(unraised, lines, raised)) for lines in (mine, its))
    assert mine == its
    assert len(mine) >= len(CITATIONS)


def unraised(line, raised):
    return normalize("NFKC", re.sub(r"^\^\((.*)\)$", r"\1", line)) if raised else line


def pandoc_document():
    cites = [[pandoc_cite(cite) for cite in group] for group in CITATIONS]
    everything = {"t": "Cite", "c": [[pandoc_cite(Cite("*"))], []]}
    return {
        "pandoc-api-version": [1, 23],
        "meta": {
            "nocite": {"t": "MetaInlines", "c": [everything]},
            "lang": {"t": "MetaString", "c": LOCALE},
        },
        "blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [group, []]}]} for group in cites],
    }


def pandoc_cite(cite):
    locator = f", {LABELS[cite.label]} {cite.locator}" if cite.locator else ""
    return {
        "citationId": cite.key,
        "citationPrefix": words(cite.prefix),
        "citationSuffix": words(f"{locator}{cite.suffix}"),
        "citationMode": {"t": "SuppressAuthor" if cite.suppress_author else "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def words(text):
    parts = [part for word in text.split() for part in ({"t": "Space"}, {"t": "Str", "c": word})]
    return parts[1:]


def paragraphs(blocks):
    """Citations and references as paragraphs, without margins and notes."""
    found = []
    for block in blocks:
        if block["t"] == "Div":
            found += [para for entry in block["c"][1] for para in paragraphs(entry["c"][1])]
        else:
            found.append({"t": "Para", "c": plain(block["c"])})
    return found


def plain(inlines):
    found = []
    for inline in inlines:
        if inline["t"] == "Note":
            found += [each for block in inline["c"] for each in plain(block["c"])]
        elif inline["t"] in ("Cite", "Span"):
            attributes, content = inline["c"]
            is_column = inline["t"] == "Span" and any("csl-" in name for name in attributes[1])
            found += [*plain(content), *([{"t": "Space"}] if is_column else [])]
        elif inline["t"] in LOOKS:
            found.append({"t": inline["t"], "c": plain(inline["c"])})
        else:
            found.append(inline)
    return found


def mark(style):
    return f"style {style.replace('-', ' ')}"


def parted(blocks):
    """The paragraphs of all styles, each behind its name."""
    return [
        paragraph
        for style, own in blocks.items()
        for paragraph in ({"t": "Para", "c": words(mark(style))}, *own)
    ]


def unparted(lines):
    names = {mark(style): style for style in STYLES}
    found = {}
    for line in lines:
        text = line.strip()
        if text in names:
            found[names[text]] = own = []
        elif text:
            own.append(text)
    return found


def read(run, reader, text):
    """The paragraphs of a text, each as one line with its looks."""
    page = run(text, f"--from={reader}", "--to=html", "--wrap=none")
    blocks = json.loads(run(page, "--from=html", "--to=json"))["blocks"]
    without_links = reader == "latex"
    return [line_of(unlinked(block["c"]) if without_links else block["c"]) for block in blocks]


def unlinked(inlines):
    found = []
    for inline in inlines:
        if inline["t"] == "Link":
            found += inline["c"][1]
        elif inline["t"] in LOOKS:
            found.append({"t": inline["t"], "c": unlinked(inline["c"])})
        else:
            found.append(inline)
    return found


def line_of(inlines):
    runs = [(look, text) for look, text in looked(inlines, frozenset())]
    joined = [
        (look, "".join(text for _, text in group))
        for look, group in groupby(runs, key=lambda run: run[0])
    ]
    line = "".join(
        f"<{' '.join(sorted(look))}>{text}</>" if look else text for look, text in joined
    )
    return " ".join(line.split())


def looked(inlines, look):
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield look, content
        elif kind in ("Space", "SoftBreak"):
            yield look, " "
        elif kind == "Quoted":
            opening, closing = QUOTES[content[0]["t"]]
            yield look, opening
            yield from looked(content[1], look)
            yield look, closing
        elif kind == "Link":
            yield from looked(content[1], look | {content[2][0]})
        elif kind == "Span":
            yield from looked(content[1], look)
        else:
            yield from looked(content, look | {LOOKS[kind]})
