"""When each service may be asked again, as all processes of a user remember it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from jupyter_paperlookup.errors import Offline, ServiceRefuses
from jupyter_paperlookup.network.network_file import NetworkFile
from jupyter_paperlookup.network.retry_after import LONGEST_PAUSE
from jupyter_paperlookup.network.services import Service

LONGEST_WAIT = 120.0
"""Seconds that somebody waits for a turn; who would wait longer is told so at once."""

MOST_FAULTS = 3
_FIRST_PAUSE = 60.0
_LONGEST_PAUSE_OF_FAULTS = 900.0
_SECONDS_OFFLINE = 60.0
_OFFLINE = "offline"


class PaceTable:
    """The paces of all services.

    Args:
        file: Where they are remembered.
        now: Tells the time, in seconds since the epoch.
    """

    def __init__(self, file: NetworkFile, now: Callable[[], float]) -> None:
        self._file = file
        self._now = now

    def reserve(self, service: Service, *, insists: bool) -> float:
        """Take the next free moment; returns when it is.

        Args:
            service: Who is to be asked.
            insists: A person wants it now.

        Raises:
            ServiceRefuses: It asked for a pause, or failed too often.
            Offline: Nobody could be reached a moment ago.
        """
        now = self._now()
        since = self.offline_since()
        if not insists and since is not None and 0 <= now - since < _SECONDS_OFFLINE:
            raise Offline("The network could not be reached a moment ago: nobody was asked.")

        def take(connection: sqlite3.Connection) -> tuple[float, float, bool]:
            free, until, is_asked_for = _row(connection, service, now)
            start = max(now, free)
            if until <= now or (insists and not is_asked_for):
                until = 0.0
            if not until and start - now <= LONGEST_WAIT:
                connection.execute(
                    "UPDATE paces SET free = ?, asked = ? WHERE name = ?",
                    (start + service.pace.seconds, now, pace_name(service)),
                )
            return start, until, is_asked_for

        nothing_known = (now + service.pace.seconds, 0.0, False)
        start, until, is_asked_for = self._file.safely(take, nothing_known)
        if until:
            raise refuses(service, until, is_asked_for=is_asked_for)
        if start - now > LONGEST_WAIT:
            raise asked_by_too_many(service, start)
        return start

    def keep_free(self, service: Service) -> None:
        """Let the next one begin no sooner than the pace of a service from now on."""
        self._put(service, "free = max(free, ?)", (self._now() + service.pace.seconds,))

    def pause(self, service: Service, seconds: float) -> float:
        """Leave a service alone, as it asked; returns until when."""
        now = self._now()
        until = now + min(max(seconds, 0.0), LONGEST_PAUSE)
        self._put(service, "until = max(until, ?), is_asked_for = 1", (until,))
        return until

    def went_well(self, service: Service) -> None:
        """A service answered: its faults are forgotten, and somebody is online."""

        def forget(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE paces SET faults = 0, until = iif(is_asked_for, until, 0) WHERE name = ?",
                (pace_name(service),),
            )
            connection.execute("DELETE FROM facts WHERE name = ?", (_OFFLINE,))

        self._file.safely(forget, None)

    def failed(self, service: Service) -> None:
        """A service failed; after some times it is left alone, longer each time."""
        now = self._now()

        def count(connection: sqlite3.Connection) -> None:
            _row(connection, service, now)
            connection.execute(
                "UPDATE paces SET faults = faults + 1 WHERE name = ?", (pace_name(service),)
            )
            (faults,) = connection.execute(
                "SELECT faults FROM paces WHERE name = ?", (pace_name(service),)
            ).fetchone()
            if faults >= MOST_FAULTS:
                pause = min(
                    _FIRST_PAUSE * 2.0 ** min(faults - MOST_FAULTS, 10), _LONGEST_PAUSE_OF_FAULTS
                )
                connection.execute(
                    "UPDATE paces SET is_asked_for = is_asked_for AND until > ?, "
                    "until = max(until, ?) WHERE name = ?",
                    (now, now + pause, pace_name(service)),
                )

        self._file.safely(count, None)

    def unreachable(self) -> None:
        """Nobody could be reached just now."""
        now = self._now()

        def remember(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_OFFLINE, now))

        self._file.safely(remember, None)

    def offline_since(self) -> float | None:
        """When nobody could be reached; None where somebody was, since."""

        def find(connection: sqlite3.Connection) -> float | None:
            row = connection.execute(
                "SELECT value FROM facts WHERE name = ?", (_OFFLINE,)
            ).fetchone()
            return float(row[0]) if row else None

        return self._file.safely(find, None)

    # --- inside ----------------------------------------------------------------------------

    def _put(self, service: Service, changes: str, values: tuple[float, ...]) -> None:
        now = self._now()

        def change(connection: sqlite3.Connection) -> None:
            _row(connection, service, now)
            connection.execute(
                f"UPDATE paces SET {changes} WHERE name = ?",  # noqa: S608 - this file's own words
                (*values, pace_name(service)),
            )

        self._file.safely(change, None)


def _row(connection: sqlite3.Connection, service: Service, now: float) -> tuple[float, float, bool]:
    """When a service is free, until when it pauses, and whether it asked for that itself."""
    name = pace_name(service)
    connection.execute("INSERT OR IGNORE INTO paces (name, asked) VALUES (?, ?)", (name, now))
    asked, free, until, is_asked_for = connection.execute(
        "SELECT asked, free, until, is_asked_for FROM paces WHERE name = ?", (name,)
    ).fetchone()
    if asked > now + 1:  # the clock went back
        connection.execute(
            "UPDATE paces SET asked = ?, free = 0, until = 0 WHERE name = ?", (now, name)
        )
        return 0.0, 0.0, False
    return float(free), float(until), bool(is_asked_for)


def pace_name(service: Service) -> str:
    """What the pace of a service is remembered by."""
    return service.pace.group or service.name


def refuses(service: Service, until: float, *, is_asked_for: bool) -> ServiceRefuses:
    """The error of a service that is left alone."""
    why = "asks to be left alone" if is_asked_for else "failed several times and is left alone"
    return ServiceRefuses(f"{service.label} {why} until {_said(until)}.", until)


def asked_by_too_many(service: Service, until: float) -> ServiceRefuses:
    """The error of who would wait for a turn for too long."""
    return ServiceRefuses(
        f"{service.label} is being asked by too many at once here. Try again later.", until
    )


def _said(moment: float) -> str:
    local = datetime.fromtimestamp(moment).astimezone()
    is_today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if is_today else f"{local:%Y-%m-%d %H:%M}"
