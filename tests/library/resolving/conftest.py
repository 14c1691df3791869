"""Benches, closed after each test."""

from contextlib import ExitStack

import pytest
from bench import Bench
from replaying import replaying


@pytest.fixture
def bench(tmp_path):
    benches = []

    def made(works):
        replay = stack.enter_context(replaying(works))
        benches.append(Bench(tmp_path, replay))
        return benches[-1]

    with ExitStack() as stack:
        yield made
        for each in benches:
            each.close()
