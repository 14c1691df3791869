"""Kills operations, and looks at what is left."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from . import invariants, steps
from .invariants import Answers, State
from .operations import Operation
from .process import Ended, real, run
from .world import World

KINDS = ("statement", "file", "bytes", "write", "moment", "process")
"""Where the kill comes: before the n-th SQL statement or the n-th change of a folder, in a write of
any file or of the one that was opened n-th, at a moment, or at a moment of a process that an
interpreter was started for."""


class Trial(NamedTuple):
    """One kill: what was left, and what was wrong with it."""

    operation: str
    kind: str
    number: float
    left: str
    wrong: tuple[str, ...]


class Rehearsal:
    """An operation as it goes when nobody kills it: what is before, between, after."""

    def __init__(self, world: World, operation: Operation, start: Path, folder: Path) -> None:
        self.world, self.operation = world, operation
        self._start, self._folder = start, folder
        self.template = folder / f"{operation.name} before".replace(" ", "-")
        world.become(start)
        operation.before(world)
        world.keep_as(self.template)
        self.words = world.arguments(*operation.words)
        self.before = invariants.state_of(world)
        self.answers = [self._asked_anew()]
        world.become(self.template)
        told = folder / "told"
        ended = run(self.words, prepare=_observer(world, told))
        assert ended.code == 0, ended
        lines = told.read_text().splitlines()
        self.statements = sum(line == "sql" for line in lines)
        self.changes = sum(line == "file" for line in lines)
        self.between = {line for line in lines if line not in {"sql", "file"}}
        self.after = invariants.state_of(world)
        self.largest = max(p.stat().st_size for p in world.folder.rglob("*") if p.is_file())
        again = run(self.words)
        self.code_again = again.code
        self.at_last = invariants.state_of(world)
        world.become(self.template)
        self.seconds = run(self.words).seconds
        self.answers.append(self._asked_anew())
        now = invariants.state_of(world)  # the second time as the first
        assert now == self.after, _differing(now, self.after)

    @cached_property
    def seconds_of_process(self) -> float:
        """How long it takes together with the start of an interpreter."""
        self.world.become(self.template)
        seconds = real(self.words).seconds
        self.world.become(self.template)  # for the attempt that asks
        return seconds

    def faults(self) -> list[str]:
        """What is wrong with it even if nobody kills it."""
        whole = self.between | {digest(self.before.tables), digest(self.after.tables)}
        found = len(whole) - 1
        if found > self.operation.pieces:
            return [f"{self.operation.name}: written in {found} pieces"]
        return []

    def _asked_anew(self) -> Answers:
        """What a fresh index of this state answers."""
        ended = run(self.world.arguments("reindex"))
        assert ended.code == 0, ended
        answers, wrong = invariants.asked(self.world)
        assert answers is not None, wrong
        assert not wrong, wrong
        return answers


def digest(tables: dict[str, list[str]]) -> str:
    """A short name for what the tables hold."""
    return hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()


def trials(rehearsal: Rehearsal, chance: random.Random, count: int) -> Iterator[Trial]:
    """Kill an operation so many times."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield attempt(rehearsal, kind, chance.random())


def attempt(rehearsal: Rehearsal, kind: str, place: float) -> Trial:
    """Kill an operation once.

    Args:
        rehearsal: The operation.
        kind: One of `KINDS`.
        place: From 0, its beginning, to 1, its end.
    """
    world = rehearsal.world
    world.become(rehearsal.template)
    ended, number = _killed(rehearsal, kind, place)
    wrong = [] if ended.was_killed else invariants.sane(ended, {0, 1})
    left, found = _look(rehearsal)
    return Trial(rehearsal.operation.name, kind, number, left, (*wrong, *found))


def _killed(rehearsal: Rehearsal, kind: str, place: float) -> tuple[Ended, float]:
    words, folder = rehearsal.words, rehearsal.world.folder
    if kind == "process":
        moment = place * rehearsal.seconds_of_process
        return real(words, kill_after=moment), moment
    if kind == "moment":
        moment = place * rehearsal.seconds
        return run(words, kill_after=moment), moment
    if kind == "bytes":
        size = int(place * rehearsal.largest)
        return run(words, prepare=steps.killed_past(size)), size
    if kind == "write":
        # Of short files there are more: the exponent decides how short.
        number = 1 + int(place * rehearsal.changes)
        size = int(rehearsal.largest ** (place * 1e6 % 1))
        return run(words, prepare=steps.killed_in_write(folder, number, size)), number
    name, most = {
        "statement": ("sql", rehearsal.statements),
        "file": ("file", rehearsal.changes),
    }[kind]
    number = 1 + int(place * most)
    return run(words, prepare=steps.killer(folder, name, number)), number


