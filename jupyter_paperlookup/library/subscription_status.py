"""The subscription as it is told to people."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from jupyter_paperlookup.digest import Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.library.mailed_digests import MOST_ATTEMPTS, MailedDigest, MailedDigests
from jupyter_paperlookup.library.mailing import due_period
from jupyter_paperlookup.library.subscription import Subscription


class SubscriptionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The subscription as it stands, without code and password.

    Attributes:
        state: `none`, `unconfirmed`, `active` or `paused`.
        address, sender, schedule, server: As they were given; `address` is empty and `server` None
            where there is none.
        has_password: Whether a password is known.
        last: The digest that was mailed last.
        next_due: When the next one is due, or tried again; None where none is.
        failure: Why the last attempt failed, in one line, and when the next one is; else empty.
    """

    state: Literal["none", "unconfirmed", "active", "paused"]
    address: str = ""
    sender: str = ""
    schedule: Schedule = Schedule()
    server: MailServer | None = None
    has_password: bool = False
    last: MailedDigest | None = None
    next_due: datetime | None = None
    failure: str = ""


def status_of(
    subscription: Subscription | None, mailed: MailedDigests, now: datetime, *, has_password: bool
) -> SubscriptionStatus:
    """What there is to tell."""
    if subscription is None:
        return SubscriptionStatus(state="none", has_password=has_password)
    due, failure = _to_come(subscription, mailed, now)
    return SubscriptionStatus(
        state=subscription.state,
        address=subscription.address,
        sender=subscription.sender,
        schedule=subscription.schedule,
        server=subscription.server,
        has_password=has_password,
        last=mailed.last_mailed(),
        next_due=due if subscription.state == "active" else None,
        failure=failure,
    )


def _to_come(
    subscription: Subscription, mailed: MailedDigests, now: datetime
) -> tuple[datetime | None, str]:
    """When the next digest is tried, and what went wrong last."""
    if not subscription.is_confirmed:
        return None, _told(subscription.failure, subscription.next_try, now)
    schedule = subscription.schedule
    coming = schedule.due(schedule.last_due(now).next)
    asked = mailed.get(schedule.last_over(now))
    failure = asked.failure if asked and asked.state == "failed" else ""
    period = due_period(subscription, now)
    latest = mailed.get(period) if period else None
    if period is None or (latest is not None and latest.is_over):
        return coming, _told(failure, coming, now)
    if latest is None:
        return schedule.due(period), _told(failure, coming, now)
    again = latest.until if latest.attempts < MOST_ATTEMPTS else coming
    return again, _told(latest.failure, again, now)


def _told(failure: str, again: datetime | None, now: datetime) -> str:
    if not failure:
        return ""
    if again is None:
        return f"{failure} It is not tried again by itself."
    local = max(again, now).astimezone()
    return f"{failure} Next attempt: {local:%Y-%m-%d %H:%M}."
