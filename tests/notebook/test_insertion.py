"""Asking a front end to insert, without a kernel: the answers are given by hand."""

from __future__ import annotations

import comm
import pytest

from jupyter_paperlookup.citing import Insertion
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.notebook.insertion import LONGEST_TEXT, insert
from jupyter_paperlookup.notebook.latest import LatestOnly

INSERTION = Insertion(kind="citation", text="(Turing, 1936)", is_block=False, items={})


def _message(**data):
    return {"content": {"data": data}}


@pytest.fixture
def reports():
    return []


@pytest.fixture
def asked(shell, reports):
    """Ask to insert; the comm over which it was asked."""
    before = set(comm.get_comm_manager().comms)

    def ask(wait_seconds):
        insert(INSERTION, reports.append, wait_seconds=wait_seconds)
        (opened,) = set(comm.get_comm_manager().comms) - before
        return comm.get_comm_manager().get_comm(opened)

    return ask


def test_only_the_first_answer_counts(asked, reports):
    opened = asked(60)
    opened.handle_msg(_message(inserted=True, message="Inserted."))
    opened.handle_msg(_message(inserted=False, message="Refused."))
    opened.handle_close({})
    assert [(reply.inserted, reply.message) for reply in reports] == [(True, "Inserted.")]


@pytest.mark.parametrize("data", [{}, {"inserted": "yes"}, {"inserted": True}, {"message": 1}])
def test_what_is_no_answer_is_passed_over(asked, reports, data):
    opened = asked(60)
    opened.handle_msg(_message(**data))
    assert reports == []
    opened.handle_msg(_message(inserted=True, message=""))
    assert len(reports) == 1


def test_silence_becomes_a_next_cell_and_a_late_answer_is_still_heard(
    asked, reports, shell, wait_until
):
    opened = asked(0.05)
    wait_until(lambda: reports)
    assert not reports[0].inserted
    assert "new cell" in reports[0].message
    assert shell.rl_next_input == INSERTION.text
    opened.handle_msg(_message(inserted=True, message="Inserted."))
    assert [reply.inserted for reply in reports] == [False, True]


def test_a_closed_comm_is_answered_at_once_and_once(asked, reports):
    opened = asked(0.05)
    opened.handle_close({})
    assert len(reports) == 1


def test_too_long_a_text_is_refused(shell, reports):
    long = Insertion(kind="bibtex", text="x" * (LONGEST_TEXT + 1), is_block=True, items={})
    with pytest.raises(InvalidRequest, match="too many"):
        insert(long, reports.append)


def test_of_quick_tasks_only_the_newest_runs(wait_until):
    ran = []
    latest = LatestOnly(0.1)
    for number in range(20):
        latest.submit(lambda is_newest, number=number: ran.append((number, is_newest())))
    wait_until(lambda: ran)
    assert ran == [(19, True)]
    latest.submit(lambda _is_newest: ran.append("cancelled"))
    latest.cancel()
    assert ran == [(19, True)]
