"""A short turn of schemathesis; `python -m tests.fuzzing.http` has one as long as you like."""

from __future__ import annotations

import importlib.util
import json

import pytest
from fuzzing.http import DESCRIPTION, asked, running_server

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("schemathesis") is None, reason="needs the extra fuzz"
)


def test_no_request_is_a_fault_of_the_server_and_none_gets_in_without_a_token():
    with running_server() as (url, token):
        as_owner = asked(url, token, examples=1)
        as_nobody = asked(url, "", examples=1)
    assert as_owner.is_good, as_owner.output[-4000:]
    assert as_nobody.is_good, as_nobody.output[-4000:]
    paths = json.loads(DESCRIPTION.read_bytes())["paths"].values()
    routes = sum(name != "parameters" for path in paths for name in path)
    assert min(as_owner.requests, as_nobody.requests) >= routes > 0