def _look(rehearsal: Rehearsal) -> tuple[str, list[str]]:
    """What is left: `old`, `new`, `between` or what is wrong, in the order of a person's day."""
    world, before, after = rehearsal.world, rehearsal.before, rehearsal.after
    wrong = invariants.faults_of_file(world)
    if wrong:
        return "unopenable", wrong
    state = invariants.state_of(world)
    left = _name_of(rehearsal, state)
    if left == "half":
        wrong.append(f"half: {', '.join(_odd(rehearsal, state))}")
    wrong += invariants.same_works(before, state, after)
    wrong += _documents(rehearsal, state)
    answers, said = invariants.asked(world)
    wrong += said
    if answers is not None and left in {"old", "new"}:
        expected = rehearsal.answers[left == "new"]
        wrong += _compared(answers, expected, set(state.works))
    again = run(rehearsal.words)
    is_new = left == "new" and state.files == after.files
    # Done already, some of them refuse to be done again.
    codes = {rehearsal.code_again, 2} if left == "new" else {0}
    wrong += invariants.sane(again, codes)
    wanted = rehearsal.at_last if is_new else after
    done = invariants.state_of(world)
    if done not in (wanted, rehearsal.at_last):
        wrong.append(f"the next run ends otherwise: {_differing(done, wanted)}")
    return left, wrong


def _name_of(rehearsal: Rehearsal, state: State) -> str:
    before, after = rehearsal.before, rehearsal.after
    if before.tables == after.tables == state.tables:
        return "new" if state.files == after.files != before.files else "old"
    if state.tables == before.tables or not (state.works or before.works):
        return "old"
    if state.tables == after.tables:
        return "new"
    return "between" if digest(state.tables) in rehearsal.between else "half"


def _differing(one: State, other: State) -> str:
    """The tables and documents that two states have differently."""
    tables = [name for name in other.tables if one.tables.get(name) != other.tables[name]]
    return ", ".join([*tables, *(n for n in other.files if one.files.get(n) != other.files[n])])


def _odd(rehearsal: Rehearsal, state: State) -> list[str]:
    """The tables that are neither as before nor as after."""
    one, other = rehearsal.before.tables, rehearsal.after.tables
    odd = []
    for name, rows in state.tables.items():
        if rows not in (one.get(name), other.get(name)):
            strange = set(rows) - set(one.get(name, ())) - set(other.get(name, ()))
            odd.append(f"{name} {sorted(strange)[:2]!r:.600}")
    return odd or ["some tables are old, some new"]


def _documents(rehearsal: Rehearsal, state: State) -> list[str]:
    before, after = rehearsal.before.files, rehearsal.after.files
    wrong = [
        f"half: {name} is neither the old file nor the new one"
        for name in before | after
        if state.files.get(name) not in (before.get(name), after.get(name))
    ]
    left = [name for name in state.files if name not in before and name not in after]
    return wrong + [f"litter: {name}" for name in left if not name.startswith(".")]


def _compared(answers: Answers, expected: Answers, works: set[str]) -> list[str]:
    wrong = [
        f"wrong answer to {query!r}: {keys} and not {expected.found[query]}"
        for query, keys in answers.found.items()
        if keys != expected.found[query]
    ]
    # An index that is behind finds by what a work was, but only works that there are.
    for query, keys in answers.early.items():
        if not set(keys) <= works:
            wrong.append(f"wrong early answer to {query!r}: {sorted(set(keys) - works)}")
    if answers.exported != expected.exported:
        wrong.append("half: the export is neither the old one nor the new one")
    return wrong


def _observer(world: World, told: Path) -> Callable[[], None]:
    """What has a process write down its steps, and the state before each transaction."""

    def prepare() -> None:
        descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        really_connect = sqlite3.connect
        database = world.library / invariants.DATABASE

        def on_step(kind: str, what: str) -> None:
            os.write(descriptor, f"{kind}\n".encode())
            if what.startswith("BEGIN") and database.exists():
                with closing(really_connect(database)) as connection:
                    tables = invariants.tables_of(connection)
                os.write(descriptor, f"{digest(tables)}\n".encode())

        steps.watch(world.folder, on_step)

    return prepare
