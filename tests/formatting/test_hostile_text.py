"""Record text is data: in no output does any of it become markup, a link or a command."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.formatting.inlines import plain_inlines
from jupyter_paperlookup.formatting.markup import TARGETS, write
from jupyter_paperlookup.formatting.styled_text import Run, styled_text, tidy

HOSTILE = [
    r"<img src=x onerror=alert(1)> ![](javascript:0) $\write18{}$",
    "<script>alert(1)</script>",
    "*a* <b>x</b> **b** __c__ _d_ ~~e~~ ^f^ ~g~ ==h==",
    "[x](javascript:alert(1)) [y]: javascript:0 ![z](data:image/svg+xml,x) <javascript:0>",
    "`code` ``` fence ``` ~~~ {cite}`a` {{ jinja }} {% raw %} @key [@key; -@other] @@0@@",
    r"\( x \) \[ y \] $z$ $$w$$ \begin{equation}x\end{equation} \\( a \\) \$5 and $6",
    r"\input{/etc/passwd} \immediate\write18{rm} \def\x{} ^^5cinput #1 %c & ~ | \\ { } } {",
    "1. list", "- item", "+ item", "# heading", "> quote", "=== ---", "---", "| a | b |", ": def",
    "2021) item", "::: div", "%%%", "+++", "    code", "[^1]: note [^1]", "a <!-- b --> c",
    "https://evil.example/x www.evil.example mailto:a@b.example a@b.example ftp://x.example",
    "&lt;script&gt; &#60;b&#62; &amp; AT&T; &copy; R&D",
    "<iframe src=//x> <svg/onload=alert(1)> <a href=javascript:0>x</a> <style>*{}</style>",
    "]]> <![CDATA[x]]> <?php ?>", "!", "hello!", "\\", "$", "``", "''", "--", "---- ,, << >> ?` !`",
    "“quoted ‘twice’ words”", "„x“ «y»", "ﬁ ﷺ 𝕏 🧪 é é", "\u202egnp.exe\u202c", "a\u200bb",
    "<i>unclosed", "</i></b>", '<i onclick="x">y</i>', '"><img src=x>', "' onmouseover='x",
]  # fmt: skip
ALLOWED_TAGS = {"em", "strong", "sup", "sub", "span", "a"}
OUR_COMMANDS = {
    "textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater", "textbar",
    "textasciigrave", "symbol", "ldots", "emph", "textbf", "textsc", "textsuperscript",
    "textsubscript", "allowbreak",
}  # fmt: skip


ACTIVE = "ab1 .)-+=:*_`[]()<>#~^$@\\{}|!&;'\"/wht\u00e9\u2019"


class TagReader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def read_html(html):
    reader = TagReader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def check_html(html, text):
    reader = read_html(html)
    assert reader.text == text
    for tag, attributes in reader.tags:
        assert tag in ALLOWED_TAGS
        if tag == "a":
            assert attributes.keys() == {"href"}
            assert attributes["href"].startswith(("https://", "http://"))
            assert not re.match("https?://(javascript|data)", attributes["href"])
        else:
            assert attributes in ({}, {"style": "font-variant: small-caps"})


def check_latex(latex):
    # Every backslash begins one of our commands or an escaped sign, braces balance.
    for command in re.findall(r"\\([A-Za-z]+|.)", latex):
        assert command in OUR_COMMANDS or command in "{}$&#_%,"
    assert re.search(r"(?<!\\)[$&#_%^]|[<>|\"\x00-\x1f]", latex) is None
    bare = re.sub(r"\\[{}]", "", latex)
    depth = 0
    for brace in re.findall("[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def pandoc_blocks(pandoc, source, reader):
    answer = subprocess.run(
        [str(pandoc.program()), "--sandbox", f"--from={reader}", "--to=json"],
        input=source.encode("utf-8", "replace"), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(answer.stdout)["blocks"]


def check_read_back(blocks, texts):
    assert [block["t"] for block in blocks] == ["Para"] * len(texts)
    for block, text in zip(blocks, texts, strict=True):
        found = json.dumps(block)
        for kind in ("Image", "Math", "Code", "Note", "Link", "Cite", "Strikeout"):
            assert f'"t": "{kind}"' not in found, (kind, text)
        raw = re.findall(r'"c": \["html", "(.*?)"\]', found)
        assert set(raw) <= {"<span>", "</span>"}
        runs = [i for i in block["c"] if i["t"] != "RawInline"]
        assert "".join(run.text for run in styled_text(runs)) == text


def as_run(text):
    return tidy(styled_text(plain_inlines(" ".join(text.split()))))


@pytest.mark.parametrize("reader", ["gfm", "commonmark_x-smart", "markdown-smart"])
def test_markdown_readers_see_the_same_words(pandoc, reader):
    texts = [as_run(text) for text in HOSTILE]
    source = "\n\n".join(write(text, "markdown") for text in texts)
    check_read_back(
        pandoc_blocks(pandoc, source, reader),
        ["".join(run.text for run in text) for text in texts],
    )


@pytest.mark.parametrize("reader", ["gfm", "commonmark_x-smart", "markdown-smart"])
def test_html_citations_stay_whole_inside_markdown(pandoc, reader):
    texts = [as_run(text) for text in HOSTILE]
    source = "\n\n".join(write(text, "html") for text in texts)
    check_read_back(
        pandoc_blocks(pandoc, source, reader),
        ["".join(run.text for run in text) for text in texts],
    )


@given(st.text(ACTIVE, max_size=60))
@settings(max_examples=500)
def test_any_text_is_safe_in_html_and_latex(text):
    styled = as_run(text)
    words = "".join(run.text for run in styled)
    check_html(write(styled, "html"), words)
    check_latex(write(styled, "latex"))
    assert write(styled, "text") == words
    assert not re.search(r"[$@]|\\\\", write(styled, "markdown"))


@given(
    st.lists(st.text(ACTIVE, min_size=1, max_size=30),
             min_size=1, max_size=25)
)  # fmt: skip
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_text_reads_back_from_markdown(pandoc, texts):
    styled = [text for text in map(as_run, texts) if text]
    source = "\n\n".join(write(text, "markdown") for text in styled)
    check_read_back(
        pandoc_blocks(pandoc, source, "gfm"),
        ["".join(run.text for run in text) for text in styled],
    )


LOOKS = st.builds(
    Run,
    st.text(alphabet=st.sampled_from("ab .,(*_"), min_size=1, max_size=4),
    strong=st.booleans(),
    emph=st.booleans(),
    script=st.sampled_from(["", "", "", "sup"]),
)


def appearance(inlines, marks=frozenset()):
    """Read pandoc's inlines back into (character, strong, emph, sup), tags and elements alike."""
    marks, letters = set(marks), []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "RawInline":
            name = re.fullmatch("</?(em|strong|sup)>", content[1])
            if name is not None and content[1].startswith("</"):
                marks.discard(name[1])
            elif name is not None:
                marks.add(name[1])
        elif kind in ("Emph", "Strong"):
            letters += appearance(content, marks | {"em" if kind == "Emph" else "strong"})
        elif kind == "Str":
            letters += [(letter, frozenset(marks)) for letter in content if letter != " "]
    return letters


