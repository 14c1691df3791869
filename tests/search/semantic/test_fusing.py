from __future__ import annotations

import numpy as np
import pytest

from jupyter_paperlookup.search.semantic.fusing import fused
from jupyter_paperlookup.search.semantic.nearest import nearest


def test_places_are_added_up():
    found = fused(["a", "b", "c"], ["c", "d", "a"])
    assert [key for key, _ in found] == ["a", "c", "b", "d"]
    assert dict(found) == pytest.approx(
        {"a": 1 / 61 + 1 / 63, "b": 1 / 62, "c": 1 / 63 + 1 / 61, "d": 1 / 62}
    )


def test_two_good_places_are_better_than_one_best():
    lists = ["best", *map(str, range(8)), "both"], ["other", *map(str, range(10, 18)), "both"]
    assert fused(*lists)[0] == ("both", pytest.approx(2 / 70))


@pytest.mark.parametrize("lists", [(), ([],), ([], [])])
def test_nothing_stays_nothing(lists):
    assert fused(*lists) == []


def test_one_list_stays_in_order():
    assert [key for key, _ in fused([], ["b", "a"])] == ["b", "a"]


@pytest.mark.parametrize("count", [1, 7, 8192, 20_000])
def test_the_nearest_are_those_of_a_full_comparison(count):
    drawn = np.random.default_rng(count).standard_normal((count, 8)).astype(np.float32)
    vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)
    about = vectors[count // 2].astype(np.float32)
    likeness = vectors.astype(np.float32) @ about
    found = nearest(vectors, about, 10)
    assert [row for row, _ in found] == np.argsort(-likeness, kind="stable")[:10].tolist()
    assert found[0] == (count // 2, pytest.approx(1.0, abs=1e-2))


def test_none_are_nearest_where_there_are_none():
    about = np.ones(8, np.float32)
    assert nearest(np.zeros((0, 8), np.float16), about, 10) == []
    assert nearest(np.ones((3, 8), np.float16), about, 0) == []


def test_equally_near_ones_stand_in_order():
    found = nearest(np.ones((5, 2), np.float16), np.ones(2, np.float32), 5)
    assert [row for row, _ in found] == [0, 1, 2, 3, 4]
