"""Past each bound there is a clear refusal, and nothing of what was refused is kept."""

import asyncio
import re
import threading
from pathlib import Path

import pytest
from tornado.tcpclient import TCPClient

from jupyter_paperlookup.formatting.citation import MAX_ITEMS
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages.http import MOST_KEYS
from jupyter_paperlookup.messages.http.notebooks import MOST_CELLS
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS
from jupyter_paperlookup.server.base_handler import (
    BODIES_SETTING,
    LIBRARY_SETTING,
    PaperLookupHandler,
)
from jupyter_paperlookup.server.exporting import ExportHandler
from jupyter_paperlookup.server.import_jobs import MOST_WAITING, MOST_WAITING_BYTES
from jupyter_paperlookup.server.lanes import THREADS, WAITING, Lane
from jupyter_paperlookup.server.notebooks import NotebookHandler
from jupyter_paperlookup.server.received_body import ALL_BODIES, MEGABYTE
from jupyter_paperlookup.server.records import ImportHandler
from jupyter_paperlookup.server.routes import ROUTES
from jupyter_paperlookup.server.sources import ImportsHandler

FIT = "chen2023fit"
LONG = 60
HTTP = Path(__file__).resolve().parents[2] / "docs" / "http.md"

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture
def gate():
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def occupy(jp_serverapp, gate):
    """Take so many places of the server, until the gate opens."""

    async def taken(count):
        host = jp_serverapp.web_app.settings[LIBRARY_SETTING]
        asked = [
            asyncio.ensure_future(host.ask(lambda _: gate.wait(LONG), seconds=LONG))
            for _ in range(count)
        ]
        await asyncio.sleep(0)  # each has its place now
        assert host.at_work(Lane.SHORT) == count
        return host, asked

    return taken


@pytest.fixture
def room(jp_serverapp):
    return jp_serverapp.web_app.settings[BODIES_SETTING]


@pytest.fixture
def connect(jp_fetch, jp_serverapp, jp_http_port):
    """Open a connection on which a request is written by hand."""
    opened = []

    async def connected():
        opened.append(await TCPClient().connect("127.0.0.1", jp_http_port))
        return opened[-1]

    yield connected
    for stream in opened:
        stream.close()


