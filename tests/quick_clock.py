"""A clock for what waits: its time passes when somebody sleeps, and not else."""

from __future__ import annotations

from jupyter_paperlookup.network.pace import Clock


class QuickClock(Clock):
    """Sleeping takes no time.

    Args:
        moment: What it shows at first, in seconds since the epoch.
    """

    def __init__(self, moment=1_795_348_800.0):
        self.moment = moment
        self.slept = 0.0

    def now(self):
        return self.moment

    def sleep(self, seconds):
        self.moment += seconds
        self.slept += seconds
