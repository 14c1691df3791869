"""Lists of papers and feeds become sources, each with its day, when a person asks for it."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
from feed_services import daily, listing, recorded
from quick_clock import QuickClock
from services_server import Reply, services

from jupyter_paperlookup.errors import (
    InvalidRequest,
    NetworkForbidden,
    Offline,
    ServiceRefuses,
    UnusableAnswer,
)
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.records import to_csl

DAILY = "/api/daily_papers"
HTML = Reply(body=b"<!doctype html><html>Sign in</html>", kind="text/html")


@pytest.fixture
def server():
    with services() as running:
        yield running


@pytest.fixture
def day():
    return [date(2026, 11, 20)]


@pytest.fixture
def library(paperlookup_home, seeded_folder, server, day):
    shutil.copytree(seeded_folder, paperlookup_home)
    with Library.open() as opened:
        opened.allow_network()
        settings = server.settings(hosts=("127.0.0.1",))
        clock = QuickClock()
        opened._online._network = Network(
            opened.folder, settings, opened._online._is_allowed, clock=clock
        )
        opened._feeds._today = lambda: day[0]
        yield opened


def counts(library, arxiv):
    (number,) = library._store.ids_of_identities([f"arxiv:{arxiv}"]).values()
    key = library._store.by_ids([number])[number].key
    return [
        (each.source, each.day, each.is_fresh, each.upvotes, each.comments, each.stars)
        for each in library._store.snapshots.history(key)
    ]


def source(library, name):
    return next(each for each in library.sources() if each.name == name)


def test_daily_papers_of_a_day_become_a_source_and_a_snapshot(library, server):
    server.on(DAILY, daily())
    told = []
    report = library.fetch_daily("2026-11-20", lambda *each: told.append(each))
    assert (report.new, report.merged, report.problems) == (2, 1, ())  # Pointer Networks is known
    assert server.asked[0].parameters == {"date": "2026-11-20", "p": "0", "limit": "100"}
    status = source(library, "Daily Papers 2026-11-20")
    assert (status.kind, status.records, status.captured) == ("daily-papers", 3, "2026-11-20")
    assert status.path == "https://huggingface.co/papers/date/2026-11-20"
    name = "Daily Papers 2026-11-20"
    assert counts(library, "1706.03762") == [(name, "2026-11-20", True, 97, 4, 18_000)]
    assert ("reading", 3, 0) in told
    assert told[-1][0] == "storing"


def test_facts_of_a_list_stand_with_the_record(library, server):
    server.on(DAILY, daily())
    library.fetch_daily("2026-11-20")
    key = library.search("arxiv:1706.03762").results[0].key
    facts = to_csl(library.get(key))["custom"]["paperlookup"]
    assert facts["upvotes"] == 97
    assert facts["listed"] == "2026-11-20"
    assert facts["repository"] == "https://github.com/tensorflow/tensor2tensor"
    assert facts["keywords"] == ["self-attention", "sequence transduction"]
    assert facts["origins"]["upvotes"] == "Daily Papers 2026-11-20"


@pytest.mark.parametrize(
    "at,parameter", [("2026-W47", "week"), ("2026-11", "month"), ("2026-11-20", "date")]
)
def test_weeks_and_months_are_asked_for_as_such(library, server, at, parameter):
    server.on(DAILY, daily())
    library.fetch_daily(at)
    assert server.asked[0].parameters[parameter] == at
    assert source(library, f"Daily Papers {at}").path.endswith(f"/{parameter}/{at}")


def test_all_pages_are_read(library, server):
    papers = [
        {"paper": {"id": f"2611.{number:05d}", "title": f"Paper {number}", "authors": []}}
        for number in range(120)
    ]
    pages = [Reply(body=json.dumps(papers[start : start + 50]).encode()) for start in (0, 50, 100)]
    server.on(DAILY, *pages)
    assert library.fetch_daily("2026-11").new == 120
    assert [asked.parameters["p"] for asked in server.asked] == ["0", "1", "2"]


def test_pages_that_repeat_themselves_end(library, server):
    papers = [
        {"paper": {"id": f"2611.{number:05d}", "title": f"Paper {number}"}} for number in range(60)
    ]
    server.on(DAILY, Reply(body=json.dumps(papers).encode()))
    assert library.fetch_daily("2026-11").new == 60
    assert len(server.asked) == 2


def test_without_a_day_the_newest_one_with_papers_is_fetched(library, server, day):
    day[0] = date(2026, 11, 22)  # a Sunday
    server.on(f"{DAILY}?date=2026-11-22&p=0&limit=100", Reply(400))
    server.on(f"{DAILY}?date=2026-11-21&p=0&limit=100", Reply(body=b"[]"))
    server.on(f"{DAILY}?date=2026-11-20&p=0&limit=100", daily())
    library.fetch_daily()
    assert source(library, "Daily Papers 2026-11-20").captured == "2026-11-22"
    assert len(server.asked) == 3


def test_reading_a_source_again_is_another_snapshot(library, server, day):
    server.on(DAILY, daily())
    library.fetch_daily("2026-11-20")
    day[0] = date(2026, 11, 21)
    library._online._network._clock.moment += 86_400
    server.on(DAILY, daily({"1706.03762": {"upvotes": 120}}))
    report = library.refresh_source("Daily Papers 2026-11-20")
    assert (report.new, report.merged, report.unchanged) == (0, 1, 2)
    name = "Daily Papers 2026-11-20"
    assert counts(library, "1706.03762") == [
        (name, "2026-11-21", True, 120, 4, 18_000),
        (name, "2026-11-20", True, 97, 4, 18_000),
    ]
    assert len(library.sources()) == len({each.name for each in library.sources()})


def test_a_saved_body_is_a_snapshot_of_the_day_in_its_name(library, tmp_path):
    path = tmp_path / "daily_papers_2026-11-20.json"
    path.write_text(json.dumps(recorded("daily_papers.json")), "utf-8")
    assert library.import_file(path).new == 2
    assert counts(library, "1706.03762") == [(path.name, "2026-11-20", True, 97, 4, 18_000)]


def test_a_day_that_is_not_open_is_one_line(library, server):
    server.on(DAILY, Reply(400))
    with pytest.raises(UnusableAnswer, match="no list of 2026-11-30, or not yet"):
        library.fetch_daily("2026-11-30")


@pytest.mark.parametrize("at", ["2026-02-30", "2026-W54", "2026-13", "today", "2026", "26-11-20"])
def test_what_is_no_day_is_not_asked_for(library, server, at):
    with pytest.raises(InvalidRequest, match="no day, week or month"):
        library.fetch_daily(at)
    assert not server.asked


def test_new_papers_of_arxiv(library, server):
    server.on("/rss/cs.CL", listing())
    report = library.fetch_arxiv("cs.CL")
    assert (report.new, report.merged) == (1, 1)
    status = source(library, "arXiv cs.CL")
    assert (status.kind, status.path) == ("feed", "https://arxiv.org/list/cs.CL/new")
    assert server.asked[0].headers["accept"].startswith("application/atom+xml")


def test_a_listing_moves_on_and_takes_nothing_back(library, server, day):
    server.on("/rss/cs.CL", listing())
    library.fetch_arxiv("cs.CL")
    body = recorded("arxiv_listing.json")
    head, _, rest = body.partition("<item>")
    day[0] = date(2026, 11, 21)
    server.on("/rss/cs.CL", listing(f"{head}<item>{rest.partition('<item>')[2]}"))
    report = library.refresh_source("arXiv cs.CL")
    assert (report.gone, report.new) == (0, 0)
    assert source(library, "arXiv cs.CL").records == 2


@pytest.mark.parametrize("category", ["../../etc", "cs.CL?x=1", "CS", "", "cs.CL/new"])
def test_what_is_no_category_is_not_asked_for(library, server, category):
    with pytest.raises(InvalidRequest, match="no category of arXiv"):
        library.fetch_arxiv(category)
    assert not server.asked


def test_any_feed_by_its_address(library, server):
    server.on("/mind.xml", listing())
    address = f"{server.url}/mind.xml"
    assert library.fetch_feed(address).new == 1
    name = "cs.CL updates on arXiv.org"
    assert source(library, name).path == address
    assert library.refresh_source(name).unchanged == 2
    with pytest.raises(InvalidRequest, match="no file that could be watched"):
        library.watch_source(name)
    with pytest.raises(InvalidRequest, match="that of a feed"):
        library.import_text("@misc{a, title={T}}", name)


@pytest.mark.parametrize("address", ["", "feeds.example", "javascript:alert(1)", "/etc/passwd"])
def test_what_is_no_address_is_refused(library, address):
    with pytest.raises(InvalidRequest, match="address of a feed"):
        library.fetch_feed(address)


BAD = [
    (Reply(429, headers={"Retry-After": "3600"}), ServiceRefuses),
    (Reply(503), ServiceRefuses),
    (HTML, UnusableAnswer),
    (Reply(body=b'[{"paper": {"id": "1706.03762"'), UnusableAnswer),
    (Reply(body=b'{"error": "x"}'), UnusableAnswer),
    (Reply(body=b'[{"title": "\xff"}]'), UnusableAnswer),
    (Reply(body=b"[" + b" " * 10_000_000), UnusableAnswer),
    (Reply(302, headers={"Location": "http://169.254.169.254/"}), NetworkForbidden),
    (Reply(500), UnusableAnswer),
]


@pytest.mark.parametrize("reply,kind", BAD)
def test_a_failed_fetch_is_one_line_and_changes_nothing(library, server, reply, kind):
    before = (library.sources(), library.status().revision)
    server.on(DAILY, reply)
    with pytest.raises(kind) as error:
        library.fetch_daily("2026-11-20")
    assert "\n" not in error.value.reason
    assert (library.sources(), library.status().revision) == before


def test_a_fetch_can_be_called_off(library, server):
    class Cancelled(Exception):
        pass

    def cancel(phase, done, total):
        if done:
            raise Cancelled

    server.on(DAILY, daily())
    before = library.sources()
    with pytest.raises(Cancelled):
        library.fetch_daily("2026-11-20", cancel)
    assert library.sources() == before


# --- permission ----------------------------------------------------------------------------------


def test_the_network_is_off_until_it_is_allowed(paperlookup_home, server):
    with Library.open() as library:
        state = library.network_state()
        assert (state.allowed, state.is_fixed, state.is_offline) == (False, False, False)
        assert state.message == ""
        assert [service.name for service, _ in state.services][:3] == [
            "hugging-face", "arxiv-listings", "feeds",
        ]  # fmt: skip
        with pytest.raises(NetworkForbidden, match="may not use the network yet"):
            library.fetch_daily("2026-11-20")
        assert library.allow_network().allowed
    with Library.open() as library:
        assert library.network_state().allowed
        assert not library.allow_network(allowed=False).allowed


def test_the_administrators_word_stands(paperlookup_home, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_NETWORK", "forbid")
    with Library.open() as library:
        state = library.network_state()
        assert (state.allowed, state.is_fixed) == (False, True)
        with pytest.raises(NetworkForbidden, match="administrator"):
            library.allow_network()
        assert not library.allow_network(allowed=False).allowed


def test_settings_that_cannot_be_read_allow_nothing(paperlookup_home, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_NETWORK", "perhaps")
    with Library.open() as library:
        state = library.network_state()
        assert (state.allowed, state.is_fixed) == (False, True)
        assert "PAPERLOOKUP_NETWORK" in state.message
        with pytest.raises(InvalidRequest):
            library.fetch_daily()


def test_who_is_offline_is_told_so(paperlookup_home, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_URL_HUGGING_FACE", "http://127.0.0.1:9")
    with Library.open() as library:
        library.allow_network()
        with pytest.raises(Offline, match="you may be offline"):
            library.fetch_daily("2026-11-20")
        state = library.network_state()
        assert state.is_offline
        assert "you may be offline" in state.message
    with Library.open() as library:
        assert library.network_state().is_offline


# --- captured pages of another day ---------------------------------------------------------------

PAGE = """new
Get trending papers in your email inbox!
Subscribe
Daily Papers
byAK and the research community
Nov 20, 2025

Attention Is All You Need

The dominant sequence transduction models are based on complex recurrent networks. We propose
 • 8 authors
·
Jun 12, 2017 4
"""


def test_a_page_of_another_day_comes_in_by_the_import_path(library):
    prose = " ".join(["The dominant sequence transduction models are based on recurrence."] * 6)
    page = PAGE.replace(PAGE.splitlines()[9], prose)
    report = library.import_text(page, "daily_papers_2025-11-20.txt")
    assert (report.new, report.problems) == (1, ())
    status = source(library, "daily_papers_2025-11-20.txt")
    assert (status.kind, status.captured) == ("captured_page", "2025-11-20")
    key = library.search("source:daily_papers_2025-11-20.txt").results[0].key
    (counted,) = library._store.snapshots.history(key)
    assert (counted.day, counted.is_fresh, counted.comments) == ("2025-11-20", False, 4)
