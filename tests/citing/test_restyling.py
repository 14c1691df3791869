"""Other words in a cell, and nothing beside them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import citations

from jupyter_paperlookup.citing import write_citation
from jupyter_paperlookup.citing.cell_citations import cell_citations
from jupyter_paperlookup.citing.cells import cell_of, changed_metadata
from jupyter_paperlookup.citing.citation import canonical_cites
from jupyter_paperlookup.citing.own_words import MOST_WORDS, forgetting, noting, own_texts
from jupyter_paperlookup.citing.restyling import NewTexts, RestyledCell
from jupyter_paperlookup.citing.text_edits import edited, smallest_edits

words = st.sampled_from(["(A, 1936)", "(A, 1936a)", r"\[1\]", "**A** (1936)", "A &amp; B", "😀"])
around = st.text("ab \n[](){}<>`$\\@:😀1", max_size=8)


@st.composite
def cells(draw):
    """A cell with citations of `html`, `text` and others."""
    source, noted = draw(around), []
    for cites in draw(st.lists(citations.map(canonical_cites), max_size=4)):
        dialect = draw(st.sampled_from(["html", "html", "text", "pandoc"]))
        said = draw(words)
        source += write_citation(cites, said, dialect) + draw(around)
        if dialect == "text":
            listed = [
                {"key": each.key, "locator": each.locator, "label": each.label} for each in cites
            ]
            noted.append({"words": said, "cites": listed})
    return cell_of(1, "markdown", source, {"paperlookup": {"citations": noted}, "x": 1})


def restyled(cell, new):
    """The cell with new words, or as it was, and the work that was done."""
    work = RestyledCell(cell, new)
    change = work.run()
    if change is None:
        return cell, work
    assert edited(cell.source, smallest_edits(cell.source, change.edits)) == change.source
    return cell_of(1, "markdown", change.source, changed_metadata(cell, change)), work


@settings(deadline=None, max_examples=150)
@given(cells(), st.data())
def test_other_words_and_back_is_the_identity(cell, data):
    found = cell_citations(cell)
    worded = [each for each in found if each.dialect in {"html", "text"}]
    new = {each.start: data.draw(words) for each in worded}
    there, work = restyled(cell, NewTexts(new))
    after = cell_citations(there)
    assert [each.cites for each in after] == [each.cites for each in found]
    assert work.changed + len(work.problems) == len(worded)
    if not work.problems:
        assert [each.words for each in after] == [
            new.get(each.start, each.words) for each in found
        ]  # fmt: skip
        old = {one.start: other.words for one, other in zip(after, found, strict=True)
               if other.dialect in {"html", "text"}}  # fmt: skip
        back, again = restyled(there, NewTexts(old))
        if not again.problems:
            assert back.source == cell.source
            assert back.noted == cell.noted
    assert there.metadata["x"] == 1


@given(st.lists(st.text("abc", min_size=1, max_size=3)), st.text("abc", min_size=1, max_size=3))
def test_what_is_written_is_known_as_ours_until_it_is_forgotten(others, own):
    metadata = noting({"x": 1, "paperlookup": {"citations": []}}, [*others, own], [own])
    texts = own_texts(cell_of(1, "markdown", "", metadata))
    assert texts.has_words(own)
    assert texts.has_block(f"\n{own}\n")
    assert not texts.has_block(own + "!")
    assert noting(metadata, [own], [own]) == metadata
    assert forgetting(metadata) == {"x": 1, "paperlookup": {"citations": []}}


def test_what_is_noted_is_bounded_and_the_oldest_goes_first():
    metadata = {}
    for number in range(MOST_WORDS + 5):
        metadata = noting(metadata, [f"({number})"])
    known = metadata["paperlookup"]["words"]
    assert (len(known), known[-1]) == (MOST_WORDS, f"({MOST_WORDS + 4})")


def test_other_words_leave_the_element_as_it_is():
    source = 'So <cite class="x" data-cite="a" id="y">old</cite>; <cite data-cite="b">'
    start = source.rindex("<cite")
    cell, _ = restyled(cell_of(1, "markdown", source, {}), NewTexts({3: "new", start: "(B)"}))
    assert cell.source == (
        'So <cite class="x" data-cite="a" id="y">new</cite>; <cite data-cite="b">(B)</cite>'
    )


def test_words_that_would_be_taken_for_others_stay():
    noted = {"paperlookup": {"citations": [{"words": "(A)", "cites": [{"key": "a"}]}]}}
    cell = cell_of(1, "markdown", r"My \[1\], (A)", noted)
    after, work = restyled(cell, NewTexts({cell.source.index("(A)"): r"\[1\]"}))
    assert after.source == cell.source
    assert [each.line for each in work.problems] == [1]
