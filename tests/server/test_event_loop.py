"""Slow work never holds up the server, and a keystroke never waits for an index."""

import asyncio
import gc
import threading
import weakref

import pytest
from tornado.web import RequestHandler

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


@pytest.fixture
def handlers(monkeypatch):
    """The handlers of requests that nothing but the garbage collector would free."""
    known = []
    really_made = RequestHandler.__init__

    def made(handler, *arguments, **options):
        really_made(handler, *arguments, **options)
        known.append(weakref.ref(handler))

    monkeypatch.setattr(RequestHandler, "__init__", made)
    gc.collect()
    gc.disable()
    yield lambda: [each() for each in known if each() is not None]
    gc.enable()


async def test_requests_leave_no_garbage(api, indexed_home, handlers) -> None:
    """Much of it, as of requests that wait for long, holds up everybody when it is collected."""
    for path in (f"records/{FIT}", "records/nobody2023nothing", "styles"):
        await api(path)
    async with asyncio.timeout(LONG):
        while handlers():  # noqa: ASYNC110 - the connections end by themselves
            await asyncio.sleep(0.01)


async def test_requests_that_are_given_up_leave_no_garbage(
    api, indexed_home, monkeypatch, gate, handlers
) -> None:
    monkeypatch.setattr(Library, "get", lambda _library, _key: gate.wait(LONG))
    left = [asyncio.ensure_future(api(f"records/{FIT}", request_timeout=0.3)) for _ in range(6)]
    await asyncio.gather(*left, return_exceptions=True)
    gate.set()
    async with asyncio.timeout(LONG):
        while handlers():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
