"""What reads like a question is answered by what papers are about."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.feedback import BEST
from jupyter_paperlookup.search.planner import plan
from jupyter_paperlookup.search.query import parse_query


def is_question(text, *, typing=False):
    return plan(parse_query(text, typing=typing)).is_question


@pytest.mark.parametrize(
    "text",
    [
        "What is known of the quality of machine translation?",
        "electron microscopy of lung or bronchi.",
        "how well do transformers translate as they grow",
        "we train a model that reads long sequences in few steps",
        "papers on the scaling of language models with data, parameters, compute and time",
    ],
)
def test_a_sentence_is_a_question(text):
    assert is_question(text)
    assert is_question(text, typing=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "turing 1936",
        "attention is all you need",
        "scaling laws for neural machine translation",
        "far-reaching interleaved transformers for long sequences and images",
        "to be or not to be that is",
        "Turing et al.",
        "is attention all?",
        'author:turing "computable numbers" year:1936 -vision doi:10.1000/182',
    ],
)
def test_what_is_remembered_of_a_paper_is_none(text):
    assert not is_question(text)
    assert not is_question(text, typing=True)


def test_words_that_say_nothing_are_passed_over():
    made = plan(parse_query("What is known of the quality of machine translation?"))
    typed = [unit.alternatives[0].text for unit in made.units]
    assert typed == ["known", "quality", "machine", "translation"]
    made = plan(parse_query("what do we know of the quality of th", typing=True))
    assert made.units[-1].alternatives[0].text == "th"


@pytest.fixture(scope="module")
def searcher(open_index):
    said = "We report how the lens of an eye is nourished in animals that live under water, with "
    said += "measurements of oxygen, temperature and light over several weeks in one laboratory."
    papers = [
        Document(f"near{at}", "The lens of the eye", f"{said} The cornea is measured.")
        for at in range(BEST)
    ]
    papers += [
        Document("close", "The lens of fishes", "A cornea is found."),
        Document("far", "The lens of fishes", "A telescope is found."),
        Document("none", "On the cornea", "The cornea and nothing else."),
    ]
    papers += [Document(f"other{at}", f"Paper {at}", "About other things.") for at in range(200)]
    return open_index(papers)


QUESTION = "what is known of the lens of fishes and of its growth"


def scores(searcher, text, *, typing):
    page = searcher.search(parse_query(text, typing=typing), limit=50)
    return {hit.key: hit.score for hit in page.hits}


def test_what_the_first_answers_share_lifts_others(searcher):
    typed = scores(searcher, QUESTION, typing=True)
    assert typed["close"] == pytest.approx(typed["far"])
    finished = scores(searcher, QUESTION, typing=False)
    assert finished["close"] > finished["far"]
    assert finished == scores(searcher, f"{QUESTION}.", typing=True)


def test_it_adds_no_answers(searcher):
    typed = scores(searcher, QUESTION, typing=True)
    assert scores(searcher, QUESTION, typing=False).keys() == typed.keys()
    assert "none" not in typed


def test_titles_alone_teach_nothing(open_index):
    papers = [Document(f"k{at}", f"The lens of the eye {at} cornea") for at in range(BEST)]
    searcher = open_index([*papers, *(Document(f"o{at}", f"Paper {at}") for at in range(99))])
    question = "what is known of the lens and of the eye"
    assert scores(searcher, question, typing=False) == scores(searcher, question, typing=True)


def test_a_whole_title_in_a_sentence_is_still_first(open_index):
    title = "How do we know what it is that they have in common"
    words = "know common"
    papers = [Document(f"k{at}", f"{words} {words}", f"{words} " * 9) for at in range(20)]
    searcher = open_index([*papers, Document("meant", title)])
    assert searcher.search(parse_query(title, typing=True)).hits[0].key == "meant"


def test_the_first_author_is_who_is_named(open_index):
    searcher = open_index(
        [
            Document("a", "On computable numbers", author="Alonzo Church; Alan Turing"),
            Document("b", "On computable numbers", author="Alan Turing; Alonzo Church"),
            Document("c", "Turing machines and turing tests", author="Kurt Gödel"),
        ]
    )
    for text, first in (("church numbers", "a"), ("turing 1936 numbers", "b")):
        hits = searcher.search(parse_query(text), is_explained=True).hits
        assert hits[0].key == first
        assert "first author" in {factor.name for factor in hits[0].explanation.factors}
        others = [hit for hit in hits if hit.key == "c"]
        lifted = {factor.name for hit in others for factor in hit.explanation.factors}
        assert "first author" not in lifted
