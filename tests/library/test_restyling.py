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
