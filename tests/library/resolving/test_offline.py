"""Without a network a run ends at once and says so; one service that is away ends nothing."""

import threading

import pytest
from bench import ARTICLE, PAPER, WORDS
from replaying import replaying

from jupyter_paperlookup.library.resolving.asking import OFFLINE, Asking
from jupyter_paperlookup.library.resolving.looking_up import look_up
from jupyter_paperlookup.network.connection import Connections


@pytest.fixture
def attempts(monkeypatch):
    """Who was really asked."""
    asked = []
    ask = Connections.ask

    def counted(self, question):
        asked.append(question.service.name)
        return ask(self, question)

    monkeypatch.setattr(Connections, "ask", counted)
    return asked


@pytest.fixture
def nowhere():
    """An address of this machine at which nobody listens any more."""
    with replaying([]) as replay:
        pass
    return replay.url


def away(here, nowhere, *names):
    for name in names:
        here.network.settings.base_urls[name] = f"{nowhere}/{name}"


def test_a_run_without_a_network_ends_after_two_attempts(bench, nowhere, attempts):
    here = bench([PAPER])
    away(here, nowhere, *here.network.settings.base_urls)
    for number in range(20):
        here.add(id=f"m{number}", title=f"{PAPER['title']} {number}", number=f"2301.{number:05}")
    told = []
    report = here.complete(progress=lambda done, total: told.append((done, total)))
    assert report.failures == (OFFLINE,)
    assert report.is_offline
    assert (report.asked, report.completed, report.unknown) == (0, (), ())
    assert len(attempts) == 2
    assert len(told) == 2
    assert here.store.database.all("SELECT * FROM asked") == []


def test_a_service_that_is_away_keeps_nobody_from_asking_the_others(bench, nowhere):
    here = bench([ARTICLE])
    away(here, nowhere, "hugging-face")
    here.add(id="machine", title=ARTICLE["title"], abstract=WORDS, DOI=ARTICLE["DOI"])
    report = here.complete("machine")
    assert not report.is_offline
    assert report.completed
    assert len(report.failures) == 1


def test_what_was_answered_before_it_was_gone_stays(bench, nowhere, attempts):
    here = bench([PAPER])
    here.add(id="machine", title=PAPER["title"], abstract=WORDS)
    settings = here.network.settings.base_urls
    online = dict(settings)

    def progress(done, _total):
        if done:
            away(here, nowhere, *online)

    report = here.complete("machine", progress=progress)
    assert report.completed == ("Completed machine from Hugging Face.",)
    assert report.failures == ("127.0.0.1 cannot be reached: you may be offline.",)
    assert attempts == ["hugging-face", "semantic-scholar"]
    settings |= online
    assert here.complete("machine").failures == ()


def test_a_look_up_without_a_network_is_one_line(bench, nowhere, attempts):
    here = bench([])
    away(here, nowhere, *here.network.settings.base_urls)
    found = look_up(here.store, Asking(here.network), "10.1000/machine")
    assert found.failures == (OFFLINE,)
    assert len(attempts) == 2


def test_searching_waits_for_nobody(bench):
    here = bench([PAPER])
    here.add(id="machine", title=PAPER["title"])
    may_answer, is_asked = threading.Event(), threading.Event()
    answer = here.replay.answer

    def held(*asked):
        is_asked.set()
        may_answer.wait(60)
        return answer(*asked)

    here.replay.answer = held
    run = threading.Thread(target=here.complete, daemon=True)
    run.start()
    try:
        assert is_asked.wait(60)
        assert here.library.search("machine", typing=True).total == 1
        assert here.library.edit("machine", {"note": "mine"}).other["note"] == "mine"
    finally:
        may_answer.set()
        run.join(60)
    assert not run.is_alive()
