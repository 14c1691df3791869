"""Days, weeks, and when each digest is due, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.digest import Period, Schedule
from jupyter_paperlookup.errors import InvalidRequest

BERLIN = ZoneInfo("Europe/Berlin")
AUCKLAND = ZoneInfo("Pacific/Auckland")
DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
EVERY = st.sampled_from(["day", "week"])
MOMENTS = st.integers(631_152_000, 4_102_444_800).map(lambda at: datetime.fromtimestamp(at, UTC))


@pytest.mark.parametrize(
    "name, first, last, title",
    [
        ("2026-11-20", "2026-11-20", "2026-11-20", "20 November 2026"),
        ("2026-W47", "2026-11-16", "2026-11-22", "16–22 November 2026"),
        ("2026-W53", "2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ("2027-W01", "2027-01-04", "2027-01-10", "4–10 January 2027"),
        ("2025-W01", "2024-12-30", "2025-01-05", "30 December 2024 – 5 January 2025"),
        ("2026-W40", "2026-09-28", "2026-10-04", "28 September – 4 October 2026"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "29 February 2024"),
    ],
)
def test_names(name, first, last, title):
    period = Period.named(name)
    assert (str(period.first), str(period.last), period.title) == (first, last, title)
    assert period.name == name


@pytest.mark.parametrize(
    "name",
    (
        "  2026 2026-11 2025-W53 2026-W00 2023-02-29 2026-W7 0000-01-01 9999-12-31 20261120 "
        "2026-W47-1 2026-13-01 ٢٠٢٦-11-20"
    ).split(" "),
)
def test_what_is_no_period(name):
    with pytest.raises(InvalidRequest, match="no day and no week"):
        Period.named(name)


@given(DAYS, EVERY)
def test_every_day_is_in_one_period(day, every):
    period = Period.containing(day, every)
    assert period.first <= day <= period.last
    assert Period.named(period.name) == period
    assert period.next.previous == period
    assert period.last + timedelta(days=1) == period.next.first


@given(
    st.builds(
        Schedule,
        every=EVERY,
        hour=st.integers(0, 23),
        weekday=st.integers(0, 6),
    ),
    MOMENTS,
    st.sampled_from([UTC, BERLIN, AUCKLAND]),
)
def test_what_is_due_is_over_and_what_comes_next_is_not_due(schedule, now, zone):
    period = schedule.last_due(now, zone)
    assert schedule.due(period, zone) <= now < schedule.due(period.next, zone)
    assert period.ends(zone) <= now
    assert schedule.last_over(now, zone) in (period, period.next)


@given(DAYS, EVERY, st.sampled_from([UTC, BERLIN, AUCKLAND]))
def test_periods_follow_each_other_without_a_gap(day, every, zone):
    period = Period.containing(day, every)
    assert period.begins(zone) < period.ends(zone) == period.next.begins(zone)


def test_days_have_23_and_25_hours():
    spring, autumn = Period.named("2026-03-29"), Period.named("2026-10-25")
    assert spring.ends(BERLIN) - spring.begins(BERLIN) == timedelta(hours=23)
    assert autumn.ends(BERLIN) - autumn.begins(BERLIN) == timedelta(hours=25)


@pytest.mark.parametrize(
    "day, hour, due",
    [
        ("2026-03-28", 2, "2026-03-29T01:00+00:00"),  # 2:00 on the 29th is skipped
        ("2026-10-24", 2, "2026-10-25T00:00+00:00"),  # 2:00 on the 25th comes twice
        ("2026-10-24", 8, "2026-10-25T07:00+00:00"),
        ("2026-03-28", 8, "2026-03-29T06:00+00:00"),
    ],
)
def test_due_when_clocks_are_changed(day, hour, due):
    schedule = Schedule(every="day", hour=hour)
    assert schedule.due(Period.named(day), BERLIN) == datetime.fromisoformat(due)


def test_a_week_is_due_on_a_day_after_it():
    schedule = Schedule(every="week", hour=9, weekday=2)
    week = Period.named("2026-W47")
    assert schedule.due(week, BERLIN) == datetime(2026, 11, 25, 8, tzinfo=UTC)
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert schedule.last_over(monday, BERLIN) == week
    assert schedule.last_due(monday, BERLIN) == week.previous
