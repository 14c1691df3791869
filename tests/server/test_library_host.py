"""One library for the whole server: so much is worked on at a time, for so long."""

import asyncio
import subprocess
import sys
import threading

import pytest

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.server import library_host
from jupyter_paperlookup.server.lanes import THREADS, Lane
from jupyter_paperlookup.server.library_host import LibraryHost
from jupyter_paperlookup.server.library_threads import LibraryThreads
from jupyter_paperlookup.server.refusals import TookTooLong, TooManyRequests

LONG = 60


@pytest.fixture
def gate():
    """Work that enters and waits at the gate; it is opened at the end at the latest."""
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def host(indexed_home, gate):
    threads = LibraryThreads()
    yield LibraryHost(threads)
    gate.set()
    threads.close()


def test_loading_the_extension_imports_nothing_heavy() -> None:
    code = (
        "import sys, jupyter_paperlookup\n"
        "jupyter_paperlookup._jupyter_server_extension_points()\n"
        "heavy = {'whoosh', 'numpy', 'bibtexparser', 'pypandoc', 'pylatexenc', 'snowballstemmer',"
        " 'IPython', 'ipywidgets', 'jupyter_paperlookup.library', 'jupyter_paperlookup.search'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_requests_beyond_the_places_are_turned_away(host, monkeypatch, gate) -> None:
    monkeypatch.setattr(library_host, "WAITING", 2)
    places = THREADS[Lane.SHORT] + library_host.WAITING
    at_work = [
        asyncio.ensure_future(host.ask(lambda _: gate.wait(LONG), seconds=LONG))
        for _ in range(places)
    ]
    await asyncio.sleep(0)  # each of them takes its place
    with pytest.raises(TooManyRequests):
        await host.ask(lambda _: None, seconds=LONG)
    gate.set()
    assert await asyncio.gather(*at_work) == [b"true"] * places
    assert await host.ask(lambda _: "free again", seconds=LONG) == b'"free again"'


@pytest.mark.parametrize("lane", Lane)
async def test_work_of_one_lane_keeps_no_other_waiting(host, monkeypatch, gate, lane) -> None:
    monkeypatch.setattr(library_host, "WAITING", 4)
    at_work = [
        asyncio.ensure_future(host.ask(lambda _: gate.wait(LONG), seconds=LONG, lane=lane))
        for _ in range(THREADS[lane] + library_host.WAITING)
    ]
    await asyncio.sleep(0)  # each of them takes its place
    for other in set(Lane) - {lane}:
        assert await host.ask(lambda _: "at once", seconds=LONG, lane=other) == b'"at once"'
    with pytest.raises(TooManyRequests):
        await host.ask(lambda _: None, seconds=LONG, lane=lane)
    gate.set()
    assert await asyncio.gather(*at_work) == [b"true"] * len(at_work)


async def test_work_that_takes_too_long_is_given_up(host, gate) -> None:
    with pytest.raises(TookTooLong):
        await host.ask(lambda _: gate.wait(LONG), seconds=0)
    assert await host.ask(lambda _: "next", seconds=LONG) == b'"next"'


async def test_work_that_goes_on_keeps_its_place(host, gate) -> None:
    with pytest.raises(TookTooLong):
        await host.ask(lambda _: gate.wait(LONG), seconds=0.1)
    assert host.at_work(Lane.SHORT) == 1
    gate.set()
    async with asyncio.timeout(LONG):
        while host.at_work(Lane.SHORT):  # noqa: ASYNC110 - a thread makes it true
            await asyncio.sleep(0.01)


async def test_timeout_inside_the_work_is_its_own(host) -> None:
    def fail(_):
        raise TimeoutError("a lock")

    with pytest.raises(TimeoutError, match="a lock"):
        await host.ask(fail, seconds=LONG)


async def test_place_of_work_that_was_not_taken_is_free(host) -> None:
    await host.close()
    for _ in range(2):
        with pytest.raises(LibraryUnavailable):
            await host.ask(lambda answers: answers.status(), seconds=LONG)
    assert host.at_work(Lane.SHORT) == 0
