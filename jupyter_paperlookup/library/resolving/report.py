"""What completing records did."""

from __future__ import annotations

import msgspec


class ResolveReport(msgspec.Struct, frozen=True):
    """What was asked, and what came of it.

    Attributes:
        asked: How many records were asked about.
        requests: How many requests were made.
        completed: A sentence for each record that was completed.
        linked: A sentence for each that was linked with another version.
        suggested: How many suggestions wait for a person now that did not before.
        retracted: Keys of records that a service calls retracted or withdrawn.
        unknown: Keys of records of which no service that was asked knows anything.
        failures: One line for each service that could not be asked to the end.
        is_offline: It ended early, since nobody could be reached.
    """

    asked: int = 0
    requests: int = 0
    completed: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    suggested: int = 0
    retracted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    is_offline: bool = False
