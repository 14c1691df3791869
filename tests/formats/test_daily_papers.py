from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import hostile_text

from jupyter_paperlookup.formats import ReadOptions, format_for
from jupyter_paperlookup.formats.daily_papers import DailyPapers, record_of
from jupyter_paperlookup.records import Creator, PartialDate

BODIES = Path(__file__).parents[1] / "network" / "recordings"
PAPER = {
    "id": "1706.03762",
    "title": "Attention Is All\n  You Need",
    "summary": "The dominant models &lt; others.",
    "authors": [{"_id": "1", "name": "Jakob van der Uszkoreit Jr.", "hidden": False}],
    "publishedAt": "2017-06-12T17:57:34.000Z",
}


def read(text, source="papers.json"):
    return DailyPapers().read(text, source, ReadOptions())


def body(name):
    return json.dumps(json.loads((BODIES / name).read_text("utf-8"))["body"])


def test_a_list_of_the_api_is_read():
    text = body("daily_papers.json")
    assert format_for("papers.json", text[:4000]).name == "daily-papers"
    reading = read(text)
    assert not reading.problems
    record = reading.entries[0].record
    assert (record.title, record.arxiv, record.doi) == (
        "Attention Is All You Need", "1706.03762", "10.48550/arXiv.1706.03762",
    )  # fmt: skip
    assert record.type == "article"
    assert record.author[0] == Creator(family="Vaswani", given="Ashish")
    assert record.issued == PartialDate(2017, 6, 12)
    facts = record.facts
    assert (facts.upvotes, facts.comments, facts.stars, facts.listed) == (
        97,
        4,
        18_000,
        "2026-11-20",
    )
    assert facts.repository == "https://github.com/tensorflow/tensor2tensor"
    assert facts.organization == "Google"
    assert facts.keywords == ("self-attention", "sequence transduction")
    assert reading.captured == PartialDate(2026, 11, 20)


def test_one_paper_of_the_api_is_read():
    text = json.dumps(PAPER)
    assert format_for("x.json", text).name == "daily-papers"
    (entry,) = read(text).entries
    assert entry.record.author == (
        Creator(family="Uszkoreit", given="Jakob", non_dropping_particle="van der", suffix="Jr."),
    )
    assert entry.record.title == "Attention Is All You Need"


def test_a_list_with_hidden_authors_names_nobody_but_counts_them():
    authors = [*PAPER["authors"], {"name": "Alan Turing", "hidden": True}]
    record = record_of({"paper": PAPER | {"authors": authors}})
    assert record.author == ()
    assert record.facts.author_count == 2
    assert "author" in record.incomplete


@pytest.mark.parametrize(
    "paper,said",
    [
        ({}, "without a title"),
        ({"title": "T"}, "without an arXiv id"),
        ({"title": "T", "id": "../../etc"}, "without an arXiv id"),
        ({"title": 3, "id": "1706.03762"}, "without a title"),
        ("text", "Not an object"),
        (None, "Not an object"),
    ],
)
def test_what_is_no_paper_is_a_problem_and_costs_no_other(paper, said):
    reading = read(json.dumps([{"paper": PAPER}, paper, {"paper": PAPER | {"id": "2010.11929"}}]))
    assert [entry.record.arxiv for entry in reading.entries] == ["1706.03762", "2010.11929"]
    (problem,) = reading.problems
    assert said in problem.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"upvotes": -1}, {"upvotes": True}, {"upvotes": "9"}, {"upvotes": 1.5},
        {"githubRepo": "javascript:alert(1)"}, {"githubRepo": "https://a@b/"}, {"githubRepo": []},
        {"submittedOnDailyAt": "yesterday"}, {"submittedOnDailyAt": "2026-02-30T00:00:00Z"},
        {"organization": "text"}, {"organization": {"fullname": 3}}, {"ai_keywords": "text"},
        {"authors": "text"}, {"authors": [None, 3]}, {"publishedAt": 3},
    ],
)  # fmt: skip
def test_facts_of_a_wrong_kind_are_left_out(changes):
    record = record_of({"paper": PAPER | {"authors": []} | changes})
    facts = record.facts
    assert (facts.upvotes, facts.repository, facts.listed) == (None, "", "")
    assert (facts.organization, facts.keywords) == ("", ())


def test_a_truncated_body_gives_what_came_and_says_so():
    text = body("daily_papers.json")
    reading = read(text[: len(text) - 200])
    assert 0 < len(reading.entries) < 3
    assert "cut off" in reading.problems[-1].reason
    assert "cut off" in read('[{"paper": ' + json.dumps(PAPER) + "}").problems[0].reason


def test_the_day_in_the_name_of_a_file_is_the_day_of_counting():
    text = json.dumps([{"paper": PAPER | {"submittedOnDailyAt": "2026-11-18T00:00:00Z"}}])
    assert read(text, "daily_papers_2026-11-20.json").captured == PartialDate(2026, 11, 20)
    assert read(text, "papers.json").captured == PartialDate(2026, 11, 18)
    assert read(text, "2026-13-45.json").captured == PartialDate(2026, 11, 18)
    assert read(json.dumps([{"paper": PAPER}])).captured is None


def test_a_day_without_papers_is_no_problem():
    assert read("[]") == read(" [ ] \n")
    assert not read("[]").problems


@given(hostile_text)
def test_no_text_breaks_it(text):
    read(text)
    read('[{"paper": ' + text)
    record = record_of({"paper": {**PAPER, "title": text, "summary": text, "githubRepo": text}})
    if not isinstance(record, str):
        assert not set("\n\r\x1b\u202e\x00") & set(record.title + record.abstract)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: (
    st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*PAPER, "paper", "upvotes", "name", "hidden"]), inner)
), max_leaves=12))  # fmt: skip
def test_no_json_breaks_it(value):
    record_of(value)
    read(json.dumps(value))
