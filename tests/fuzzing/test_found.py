"""Inputs that once went wrong, those that each target begins with, and new ones at random."""

from __future__ import annotations

import contextlib
import json

import pytest
from fuzzing.found import found_inputs
from fuzzing.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import hostile_text


@pytest.mark.parametrize("file", found_inputs(), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_was_found_once(file):
    TARGETS[file.parent.name].run(file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_to_begin_with(name):
    assert TARGETS[name].seeds
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


OTHER_VALUES = (None, True, -1, 1e300, 10**30, "", "x", [], [None], [[]], {}, {"x": {}})


def _json_seeds(target):
    for seed in target.seeds:
        with contextlib.suppress(ValueError):
            if isinstance(document := json.loads(seed), (dict, list)):
                yield document


def _with_other_values(value):
    """A JSON value, each time with something else in one place of it."""
    yield from OTHER_VALUES
    places = value.items() if isinstance(value, dict) else enumerate(value)
    for place, inner in list(places):
        inners = _with_other_values(inner) if isinstance(inner, (dict, list)) else OTHER_VALUES
        for other in inners:
            changed = value.copy()
            changed[place] = other
            yield changed


@pytest.mark.parametrize("name", [name for name in TARGETS if any(_json_seeds(TARGETS[name]))])
def test_values_of_another_kind(name):
    """Each value within a JSON input becomes one of every other kind, one at a time."""
    for document in _json_seeds(TARGETS[name]):
        for changed in _with_other_values(document):
            TARGETS[name].run(json.dumps(changed).encode())


def _mutated(target):
    """Inputs of a target, cut and put together with its words and with anything."""
    seeds = st.sampled_from(target.seeds)
    pieces = st.builds(
        lambda seed, start, length: seed[start : start + length],
        seeds,
        st.integers(0, max(map(len, target.seeds))),
        st.integers(1, 400),
    )
    words = st.sampled_from([word.encode() for word in target.words] or [b""])
    texts = hostile_text.map(lambda text: text.encode("utf-8", "replace"))
    return st.lists(seeds | pieces | words | texts | st.binary(max_size=8), max_size=6).map(
        b"".join
    )


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
@settings(max_examples=15)
def test_inputs_at_random(name, data):
    TARGETS[name].run(data.draw(_mutated(TARGETS[name])))
