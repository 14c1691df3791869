"""A short turn of the typist; `benchmarks/search_fuzz.py` has a turn as long as you like."""

from __future__ import annotations

import random

import pytest
from typist import Fuzzing, Typist


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_typed_is_answered(seed_searcher, seed_documents, seed):
    chance = random.Random(seed)
    fuzzing = Fuzzing(seed_searcher, Typist(seed_documents, chance), chance)
    for _ in range(150):
        fuzzing.once()
    assert fuzzing.failed == []
    assert len(fuzzing.times) == 150
