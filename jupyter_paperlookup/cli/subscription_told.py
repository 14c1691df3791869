"""How the subscription to the digest is told: in lines for people, as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell
from jupyter_paperlookup.digest import Schedule

if TYPE_CHECKING:
    from jupyter_paperlookup.library import SubscriptionStatus

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def tell_subscription(status: SubscriptionStatus, *, as_json: bool) -> int:
    """Say how the subscription is, in lines or as JSON; the exit code, which is 0."""
    if as_json:
        echo_json(subscription_as_json(status))
    else:
        _tell(status)
    return 0


def _tell(status: SubscriptionStatus) -> None:
    server = status.server
    if server is None:
        tell("Nobody has subscribed to the digest.")
        return
    tell(f"To:       {status.address}")
    tell(f"From:     {status.sender}")
    tell(f"By:       {server.host}:{server.port} ({server.security})")
    tell(f"When:     {_when(status.schedule)}")
    tell(f"State:    {status.state}")
    if status.last is not None:
        moment = f"{status.last.moment.astimezone():%Y-%m-%d %H:%M}"
        tell(f"Mailed:   {status.last.period.name}, on {moment}")
    if status.next_due is not None:
        tell(f"Next due: {status.next_due.astimezone():%Y-%m-%d %H:%M}")
    if status.failure:
        tell(f"Failed:   {status.failure}")


def _when(schedule: Schedule) -> str:
    if schedule.every == "day":
        return f"each day from {schedule.hour}:00 on, of the day before"
    day = WEEKDAYS[schedule.weekday].capitalize()
    return f"each {day} from {schedule.hour}:00 on, of the week before"


def subscription_as_json(status: SubscriptionStatus) -> dict[str, Any]:
    """The subscription for programs."""
    told: dict[str, Any] = {"state": status.state, "hasPassword": status.has_password}
    if status.server is None:
        return told
    last = status.last
    return told | {
        "address": status.address,
        "sender": status.sender,
        "every": status.schedule.every,
        "hour": status.schedule.hour,
        "weekday": WEEKDAYS[status.schedule.weekday],
        "server": {
            "host": status.server.host,
            "port": status.server.port,
            "security": status.server.security,
            "user": status.server.user,
        },
        "lastPeriod": last.period.name if last else None,
        "lastMailed": last.moment.isoformat(timespec="seconds") if last else None,
        "nextDue": status.next_due.isoformat(timespec="seconds") if status.next_due else None,
        "failure": status.failure,
    }
