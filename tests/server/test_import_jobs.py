"""Imports in the background: their order, their progress, how they end."""

from __future__ import annotations

import threading

import pytest

from jupyter_paperlookup.errors import InvalidRequest, UnreadableSource
from jupyter_paperlookup.library import ImportReport
from jupyter_paperlookup.server import import_jobs
from jupyter_paperlookup.server.import_jobs import ImportJobs, TooManyImports

PATIENCE = 30


@pytest.fixture
def imported():
    return threading.Event()


@pytest.fixture
def jobs(imported):
    queue = ImportJobs(imported.set)
    yield queue
    queue.close()


class Held:
    """An import that goes on when it is told to."""

    def __init__(self, report=None):
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self._report = report or ImportReport(new=1)

    def __call__(self, progress):
        progress("storing", 1, 4)
        self.begun.set()
        assert self.may_go_on.wait(PATIENCE)
        progress("storing", 2, 4)
        return self._report


def ended(jobs, job):
    """A job's last state; other jobs end before it, so one at the end of the queue is awaited."""
    done = threading.Event()

    def last(_progress):
        done.set()
        return ImportReport()

    jobs.add("last", last)
    assert done.wait(PATIENCE)
    return jobs.get(job.id)


def test_an_import_tells_how_far_it_is_and_what_it_did(jobs, imported) -> None:
    work = Held()
    job = jobs.add("refs.bib", work)
    assert work.begun.wait(PATIENCE)
    state = jobs.get(job.id)
    assert (state.name, state.phase, state.done, state.total) == ("refs.bib", "storing", 1, 4)
    work.may_go_on.set()
    state = ended(jobs, job)
    assert (state.phase, state.message, state.report.new) == ("done", "", 1)
    assert imported.is_set()


def test_what_changed_nothing_indexes_nothing(jobs, imported) -> None:
    job = jobs.add("same.bib", lambda _: ImportReport(unchanged=3))
    assert ended(jobs, job).phase == "done"
    assert not imported.is_set()


def test_imports_wait_for_each_other_and_are_listed_newest_first(jobs) -> None:
    work = Held()
    jobs.add("first", work)
    assert work.begun.wait(PATIENCE)
    second = jobs.add("second", lambda _: ImportReport())
    assert second.phase == "waiting"
    assert [job.name for job in jobs.list().jobs] == ["second", "first"]
    work.may_go_on.set()
    assert ended(jobs, second).phase == "done"


def test_a_cancelled_import_ends_and_the_next_one_begins(jobs, imported) -> None:
    work = Held()
    job = jobs.add("long.bib", work)
    assert work.begun.wait(PATIENCE)
    jobs.cancel(job.id)
    work.may_go_on.set()
    state = ended(jobs, job)
    assert (state.phase, state.report) == ("cancelled", None)
    assert "as it was" in state.message
    assert not imported.is_set()


def test_one_that_waits_is_cancelled_at_once(jobs) -> None:
    work = Held()
    jobs.add("first", work)
    assert work.begun.wait(PATIENCE)
    waiting = jobs.add("second", lambda _: pytest.fail("it was cancelled"))
    assert jobs.cancel(waiting.id).phase == "cancelled"
    work.may_go_on.set()


def test_a_refusal_is_told_and_a_bug_stays_in_the_log(jobs, caplog) -> None:
    def refuse(_):
        raise UnreadableSource("image.png is an image.")

    def break_down(_):
        raise ZeroDivisionError

    refused, broken = jobs.add("image.png", refuse), jobs.add("bug.bib", break_down)
    assert ended(jobs, broken).phase == "failed"
    assert jobs.get(refused.id).message == "image.png is an image."
    assert "ZeroDivisionError" not in jobs.get(broken.id).message
    assert "ZeroDivisionError" in caplog.text


def test_only_so_much_may_wait(jobs, monkeypatch) -> None:
    work = Held()
    jobs.add("first", work)
    assert work.begun.wait(PATIENCE)
    with pytest.raises(TooManyImports):
        jobs.add("large", lambda _: ImportReport(), size=import_jobs.MOST_WAITING_BYTES + 1)
    for _ in range(import_jobs.MOST_WAITING):
        jobs.add("small", lambda _: ImportReport())
    with pytest.raises(TooManyImports):
        jobs.add("one more", lambda _: ImportReport())
    work.may_go_on.set()


def test_those_that_ended_long_ago_are_forgotten(jobs) -> None:
    first = jobs.add("first", lambda _: ImportReport())
    for _ in range(import_jobs.ENDED_KEPT):
        ended(jobs, jobs.add("another", lambda _: ImportReport()))
    with pytest.raises(InvalidRequest, match="any more"):
        jobs.get(first.id)


def test_closing_ends_what_is_under_way(imported) -> None:
    queue, work = ImportJobs(imported.set), Held()
    job = queue.add("long.bib", work)
    assert work.begun.wait(PATIENCE)
    closing = threading.Thread(target=queue.close)
    closing.start()
    work.may_go_on.set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert queue.get(job.id).phase in {"cancelled", "done"}
    with pytest.raises(TooManyImports):
        queue.add("late", lambda _: ImportReport())
