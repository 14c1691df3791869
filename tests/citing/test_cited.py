"""Which keys a text cites, and what only looks like a citation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import hostile_text

from jupyter_paperlookup.citing import DIALECTS, cited_keys, write_citation
from jupyter_paperlookup.citing.cited import MOST_KEYS
from jupyter_paperlookup.records import Cite

CITED = [
    ('<cite data-cite="a">(Turing, 1936)</cite>', "a"),
    ('<cite data-cite="a,b">(Turing, 1936; Hopper, 1952)</cite>', "a b"),
    ("<cite id='x' data-cite='a'></cite>", "a"),
    ("<span data-cite=a>Turing</span>", "a"),
    ('<cite data-cite="a"/> and @b', "a b"),
    ('<cite data-cite="r&amp;d">(R&amp;D)</cite>', "r&d"),
    ('<cite\n  data-cite="a"\n  data-locator="1">(p. 1)</cite>', "a"),
    ('<cite data-cite="a">(see @nobody)</cite> @b', "a b"),
    ("[@a]", "a"),
    ("[see @a, pp. 33-35; also -@b, chap. 1]", "a b"),
    ("[@a; @b; @a]", "a b"),
    ("[-@a]", "a"),
    ("@a says", "a"),
    ("As @a [p. 33] says.", "a"),
    ("@{https://example.org/x}", "https://example.org/x"),
    ("[@a{ii, A, D-Z}, with a suffix]", "a"),
    ("**@a** and (@b), “@c”", "a b c"),
    ("@a's and @b.", "a b"),
    ("@Foo_bar.baz: and @10.1093/nar/22, @doe:1984", "Foo_bar.baz 10.1093/nar/22 doe:1984"),
    ("@müller1936", "müller1936"),
    ("@figures2020 and @section", "figures2020 section"),
    ("{cite:p}`a`", "a"),
    ("{cite:p}`{see}a{p. 1};b` and {cite:t}`c`", "a b c"),
    ("{cite}`a,b`", "a b"),
    (":cite:p:`a, b` and :cite:`c`", "a b c"),
    ("{footcite:t}`a`", "a"),
    (r"\cite{a}", "a"),
    (r"\cite[see][p. 1]{a,b}", "a b"),
    (r"\cite[p.~\textbf{1}]{a}", "a"),
    (r"\citep*{a} \Citet{b} \parencite[1]{c} \footcite{d} \nocite{e}", "a b c d e"),
    (r"\autocites(see)()[1]{a}[2]{b}, \cite{c}", "a b c"),
    ("\\cite{a,\n  b}", "a b"),
    ("50% of \\cite{a}", "a"),
    ("It costs $5 [@a] or $6 [@b].", "a b"),
    ("`code` [@a] ``co`de`` [@b]", "a b"),
    ("- a list\n\n    goes on [@a]", "a"),
    ("```{note}\nSee @a.\n```\n@b", "a b"),
    ("````{tip}\n```python\n@no\n```\n@a\n````\n@b", "a b"),
    ("::: {.callout-note}\n[@a]\n:::", "a"),
    ("<!-- note -->\n@a", "a"),
    ("---\nnocite: |\n  @a, @b\n---", "a b"),
    ("[see [@a] here](https://example.org)", "a"),
    (r"\begin{itemize} \item \cite{a} \end{itemize}", "a"),
    ("```{=latex}\n\\cite{a}\n```", "a"),
    ("not closed ` but @a", "a"),
    ("not closed $x but @a", "a"),
    ("> quoted [@a]", "a"),
    ("[^1]: In a footnote @a.", "a"),
]


@pytest.mark.parametrize("text, keys", CITED)
def test_is_cited(text, keys):
    assert cited_keys([text]) == keys.split()


NOT_CITED = [
    "`@a`", "``[@a] ` ``", "```\n@a\n```", "~~~python\n@decorator\n~~~", "    @a", "text\n\n\t@a",
    "- item\n  ```\n  @a\n  ```", "```{python}\n@a\n```", "```{code-cell}\n@a\n```", "```\n@a",
    ":::{code-block} python\n@a\n:::", "```{math}\n@a\n```",
    "$@a$", "$$\n@a\n$$", r"\\(@a\\)", "\\begin{align}\n@a\n\n@b\n\\end{align}", r"$x_{@a}$",
    "<!-- @a -->", "<!-- [@a]\n\n@b -->", "% @a", "text <!-- @a --> more",
    "<pre>\n@a\n\n@b\n</pre>", "<code>@a</code>", "<script>\n@a\n</script>",
    r"\@a", r"[\@a]", "me@example.org", "Mail me.too@example.org", "<me@example.org>",
    "[mail](mailto:me@example.org)", "https://example.org/@a", "[me](https://example.org/@a)",
    "<https://example.org/@a>", "[@a](https://example.org)",
    "@fig-plot", "[@tbl-one; @eq-two]", "see @Fig-plot", "@sec-methods",
    "@", "@ a", "[@]", "@{}", "@{a b}", "@-a", "{cite:p}``", r"\cite{}", r"\nocite{*}",
    r"\citestyle{apa}",
    "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}", r"\\cite{a}", "data-cite", "cite{a}",
    '<cite data-cite="">x</cite>', '<cite id="a">x</cite>', "{ref}`a`", "{doc}`@a`",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_CITED)
def test_is_no_citation(text):
    assert cited_keys([text]) == []


def test_keys_come_in_the_order_of_the_cells_and_once():
    assert cited_keys(["@b", "`@no`", "[@a; @b]", "@B"]) == ["b", "a", "B"]


def test_what_is_open_in_one_cell_is_not_open_in_the_next():
    assert cited_keys(["```\n@no", "@a", "<!-- @no", "@b", "$@no", "@c"]) == ["a", "b", "no", "c"]


keys = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True).filter(
    lambda key: cited_keys(["@" + key]) != []  # no cross reference
)


@given(st.lists(keys, min_size=1, max_size=4, unique=True), st.sampled_from(DIALECTS), st.data())
def test_every_dialect_that_keeps_the_key_is_read_as_it_is_written(works, dialect, data):
    words = st.sampled_from(["", "see", "also"])
    pages = st.sampled_from(["", "12", "12-14"])
    cites = [Cite(key, locator=data.draw(pages), prefix=data.draw(words)) for key in works]
    text = f"So it was {write_citation(cites, '(Turing, 1936)', dialect)}, and so it is."
    assert cited_keys([text]) == ([] if dialect == "text" else works)


@given(st.lists(hostile_text | st.sampled_from(["@a ", "`", "$", "<!--", "```\n", "\n\n", "[@"])))
@example(["[@", "{", "a"])
def test_any_text_has_an_answer_of_keys_that_stand_in_it(parts):
    text = "".join(parts)
    for key in cited_keys([text]):
        assert key
        assert key.isprintable()


UNITS = [
    "`", "` `` ", "$", "$$ ", "<", "<a ", "<a b=", "<!--", "[", "[@a](", "@", "@{", "\\cite",
    "\\cite[", "\\cite{", "\\begin{math}", "\\\\(", "a://", "x" * 9, "{cite}`", "> ", "- ", ":::\n",
    "```{note}\n", "<pre>\n", "<a data-cite='", "<cite>", "\\begin{comment}\n", "1. ", "citecite",
    "(" , "](((", "\n\t@",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_opened_again_and_again_is_not_searched_for_its_end_each_time(unit):
    # With a search that begins anew at each mark this would not end for hours.
    assert len(cited_keys(["@a cite \\" + unit * 200_000])) <= MOST_KEYS


def test_the_number_of_keys_is_bounded():
    cells = [
        " ".join(f"@k{n}" for n in range(start, start + 5000)) for start in range(0, 40000, 5000)
    ]
    assert len(cited_keys(cells)) == MOST_KEYS
    assert cited_keys(["@" + "a" * 300, "@b"]) == ["b"]
