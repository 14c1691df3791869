"""All faults one after the other, and the tables of what came of them."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from . import killing, server_kills, starving, together, vanishing
from .flipping import Flipping
from .killing import Trial
from .online import services
from .operations import BY_NAME
from .starving import Row
from .world import built

PARTS = ("kills", "flips", "lacks", "losses", "together")
SERVER = "server"
_LEFT = ("old", "new", "between")
_FAULTS = ("lost", "half", "unopenable")


class Everything:
    """One run of the harness; says on stderr how far it is.

    Args:
        folder: Where to work.
        seed: Decides where kills and flips come.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._seed = seed
        self._begin = time.monotonic()
        self._world = built(folder / "world")
        self._start = folder / "start"
        self._world.keep_as(self._start)
        self.kills: dict[str, Counter[str]] = {}
        self.flips: dict[str, Counter[str]] = {}
        self.rows: list[Row] = []
        self.wrong: list[str] = []

    def run(
        self, only: Sequence[str], *, kills: int, flips: int, seconds: float, is_short: bool
    ) -> None:
        """Run all parts, or those that are named."""
        parts = [each for each in only if each in PARTS]
        named = [each for each in only if each not in PARTS]
        parts = parts or (["kills"] if named else list(PARTS))
        world, start, folder = self._world, self._start, self._folder
        if "kills" in parts:
            self._kill(named or [*BY_NAME, SERVER], kills)
        if "flips" in parts:
            self._flip(flips)
        if "lacks" in parts:
            self._note(starving.rows(world, start, folder, is_short=is_short))
        if "losses" in parts:
            self._note(vanishing.rows(world, start, folder))
        if "together" in parts:
            self._note([together.row(world, start, folder, seconds)])

    def as_json(self) -> dict[str, Any]:
        """What came of it."""
        return {
            "seed": self._seed,
            "seconds": round(time.monotonic() - self._begin),
            "kills": self.kills,
            "flips": self.flips,
            "faults": [row._asdict() for row in self.rows],
            "wrong": self.wrong,
        }

    def write_tables(self) -> None:
        """Write what came of it to stdout."""
        if self.kills:
            _table(
                ("operation", "kills", *_LEFT, *_FAULTS, "otherwise wrong"),
                [_kill_row(name, counts) for name, counts in self.kills.items()],
            )
        if self.flips:
            _table(
                ("damaged", "times", "right", "told", "wrong"),
                [
                    (name, counts.total(), counts["right"], counts["told"], counts["wrong"])
                    for name, counts in self.flips.items()
                ],
            )
        for row in self.rows:
            print(f"{row.fault}: {row.skipped or f'{row.tries} times, {len(row.wrong)} wrong'}")
            for sentence in row.seen:
                print(f"    {sentence}")
        print(f"{len(self.wrong)} wrong, {time.monotonic() - self._begin:.0f} s")

    # --- the parts -------------------------------------------------------------------------

    def _kill(self, names: list[str], kills: int) -> None:
        with services():
            for at, name in enumerate(names):
                share = kills // len(names) + (at < kills % len(names))
                if share:
                    self._count(name, self._trials(name, share))

    def _trials(self, name: str, share: int) -> Iterable[Trial]:
        chance = random.Random(f"{self._seed} {name}")
        if name == SERVER:
            return server_kills.trials(self._world, self._start, self._folder, chance, share)
        rehearsal = killing.Rehearsal(self._world, BY_NAME[name], self._start, self._folder)
        for each in rehearsal.faults():
            self._complain(each)
        return killing.trials(rehearsal, chance, share)

    def _count(self, name: str, trials: Iterable[Trial]) -> None:
        counts = self.kills.setdefault(name, Counter())
        for trial in trials:
            counts["kills"] += 1
            counts[trial.left] += 1
            kinds = {each.partition(":")[0] for each in trial.wrong}
            counts.update(kinds & set(_FAULTS) - {trial.left})
            counts["otherwise"] += bool(kinds - set(_FAULTS))
            for each in trial.wrong:
                self._complain(f"{name}, killed by {trial.kind} {trial.number:g}: {each}")
        self._tell(f"{name}: {dict(counts)}")

    def _flip(self, flips: int) -> None:
        flipping = Flipping(self._world, self._start, self._folder)
        chance = random.Random(f"{self._seed} flips")
        for number, flip in enumerate(flipping.flips(chance, flips), 1):
            self.flips.setdefault(flip.target, Counter())[flip.outcome] += 1
            for each in flip.wrong:
                self._complain(f"{flip.target}, {flip.what}: {each}")
            if number % 50 == 0:
                self._tell(f"{number} flips")

    def _note(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.rows.append(row)
            for each in row.wrong:
                self._complain(f"{row.fault}: {each}")
            self._tell(row.fault)

    def _complain(self, what: str) -> None:
        self.wrong.append(what)
        self._tell(f"WRONG {what}")

    def _tell(self, what: str) -> None:
        print(f"{time.monotonic() - self._begin:6.0f} s  {what}", file=sys.stderr, flush=True)


def _kill_row(name: str, counts: Counter[str]) -> tuple[object, ...]:
    return (name, *(counts[each] for each in ("kills", *_LEFT, *_FAULTS, "otherwise")))


def _table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Write a table of Markdown, with a line of sums."""
    sums = ["all", *(sum(int(str(row[at])) for row in rows) for at in range(1, len(heads)))]
    print(f"| {' | '.join(heads)} |")
    print(f"|---|{'--:|' * (len(heads) - 1)}")
    for row in [*rows, sums]:
        print(f"| {' | '.join(map(str, row))} |")
    print()
