"""Two windows on one notebook, by jupyter-collaboration: nothing is doubled, nothing is lost.

It needs an environment of its own: `PAPERLOOKUP_COLLABORATION_PYTHON` names its interpreter.
"""

import os
from collections.abc import Iterator

import pytest
from harness.cited_works import article, cite, own
from harness.notebook import NotebookPage
from harness.server import running_server
from harness.watch import PageWatch

PYTHON = os.environ.get("PAPERLOOKUP_COLLABORATION_PYTHON", "")
KEYS = ("turing1936computable", "turing1936systems", "turing1936finite")
ITEMS = {key: article("Turing", 1936, f"Paper on {key[10:]}") for key in KEYS}

pytestmark = pytest.mark.skipif(not PYTHON, reason="PAPERLOOKUP_COLLABORATION_PYTHON is not set")


@pytest.fixture(scope="module", params=["lab"])
def app(request):
    return request.param


@pytest.fixture(scope="module")
def server(app, tmp_path_factory):
    with running_server(app, tmp_path_factory.mktemp("together"), python=PYTHON) as running:
        yield running


@pytest.fixture
def windows(chromium, server) -> Iterator[tuple[NotebookPage, NotebookPage]]:
    contexts = [chromium.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2)]
    pages = [NotebookPage(server, each.new_page(), PageWatch(server, each)) for each in contexts]
    yield pages[0], pages[1]
    for each in contexts:
        each.close()


def test_two_insert_at_the_same_time(windows):
    one, other = windows
    text = f"First {cite(KEYS[0], '(Turing, 1936)')}"
    one.open([text, "Second ", "Third "], metadata=own(ITEMS))
    other.path = one.path
    other.page.goto(other.server.document_url(one.path))
    other.wait_until_loaded()
    for each in windows:
        each.page.wait_for_function(
            "() => [...paperlookupTest.panel.context.model.sharedModel.awareness.getStates()]"
            ".filter(([, state]) => 'paperlookup' in state).length === 2"
        )
    one.edit(1)
    other.edit(2)
    for nb, key in ((one, KEYS[1]), (other, KEYS[2])):
        nb.page.evaluate(
            """key => void paperlookupTest.app.commands.execute(
                'paperlookup:insert-citation', { keys: [key] })""",
            key,
        )
    expected = [
        f"First {cite(KEYS[0], '(Turing, 1936a)')}",
        f"Second {cite(KEYS[1], '(Turing, 1936c)')}",
        f"Third {cite(KEYS[2], '(Turing, 1936b)')}",
    ]
    for nb in windows:
        for index, source in enumerate(expected):
            nb.wait_for_source(index, source)
    # Both go on for a while, and still agree.
    one.type("!")
    other.type("?")
    for nb in windows:
        nb.wait_for_source(1, f"{expected[1]}!")
        nb.wait_for_source(2, f"{expected[2]}?")
    items = one.page.evaluate(
        "() => paperlookupTest.panel.context.model.sharedModel.getMetadata('paperlookup').items"
    )
    assert items.keys() == ITEMS.keys()
