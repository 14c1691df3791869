"""What is recorded of the services is read as it should be, and so is what would be recorded."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import httpx
import pytest
from quick_clock import QuickClock
from services_server import Reply, services

from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.settings import NetworkSettings
from tests.resolvers import record as recorder

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def body_of(name):
    return recorder.read_recording(recorder.RECORDINGS / f"{name}.json")


@pytest.mark.parametrize("name", recorder.NAMES)
def test_a_recording_says_whether_it_is_one(name):
    about, _ = body_of(name)
    assert about["source"] == recorder.SOURCES[name]
    assert about["request"].startswith("/")
    if about["synthetic"]:
        assert "recorded" not in about
    else:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", about["recorded"])


@pytest.mark.parametrize("probe", recorder.PROBES, ids=lambda each: each.name)
def test_the_work_of_a_recording_is_read(probe):
    question = recorder.question_of(probe)
    about, body = body_of(probe.name)
    assert question.path == about["request"]
    [resolver] = [each for each in recorder.RESOLVERS if each.service.name == probe.name]
    found = [each.record for each in resolver.candidates(question, body)]
    assert recorder.faults_of(probe, found) == ""


@pytest.mark.parametrize("listing", recorder.LISTINGS, ids=lambda each: each.name)
def test_the_papers_of_a_recorded_list_are_read(listing):
    _, body = body_of(listing.name)
    assert all(each.arxiv and each.author for each in listing.read(body))


def test_every_service_is_recorded():
    names = {each.service.name for each in recorder.RESOLVERS}
    assert names < set(recorder.NAMES) == set(recorder.SOURCES)


@pytest.fixture
def server():
    with services() as running:
        for name in recorder.NAMES:
            about, body = body_of(name)
            kind = "application/xml" if body.startswith(b"<") else "application/json"
            running.on(
                f"/{name.removesuffix('-day')}{about['request']}", Reply(body=body, kind=kind)
            )
        yield running


@pytest.fixture
def network(server, tmp_path):
    bases = {
        each.service.name: f"{server.url}/{each.service.name}"
        for each in (*recorder.RESOLVERS, *recorder.LISTINGS)
    }
    settings = NetworkSettings(allowed=True, base_urls=bases, keys={"openalex": "secret"})
    folder = tmp_path / "library"
    folder.mkdir()
    opened = Network(
        folder, settings, lambda: True, clock=QuickClock(), tls=httpx.create_ssl_context()
    )
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    """Recordings that are there already."""
    found = tmp_path / "recordings"
    found.mkdir()
    for each in recorder.RECORDINGS.glob("*.json"):
        (found / each.name).write_bytes(each.read_bytes())
    return found


def test_all_services_are_recorded_with_a_label_and_without_a_key(network, server, folder, capsys):
    assert recorder.record_all(network, recorder.NAMES, folder, NOW) == []
    assert len(server.asked) == len(recorder.NAMES)
    for name in recorder.NAMES:
        path = folder / f"{name}.json"
        about, body = recorder.read_recording(path)
        assert (about["synthetic"], about["recorded"]) == (False, "2026-11-22")
        assert recorder.shape_of(body) == recorder.shape_of(body_of(name)[1])
        assert "secret" not in path.read_text("utf-8")
    assert "crossref: recorded" in capsys.readouterr().out


def test_without_its_key_a_service_is_not_asked(network, server, folder, capsys):
    network.settings.keys.clear()
    assert recorder.record_all(network, ["openalex"], folder, NOW) == []
    assert "wants a key" in capsys.readouterr().out
    assert not server.asked


@pytest.mark.parametrize(
    "reply, said",
    [
        (Reply(503), "too busy"),
        (Reply(body=b"<!doctype html>", kind="text/html"), "a web page"),
        (Reply(body=b'{"message": {"title": ["Another work"]}}'), "no work called"),
    ],
    ids=["busy", "a page", "another work"],
)
def test_what_is_not_read_as_it_should_be_is_not_recorded(network, server, folder, reply, said):
    path = folder / "crossref.json"
    before = path.read_bytes()
    asked = body_of("crossref")[0]["request"]
    server.on(f"/crossref{asked}", reply)
    [wrong] = recorder.record_all(network, ["crossref", "doi"], folder, NOW)
    assert said in wrong
    assert path.read_bytes() == before
    assert recorder.read_recording(folder / "doi.json")[0]["synthetic"] is False


def test_what_is_no_longer_there_is_named(network, server, folder):
    about, body = body_of("crossref")
    work = json.loads(body)
    del work["message"]["container-title"]
    server.on(f"/crossref{about['request']}", Reply(body=json.dumps(work).encode()))
    assert recorder.record_all(network, ["crossref"], folder, NOW) == [
        "crossref: message.container-title is no longer there."
    ]


def test_an_unknown_service_is_one_line(capsys):
    with pytest.raises(SystemExit) as error:
        recorder.main(["elsewhere"])
    assert error.value.code == 2
    assert "no service is called elsewhere" in capsys.readouterr().err
