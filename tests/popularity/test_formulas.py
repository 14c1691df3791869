"""The formulas give what is documented, computed by hand, and order as one expects."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.popularity import for_you, halved, likeness, popular, rise, trending

UNKNOWN = math.nan
counts = st.integers(0, 10**6)
ages = st.integers(0, 5000) | st.just(UNKNOWN)
unit = st.floats(0, 1)


@pytest.mark.parametrize("days, value", [(0, 1.0), (7, 0.5), (14, 0.25), (-3, 1.0), (UNKNOWN, 0.0)])
def test_after_each_half_life_half_is_left(days, value):
    assert halved(days, 7) == pytest.approx(value)


@pytest.mark.parametrize(
    "upvotes, comments, age, score",
    [
        (0, 0, 0, 1.0),
        (0, 0, 30, 0.5),
        (math.e - 1, 0, 60, 1.25),
        (9, 1, UNKNOWN, math.log(10) + math.log(2)),
        (UNKNOWN, 12, 1, math.log(13) + 2 ** (-1 / 30)),
        (UNKNOWN, UNKNOWN, 0, 0.0),
    ],
)
def test_popular_is_the_sum_of_logarithms_and_recency(upvotes, comments, age, score):
    assert popular(upvotes, comments, age).score == pytest.approx(score)


@pytest.mark.parametrize(
    "gains, days, points",
    [
        ((31, 0, 0), 1, 31),
        ((31, 4, 120), 2, (31 + 8 + 12) / 2),
        ((-5, 3, UNKNOWN), 3, 2),
        ((10, 0, 0), 0, 10),
        ((10, 0, 0), UNKNOWN, 0),
    ],
)
def test_a_rise_is_per_day_in_votes(gains, days, points):
    assert rise(*gains, days).points == pytest.approx(points)


def test_trending_is_change_and_baseline():
    found = trending([31, 31, 0], [0, 7, 0], [50, 50, 1], [2, 2, 0], [1, 1, UNKNOWN])
    baseline = 53 / 26**1.8
    assert found.score == pytest.approx(
        [math.log(32) + baseline, math.log(1 + 31 / 2) + baseline, 0.0]
    )


def test_what_is_like_two_works_is_nearer_than_what_is_like_one():
    assert likeness([[0.5, 0.5], [0.0, 0.2]]) == pytest.approx([0.5, 0.6])
    assert for_you([0.4, 0.4, 0.4], [0, 30, UNKNOWN]).score == pytest.approx([0.6, 0.5, 0.4])
    assert for_you(0.0, 0).score == 0.0


@given(counts, counts, counts, ages)
def test_more_votes_or_comments_never_rank_lower(votes, more, comments, age):
    assert popular(votes + more, comments, age).score >= popular(votes, comments, age).score
    assert popular(votes, comments + more, age).score >= popular(votes, comments, age).score


@given(counts, counts, counts, ages, ages)
def test_more_of_a_rise_never_trends_less(points, more, votes, ago, age):
    assert (
        trending(points + more, ago, votes + more, 0, age).score
        >= trending(points, ago, votes, 0, age).score
    )


@given(counts, counts, st.integers(0, 3000), st.integers(0, 3000))
def test_of_two_alike_the_younger_never_ranks_lower(votes, comments, age, older):
    later, sooner = age + older, age
    assert popular(votes, comments, sooner).score >= popular(votes, comments, later).score
    young, old = (trending(3, 0, votes, comments, days).score for days in (sooner, later))
    assert young >= old
    assert for_you(0.5, sooner).score >= for_you(0.5, later).score


@given(st.lists(unit, min_size=1), unit)
def test_likeness_stays_between_none_and_all_and_grows_with_each_work(each, another):
    before, after = likeness(each), likeness([*each, another])
    assert 0 <= before <= after + 1e-12 <= 1 + 1e-12


@given(counts | st.just(UNKNOWN), counts | st.just(UNKNOWN), ages, ages)
def test_a_score_is_always_a_number(votes, comments, age, ago):
    scores = (
        popular(votes, comments, age).score,
        trending(rise(votes, comments, votes, age).points, ago, votes, comments, age).score,
    )
    assert np.isfinite(scores).all()
    assert min(scores) >= 0
