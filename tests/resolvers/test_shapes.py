"""Whatever stands in the place of anything that a service says, a resolver reads it or says so."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.records import from_csl, to_csl
from jupyter_paperlookup.resolvers.matching import matches
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Question

BODIES = Path(__file__).parent / "bodies"
BY_NAME = {each.service.name: each for each in RESOLVERS}
FILES = sorted(path for path in BODIES.glob("*.json"))
OTHERS = (
    None, True, 5, -1.5e300, 10**30, "", "text", "\x00\u202e<b>&amp;", [], [None], ["text"], [[]],
    [{}], {}, {"a": {"b": [1]}}, "9999-99-99", "2023-02-31T00:00:00Z", [[[2023, 99, 99]]], [[None]],
)  # fmt: skip
RECORD = from_csl(
    {
        "id": "a",
        "type": "article-journal",
        "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
        "author": [{"family": "Turing"}],
        "issued": {"date-parts": [[1937]]},
        "DOI": "10.1112/plms/s2-42.1.230",
    }
)


def places(value, path=()):
    """All places of a body, the body itself among them."""
    yield path
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in items:
            yield from places(inner, (*path, name))


def put(body, path, value):
    if not path:
        return value
    changed = copy.deepcopy(body)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return changed


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_else_in_any_place_is_more_than_a_fault(file):
    name = file.stem.removesuffix("-search")
    resolver = BY_NAME[name]
    found_by = "title" if file.stem.endswith("-search") else "identifier"
    question = Question(path="/works", keys=("a",), found_by=found_by)
    body = json.loads(file.read_bytes())
    for path in places(body):
        for other in OTHERS:
            said = json.dumps(put(body, path, other)).encode()
            found, reason = read(resolver, question, said)
            assert not reason or reason.startswith(resolver.service.label)
            assert not reason or reason.endswith("Try again later.")
            for candidate in found:
                assert candidate.record.title
                json.dumps(to_csl(candidate.record))
            matches(RECORD, found)


def read(resolver, question, said):
    try:
        return resolver.candidates(question, said), ""
    except UnusableAnswer as error:
        return [], error.reason
