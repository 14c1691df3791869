"""Popular, trending, for you: as the documented formulas say by hand, and with reasons."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Count
from tests.library.test_browsing import add, keep, keys

LAST = "2026-11-21"
BEFORE = "2026-11-20"


def told(ranked):
    return [(each.record.key, [reason.text for reason in each.reasons]) for each in ranked]


def scores(ranked):
    return {each.record.key: each.score for each in ranked}


@pytest.fixture
def papers(empty):
    add(empty, a="2026-11-19", b="2026-11-20", c="2026-11-21", d="2020-01-01", e="")
    return empty


@pytest.fixture
def history(papers):
    """Two days of one service, and what only an earlier or a later day counted."""
    keep(papers, "2026-11-14", Count("d", 200, 10))
    keep(
        papers,
        BEFORE,
        Count("a", 10, 2, 100, listed="2026-11-19"),
        Count("b", 40, 0, listed="2026-11-20"),
    )
    keep(
        papers,
        LAST,
        Count("a", 41, 2, 130, listed="2026-11-19"),
        Count("b", 38, 5, listed="2026-11-20"),
        Count("c", 12, 0, 3000, listed="2026-11-21"),
        Count("e", 7, 1),
    )
    return papers


def test_trending_is_the_documented_formula(history):
    # ln(1 + points per day, halved each week) + (points - 1) / (hours + 2) ** 1.8
    by_hand = {
        "a": math.log1p(31 + 0 + 0.1 * 30) + (41 + 4 - 1) / (48 + 2) ** 1.8,
        "b": math.log1p(0 + 2 * 5) + (38 + 10 - 1) / (24 + 2) ** 1.8,
        # Counted once: all it has since it was listed, within a day; its stars are older.
        "c": math.log1p(12) + (12 - 1) / 2**1.8,
        # Nobody has looked for a week, at the day of 2020 it had 220 points in 2509 days.
        "d": math.log1p(220 / 2509 * 0.5) + 219 / (2516 * 24 + 2) ** 1.8,
    }
    ranked = history.popular("trending")
    assert scores(ranked) == pytest.approx(by_hand)
    assert [each.record.key for each in ranked] == sorted(by_hand, key=lambda key: -by_hand[key])


def test_trending_has_reasons_that_add_up(history):
    ranked = history.popular("trending")
    reasons = dict(told(ranked))
    assert reasons["a"] == [
        "31 more votes since 2026-11-20",
        "30 more stars since 2026-11-20",
        "from 2026-11-19",
    ]
    assert reasons["b"] == ["5 more comments since 2026-11-20", "from 2026-11-20"]
    assert reasons["c"] == ["from 2026-11-21", "12 votes since it was listed on 2026-11-21"]
    for each in ranked:
        assert sum(reason.share for reason in each.reasons) == pytest.approx(1, abs=0.02)


def test_the_list_in_the_order_of_trending_ends_with_what_does_not_trend(history):
    page = history.browse(order="trending")
    assert keys(page)[-1] == "e"
    assert (page.is_fresh, page.note) == (True, "Trending: by what changed up to 2026-11-21.")
    assert [(each.at, each.count) for each in page.sections] == [("", 5)]
    assert page.rows[-1].reasons == ()


def test_only_fresh_snapshots_make_trending(papers):
    keep(papers, BEFORE, Count("d", comments=12), is_fresh=False)
    keep(papers, LAST, Count("d", comments=40), Count("a", comments=1), is_fresh=False)
    page = papers.browse(order="trending")
    assert keys(page)[:2] == ["d", "a"]
    assert page.note.startswith("Popular at capture: ")
    assert not page.is_fresh
    assert papers.popular("trending") == papers.popular("popular")
    assert papers.last_counted() == ""


def test_popular_at_capture_is_the_documented_formula(papers):
    keep(papers, "2020-01-31", Count("d", comments=12), is_fresh=False)
    keep(papers, LAST, Count("b", upvotes=3, comments=4), Count("e", comments=9), is_fresh=False)
    by_hand = {
        "d": math.log(13) + 2 ** (-30 / 30),
        "b": math.log(4) + math.log(5) + 2 ** (-1 / 30),
        "e": math.log(10),
    }
    ranked = papers.popular("popular")
    assert scores(ranked) == pytest.approx(by_hand)
    assert told(ranked) == [
        (
            "b",
            [
                "4 comments when captured on 2026-11-21",
                "3 votes when captured on 2026-11-21",
                "1 day old then",
            ],
        ),
        ("d", ["12 comments when captured on 2020-01-31", "30 days old then"]),
        ("e", ["9 comments when captured on 2026-11-21"]),
    ]


def test_what_was_captured_on_a_day_of_an_unknown_year_counts_without_its_age(papers):
    keep(papers, "--03-14", Count("b", comments=1), is_fresh=False)
    assert told(papers.popular("popular")) == [("b", ["1 comment when captured"])]


def test_a_fresh_count_makes_popular_more_than_popular_at_capture(papers):
    keep(papers, LAST, Count("b", 1))
    page = papers.browse(order="popular")
    assert page.note == "Popular: by the newest votes and comments known."
    assert page.rows[0].reasons[-1].text == "1 vote when counted on 2026-11-21"
    assert papers.last_counted() == LAST


def test_where_nobody_counted_the_list_says_so_and_is_newest_first(papers):
    page = papers.browse(order="popular")
    assert page.note == "Nobody has counted votes or comments of these papers."
    assert keys(page) == keys(papers.browse())
    assert papers.popular("popular") == ()


def test_popular_among_some_records(history):
    assert [each.record.key for each in history.popular("popular", keys=["B", "d", "x"])] == [
        "d",
        "b",
    ]
    assert len(history.popular("popular", limit=1)) == 1
    with pytest.raises(InvalidRequest):
        history.popular("popular", limit=1001)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.tuples(*[st.integers(0, 500)] * 3), min_size=3, max_size=3), st.integers(0, 90))
def test_more_votes_never_rank_lower(papers, counts, more):
    before, now, captured = counts

    def places(extra):
        papers._store.database.do("DELETE FROM snapshots")
        papers._store.database.do("DELETE FROM rises")
        keep(papers, BEFORE, *(map(Count, "abc", before)))
        keep(papers, LAST, *(map(Count, "abc", [now[0] + extra, *now[1:]], captured)))
        orders = [papers.browse(order=order) for order in ("popular", "trending")]
        return [keys(page).index("a") for page in orders]

    assert all(after <= at for after, at in zip(places(more), places(0), strict=True))


# --- for you --------------------------------------------------------------------------------

FIT = "chen2023fit"


def test_for_you_is_near_to_what_is_cited_and_says_to_what(library):
    ranked = library.popular("for-you", cited=[FIT, "nobody1900"], limit=10)
    assert 0 < len(ranked) <= 10
    assert FIT not in scores(ranked)
    near = [each.key for each in library.related(FIT, limit=30)]
    assert {each.record.key for each in ranked} <= set(near)
    for each in ranked:
        assert each.reasons[0].text.startswith("shares ")
        assert each.reasons[0].text.endswith(f" with {FIT}")


def test_two_cited_works_say_more_than_one(library):
    first, second = (each.key for each in library.related(FIT, limit=2))
    one = scores(library.popular("for-you", cited=[FIT], limit=1000))
    both = scores(library.popular("for-you", cited=[FIT, first], limit=1000))
    assert first not in both
    assert all(both[key] >= one[key] - 1e-9 for key in both.keys() & one.keys())
    assert both[second] > 0


def test_for_you_by_what_is_kept_for_notebooks(library, tmp_path):
    page = library.browse(order="for-you")
    assert page.note == "Nothing is cited yet that papers could be near to."
    notebook = tmp_path / "notes.md"
    notebook.write_text(f"See [@{FIT}].", "utf-8")
    library.keep_file(tmp_path / "references.bib", notebook=notebook)
    library.ensure_index()
    page = library.browse(order="for-you")
    assert page.note == "For you: near to 1 work that you cite."
    assert page.rows[0].score > 0
    assert page.total == library.status().records


def test_for_you_without_an_index_says_so_and_is_newest_first(empty):
    add(empty, old="2001-01-01", young="2024-01-01")
    page = empty.browse(order="for-you", cited_here=["old"])
    assert "index" in page.note
    assert keys(page) == ["young", "old"]
