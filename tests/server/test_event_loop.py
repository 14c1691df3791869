"""Slow work never holds up the server, and a keystroke never waits for an index."""

import asyncio
import threading

import pytest

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

FIT = "chen2023fit"
LONG = 60


async def build_ends(api):
    """Ask for the status, as the front end does, until nothing is being built."""
    for _ in range(LONG * 20):
        _, status = await api("status")
        if status["index"]["phase"] != "building":
            return
        await asyncio.sleep(0.05)
    pytest.fail("the index is still being built")


@pytest.fixture
def gate():
    gate = threading.Event()
    yield gate
    gate.set()


async def test_others_are_answered_while_one_request_is_slow(
    api, jp_fetch, indexed_home, monkeypatch, gate
) -> None:
    entered = threading.Event()
    really_get = Library.get

    def slow_get(library, key):
        entered.set()
        assert gate.wait(LONG)
        return really_get(library, key)

    monkeypatch.setattr(Library, "get", slow_get)
    slow = asyncio.ensure_future(api(f"records/{FIT}"))
    assert await asyncio.to_thread(entered.wait, LONG)

    ping = await jp_fetch("api", "status")
    _, found = await api("search", params={"q": "transformer"})
    assert ping.code == 200
    assert found["total"] > 0
    assert not slow.done()

    gate.set()
    response, body = await slow
    assert response.code == 200
    assert body["key"] == FIT


async def test_search_answers_while_the_index_is_being_built(
    api, paperlookup_home, monkeypatch, gate
) -> None:
    really_build = WhooshEngine.build

    def slow_build(engine, *arguments, **options):
        assert gate.wait(LONG)
        return really_build(engine, *arguments, **options)

    monkeypatch.setattr(WhooshEngine, "build", slow_build)
    response, early = await api("search", params={"q": "transformer"})
    assert response.code == 200
    assert early["hits"]
    assert "without the index" in early["notice"]
    assert early["index"]["phase"] == "building"
    assert early["query"] == "transformer"
    _, record = await api(f"records/{FIT}")
    assert record["key"] == FIT
    _, newest = await api("search", params={"q": ""})
    assert newest["total"] == 315

    gate.set()
    await build_ends(api)
    _, late = await api("search", params={"q": "transformer"})
    assert late["total"] > 0
    assert late["index"]["phase"] == "ready"


async def test_while_no_index_can_be_built_the_records_are_looked_through(
    api, paperlookup_home, monkeypatch
) -> None:
    def fail(engine, *arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WhooshEngine, "build", fail)
    await build_ends(api)
    response, body = await api("search", params={"q": "transformer"})
    assert response.code == 200
    assert body["hits"]
    assert "No space left on device" in body["notice"]
    assert body["index"]["phase"] == "failed"


async def test_nothing_is_opened_before_the_first_request(jp_serverapp, paperlookup_home) -> None:
    assert not paperlookup_home.exists()
