"""One library for the whole server, opened late and worked on in a few threads."""

import asyncio
import subprocess
import sys
import threading

import pytest

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.server import library_host
from jupyter_paperlookup.server.answers import Answers
from jupyter_paperlookup.server.library_host import (
    THREADS,
    Lane,
    LibraryHost,
    TookTooLong,
    TooManyRequests,
)

LONG = 60


@pytest.fixture
def gate():
    """Work that enters and waits at the gate; it is opened at the end at the latest."""
    gate = threading.Event()
    yield gate
    gate.set()


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


async def test_library_is_opened_once_however_many_ask(paperlookup_home, monkeypatch) -> None:
    opened = []
    really_open = Answers.open

    def count(folder):
        opened.append(folder)
        return really_open(folder)

    monkeypatch.setattr(Answers, "open", count)
    host = LibraryHost()
    assert not paperlookup_home.exists()
    asked = [host.ask(lambda answers: answers.status(), seconds=LONG) for _ in range(8)]
    answers = await asyncio.gather(*asked)
    await host.close()
    assert {answer.records for answer in answers} == {315}
    assert len(opened) == 1


async def test_named_folder_is_used(tmp_path, paperlookup_home) -> None:
    host = LibraryHost(str(tmp_path / "named"))
    status = await host.ask(lambda answers: answers.status(), seconds=LONG)
    await host.close()
    assert status.library == str(tmp_path / "named")
    assert not paperlookup_home.exists()


async def test_folder_that_cannot_be_used_is_tried_again(paperlookup_home) -> None:
    paperlookup_home.write_text("a file in place of the folder", encoding="utf-8")
    host = LibraryHost()
    with pytest.raises(LibraryUnavailable):
        await host.ask(lambda answers: answers.status(), seconds=LONG)
    paperlookup_home.unlink()
    assert (await host.ask(lambda answers: answers.status(), seconds=LONG)).records == 315
    await host.close()


async def test_requests_beyond_the_places_are_turned_away(indexed_home, monkeypatch, gate) -> None:
    monkeypatch.setattr(library_host, "WAITING", 2)
    host = LibraryHost()
    places = THREADS[Lane.SHORT] + library_host.WAITING
    at_work = [
        asyncio.ensure_future(host.ask(lambda _: gate.wait(LONG), seconds=LONG))
        for _ in range(places)
    ]
    await asyncio.sleep(0)  # each of them takes its place
    with pytest.raises(TooManyRequests):
        await host.ask(lambda _: None, seconds=LONG)
    gate.set()
    assert await asyncio.gather(*at_work) == [True] * places
    assert await host.ask(lambda _: "free again", seconds=LONG) == "free again"
    await host.close()


@pytest.mark.parametrize("lane", Lane)
async def test_work_of_one_lane_keeps_no_other_waiting(
    indexed_home, monkeypatch, gate, lane
) -> None:
    monkeypatch.setattr(library_host, "WAITING", 4)
    host = LibraryHost()
    at_work = [
        asyncio.ensure_future(host.ask(lambda _: gate.wait(LONG), seconds=LONG, lane=lane))
        for _ in range(THREADS[lane] + library_host.WAITING)
    ]
    await asyncio.sleep(0)  # each of them takes its place
    for other in set(Lane) - {lane}:
        assert await host.ask(lambda _: "at once", seconds=LONG, lane=other) == "at once"
    with pytest.raises(TooManyRequests):
        await host.ask(lambda _: None, seconds=LONG, lane=lane)
    gate.set()
    assert await asyncio.gather(*at_work) == [True] * len(at_work)
    await host.close()


async def test_work_that_takes_too_long_is_given_up(indexed_home, gate) -> None:
    host = LibraryHost()
    with pytest.raises(TookTooLong):
        await host.ask(lambda _: gate.wait(LONG), seconds=0)
    assert await host.ask(lambda _: "next", seconds=LONG) == "next"
    gate.set()
    await host.close()


async def test_timeout_inside_the_work_is_its_own(indexed_home) -> None:
    def fail(_):
        raise TimeoutError("a lock")

    host = LibraryHost()
    with pytest.raises(TimeoutError, match="a lock"):
        await host.ask(fail, seconds=LONG)
    await host.close()


async def test_closed_host_takes_no_work(indexed_home) -> None:
    host = LibraryHost()
    await host.ask(lambda answers: answers.status(), seconds=LONG)
    await host.close()
    with pytest.raises(LibraryUnavailable):
        await host.ask(lambda answers: answers.status(), seconds=LONG)


async def test_host_that_never_worked_closes() -> None:
    await LibraryHost().close()
