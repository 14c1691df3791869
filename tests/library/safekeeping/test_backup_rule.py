from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.library.safekeeping.backup_rule import DAYS, LAST, MOST_BYTES, WEEKS, kept

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))


def every(step, count):
    return [(NOW - number * step, 1) for number in range(count)]


def test_the_last_ones_of_one_day_are_kept():
    backups = every(timedelta(minutes=1), 20)
    assert kept(backups) == {moment for moment, _ in backups[:LAST]}


def test_one_a_day_for_a_week_and_one_a_week_for_a_month():
    found = sorted(kept(every(timedelta(hours=6), 400)), reverse=True)
    assert len({moment.date() for moment in found[:LAST]}) == 2
    assert len({moment.date() for moment in found}) >= DAYS
    assert len({moment.isocalendar()[:2] for moment in found}) == WEEKS
    assert NOW - found[-1] > timedelta(days=14)


@given(st.lists(moments, unique=True, max_size=60))
def test_they_are_few_whatever_the_clock_did_and_the_newest_are_among_them(found):
    left = kept([(moment, 1) for moment in found])
    assert len(left) <= LAST + DAYS + WEEKS
    assert set(sorted(found)[-LAST:]) <= left
    assert kept([(moment, 1) for moment in left]) == left


def test_together_they_are_bounded_but_the_two_newest_stay():
    large = [(moment, MOST_BYTES) for moment, _ in every(timedelta(days=1), 5)]
    assert kept(large) == {moment for moment, _ in large[:2]}