@given(st.lists(LOOKS, min_size=1, max_size=5))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_emphasis_reads_back_from_markdown(pandoc, runs):
    text = tidy(runs)
    names = {"strong": "strong", "em": "emph", "sup": "script"}
    expected = [
        (letter, frozenset(name for name, field in names.items() if getattr(run, field)))
        for run in text for letter in run.text if letter != " "
    ]  # fmt: skip
    blocks = pandoc_blocks(pandoc, write(text, "markdown"), "gfm")
    assert [found for block in blocks for found in appearance(block["c"])] == expected


FIELDS = ("title", "container-title", "publisher", "volume", "page", "DOI", "URL", "note", "genre",
          "language", "type", "citation-key")  # fmt: skip


def hostile_item(position, text):
    fields = dict.fromkeys(FIELDS, text)
    name = {"family": text, "given": text, "suffix": text}
    return fields | {
        "id": f"{position}{text}", "author": [name, {"literal": text}], "issued": {"raw": text},
        text: text, "custom": {text: text},
    }  # fmt: skip


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "chicago-notes-bibliography"])
def test_hostile_records_are_harmless_in_every_output(formatter, pandoc, style):
    items = [hostile_item(position, text) for position, text in enumerate(HOSTILE)]
    outputs = {to: formatter.format(items, style=style, to=to) for to in TARGETS}
    assert all(len(output.references) == len(items) for output in outputs.values())
    for html in (*outputs["html"].references, outputs["html"].citation):
        check_html(html, read_html(html).text)
    for latex in (*outputs["latex"].references, outputs["latex"].citation):
        check_latex(latex)
    for line in (*outputs["markdown"].references, *outputs["text"].references):
        assert line.splitlines() == [line]
    blocks = pandoc_blocks(pandoc, "\n\n".join(outputs["markdown"].references), "gfm")
    assert [block["t"] for block in blocks] == ["Para"] * len(items)
    found = json.dumps(blocks)
    assert '"t": "Image"' not in found
    assert '"t": "Math"' not in found
    raw = set(re.findall(r'"c": \["html", "(.*?)"\]', found))
    assert raw <= {f"<{end}{tag}>" for tag in ALLOWED_TAGS - {"a"} for end in ("", "/")}
    for address in re.findall(r'\["(\w+:[^"]*)", ""\]', found):
        assert re.match(r"https?://(?!javascript|data)", address)


@given(st.lists(st.text(max_size=40), min_size=5, max_size=20))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_title_ever_fails_or_loses_its_letters(formatter, titles):
    items = [{"id": str(n), "type": "document", "title": title} for n, title in enumerate(titles)]
    references = formatter.format(items, style="nature").references
    for title, reference in zip(titles, references, strict=True):
        letters = [c for c in title.lower() if c.isalnum()]
        shown = iter(reference.lower())
        assert all(letter in shown for letter in letters), (title, reference)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["date-parts", "raw", "literal", "family", "given", "season", "circa"]),
        inner, max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "type", "title", "author", "editor", "issued", "accessed",
                             "page",
                             "volume", "DOI", "URL", "language", "number", "event-date"]),
            ANYTHING, max_size=8,
        ),
        min_size=1, max_size=10,
    )
)  # fmt: skip
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_item_of_any_shape_ever_fails(formatter, items):
    assert len(formatter.format(items, style="ieee").references) == len(items)
