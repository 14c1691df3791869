"""Half a pair of surrogates costs one sign, and nothing that stands around it."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.records.encodable import encodable, encodable_json

HALVES = st.text(st.sampled_from('a\\u"\n\ud83d\ude00\udfff\u00e9d8'), max_size=12)


@pytest.mark.parametrize(
    "written, read",
    [
        (rb'"\ud800"', "\ufffd"), (rb'"\uDFFF\uD800x"', "\ufffd\ufffdx"),
        (rb'"\ud83d\ude00"', "\U0001f600"), (rb'"\\ud800"', r"\ud800"),
        (rb'"\\\ud800\n"', "\\\ufffd\n"), (rb'"\ud800\ud83d\ude00"', "\ufffd\U0001f600"),
        ('"\U0001f600"'.encode(), "\U0001f600"), (rb'"\u0041"', "A"),
    ],
    ids=range(8),
)  # fmt: skip
def test_escapes_in_json(written, read):
    assert msgspec.json.decode(encodable_json(written)) == read


@given(st.lists(st.dictionaries(HALVES, HALVES, max_size=3), max_size=4))
def test_all_else_stays(value):
    # Halves that stand side by side are a pair to whoever reads JSON.
    whole = json.loads(json.dumps(value))
    clean = [{encodable(k): encodable(v) for k, v in each.items()} for each in whole]
    assert msgspec.json.decode(encodable_json(json.dumps(value).encode())) == clean
