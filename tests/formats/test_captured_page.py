"""Captured pages: the seeds to the last letter, and pages that are damaged."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats import ReadOptions, format_named, read_source
from jupyter_paperlookup.records import Facts, PartialDate
from jupyter_paperlookup.records.identifiers import normalised_title

SEEDS = Path(__file__).parents[2] / "seeds"
MANIFEST = json.loads((SEEDS / "manifest.json").read_text(encoding="utf-8"))
PAGE = format_named("captured_page")
FURNITURE = """new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Dec 11

"""
ABSTRACT = "We study how far a nested transformer can be cut without loss of quality. " * 5
OTHER = "Decoding is slow because tokens come one after another; we draft several at once. " * 5


def read_seed(start):
    (name,) = [page for page in MANIFEST["pages"] if page.startswith(start)]
    options = ReadOptions(capture_year=MANIFEST["pages"][name].get("capture-year"))
    return PAGE.read(read_source(SEEDS / name), name, options)


def read(text, year=None):
    return PAGE.read(text, "page.txt", ReadOptions(capture_year=year))


def titles(reading):
    return [entry.record.title for entry in reading.entries]


@pytest.mark.parametrize(
    "start,count,captured",
    [
        ("000", 90, PartialDate(month=3, day=14)),
        ("001", 36, PartialDate(year=2025, month=12, day=11)),
        ("002", 84, PartialDate(month=3, day=12)),
        ("003", 76, PartialDate(month=8, day=8)),
        ("004", 70, PartialDate(month=3, day=14)),
    ],
)
def test_each_seed_is_read_whole(start, count, captured):
    reading = read_seed(start)
    assert len(reading.entries) == count
    assert reading.problems == ()
    assert reading.captured == captured


@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
def test_titles_and_abstracts_equal_the_page(start):
    (path,) = SEEDS.glob(f"{start}_*.txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    for entry in read_seed(start).entries:
        assert lines[entry.line - 1] == entry.record.title
        assert lines[entry.line + 1] == entry.record.abstract


def test_the_seeds_are_315_papers():
    starts = ("000", "001", "002", "003", "004")
    entries = [entry for start in starts for entry in read_seed(start).entries]
    assert len(entries) == 356
    assert len({normalised_title(entry.record.title) for entry in entries}) == 315
    assert not any(entry.record.author for entry in entries)


@pytest.mark.parametrize(
    "title,issued,facts",
    [
        ("MatFormer: Nested", "2023-10-11", Facts(author_count=11)),
        ("Block-wise Adaptive Caching", "2025-06-16", Facts(author_count=7)),
        ("Let's Make Block Coordinate Descent", "2017-12-23", Facts(author_count=3)),
        ("BlockVid", "2025-11-28", Facts(organization="DAMO Academy", comments=2)),
        ("MixLoRA", "2024-04-21", Facts(author_count=8, comments=2)),
        ("Beyond Backpropagation", "2025-09-23", Facts(author_count=1)),
        ("StreamingT2V", "2024-03-21", Facts(author_count=8, comments=2)),
        ("From Next-Token to Next-Block", "None", Facts()),
        ("Sparser Block-Sparse Attention", "None", Facts()),
    ],
)
def test_bylines(title, issued, facts):
    records = [entry.record for entry in read_seed("001").entries]
    (record,) = [record for record in records if record.title.startswith(title)]
    assert str(record.issued) == issued
    assert record.facts == facts


def test_34_entries_of_page_001_are_dated():
    issued = [entry.record.issued for entry in read_seed("001").entries]
    assert sum(date is not None and date.is_full for date in issued) == 34


def test_without_the_year_of_capture_a_date_stays_without_one():
    (name,) = [page for page in MANIFEST["pages"] if page.startswith("001")]
    reading = PAGE.read(read_source(SEEDS / name), name, ReadOptions())
    assert reading.captured == PartialDate(month=12, day=11)
    assert str(reading.entries[1].record.issued) == "--06-16"
    assert str(reading.entries[2].record.issued) == "2023-10-11"


@pytest.mark.parametrize(
    "byline,facts,issued",
    [
        ("  • 1 author\n·\nOct 11, 2023", Facts(author_count=1), "2023-10-11"),
        ("  • 12 authors\n·\nJun 16 14", Facts(author_count=12, comments=14), "2025-06-16"),
        ("nvidia NVIDIA\n·\nJun 16", Facts(organization="NVIDIA"), "2025-06-16"),
        ("google\n·\nJun 16", Facts(organization="google"), "2025-06-16"),
        ("\n  • 2 authors\n\n·\n\nJun 16\n", Facts(author_count=2), "2025-06-16"),
    ],
)
def test_variants_of_bylines(byline, facts, issued):
    text = f"{FURNITURE}First Title\n\n{ABSTRACT}\n\n{byline}\n\nSecond Title\n\n{OTHER}\n"
    reading = read(text, 2025)
    assert reading.problems == ()
    assert titles(reading) == ["First Title", "Second Title"]
    assert reading.entries[0].record.facts == facts
    assert str(reading.entries[0].record.issued) == issued


def page(*parts):
    return FURNITURE + "\n\n".join(parts)


BYLINE = "  • 7 authors\n·\nOct 11, 2023"
DAMAGED = {
    "abstract missing": (
        page("First", ABSTRACT, "Second", "Third", OTHER),
        ["First", "Third"],
        [(17, "A title without an abstract.", "Second")],
    ),
    "abstract missing before a byline": (
        page("First", ABSTRACT, BYLINE, "Second", BYLINE, "Third", OTHER, BYLINE),
        ["First", "Third"],
        [(21, "A title without an abstract.", "Second\n• 7 authors\n·\nOct 11, 2023")],
    ),
    "abstract blanked": (
        page("First", ABSTRACT, "Second", "", "Third", OTHER),
        ["First", "Third"],
        [(17, "A title without an abstract.", "Second")],
    ),
    "title missing": (
        page("First", ABSTRACT, OTHER, "Third", ABSTRACT),
        ["First", "Third"],
        [(17, "An abstract without a title.", OTHER.strip())],
    ),
    "title missing before a byline": (
        page("First", ABSTRACT, BYLINE, OTHER, BYLINE, "Third", ABSTRACT),
        ["First", "Third"],
        [(21, "An abstract without a title.", OTHER.strip())],
    ),
    "first title missing": (
        page(ABSTRACT, "Second", OTHER),
        ["Second"],
        [(13, "An abstract without a title.", ABSTRACT.strip())],
    ),
    "title and abstract missing": (
        page("First", ABSTRACT, BYLINE, BYLINE, "Third", OTHER),
        ["First", "Third"],
        [(21, "A byline without a paper.", "• 7 authors\n·\nOct 11, 2023")],
    ),
    "truncated after a title": (
        page("First", ABSTRACT, "Second"),
        ["First"],
        [(17, "A title without an abstract.", "Second")],
    ),
    "truncated early in an abstract": (
        page("First", ABSTRACT, "Second", "We study how far a nested"),
        ["First"],
        [(17, "The abstract is cut off.", "Second\nWe study how far a nested")],
    ),
    "two titles at the end": (
        page("First", ABSTRACT, "Second Title", "Third Title of Many Words"),
        ["First"],
        [
            (17, "A title without an abstract.", "Second Title"),
            (19, "A title without an abstract.", "Third Title of Many Words"),
        ],
    ),
    "garbage in place of the count": (
        page("First", ABSTRACT, "  • ?? auth\n·\nOct 11, 2023", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline does not say how many authors.", "• ?? auth\n·\nOct 11, 2023")],
    ),
    "garbage in place of the date": (
        page("First", ABSTRACT, "  • 7 authors\n·\nFoo 99, 20x", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline has no date that can be read.", "• 7 authors\n·\nFoo 99, 20x")],
    ),
    "a day that there is not": (
        page("First", ABSTRACT, "  • 7 authors\n·\nFeb 30", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline has no date that can be read.", "• 7 authors\n·\nFeb 30")],
    ),
    "truncated in a byline": (
        page("First", ABSTRACT, "  • 7 authors\n·"),
        ["First"],
        [(17, "The byline has no date that can be read.", "• 7 authors\n·")],
    ),
    "byline without a date": (
        page("First", ABSTRACT, "  • 7 authors", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline has no date that can be read.", "• 7 authors")],
    ),
    "byline without its middle": (
        page("First", ABSTRACT, "  • 7 authors\nOct 11, 2023", "Second", OTHER),
        ["First", "Second"],
        [],
    ),
    "byline without all but its date": (
        page("First", ABSTRACT, "Oct 11, 2023", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline says neither authors nor organisation.", "Oct 11, 2023")],
    ),
    "byline without its first line": (
        page("First", ABSTRACT, "·\nOct 11, 2023", "Second", OTHER),
        ["First", "Second"],
        [(17, "The byline says neither authors nor organisation.", "·\nOct 11, 2023")],
    ),
    "title in two lines": (
        page("First", ABSTRACT, "Second of\nMany Words", OTHER, "Third", ABSTRACT),
        ["First", "Third"],
        [
            (
                17,
                "The title is broken into several lines.",
                f"Second of\nMany Words\n{OTHER.strip()}",
            )
        ],
    ),
    "nothing but furniture": (FURNITURE, [], []),
    "empty": ("", [], []),
}


@pytest.mark.parametrize("text,readable,problems", DAMAGED.values(), ids=DAMAGED.keys())
def test_damage_costs_only_the_damaged(text, readable, problems):
    reading = read(text)
    assert titles(reading) == readable
    found = [(problem.line, problem.reason, problem.raw) for problem in reading.problems]
    assert found == problems
    assert all(entry.record.abstract in text for entry in reading.entries)


def test_a_damaged_byline_still_gives_what_it_says():
    garbage = page("First", ABSTRACT, "  • 7 authors\n·\nFoo 99, 20x")
    assert read(garbage).entries[0].record.facts == Facts(author_count=7)


def test_lost_blank_lines_lose_nothing():
    text = read_source(next(SEEDS.glob("001_*.txt")))
    dense = "\n".join(line for line in text.split("\n") if line.strip())
    expected = PAGE.read(text, "page.txt", ReadOptions(capture_year=2025))
    reading = PAGE.read(dense, "page.txt", ReadOptions(capture_year=2025))
    assert [entry.record for entry in reading.entries] == [
        entry.record for entry in expected.entries
    ]
    assert reading.problems == ()


@pytest.mark.parametrize("prefix,line_end", [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r")])
def test_byte_order_mark_and_line_ends(prefix, line_end):
    text = read_source(next(SEEDS.glob("001_*.txt")))
    other = prefix + text.replace("\n", line_end)
    assert PAGE.recognises(other[:4000])
    assert read(other, 2025) == read(text, 2025)


def test_short_abstracts_are_read():
    text = page(
        "Hydra", "We draft several tokens at once and keep those that agree.", "Next", OTHER
    )
    assert titles(read(text)) == ["Hydra", "Next"]


def test_without_the_end_of_its_furniture_a_page_is_not_recognised():
    text = page("First", ABSTRACT).replace("byAK and the research community\n\n", "")
    assert not PAGE.recognises(text)
    assert titles(read(text)) == ["First"]


@pytest.mark.parametrize("start", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("share", [0.1, 0.33, 0.5, 0.77, 0.999])
def test_any_beginning_of_a_page_reads_like_the_page(start, share):
    (path,) = SEEDS.glob(f"{start}_*.txt")
    text = path.read_text(encoding="utf-8")
    whole = {entry.record.title: entry.record for entry in read(text, 2025).entries}
    cut = read(text[: int(len(text) * share)], 2025)
    assert len(cut.problems) <= 1
    for entry in cut.entries[:-1]:
        assert entry.record == whole[entry.record.title]


@given(
    st.lists(st.integers(8, 40), max_size=12).map(lambda gaps: set(accumulate(gaps, initial=12)))
)
def test_a_line_that_is_lost_costs_only_its_paper(lost):
    lines = read_source(next(SEEDS.glob("001_*.txt"))).split("\n")
    whole = {entry.record.title: entry.record for entry in read("\n".join(lines), 2025).entries}
    kept = [line for index, line in enumerate(lines) if index not in lost]
    reading = read("\n".join(kept), 2025)
    for entry in reading.entries:
        expected = whole[entry.record.title]
        assert entry.record.abstract == expected.abstract
        assert entry.record.facts.organization in ("", expected.facts.organization)
        assert entry.record.facts.author_count in (None, expected.facts.author_count)
    assert len(reading.entries) >= len(whole) - len(lost)


def test_it_is_not_written():
    with pytest.raises(InvalidRequest):
        PAGE.write([])
