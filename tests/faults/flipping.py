"""Flips bits and cuts off files, of the store and of the index, and looks at what is said."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jupyter_paperlookup.library import Library

from . import invariants
from .invariants import Answers
from .process import forked, run
from .world import QUERIES, World

TARGETS = ("store", "index", "log", "beside")
"""The database; the index's folder; the log of a process that was killed; what else there is."""


class Flip(NamedTuple):
    """One damage: what was done where, how it went, and what was wrong with that.

    Attributes:
        outcome: `right`, where all is as before; `told`, where the person is told in a sentence,
            and what is answered is right or nothing; `wrong` for all else.
        said: The sentence.
    """

    target: str
    what: str
    outcome: str
    said: str
    wrong: tuple[str, ...]


class Flipping:
    """A library that is whole, to damage copies of it."""

    def __init__(self, world: World, start: Path, folder: Path) -> None:
        self.world = world
        self._starts = {"store": start, "index": start, "beside": start}
        world.become(start)
        answers, wrong = invariants.asked(world)
        assert answers is not None, wrong
        self._right = [answers]
        self._before = invariants.state_of(world)
        world.become(start)
        self._starts["log"] = self._killed_while_open(folder / "with-log")

    def flips(self, chance: random.Random, count: int) -> Iterator[Flip]:
        """Damage it so many times, each time anew."""
        for number in range(count):
            yield self.flip(TARGETS[number % 2 if number % 8 < 6 else number % 4], chance)

    def flip(self, target: str, chance: random.Random) -> Flip:
        """Damage it once, and use it as a person would."""
        world = self.world
        world.become(self._starts[target])
        path = chance.choice(self._files(target))
        what = f"{path.relative_to(world.library)} {_damage(path, chance)}"
        wrong: list[str] = []
        said = ""
        shown = run(world.arguments("status"))
        wrong += invariants.sane(shown, {0, 1})
        said = said or shown.err.strip()
        key = chance.choice(sorted(self._before.works))
        shown = run(world.arguments("show", key, "--json"))
        wrong += invariants.sane(shown, {0, 1})
        said = said or shown.err.strip()
        answers, faults = invariants.asked(world)
        if answers is None:
            told = faults[0].removeprefix("unopenable: ")
            if "LibraryUnavailable" in told or "IndexUnavailable" in told:
                return Flip(target, what, "wrong" if wrong else "told", said or told, tuple(wrong))
            return Flip(target, what, "wrong", said, (*wrong, told))
        wrong += faults
        right = self._right if target == "log" else self._right[:1]
        if not said and not any(_are_same(answers, each) for each in right):
            wrong.append(f"wrong answer, and nothing was said: {self._differing(answers)}")
        if not said and target != "log":
            wrong += self._silently_changed()
        outcome = "wrong" if wrong else "told" if said else "right"
        return Flip(target, what, outcome, said, tuple(wrong))

    def _silently_changed(self) -> list[str]:
        """Tables that hold something else, and nobody was told."""
        now, before = invariants.state_of(self.world).tables, self._before.tables
        odd = [name for name in before if now.get(name) != before[name]]
        return [f"changed, and nothing was said: {', '.join(odd)}"] if odd else []

    def _differing(self, answers: Answers) -> str:
        right = self._right[0]
        odd = [query for query in QUERIES if answers.found[query] != right.found[query]]
        return ", ".join(odd + ["export"] * (answers.exported != right.exported))

    def _files(self, target: str) -> list[Path]:
        library = self.world.library
        if target == "store":
            return [library / invariants.DATABASE]
        if target == "log":
            return [library / f"{invariants.DATABASE}-wal"]
        files = sorted(
            path for path in library.rglob("*") if path.is_file() and path.stat().st_size
        )
        inside = [path for path in files if "index" in path.relative_to(library).parts]
        if target == "index":
            return inside
        return [each for each in files if each not in inside and each.suffix != ".sqlite"] or files

    def _killed_while_open(self, template: Path) -> Path:
        """A library whose last process was killed, so that its log was not put into the file."""
        library = self.world.library

        def work() -> None:
            opened = Library.open(library)
            opened.edit("shelf7", {"title": "Another title"})
            os.kill(os.getpid(), signal.SIGKILL)

        assert forked(work).was_killed
        self.world.keep_as(template)
        answers, wrong = invariants.asked(self.world)
        assert answers is not None, wrong
        self._right.append(answers)
        return template


def _are_same(one: Answers, other: Answers) -> bool:
    return (one.found, one.exported) == (other.found, other.exported)


def _damage(path: Path, chance: random.Random) -> str:
    """Flip one bit, or, now and then, cut a file off or empty it."""
    content = bytearray(path.read_bytes())
    kind = chance.choice(["bit", "bit", "bit", "bit", "cut", "zeros"])
    at = chance.randrange(len(content))
    if kind == "bit":
        content[at] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del content[at:]
    else:
        end = min(at + 4096, len(content))
        content[at:end] = bytes(end - at)
    path.write_bytes(content)
    return f"{kind} at {at}"
