"""The network over HTTP: who decides, and fetches as jobs."""

from __future__ import annotations

import pytest
from feed_services import daily, listing
from services_server import Reply, services

ENDED = ("done", "failed", "cancelled")


@pytest.fixture
def server(monkeypatch, indexed_home):
    with services() as running:
        monkeypatch.setenv("PAPERLOOKUP_URL_HUGGING_FACE", running.url)
        monkeypatch.setenv("PAPERLOOKUP_URL_ARXIV_LISTINGS", running.url)
        yield running


@pytest.fixture
def ended(api, until):
    """The job of a fetch, once it has ended."""

    async def wait(job):
        async def ask():
            _, now = await api(f"imports/{job['id']}")
            return now if now["phase"] in ENDED else None

        return await until(ask)

    return wait


async def test_the_network_is_allowed_and_asked(api, ended, server):
    server.on("/api/daily_papers", daily())
    _, state = await api("network")
    assert (state["allowed"], state["isFixed"], state["isOffline"]) == (False, False, False)
    assert {"name": "Hugging Face", "host": "127.0.0.1"}.items() <= state["services"][0].items()
    _, job = await api("feeds", body={"kind": "daily-papers", "at": "2026-11-20"})
    assert "may not use the network yet" in (await ended(job))["message"]
    assert not server.asked
    _, state = await api("network", method="PUT", body={"allowed": True})
    assert state["allowed"]
    response, job = await api("feeds", body={"kind": "daily-papers", "at": "2026-11-20"})
    assert response.code == 202
    assert job["name"] == "Daily Papers 2026-11-20"
    assert (await ended(job))["report"]["new"] == 2
    _, listed = await api("sources")
    source = next(each for each in listed["sources"] if each["name"] == job["name"])
    assert (source["canRefresh"], source["browserPath"]) == (True, "")
    for again in (
        ("feeds", {"kind": "daily-papers", "source": job["name"]}),
        ("imports", {"source": job["name"]}),
    ):
        _, job = await api(again[0], body=again[1])
        assert (await ended(job))["report"]["unchanged"] == 3


async def test_fetches_that_fail_are_one_line(api, ended, server):
    await api("network", method="PUT", body={"allowed": True})
    server.on("/rss/cs.CL", Reply(429, headers={"Retry-After": "3600"}), listing())
    for said in ("try again in 60 minutes", "asks to be left alone until"):
        _, job = await api("feeds", body={"kind": "arxiv", "category": "cs.CL"})
        assert said in (await ended(job))["message"]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "arxiv"},
        {"kind": "feed"},
        {"kind": "feed", "address": "file:///etc/passwd"},
        {"kind": "arxiv", "category": "../x"},
        {"kind": "daily-papers", "at": "today"},
        {"kind": "mail"},
    ],
)
async def test_what_cannot_be_fetched_is_refused(api, server, body):
    response, _ = await api("feeds", body=body)
    assert response.code == 400


async def test_what_the_administrator_decided_is_not_changed(api, server, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_NETWORK", "forbid")
    _, state = await api("network")
    assert (state["allowed"], state["isFixed"]) == (False, True)
    response, answer = await api("network", method="PUT", body={"allowed": True})
    assert (response.code, answer["reason"]) == (409, "NetworkForbidden")
