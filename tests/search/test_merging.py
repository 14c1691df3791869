"""Which segments are put together, and how often a document is written again."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.search.merging import MAX_SEGMENTS, QUICKLY, to_merge


@pytest.mark.parametrize(
    "live, dead, added, is_idle, expected",
    [
        ([10_000], [0], 1, False, set()),
        ([10_000, 1], [0, 0], 1, False, {1}),
        ([10_000, 5], [0, 0], 1, False, set()),
        ([10_000, 40, 60], [0, 0, 0], 30, False, {1}),
        ([10_000, 40, 60], [0, 0, 0], 30, True, {1, 2}),
        ([10_000, 3_000], [0, 0], 0, False, set()),
        ([10_000, 3_000], [0, 0], 0, True, {0, 1}),
        ([10_000, 2_000], [0, 0], 0, True, set()),
        ([10_000], [9_000], 0, True, set()),
        ([10_000], [10_001], 0, True, {0}),
        ([10_000], [10_001], 5, False, set()),
        ([10_000, 0], [0, 8], 0, True, set()),
        ([], [], 0, True, set()),
        ([], [], 9, False, set()),
        ([2_000 - at for at in range(15)], [0] * 15, 1, False, set()),
        ([2_000 - at for at in range(16)], [0] * 16, 1, False, set(range(11, 16))),
    ],
)
def test_which_segments_are_written_again(live, dead, added, is_idle, expected):
    assert to_merge(live, dead, added, is_idle=is_idle) == expected


@pytest.mark.parametrize("is_idle", [False, True])
def test_documents_that_come_one_by_one_are_not_written_often(is_idle):
    sizes, written = [10_000], 0
    for _ in range(1000):
        merged = to_merge(sizes, [0] * len(sizes), 1, is_idle=is_idle)
        new = 1 + sum(sizes[at] for at in merged)
        assert is_idle or len(merged) > 1 or new <= 2 * QUICKLY
        written += new
        sizes = [size for at, size in enumerate(sizes) if at not in merged] + [new]
        assert len(sizes) <= MAX_SEGMENTS
    assert sum(sizes) == 11_000
    assert written < 15 * 1000
