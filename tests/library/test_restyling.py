"""A notebook in other styles, through pandoc."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.citing.editable import OpenCell, open_notebook

TITLES = {"a": "On Computable Numbers", "b": "Systems of Logic", "c": "Cybernetics"}
ITEMS = {
    key: {
        "type": "book",
        "title": title,
        "author": [{"family": "Wiener" if key == "c" else "Turing"}],
        "issued": {"date-parts": [[1936]]},
    }
    for key, title in TITLES.items()
}
PERSONS = '<cite data-cite="a">the *famous* paper</cite>'
BLOCK = "<!-- paperlookup:bibliography -->\n<!-- /paperlookup:bibliography -->"
pieces = st.sampled_from([
    '<cite data-cite="a"></cite>', '<cite data-cite="b,c" id="x"></cite>', "[@c, p. 3]", PERSONS,
    f"\n\n{BLOCK}\n\n", "Prose 😀 (Turing, 1936) [1].", "\n\n", "`<cite data-cite='a'></cite>`",
])  # fmt: skip


def restyled(library, document, style=None):
    done = library.restyle(document, style=style)
    return document.after(done.cells, done.metadata), done


def sources(document):
    return [cell.source for cell in document.cells]


@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(pieces, max_size=5).map(" ".join), min_size=1, max_size=3))
def test_a_style_and_back_is_the_identity_and_twice_is_once(library, texts):
    cells = [OpenCell(f"c{at}", "markdown", text) for at, text in enumerate(texts)]
    start = open_notebook(cells, {"paperlookup": {"version": 1, "style": "apa", "items": ITEMS}})
    written, first = restyled(library, start)
    count = "".join(texts).count(PERSONS)
    assert len(first.problems) == count
    twice, again = restyled(library, written)
    assert (sources(twice), again.converted, again.metadata) == (sources(written), 0, {})
    other, there = restyled(library, written, "ieee")
    assert sources(restyled(library, other, "ieee")[0]) == sources(other)
    back, _ = restyled(library, other, "apa")
    assert sources(back) == sources(written)
    assert len(there.problems) == count
    for document in (written, other, back):
        assert "".join(sources(document)).count(PERSONS) == count
        assert "".join(sources(document)).count("Prose 😀 (Turing, 1936) [1].") == "".join(
            texts
        ).count("Prose 😀")


def test_words_of_before_the_first_note_are_known_by_what_the_style_says(library):
    alone = [
        library.insertion("citation", [key], style="apa", items=ITEMS).text for key in ("a", "b")
    ]
    cells = [OpenCell("c", "markdown", " and ".join(alone))]
    document = open_notebook(cells, {"paperlookup": {"style": "apa", "items": ITEMS}})
    after, done = restyled(library, document)
    assert sources(after)[0].count("1936a)") == sources(after)[0].count("1936b)") == 1
    assert (done.converted, done.problems) == (2, ())


def test_a_conversion_notes_its_words_and_keeps_a_persons(library):
    facts = {"style": "apa", "items": ITEMS}
    cells = [OpenCell("c", "markdown", f"[@c] {PERSONS}")]
    document = open_notebook(cells, {"paperlookup": facts})
    conversion = library.convert_notebook(document, "html").conversion
    after = document.after(conversion.cells, conversion.metadata)
    assert sources(after) == [f'<cite data-cite="c">(Wiener, 1936)</cite> {PERSONS}']
    assert after.cells[0].facts["words"] == ["(Wiener, 1936)"]


def test_words_of_a_person_that_a_dialect_cannot_keep_are_told_and_given_up(library):
    ours = '<cite data-cite="c">(Wiener, 1936)</cite>'
    block = BLOCK.replace("\n", "\nMy own list.\n", 1)
    cells = [OpenCell("c", "markdown", f"{ours} {PERSONS} [@c]\n\n{block}")]
    document = open_notebook(cells, {"paperlookup": {"style": "apa", "items": ITEMS}})
    for to, written in (("pandoc", "[@c] [@a] [@c]"), ("latex", "\\cite{c} \\cite{a} \\cite{c}")):
        done = library.convert_notebook(document, to).conversion
        assert sources(document.after(done.cells))[0].startswith(written)
        words, references = done.problems
        assert words.reason == (
            f"Its own words (the *famous* paper) are given up: the dialect {to} keeps no words."
        )
        assert (words.cell, words.line, words.raw) == (1, 1, PERSONS)
        assert references.reason.startswith("Somebody changed this bibliography by hand, and what")
        assert references.line == 3
    assert library.convert_notebook(document, "html").conversion.problems[0].line == 3


def test_words_of_a_person_stay_theirs_in_text_and_behind_it(library):
    cells = [OpenCell("c", "markdown", f"{PERSONS} [@c]")]
    document = open_notebook(cells, {"paperlookup": {"style": "apa", "items": ITEMS}})
    done = library.convert_notebook(document, "text").conversion
    text = document.after(done.cells, done.metadata)
    assert sources(text) == ["the *famous* paper (Wiener, 1936)"]
    assert [each.is_persons for each in text.cells[0].noted] == [True, False]
    numbered, told = restyled(library, text, "ieee")
    assert sources(numbered)[0].startswith("the *famous* paper \\[")
    assert [each.reason[:33] for each in told.problems] == ["These words are not the style's, "]
    again = library.convert_notebook(numbered, "text", style="apa").conversion
    assert sources(numbered.after(again.cells)) == sources(text)
    assert [each.is_persons for each in numbered.after(again.cells).cells[0].noted] == [True, False]
    back = library.convert_notebook(numbered, "html", style="ieee").conversion
    html = numbered.after(back.cells, back.metadata)
    assert PERSONS in sources(html)[0]
    assert sources(restyled(library, html, "apa")[0]) == [
        f'{PERSONS} <cite data-cite="c">(Wiener, 1936)</cite>'
    ]
    (problem,) = library.convert_notebook(text, "myst").conversion.problems
    assert "the *famous* paper" in problem.reason
