from __future__ import annotations

import pytest

from jupyter_paperlookup.citing import fenced_bibtex


@pytest.mark.parametrize(
    "stub, fence",
    [("@misc{a,}\n", "```"), ("@misc{a, title = {``` x}}", "````"), ("a `````b", "``````")],
)
def test_the_fence_is_longer_than_what_it_holds(stub, fence):
    assert fenced_bibtex(stub) == f"{fence}bibtex\n{stub.rstrip()}\n{fence}"
