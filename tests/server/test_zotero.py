"""Zotero over HTTP: what can be added, why nothing can, and a key that is never told."""

from __future__ import annotations

import logging

import pytest
import zotero_server
from zotero_server import KEY, NOETHER, TURING, Reply

ALL_PHASES_THAT_END = ("done", "failed", "cancelled")


@pytest.fixture
def zotero(monkeypatch, indexed_home):
    monkeypatch.delenv("JUPYTERHUB_API_URL", raising=False)
    with zotero_server.program(monkeypatch, AAAA2222=TURING) as zotero:
        yield zotero


@pytest.fixture
def web(monkeypatch, indexed_home):
    with zotero_server.web(monkeypatch, AAAA2222=TURING) as zotero:
        yield zotero


@pytest.fixture
def ended(api, until):
    """The job of an import, once it has ended."""

    async def wait(job):
        async def ask():
            _, now = await api(f"imports/{job['id']}")
            return now if now["phase"] in ALL_PHASES_THAT_END else None

        return await until(ask)

    return wait


async def test_a_library_is_listed_added_and_refreshed(api, ended, zotero):
    _, offered = await api("zotero")
    mine = {"kind": "local", "path": "users/0", "name": "My Library", "source": ""}
    assert offered == {"hasKey": False, "libraries": [mine], "message": ""}
    response, job = await api("zotero", body={"kind": "local", "path": "users/0"})
    assert response.code == 202
    assert (await ended(job))["report"]["new"] == 1
    _, offered = await api("zotero")
    assert offered["libraries"][0]["source"] == "Zotero: My Library"
    _, listed = await api("sources")
    source = next(each for each in listed["sources"] if each["kind"] == "zotero")
    assert (source["canRefresh"], source["isWatched"]) == (True, True)
    zotero.libraries["users/0"].put(BBBB3333=NOETHER)
    _, job = await api("imports", body={"source": "Zotero: My Library"})
    assert (await ended(job))["report"]["new"] == 1


async def test_zotero_is_not_running(api, monkeypatch, zotero):
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", "http://127.0.0.1:1")
    response, offered = await api("zotero")
    assert response.code == 200
    assert offered["libraries"] == []
    assert "start it there" in offered["message"]
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://hub/hub/api")
    _, offered = await api("zotero")
    assert offered["message"].startswith("This Jupyter runs on a server")


async def test_zotero_refuses(api, ended, zotero):
    zotero.replies = [Reply(403, b"Local API is not enabled")] * 2
    _, offered = await api("zotero")
    assert "Allow other applications on this computer" in offered["message"]
    _, job = await api("zotero", body={"kind": "local", "path": "users/0"})
    failed = await ended(job)
    assert failed["phase"] == "failed"
    assert "Allow other applications on this computer" in failed["message"]


async def test_a_key_is_stored_used_forgotten_and_never_told(api, ended, web, caplog):
    caplog.set_level(logging.DEBUG)
    answers = []

    async def ask(*arguments, **options):
        response, body = await api(*arguments, **options)
        answers.append(f"{body}{response.headers}")
        return body

    empty = await ask("zotero", params={"kind": "web"})
    assert (empty["hasKey"], empty["libraries"]) == (False, [])
    assert "asks for a key" in empty["message"]
    stored = await ask("zotero/key", method="PUT", body={"key": KEY})
    assert stored["hasKey"]
    assert stored["libraries"][0]["path"] == "users/475425"
    job = await ask("zotero", body={"kind": "web", "path": "users/475425"})
    assert (await ended(job))["report"]["new"] == 1
    await ask("sources")
    await ask("status")
    await ask("imports")
    web.key = "another0key"
    refused = await ask("zotero", params={"kind": "web"})
    assert "no longer valid" in refused["message"]
    forgotten = await ask("zotero/key", method="PUT", body={"key": None})
    assert not forgotten["hasKey"]
    assert not [answer for answer in answers if KEY in answer]
    assert KEY not in caplog.text


@pytest.mark.parametrize("key", ["short", "x" * 65, "with blanks", 7, "abcdefgh\r\nX: y"])
async def test_what_is_no_key_is_refused_and_not_repeated(api, web, key):
    response, error = await api("zotero/key", method="PUT", body={"key": key})
    assert response.code in {400, 422}
    assert str(key) not in error["message"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "local", "path": "users/0/../../x"},
        {"kind": "local", "path": "https://example.org"},
        {"kind": "file", "path": "users/0"},
        {"path": "users/0"},
    ],
)
async def test_what_names_no_library_is_refused(api, zotero, body):
    response, error = await api("zotero", body=body)
    assert response.code == 400
    assert error["reason"] == "InvalidRequest"
    assert zotero.asked == []
