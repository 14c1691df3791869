"""What it takes to complete the seed corpus: requests, and the time that the services' paces ask.

    python -m benchmarks.completing

The services are a server on this machine that knows the facts of the seeds; the time that would be
waited between requests is counted and not waited.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
sys.path.insert(0, str(ROOT / "tests" / "library" / "resolving"))

from replaying import replaying, works_of_seeds  # noqa: E402

from benchmarks.search_data import machine  # noqa: E402
from jupyter_paperlookup.library import Library  # noqa: E402
from jupyter_paperlookup.library.resolving.asking import Asking  # noqa: E402
from jupyter_paperlookup.library.resolving.completing import Completing  # noqa: E402
from jupyter_paperlookup.library.store import Store  # noqa: E402
from jupyter_paperlookup.network.client import Network  # noqa: E402
from jupyter_paperlookup.network.pace import Clock  # noqa: E402
from jupyter_paperlookup.network.settings import NetworkSettings  # noqa: E402
from jupyter_paperlookup.resolvers.registry import RESOLVERS  # noqa: E402


class PassingClock(Clock):
    """Waits no time, and counts what would have been waited."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return time.time() + self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


def main() -> None:
    print(machine())
    facts = (SEEDS / "metadata.jsonl").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library(folder) as library:
            for page in sorted(SEEDS.glob("*.txt")):
                library.import_file(page)
            works = works_of_seeds(facts, library.records())
        store = Store(folder / "library.sqlite")
        with replaying(works) as replay:
            settings = NetworkSettings(allowed=True, base_urls=replay.base_urls)
            clock = PassingClock()
            network = Network(folder, settings, lambda: True, clock=clock)
            begin = time.perf_counter()
            completing = Completing(store, Asking(network), clock=clock.now)
            report = completing.run(store.keys())
            taken = time.perf_counter() - begin
            network.close()
        records = list(store.records())
        store.close()
    print(f"{len(records)} records, {report.requests} requests, {taken:.1f} s of work here,")
    print(f"{clock.passed:.0f} s of waiting at the services' paces")
    for resolver in RESOLVERS:
        service = resolver.service
        print(f"  {service.label:18}{replay.asked[service.name]:>5} requests")
    known = sum(bool(record.author) for record in records)
    print(
        f"{len(report.completed)} completed, {len(report.linked)} linked, {report.suggested} "
        f"suggested, {len(report.unknown)} unknown to all; {known} records have creators now"
    )


if __name__ == "__main__":
    main()
