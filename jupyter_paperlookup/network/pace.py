"""When a service may be asked: at its own pace over all processes, and not while it refuses."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from filelock import FileLock, Timeout

from jupyter_paperlookup.errors import Offline, ServiceRefuses
from jupyter_paperlookup.network.network_file import NetworkFile
from jupyter_paperlookup.network.services import Service

Tell = Callable[[], object]

LONGEST_WAIT = 120.0
"""Seconds that somebody waits for a turn; who would wait longer is told so at once."""

LONGEST_PAUSE = 24 * 3600.0
MOST_FAULTS = 3
_FIRST_PAUSE = 60.0
_LONGEST_PAUSE_OF_FAULTS = 900.0
_SECONDS_OFFLINE = 60.0
_SLICE = 0.25
_OFFLINE = "offline"


class Clock:
    """The time, and how to let it pass."""

    def now(self) -> float:
        """Seconds since the epoch: processes have only this clock in common."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Paces:
    """The paces of all services.

    Args:
        file: Where they are remembered.
        folder: Where locks are, for services that want one connection at a time.
        clock: The time.
    """

    def __init__(self, file: NetworkFile, folder: Path, clock: Clock | None = None) -> None:
        self._file = file
        self._folder = folder
        self._clock = clock or Clock()

    @contextmanager
    def turn(self, service: Service, tell: Tell | None = None, *, insists: bool) -> Iterator[None]:
        """Wait for one's turn to ask a service, and have it.

        Args:
            service: Who is to be asked.
            tell: Called now and then while waiting; what it raises ends the waiting.
            insists: A person wants it now: the service is tried although it failed before, or
                nobody could be reached.

        Raises:
            ServiceRefuses: It asked for a pause, or failed too often.
            Offline: Nobody could be reached a moment ago.
        """
        end = self._clock.now() + LONGEST_WAIT
        lock = self._alone(service, end, tell)
        try:
            start = self._reserve(service, insists=insists)
            while (left := start - self._clock.now()) > 0:
                (tell or _nobody)()
                self._clock.sleep(min(left, _SLICE))
            yield
        finally:
            if lock is not None:
                # Whatever came in between, the next one begins this long after this one's end.
                self._put(service, "free = max(free, ?)", (self._next(service),))
                lock.release()

    def pause(self, service: Service, seconds: float) -> float:
        """Leave a service alone, as it asked; returns until when."""
        now = self._clock.now()
        until = now + min(max(seconds, 0.0), LONGEST_PAUSE)
        self._put(service, "until = max(until, ?), is_asked_for = 1", (until,))
        return until

    def went_well(self, service: Service) -> None:
        """A service answered: its faults are forgotten, and somebody is online."""

        def forget(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE paces SET faults = 0, until = iif(is_asked_for, until, 0) WHERE name = ?",
                (_name(service),),
            )
            connection.execute("DELETE FROM facts WHERE name = ?", (_OFFLINE,))

        self._file.safely(forget, None)

    def failed(self, service: Service) -> None:
        """A service failed; after some times it is left alone, longer each time."""
        now = self._clock.now()

        def count(connection: sqlite3.Connection) -> None:
            _row(connection, service, now)
            connection.execute(
                "UPDATE paces SET faults = faults + 1 WHERE name = ?", (_name(service),)
            )
            (faults,) = connection.execute(
                "SELECT faults FROM paces WHERE name = ?", (_name(service),)
            ).fetchone()
            if faults >= MOST_FAULTS:
                pause = min(
                    _FIRST_PAUSE * 2.0 ** min(faults - MOST_FAULTS, 10), _LONGEST_PAUSE_OF_FAULTS
                )
                connection.execute(
                    "UPDATE paces SET is_asked_for = is_asked_for AND until > ?, "
                    "until = max(until, ?) WHERE name = ?",
                    (now, now + pause, _name(service)),
                )

        self._file.safely(count, None)

    def unreachable(self) -> None:
        """Nobody could be reached just now."""
        now = self._clock.now()

        def remember(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_OFFLINE, now))

        self._file.safely(remember, None)

    @property
    def is_offline(self) -> bool:
        """Whether nobody could be reached when somebody was last asked."""
        return self._offline_since() is not None

    # --- inside ----------------------------------------------------------------------------

    def _alone(self, service: Service, end: float, tell: Tell | None) -> FileLock | None:
        """The lock of a service that wants one connection at a time."""
        if not service.pace.is_alone:
            return None
        lock = FileLock(self._folder / f"network-{service.pace.group or service.name}.lock")
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_SLICE)
            except Timeout:
                (tell or _nobody)()
                if self._clock.now() > end:
                    raise _busy(service, self._clock.now() + service.pace.seconds) from None
            except OSError:
                return None  # a folder in which nothing can be locked
        return lock

    def _reserve(self, service: Service, *, insists: bool) -> float:
        """Take the next free moment; returns when it is."""
        now = self._clock.now()
        since = self._offline_since()
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
                    (start + service.pace.seconds, now, _name(service)),
                )
            return start, until, is_asked_for

        nothing_known = (self._next(service), 0.0, False)
        start, until, is_asked_for = self._file.safely(take, nothing_known)
        if until:
            raise _refuses(service, until, is_asked_for=is_asked_for)
        if start - now > LONGEST_WAIT:
            raise _busy(service, start)
        return start

    def _next(self, service: Service) -> float:
        return self._clock.now() + service.pace.seconds

    def _put(self, service: Service, changes: str, values: tuple[float, ...]) -> None:
        now = self._clock.now()

        def change(connection: sqlite3.Connection) -> None:
            _row(connection, service, now)
            connection.execute(
                f"UPDATE paces SET {changes} WHERE name = ?",  # noqa: S608 - this file's own words
                (*values, _name(service)),
            )

        self._file.safely(change, None)

    def _offline_since(self) -> float | None:
        def find(connection: sqlite3.Connection) -> float | None:
            row = connection.execute(
                "SELECT value FROM facts WHERE name = ?", (_OFFLINE,)
            ).fetchone()
            return float(row[0]) if row else None

        return self._file.safely(find, None)


def seconds_of(header: str, now: float) -> float | None:
    """What `Retry-After` and `Backoff` say: seconds, or a date; None when it is neither."""
    text = header.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), LONGEST_PAUSE)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST_PAUSE)


def _row(connection: sqlite3.Connection, service: Service, now: float) -> tuple[float, float, bool]:
    """When a service is free, until when it pauses, and whether it asked for that itself."""
    name = _name(service)
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


def _name(service: Service) -> str:
    return service.pace.group or service.name


def _refuses(service: Service, until: float, *, is_asked_for: bool) -> ServiceRefuses:
    why = "asks to be left alone" if is_asked_for else "failed several times and is left alone"
    return ServiceRefuses(f"{service.label} {why} until {_said(until)}.", until)


def _busy(service: Service, until: float) -> ServiceRefuses:
    return ServiceRefuses(
        f"{service.label} is being asked by too many at once here. Try again later.", until
    )


def _said(moment: float) -> str:
    local = datetime.fromtimestamp(moment).astimezone()
    is_today = local.date() == datetime.now().astimezone().date()
    return f"{local:%H:%M}" if is_today else f"{local:%Y-%m-%d %H:%M}"


def _nobody() -> None:
    """Nobody wants to be told."""
