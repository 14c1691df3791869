"""Kills a server while it is asked to do things: what it said was done must be done.

Each second time it is the process of its library alone that is killed; the server starts another.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import invariants
from .killing import Trial
from .serving import Server, serving
from .world import World, entries

_NEW = 30


def trials(
    world: World, start: Path, folder: Path, chance: random.Random, count: int
) -> Iterator[Trial]:
    """Kill a server so many times, at a moment while it works."""
    for number in range(count):
        world.become(start)
        before = invariants.state_of(world)
        moment = chance.random() * 0.5
        with serving(world, folder / "server") as server:
            kill = server.kill_library if number % 2 else server.kill
            done = _worked_on(server, moment, kill)
            wrong = server.faults()
            if number % 2 and not _answers_again(server):
                wrong.append("the server starts no other process for its library")
        wrong += _look(world, before, done)
        left = "new" if len(done) == len(_WORK) else "between" if done else "old"
        yield Trial("server", "its library" if number % 2 else "moment", moment, left, tuple(wrong))


def _answers_again(server: Server) -> bool:
    """Whether it starts another process: at most one answer says that the last one has ended."""
    return any(server.ask("status").status == 200 for _ in range(2))


_WORK = {
    "import": ("import", {"name": "new.bib", "text": entries("new", _NEW)}, "POST"),
    "edit": ("records/shelf7", {"changes": {"title": "Another title"}}, "PUT"),
    "rename": ("keys/shelf1", {"key": "first"}, "PUT"),
    "merge": ("merges", {"keys": ["shelf4", "shelf5"]}, "POST"),
}


def _worked_on(server: Server, moment: float, kill: Callable[[], None]) -> set[str]:
    """Let it do all work and answer searches meanwhile, and kill it; what it said was done."""
    done: set[str] = set()

    def work() -> None:
        for name, asked in _WORK.items():
            if server.ask(*asked).status in {200, 201}:
                done.add(name)

    def search() -> None:
        while not is_over.wait(0.01):
            server.search("rings")

    is_over = threading.Event()
    threads = [threading.Thread(target=each) for each in (work, search)]
    for thread in threads:
        thread.start()
    time.sleep(moment)
    kill()
    is_over.set()
    for thread in threads:
        thread.join()
    return done


def _look(world: World, before: invariants.State, done: set[str]) -> list[str]:
    wrong = invariants.faults_of_file(world)
    if wrong:
        return wrong
    works = invariants.state_of(world).works
    new = sum(key.startswith("new") for key in works)
    if new not in {0, _NEW}:
        wrong.append(f"half: {new} of {_NEW} records were imported")
    is_there = {
        "import": new == _NEW,
        "edit": works["shelf7"] == "Another title",
        "rename": "first" in works,
        "merge": works["shelf5"] == works["shelf4"],
    }
    wrong += [f"lost: {name} was said to be done" for name in done if not is_there[name]]
    for key, title in before.works.items():
        allowed = {title, *(["Another title"] if key == "shelf7" else [])}
        allowed |= {before.works["shelf4"]} if key == "shelf5" else set()
        if works.get(key) not in allowed:
            wrong.append(f"lost: the key {key} leads to {works.get(key)!r}")
    return wrong + invariants.asked(world)[1]
