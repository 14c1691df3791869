"""`paperlookup zotero`."""

from __future__ import annotations

import io

import pytest
import zotero_server
from zotero_server import KEY, NOETHER, TURING, Library


@pytest.fixture
def zotero(monkeypatch):
    with zotero_server.program(monkeypatch, AAAA2222=TURING) as zotero:
        zotero.groups = {12345: "Enigma \x1b[31m"}
        zotero.libraries["groups/12345"] = Library()
        yield zotero


@pytest.fixture
def web(monkeypatch):
    with zotero_server.web(monkeypatch, AAAA2222=TURING) as zotero:
        yield zotero


@pytest.fixture
def typed(monkeypatch):
    """What stands in stdin, which is no terminal."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_libraries_are_listed(run, zotero):
    listed = run("zotero")
    assert listed.code == 0
    assert listed.out.splitlines()[0].split() == ["users/0", "My", "Library"]
    assert "\x1b" not in listed.out
    found = run("zotero", "--list", "--json").json
    assert [each["path"] for each in found["libraries"]] == ["users/0", "groups/12345"]


def test_a_library_is_added_and_refreshed(run, zotero):
    added = run("zotero", "--add", "users/0")
    assert (added.code, added.out) == (0, "1 new, 0 merged, 0 unchanged, 0 problems\n")
    assert "source Zotero: My Library" in run("zotero").out
    zotero.libraries["users/0"].put(BBBB3333=NOETHER)
    refreshed = run("sources", "--refresh", "Zotero: My Library", "--json").json
    assert (refreshed["new"], refreshed["unchanged"]) == (1, 1)


def test_zotero_is_not_running(run, zotero, monkeypatch):
    run("zotero", "--add", "users/0")
    monkeypatch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", "http://127.0.0.1:1")
    failed = run("zotero")
    assert failed.code == 1
    assert failed.err.startswith("paperlookup: Zotero does not answer")
    assert run("sources", "--refresh-all").code == 1


def test_the_key_comes_from_stdin_and_is_not_shown(run, web, typed, library_folder):
    assert "--set-key" in run("zotero", "--web").out
    typed(f"{KEY}\n")
    stored = run("zotero", "--web", "--set-key")
    assert (stored.code, stored.out) == (0, "The key is stored.\n")
    assert (library_folder / "zotero-key").read_text("ascii").strip() == KEY
    listed = run("zotero", "--web")
    assert listed.out.startswith("users/475425  amt")
    added = run("zotero", "--web", "--add", "users/475425", "--json")
    assert added.json["new"] == 1
    forgotten = run("zotero", "--forget-key", "--json")
    assert forgotten.json == {"hasKey": False}
    for ran in (stored, listed, added, forgotten):
        assert KEY not in ran.out + ran.err


def test_what_is_no_key_is_wrong_usage(run, typed):
    typed("no key at all\n")
    refused = run("zotero", "--set-key")
    assert refused.code == 2
    assert "no key at all" not in refused.err


@pytest.mark.parametrize(
    "arguments", [("--list", "--add", "users/0"), ("--set-key", "--forget-key"), ("--add", "x")]
)
def test_wrong_usage(run, zotero, arguments):
    assert run("zotero", *arguments).code == 2
