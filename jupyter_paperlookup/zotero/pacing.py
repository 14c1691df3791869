"""How fast a server is asked: as fast as it wants, within the time that a person would wait.

Source: https://www.zotero.org/support/dev/web_api/v3/basics, "Rate Limiting".
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from jupyter_paperlookup.errors import ZoteroUnavailable

MOST_RETRIES = 4
LONGEST_WAIT = 600.0
_SLICE = 0.25

Tell = Callable[[], object]


class Clock:
    """The time, and how to let it pass."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Pace:
    """When a server may be asked again; outlives a single reading, for a pause may do so too.

    Args:
        place: How people call the server.
        clock: The time.
    """

    def __init__(self, place: str, clock: Clock | None = None) -> None:
        self.place = place
        self.clock = clock or Clock()
        self.not_before = 0.0


class Pacing:
    """The pace of one reading.

    Args:
        pace: Of the server.
        seconds: How long the reading may take in all.
        tell: Called now and then while waiting; what it raises ends the waiting.
    """

    def __init__(self, pace: Pace, *, seconds: float, tell: Tell | None = None) -> None:
        self.seconds = seconds
        self._pace = pace
        self._clock = pace.clock
        self._end = self._clock.now() + seconds
        self._tell = tell or (lambda: None)

    def wait(self) -> None:
        """Wait until the server may be asked.

        Raises:
            ZoteroUnavailable: It is not to be asked for longer than there is time.
        """
        pause = self._pace.not_before - self._clock.now()
        if pause > LONGEST_WAIT or self._pace.not_before > self._end:
            raise ZoteroUnavailable(
                f"{self._pace.place} asks to be left alone for {pause:.0f} seconds. "
                "Refresh the source after that."
            )
        self._tell()
        while (left := self._pace.not_before - self._clock.now()) > 0:
            self._clock.sleep(min(left, _SLICE))
            self._tell()
        self.check()

    def check(self) -> None:
        """Have an end.

        Raises:
            ZoteroUnavailable: The time is over.
        """
        if self._clock.now() > self._end:
            raise ZoteroUnavailable(
                f"{self._pace.place} takes too long to answer. Nothing was changed: try again."
            )

    def pause(self, seconds: float) -> None:
        """Ask nothing for so many seconds."""
        self._pace.not_before = max(self._pace.not_before, self._clock.now() + seconds)

    def retry(self, attempt: int, asked: float | None) -> bool:
        """Prepare another attempt, if there shall be one.

        Args:
            attempt: How many failed before this one.
            asked: The pause that the server asked for; None if it did not.
        """
        if attempt >= MOST_RETRIES:
            return False
        self.pause(2.0**attempt if asked is None else asked)
        return True


def seconds_of(header: str) -> float | None:
    """What `Backoff` or `Retry-After` say: seconds, or a date; None when it is neither."""
    text = header.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return min(float(text), 10 * LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
