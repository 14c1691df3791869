"""A library and services on this machine that know some works; paces wait no time."""

import json

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.library.resolving.completing import Completing
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.pace import Clock
from jupyter_paperlookup.network.settings import NetworkSettings

WORDS = (
    "we study how a machine that prints symbols on a tape can be made to compute every number that "
    "any other machine of the kind can compute and what it can never find out about itself"
)
PAPER = {
    "title": "A Machine That Prints Symbols",
    "arxiv": "2301.00001",
    "abstract": WORDS,
    "author": [{"given": "Alan", "family": "Turing"}],
    "published": "2023-01-02T00:00:00Z",
}
ARTICLE = PAPER | {"DOI": "10.1000/machine", "year": 2023, "journal": "Annals of Machines"}


class PassingClock(Clock):
    """Waits no time, and counts what would have been waited."""

    def __init__(self):
        self.passed = 0.0

    def now(self):
        return 1_700_000_000.0 + self.passed

    def sleep(self, seconds):
        self.passed += seconds


class Bench:
    """A library, and services that know some works."""

    def __init__(self, folder, replay):
        self.library = Library(folder)
        self.store = self.library._store
        self.replay = replay
        self.clock = PassingClock()
        settings = NetworkSettings(allowed=True, base_urls=replay.base_urls)
        self.network = Network(folder, settings, lambda: True, clock=self.clock)

    def close(self):
        self.network.close()
        self.library.close()

    def complete(self, *keys, **options):
        asking = Asking(self.network)
        work = Completing(self.store, asking, clock=self.clock.now, **options)
        return work.run(keys or self.store.keys())

    def add(self, **item):
        return self.library.import_text(
            json.dumps([{"type": "article", **item}]), f"{item['id']}.json", format="csl-json"
        )
