"""How long a service asks to be left alone."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime

LONGEST_PAUSE = 24 * 3600.0
"""No service is left alone for longer than so many seconds, whatever it says."""


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
