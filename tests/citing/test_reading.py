"""Citations as people write them in each dialect, and what is read from them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import citations, hostile_text

from jupyter_paperlookup.citing import DIALECTS, NotedCitation, citations_in, write_citation
from jupyter_paperlookup.citing.citation import canonical_cites
from jupyter_paperlookup.citing.dialects import write_exactly
from jupyter_paperlookup.records import Cite


def in_text(key, *others, **details):
    return [Cite(key, author_in_text=True, **details), *others]


A, B = Cite("a"), Cite("b")
READ = [
    ("[@a]", [A]),
    ("[@a; @b]", [A, B]),
    ("[see @a, pp. 33-35; also -@b, chap. 1]", [
        Cite("a", "33-35", prefix="see"),
        Cite("b", "1", "chapter", prefix="also", suppress_author=True),
    ]),
    ("[-@a]", [Cite("a", suppress_author=True)]),
    ("@a", in_text("a")),
    ("@a [p. 33]", in_text("a", locator="33")),
    ("@a [p. 3; see @b]", in_text("a", Cite("b", prefix="see"), locator="3")),
    ("@a [see @b]", in_text("a", Cite("b", prefix="see"))),
    ("@{https://example.org/x?y=1}", in_text("https://example.org/x?y=1")),
    ("[@{a;b}]", [Cite("a;b")]),
    ("[@a{ii, A, D-Z}, with a suffix]", [Cite("a", "ii, A, D-Z", suffix="with a suffix")]),
    ("[@a, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here]", [
        Cite("a", "iv, vi-xi, (xv)-(xvii)", suffix="with suffix here")
    ]),
    ("[@a{}, 99 years later]", [Cite("a", suffix="99 years later")]),
    ("[@a, 99 years later]", [Cite("a", "99", suffix="years later")]),
    ("[@a, pp. 33, 35-37, and nowhere else]", [Cite("a", "33, 35-37", suffix="and nowhere else")]),
    ("[@a p. 12]", [Cite("a", "12")]),
    ("[@a, § 4.2]", [Cite("a", "4.2", "section")]),
    ("[@a, sub verbo 12]", [Cite("a", "12", "sub-verbo")]),
    ("[@a, no. 12]", [Cite("a", "12", "issue")]),
    ("[@a, tbl. 12]", [Cite("a", "12", "table")]),
    ("[@a, p. iv and vi]", [Cite("a", "iv", suffix="and vi")]),
    ("[@a, p. iv, vi]", [Cite("a", "iv, vi")]),
    ("[@a, pages]", [Cite("a", suffix="pages")]),
    ("[@a, Chapter 3(a)]", [Cite("a", "3(a)", "chapter")]),
    (r"[see \@x and \; @a, *so*]", [Cite("a", prefix="see @x and ;", suffix="*so*")]),
    ("[@a, pp. 3--5]", [Cite("a", "3\u20135")]),
    ("[see\n@a, p. 1;\n@b]", [Cite("a", "1", prefix="see"), B]),
    ("{cite}`a`", [A]),
    ("{cite:p}`a,b`", [A, B]),
    ("{cite:p}`a; b`", [A, B]),
    (":cite:p:`a, b`", [A, B]),
    ("{cite:t}`a`", in_text("a")),
    ("{cite:yearpar}`a`", [Cite("a", suppress_author=True)]),
    ("{cite:p}`{see}a{p. 12};b`", [Cite("a", "12", prefix="see"), B]),
    ("{cite:p}`{see}a{p. 12, and so on}`", [Cite("a", "12", prefix="see", suffix="and so on")]),
    ("{cite:p}`{see}a{fig 1}`", [Cite("a", prefix="see", suffix="fig 1")]),
    (r"\cite{a}", [A]),
    (r"\cite{a, b}", [A, B]),
    (r"\cite[p. 12]{a}", [Cite("a", "12")]),
    (r"\cite[12]{a}", [Cite("a", "12")]),
    (r"\cite[see][]{a}", [Cite("a", prefix="see")]),
    (r"\cite[see][p.~12--14]{a}", [Cite("a", "12\u201314", prefix="see")]),
    (r"\cite[see][p. 12]{a,b}", [Cite("a", prefix="see"), Cite("b", "12")]),
    (r"\citep[50\% \& \textasciitilde{} more][]{a}", [Cite("a", prefix="50% & ~ more")]),
    (r"\citep*{a}", [A]),
    (r"\parencite*{a}", [Cite("a", suppress_author=True)]),
    (r"\citeyearpar[p. 3]{a}", [Cite("a", "3", suppress_author=True)]),
    (r"\textcite[3]{a}", in_text("a", locator="3")),
    (r"\Citet{a}", in_text("a")),
    (r"\parencites[see][12]{a}[also][]{b}", [
        Cite("a", "12", prefix="see"), Cite("b", prefix="also")
    ]),
    (r"\cite[{p. ii, A}, and {[}so{]}]{a}", [Cite("a", "ii, A", suffix="and [so]")]),
    ('<cite data-cite="a">(Turing, 1936)</cite>', [A]),
    ('<cite data-cite="a,b"></cite>', [A, B]),
    (('<cite data-cite="a" data-locator="1-3" data-label="chapter" data-prefix="see" '
      'data-suffix="x &amp; y" data-suppress-author="true">(1936)</cite>'), [
        Cite("a", "1-3", "chapter", "see", "x & y", suppress_author=True)
    ]),
    ("<cite data-author-in-text=true data-cite='a'>Turing (1936)</cite>", in_text("a")),
    ('<cite data-cite="a,b" data-cites="[{}, {&quot;locator&quot;: &quot;3&quot;}]">x</cite>', [
        A, Cite("b", "3")
    ]),
    ('<cite data-cite="a,b" data-cites="[{&quot;locator&quot;: 3}]">damaged</cite>', [A, B]),
    ('<cite data-cite="a,b" data-cites="[">damaged</cite>', [A, B]),
    ('<span data-cite="a">(<em>Turing</em>, 1936)</span>', [A]),
    ("<cite data-cite='a'/>", [A]),
]  # fmt: skip


@pytest.mark.parametrize("text, cites", READ)
def test_a_citation_is_read(text, cites):
    (found,) = citations_in(f"Before {text}, after.")
    assert list(found.cites) == cites
    assert (found.start, found.end) == (7, 7 + len(text))
    assert not found.problem


PROBLEMS = [
    (r"\citeyear{a}", "a"), (r"\citeauthor*{a}", "a"), (r"\nocite{a}", "a"), (r"\footcite{a}", "a"),
    (r"\autocites(see)(){a}{b}", "a b"), ("{cite:author}`a`", "a"), ("{footcite}`a`", "a"),
    ("[see @a and @b]", "a"),
]  # fmt: skip


@pytest.mark.parametrize("text, keys", PROBLEMS)
def test_what_only_one_dialect_can_say_is_told(text, keys):
    found = citations_in(text)
    assert [cite.key for cite in found[0].cites] == keys.split()
    assert found[0].problem.endswith("stays.") or found[0].problem.endswith("stays as it is.")
    assert (found[0].start, found[0].end) == (0, len(text))


def test_the_words_of_an_element_are_read():
    text = '<cite data-cite="a">(<em>T</em>, <cite data-cite="b">x</cite>)</cite> [@c]'
    outer, last = citations_in(text)
    assert outer.words == '(<em>T</em>, <cite data-cite="b">x</cite>)'
    assert text[last.start : last.end] == "[@c]"


def test_places_count_from_the_start_of_the_text():
    text = "% a comment @no\r\nOne [@a].\r\n\r\n```\n@no\n```\n- <!-- @no --> two @b"
    assert [text[each.start : each.end] for each in citations_in(text)] == ["[@a]", "@b"]


def test_noted_words_are_found_in_their_order():
    noted = [
        NotedCitation("(Turing, 1936)", (A,)),
        NotedCitation("(gone)", (A,)),
        NotedCitation("(Turing, 1936)", (Cite("b"),)),
    ]
    text = "First (Turing, 1936), then [@c], then (Turing, 1936) and (Turing, 1936)."
    found = citations_in(text, noted)
    assert [(each.start, each.cites[0].key) for each in found] == [(6, "a"), (27, "c"), (38, "b")]


@given(citations, st.sampled_from(DIALECTS))
@example([Cite("a", suffix="p. 3"), Cite("b", prefix="x@y", suffix="]; @z")], "pandoc")
def test_what_is_written_is_read_again(cites, dialect):
    works = canonical_cites(cites)
    words = "(Turing, 1936)"
    written = write_citation(cites, words, dialect)
    noted = [NotedCitation(words, works)] if dialect == "text" else []
    for text, start in ((written, 0), (f"So {written}, and so.", 3)):
        (found,) = citations_in(text, noted)
        assert found.cites == works
        assert (found.start, found.end) == (start, start + len(written))


@given(citations, st.sampled_from(DIALECTS))
def test_what_is_written_exactly_needs_nothing_beside_it(cites, dialect):
    written = write_exactly(cites, "(Turing, 1936)", dialect)
    (found,) = citations_in(f"So {written}(and so).")
    assert found.cites == canonical_cites(cites)
    assert (found.start, found.end) == (3, 3 + len(written))


@given(
    st.lists(
        hostile_text | st.sampled_from(["@a ", "[@a", "\\cite[", "{cite}`", "<cite data-cite=a>"])
    )
)
def test_any_text_is_read_and_places_are_in_order(parts):
    text = "".join(parts)
    end = 0
    for found in citations_in(text):
        assert end <= found.start < found.end <= len(text)
        assert found.cites
        end = found.end
