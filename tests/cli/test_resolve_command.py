"""`paperlookup resolve` asks services on this machine, and lets a person decide."""

import json
import time

import pytest
from replaying import replaying

from jupyter_paperlookup.network.pace import Clock

WORK = {
    "title": "A Machine That Prints Symbols",
    "arxiv": "2301.00001",
    "abstract": "",
    "author": [{"given": "Alan", "family": "Turing\x1b[31m"}],
    "published": "2023-01-02T00:00:00Z",
}


@pytest.fixture
def _paces_pass(monkeypatch):
    """Who waits for a service's pace waits no time."""
    passed = []
    monkeypatch.setattr(Clock, "now", lambda _: time.time() + sum(passed))
    monkeypatch.setattr(Clock, "sleep", lambda _, seconds: passed.append(seconds))


@pytest.fixture
def services(monkeypatch, _paces_pass):
    with replaying([WORK]) as replay:
        for name, url in replay.base_urls.items():
            monkeypatch.setenv(f"PAPERLOOKUP_URL_{name.upper().replace('-', '_')}", url)
        monkeypatch.setenv("PAPERLOOKUP_NETWORK", "allow")
        yield replay


@pytest.fixture
def machine(run, tmp_path):
    item = {"id": "machine", "type": "article", "title": WORK["title"]}
    path = tmp_path / "machine.json"
    path.write_text(json.dumps([item]), "utf-8")
    run("import", path)


def test_nobody_is_asked_before_the_network_is_allowed(run, machine, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_NETWORK", "forbid")
    ran = run("resolve", "machine")
    assert ran.code == 1
    assert "does not allow" in ran.err


def test_a_suggestion_is_listed_and_accepted(run, machine, services):
    ran = run("resolve", "machine")
    assert "1 suggestion waits for you" in ran.out
    listed = run("resolve", "--suggestions")
    assert "machine  Hugging Face: the same title" in listed.out
    assert "but nothing but the title agrees" in listed.out
    assert "\x1b" not in listed.out
    [found] = run("resolve", "--suggestions", "--json").json["suggestions"]
    assert run("resolve", "--accept", found["number"]).out == (
        "Completed machine from Hugging Face.\n"
    )
    shown = run("show", "machine", "--json").json
    assert shown["number"] == "arXiv:2301.00001"
    assert run("undo").code == 0
    assert run("resolve", "--reject", found["number"] + 1).code == 0
    assert run("resolve", "--suggestions").err == "paperlookup: nothing waits for you\n"


def test_what_cannot_be_meant_is_wrong_usage(run):
    assert run("resolve").code == 2
    assert run("resolve", "machine", "--all").code == 2
    assert run("resolve", "--accept", "99").code == 2


def test_cited_works_that_nobody_knows_are_told_with_care(run, machine, services, tmp_path):
    item = {"id": "invented", "type": "article", "title": "What Nobody Ever Wrote"}
    path = tmp_path / "invented.json"
    path.write_text(json.dumps([item]), "utf-8")
    run("import", path)
    paper = tmp_path / "paper.md"
    paper.write_text("See [@machine; @invented; @nobody].", "utf-8")
    ran = run("check", paper, "--online", "--json")
    found = {each["key"]: each for each in ran.json["findings"] if each["kind"] == "unknown-work"}
    assert set(found) == {"invented"}
    assert "That alone says little" in found["invented"]["reason"]
    assert run("show", "machine", "--json").json.get("author") is None
