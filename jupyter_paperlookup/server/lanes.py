"""How much is worked on at a time, and what waits for what."""

from __future__ import annotations

from enum import Enum


class Lane(Enum):
    """What shares its threads with its like only, so that it keeps nothing else waiting.

    Searching computes from beginning to end: a second thread would only take turns with the first,
    and every search would end later.
    """

    SEARCH = "search"
    SHORT = "short"
    LONG = "long"


THREADS = {Lane.SEARCH: 1, Lane.SHORT: 4, Lane.LONG: 2}

WAITING = 28
"""How many requests may wait for the threads of a lane; more are turned away."""
