"""What a search found, as messages: nothing is added, and reasons are in words that people know."""

import pytest

from jupyter_paperlookup.library import IndexState, Related, Result, ResultPage
from jupyter_paperlookup.messages import present_searching
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Record
from jupyter_paperlookup.search.explanation import Explanation, Factor, Part

TURING = Record(
    key="turing1936computable",
    title="On Computable Numbers, with an Application to the Entscheidungsproblem",
    author=(Creator(family="Turing", given="Alan M."),),
    issued=PartialDate(year=1936, month=11),
    abstract="The computable numbers may be described briefly as the real numbers.",
)


def result(record, **matches):
    return Result(record=record, score=1.5, matches=matches)


def test_hit_carries_the_record_and_where_it_matched() -> None:
    hit = present_searching.hit(
        result(TURING, title=((3, 13),), author=((8, 14),), abstract=((4, 14),))
    )
    assert hit.key == "turing1936computable"
    assert (hit.creators, hit.short_creators) == ("Alan M. Turing", "Turing")
    assert (hit.year, hit.date) == (1936, "1936-11")
    assert [hit.title[start:end] for start, end in hit.title_matches] == ["Computable"]
    assert [hit.creators[start:end] for start, end in hit.creators_matches] == ["Turing"]
    assert [hit.snippet[start:end] for start, end in hit.snippet_matches] == ["computable"]
    assert hit.matched_in == ["title", "author", "abstract"]
    assert hit.incomplete == []


def test_texts_are_shown_without_tags_and_marked_so() -> None:
    record = Record(
        key="x", title="On <i>x</i> in H<sub>2</sub>O", abstract="<b>Of</b> H<sub>2</sub>O"
    )
    hit = present_searching.hit(result(record, title=((8, 11),), abstract=((3, 6),)))
    assert (hit.title, hit.snippet) == ("On x in H2O", "Of H2O")
    assert [hit.title[start:end] for start, end in hit.title_matches] == ["H2O"]
    assert [hit.snippet[start:end] for start, end in hit.snippet_matches] == ["H2O"]


def test_unknown_stays_unknown() -> None:
    hit = present_searching.hit(result(Record(key="x", facts=Facts(author_count=7))))
    assert (hit.creators, hit.short_creators, hit.year, hit.date) == ("", "", None, "")
    assert hit.author_count == 7
    assert hit.incomplete == ["title", "author", "issued"]


def test_organisation_stands_where_no_author_is_known() -> None:
    record = Record(key="x", title="T", facts=Facts(organization="DAMO Academy"))
    hit = present_searching.hit(result(record, author=((0, 4),)))
    assert hit.creators == hit.short_creators == "DAMO Academy"
    assert hit.creators[slice(*hit.creators_matches[0])] == "DAMO"
    assert "author" in hit.incomplete


def test_day_without_a_year_has_no_year() -> None:
    hit = present_searching.hit(result(Record(key="x", issued=PartialDate(month=12, day=11))))
    assert (hit.year, hit.date) == (None, "--12-11")


def test_search_response_says_how_the_query_was_read() -> None:
    page = ResultPage(
        query="author:turing",
        understood=("author: turing",),
        results=(result(TURING),),
        total=4,
        did_you_mean="x",
    )
    state = IndexState(phase="building", done=3, total=9)
    response = present_searching.search_response(page, state)
    assert (response.query, response.understood, response.total) == (
        "author:turing",
        ["author: turing"],
        4,
    )
    assert (response.index.phase, response.index.done, response.index.total) == ("building", 3, 9)
    assert response.did_you_mean == "x"


def part(typed, field, term, score, likeness=1.0):
    return Part(typed=typed, field=field, term=term, weight=1.0, likeness=likeness, score=score)


def explained(explanation, record=TURING, **matches):
    found = Result(record=record, score=1.0, matches=matches, explanation=explanation)
    return present_searching.hit(found).explanation


def test_shares_are_parts_of_one_whole_most_first() -> None:
    parts = (part("real", "abstract", "real", 1.0), part("computable", "title", "comput", 3.0))
    told = explained(Explanation(parts=parts, has=0.5, factors=(Factor(name="year", factor=1.5),)))
    assert [(each.typed, each.field, each.share) for each in told.parts] == [
        ("computable", "title", 0.75),
        ("real", "abstract", 0.25),
    ]
    assert (told.has, told.is_exact) == (0.5, False)
    assert [(each.name, each.factor) for each in told.factors] == [("year", 1.5)]


@pytest.mark.parametrize(
    "typed,field,term,found",
    [
        ("computable", "title", "comput", ""),  # the word itself, whatever its stem
        ("computble", "title", "comput", "Computable"),
        ("number", "title", "number", "Numbers"),
        ("tur", "author", "turing", "Turing"),
        ("turing", "author", "turing", ""),
        ("gone", "title", "went", "went"),  # changed since the index was written
    ],
)
def test_a_term_is_told_as_the_word_of_the_record(typed, field, term, found) -> None:
    told = explained(Explanation(parts=(part(typed, field, term, 1.0, 0.8),)))
    assert [(each.found, each.likeness) for each in told.parts] == [(found, 0.8)]


def test_an_identifier_is_exact_as_a_whole_alone() -> None:
    record = Record(key="x", facts=Facts())
    assert explained(Explanation(added=1000.0), record).is_exact
    assert explained(Explanation(base=1.0), record, key=((0, 1),)).is_exact
    assert not explained(Explanation(base=1.0), record).is_exact
    assert not explained(Explanation(base=1.0), record, arxiv=((0, 4),)).is_exact


def test_nothing_is_explained_that_was_not_asked() -> None:
    assert present_searching.hit(result(TURING)).explanation is None


def test_related_papers_have_their_words() -> None:
    state = IndexState(phase="ready", done=1, total=1)
    related = Related(record=TURING, score=2.0, words=("computable", "numbers"))
    response = present_searching.related_response([related], state)
    (paper,) = response.papers
    assert (paper.key, paper.year, paper.date) == ("turing1936computable", 1936, "1936-11")
    assert (paper.creators, paper.short_creators) == ("Alan M. Turing", "Turing")
    assert paper.words == ["computable", "numbers"]
    assert response.index.phase == "ready"
