"""Facts by title."""

from __future__ import annotations

from pathlib import Path

import pytest

from jupyter_paperlookup.formats import ReadOptions, format_named, read_source
from jupyter_paperlookup.records import Creator, PartialDate, Record

SEEDS = Path(__file__).parents[2] / "seeds"
FACTS = format_named("title_facts")


def read(text):
    return FACTS.read(text, "facts.jsonl", ReadOptions())


def test_the_seeds_facts():
    reading = read(read_source(SEEDS / "metadata.jsonl"))
    records = [entry.record for entry in reading.entries]
    assert reading.problems == ()
    assert len(records) == 307
    assert sum(bool(record.author) for record in records) == 269
    assert sum(bool(record.arxiv) for record in records) == 304
    assert sum(record.issued is not None for record in records) == 304


def test_all_that_follows_from_an_arxiv_id():
    (entry,) = read(
        '{"title": "T", "author": [{"literal": "01.AI"}],'
        ' "arxiv": "2403.04652", "issued": [2024, 3]}'
    ).entries
    assert entry.record == Record(
        type="article",
        title="T",
        author=(Creator(literal="01.AI"),),
        issued=PartialDate(year=2024, month=3),
        doi="10.48550/arXiv.2403.04652",
        url="https://arxiv.org/abs/2403.04652",
        other={"number": "arXiv:2403.04652", "genre": "Preprint", "publisher": "arXiv"},
    )


def test_nothing_follows_from_nothing():
    (entry,) = read('{"title": "T"}').entries
    assert entry.record == Record(title="T")


@pytest.mark.parametrize(
    "line,reason",
    [
        ("{", "Not a JSON object on one line."),
        ("not json", "Not a JSON object on one line."),
        ("[1]", "Not facts about a paper: Expected `object`, got `array`."),
        ('{"author": []}', "Not facts about a paper: Object missing required field `title`."),
        ('{"title": " "}', "The title is empty."),
        ('{"title": "T", "arxiv": "x"}', "'x' is no arXiv identifier."),
        ('{"title": "T", "issued": [2024, 13]}', "There is no date [2024, 13]."),
        ('{"title": "T", "author": [{}]}', "An author has no name."),
        ("[" * 100_000, "Not facts about a paper: Expected `object`, got `array`."),
        ('{"x": ' * 100_000, "Not a JSON object on one line."),
        ('{"title": "\\ud800"}', "Not a JSON object on one line."),
    ],
)
def test_bad_lines_are_problems_and_cost_no_other(line, reason):
    reading = read(f'\ufeff{{"title": "One"}}\r\n\r\n{line}\n{{"title": "Two"}}')
    assert [(entry.record.title, entry.line) for entry in reading.entries] == [
        ("One", 1),
        ("Two", 4),
    ]
    (problem,) = reading.problems
    assert (problem.source, problem.line, problem.raw) == ("facts.jsonl", 3, line[:2000])
    assert problem.reason.startswith(reason)


def test_recognised_by_its_first_line():
    assert FACTS.recognises('\ufeff{"title": "T"}\n{"title": "U"}')
    assert FACTS.recognises('{"title": "T", "author": [' + '{"family": "A"}, ' * 1000)
    assert not FACTS.recognises('[{"title": "T"}]')
    assert not FACTS.recognises("Title")
