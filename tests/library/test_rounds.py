"""What is looked at again and again, until somebody stops it."""

from __future__ import annotations

import threading

import pytest

from jupyter_paperlookup.library.rounds import Rounds

LONG = 3600.0


@pytest.fixture
def going():
    """Starts rounds, and stops them when the test is over."""
    started = []

    def start(look, seconds, **options):
        rounds = Rounds(look, seconds, "paperlookup-test", **options)
        started.append(rounds)
        rounds.start()
        return rounds

    yield start
    for rounds in started:
        rounds.stop()


def test_a_round_that_fails_is_logged_and_followed_by_others(going, caplog):
    looks = []
    done = threading.Event()

    def look():
        looks.append(None)
        if len(looks) == 3:
            done.set()
        raise ValueError("of this round alone")

    going(look, 0.01)
    assert done.wait(30)
    assert "a round of paperlookup-test failed" in caplog.text


def test_the_first_round_is_waited_for_or_not(going):
    looked = threading.Event()
    going(looked.set, LONG, at_once=True)
    assert looked.wait(30)
    looks = []
    waiting = going(lambda: looks.append(None), LONG)
    waiting.stop()
    assert (waiting.is_stopped, looks) == (True, [])


def test_stopping_waits_for_the_round_under_way(going):
    begun, ended = threading.Event(), threading.Event()

    def look():
        begun.set()
        while not rounds.is_stopped:
            ended.wait(0.01)
        ended.set()

    rounds = Rounds(look, LONG, "paperlookup-test", at_once=True)
    rounds.start()
    assert begun.wait(30)
    rounds.stop()
    assert ended.is_set()


def test_a_round_may_stop_them_all(going):
    stopped = threading.Event()

    def look():
        rounds.stop()
        stopped.set()

    rounds = going(look, 0.01)
    assert stopped.wait(30)