def head(jp_serverapp, method, path, length, authorization):
    return (
        f"{method} {jp_serverapp.base_url}paperlookup/api/{path} HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: {authorization}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


async def status_of(connection):
    line = await asyncio.wait_for(connection.read_until(b"\r\n"), LONG)
    return int(line.split()[1])


async def test_a_stranger_is_refused_before_anything_is_sent(jp_serverapp, connect, room) -> None:
    connection = await connect()
    await connection.write(head(jp_serverapp, "POST", "import", 10_000_000, "token wrong"))
    assert await status_of(connection) == 403
    assert room.left == ALL_BODIES


async def test_what_is_too_large_is_not_kept_and_the_reason_can_be_read(
    jp_serverapp, connect, room
) -> None:
    connection = await connect()
    too_long = PaperLookupHandler.largest_body + 1
    token = f"token {jp_serverapp.identity_provider.token}"
    await connection.write(head(jp_serverapp, "POST", "import", too_long, token))
    await connection.write(b" " * (too_long - 1))
    held = ALL_BODIES - room.left
    assert held <= PaperLookupHandler.largest_body
    await connection.write(b" ")
    assert await status_of(connection) == 413
    assert room.left == ALL_BODIES


async def test_all_bodies_together_have_a_bound(api, room, monkeypatch) -> None:
    monkeypatch.setattr(room, "left", 1000)
    response, body = await api("import", body={"name": "x.bib", "text": " " * 2000})
    assert (response.code, body["reason"]) == (429, "TooManyRequests")
    assert response.headers["Retry-After"] == "1"
    response, _ = await api("import", body={"name": "x.bib", "text": "@book{x1936, title={X}}"})
    assert response.code == 200
    assert room.left == 1000


async def test_body_of_a_client_that_left_is_not_kept(jp_serverapp, connect, room) -> None:
    connection = await connect()
    token = f"token {jp_serverapp.identity_provider.token}"
    await connection.write(head(jp_serverapp, "POST", "import", 1_000_000, token))
    await connection.write(b" " * 500_000)
    connection.close()
    async with asyncio.timeout(LONG):
        while room.left != ALL_BODIES:  # noqa: ASYNC110 - the server notices by itself
            await asyncio.sleep(0.01)


async def test_more_requests_than_are_taken_on_are_turned_away(api, occupy, gate) -> None:
    _, taken = await occupy(THREADS[Lane.SHORT] + WAITING)
    response, body = await api("styles")
    assert (response.code, body["reason"]) == (429, "TooManyRequests")
    assert response.headers["Retry-After"] == "1"
    # What takes long has places of its own, and so have searches.
    response, _ = await api("export", params={"key": FIT})
    assert response.code == 200
    response, _ = await api("search", params={"q": "fit"})
    assert response.code == 200
    gate.set()
    await asyncio.gather(*taken)
    response, _ = await api("styles")
    assert response.code == 200


async def test_question_of_a_client_that_left_is_not_answered(  # noqa: PLR0917 - fixtures
    jp_serverapp, connect, occupy, gate, monkeypatch, caplog
) -> None:
    asked = threading.Event()
    monkeypatch.setattr(Library, "styles", lambda _library: asked.set())
    connection = await connect()
    host, taken = await occupy(THREADS[Lane.SHORT])
    token = f"token {jp_serverapp.identity_provider.token}"
    await connection.write(head(jp_serverapp, "GET", "styles", 0, token))
    async with asyncio.timeout(LONG):
        while host.at_work(Lane.SHORT) == THREADS[Lane.SHORT]:  # noqa: ASYNC110 - the server takes it by itself
            await asyncio.sleep(0.01)
        connection.close()
        while host.at_work(Lane.SHORT) > THREADS[Lane.SHORT]:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    gate.set()
    await asyncio.gather(*taken)
    assert not asked.is_set()
    assert "499 GET" not in caplog.text


@pytest.mark.parametrize("depth", [500, 100_000])
async def test_what_is_nested_too_deeply_is_no_bug(jp_fetch, depth) -> None:
    nested = '{"a":' * depth + "1" + "}" * depth
    for path, body in (
        ("notebook/citations", '{"notebook": {"cells": [], "metadata": %s}}'),
        ("insertion", '{"kind": "citation", "cites": [{"key": "x"}], "items": {"x": %s}}'),
        ("records", '{"item": %s}'),
    ):
        response = await jp_fetch(
            *("paperlookup", "api", path),
            method="POST",
            body=body % nested,
            headers={"Content-Type": "application/json"},
            raise_error=False,
        )
        assert response.code in {200, 201, 400, 404, 422}, (path, response.body)


def test_the_bounds_are_documented_as_they_are() -> None:
    text = HTTP.read_text(encoding="utf-8")
    section = text.partition("## What is bounded")[2].partition("\n## ")[0]
    documented = dict(re.findall(r"^\| ([^|]+?) \| ([0-9][^|]*?) \|$", section, re.MULTILINE))
    assert documented == {
        "body of a request": f"{PaperLookupHandler.largest_body // MEGABYTE} MB",
        "body with a notebook": f"{NotebookHandler.largest_body // MEGABYTE} MB",
        "body with a file to import": f"{ImportsHandler.largest_body // MEGABYTE} MB",
        "all bodies at a time": f"{ALL_BODIES // MEGABYTE} MB",
        "searches worked on at a time": f"{THREADS[Lane.SEARCH]}",
        "searches that wait": f"{WAITING}",
        "requests worked on at a time": f"{THREADS[Lane.SHORT]}",
        "requests that wait": f"{WAITING}",
        "long requests worked on at a time": f"{THREADS[Lane.LONG]}",
        "long requests that wait": f"{WAITING}",
        "time of a request": f"{PaperLookupHandler.seconds} s",
        "time of an export": f"{ExportHandler.seconds} s",
        "time of a request about a notebook": f"{NotebookHandler.seconds} s",
        "time of an import in a request": f"{ImportHandler.seconds} s",
        "imports that wait": f"{MOST_WAITING}",
        "bytes of imports that wait": f"{MOST_WAITING_BYTES // MEGABYTE} MB",
        "keys in a request": f"{MOST_KEYS}",
        "cells of a notebook": f"{MOST_CELLS:,}",
        "characters of a query": f"{MAX_CHARACTERS}",
        "words of a query": f"{MAX_WORDS}",
        "works formatted together": f"{MAX_ITEMS:,}",
    }


def test_no_route_has_bounds_beyond_those() -> None:
    handlers = {route.handler for route in ROUTES if issubclass(route.handler, PaperLookupHandler)}
    assert len(handlers) > 30
    assert max(handler.largest_body for handler in handlers) == ImportsHandler.largest_body
    assert max(handler.seconds for handler in handlers) == ImportHandler.seconds
    # Whoever waits for others, or works longer than a keystroke may wait, has threads of its own.
    kept = [each for each in handlers if each.seconds > 60 and each.lane is not Lane.LONG]
    assert kept == []
