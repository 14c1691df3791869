"""`paperlookup fetch` and `paperlookup network`."""

from __future__ import annotations

import pytest
from feed_services import daily, listing
from services_server import Reply, services


@pytest.fixture
def server(monkeypatch):
    with services() as running:
        monkeypatch.setenv("PAPERLOOKUP_URL_HUGGING_FACE", running.url)
        monkeypatch.setenv("PAPERLOOKUP_URL_ARXIV_LISTINGS", running.url)
        monkeypatch.setenv("PAPERLOOKUP_HOSTS", "127.0.0.1")
        yield running


def test_the_network_is_allowed_once(run, server):
    server.on("/api/daily_papers", daily())
    refused = run("fetch", "daily", "2026-11-20")
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "paperlookup network allow" in refused.err
    assert run("network").out.startswith("The network is not allowed.")
    assert run("network", "allow").out.startswith("The network is allowed.")
    assert run("network", "--json").json["allowed"] is True
    fetched = run("fetch", "daily", "2026-11-20", "--json")
    assert (fetched.code, fetched.json["new"], fetched.json["merged"]) == (0, 2, 1)
    shown = run("show", run("search", "arxiv:1706.03762", "--json").json["hits"][0]["key"]).out
    for told in ("97", "18000", "2026-11-20", "https://github.com/tensorflow/tensor2tensor"):
        assert told in shown
    again = run("sources", "--refresh", "Daily Papers 2026-11-20")
    assert (again.code, again.out) == (0, "0 new, 0 merged, 3 unchanged, 0 problems\n")
    asked = len(server.asked)
    assert run("sources", "--refresh-all").code == 0
    assert len(server.asked) == asked
    assert run("network", "forbid", "--json").json["allowed"] is False
    refused = run("sources", "--refresh", "Daily Papers 2026-11-20")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_arxiv_and_feeds(run, server):
    run("network", "allow")
    server.on("/rss/cs.CL", listing())
    server.on("/feed.xml", listing())
    assert run("fetch", "arxiv", "cs.CL").out == "1 new, 1 merged, 0 unchanged, 0 problems\n"
    assert run("fetch", "feed", f"{server.url}/feed.xml").code == 0
    assert run("fetch", "feed").code == 2
    assert run("fetch", "arxiv", "no such thing").code == 2


def test_what_goes_wrong_is_one_line(run, server):
    run("network", "allow")
    server.on("/api/daily_papers", Reply(body=b"<!doctype html>", kind="text/html"))
    failed = run("fetch", "daily", "2026-11-20")
    assert (failed.code, failed.out) == (1, "")
    assert failed.err == (
        "paperlookup: Hugging Face answers with a web page in place of data: a login page of the "
        "network, or a check for robots, may stand in between. Log in there, or try again "
        "later.\n"
    )


def test_the_administrators_decision_is_told(run, server, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_NETWORK", "forbid")
    told = run("network")
    assert told.out.splitlines()[1] == "The administrator does not allow paperlookup the network."
    assert run("network", "allow").code == 1
