from __future__ import annotations

import numpy as np
import pytest

from jupyter_paperlookup.search.semantic.fusing import WEIGHT, fused
from jupyter_paperlookup.search.semantic.nearest import nearest


def test_what_both_say_is_added_up_on_one_scale():
    found = fused([("a", 40.0), ("b", 20.0)], [("c", 4.0), ("a", 3.0), ("d", -1.0)])
    assert [key for key, _ in found] == ["a", "c", "b", "d"]
    assert dict(found) == pytest.approx({"a": 1 + 4 * WEIGHT, "b": 0.5, "c": 5 * WEIGHT, "d": 0.0})


@pytest.mark.parametrize("scale", [0.01, 1000])
def test_how_either_counts_does_not_matter(scale):
    words, near = [("a", 3.0), ("b", 1.0)], [("b", 2.0), ("c", 1.0)]
    scaled = [(key, score * scale) for key, score in words]
    shifted = [(key, deviations + scale) for key, deviations in near]
    assert dict(fused(scaled, shifted)) == pytest.approx(dict(fused(words, near)))


def test_nothing_stays_nothing():
    assert fused([], []) == []


def test_one_list_stays_in_order():
    near = [("b", 2.0), ("a", 1.0)]
    assert [key for key, _ in fused([], near)] == ["b", "a"]
    assert [key for key, _ in fused(near, [])] == ["b", "a"]


@pytest.mark.parametrize("count", [1, 7, 8192, 20_000])
def test_the_nearest_are_those_of_a_full_comparison(count):
    drawn = np.random.default_rng(count).standard_normal((count, 8)).astype(np.float32)
    vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)
    about = vectors[count // 2].astype(np.float32)
    likeness = vectors.astype(np.float32) @ about
    found = nearest(vectors, about, 10)
    assert [row for row, _ in found] == np.argsort(-likeness, kind="stable")[:10].tolist()
    assert found[0][0] == count // 2
    deviations = (likeness - likeness.mean()) / max(likeness.std(), 1e-6)
    assert [each for _, each in found] == pytest.approx([deviations[row] for row, _ in found])


def test_none_are_nearest_where_there_are_none():
    about = np.ones(8, np.float32)
    assert nearest(np.zeros((0, 8), np.float16), about, 10) == []
    assert nearest(np.ones((3, 8), np.float16), about, 0) == []


def test_equally_near_ones_stand_in_order():
    found = nearest(np.ones((5, 2), np.float16), np.ones(2, np.float32), 5)
    assert found == [(row, 0.0) for row in range(5)]
