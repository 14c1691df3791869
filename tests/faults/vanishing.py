"""Takes files away from a server that is using them: one row for each."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import invariants
from .serving import Server, serving
from .starving import Row
from .world import World, entries

_PATIENCE = 30.0


def rows(world: World, start: Path, folder: Path) -> Iterator[Row]:
    """Every loss, with what a person sees of it."""
    for fault, take_away, keeps_records in _LOSSES:
        yield _lost(world, start, folder, fault, take_away, keeps_records=keeps_records)


def _without_index(world: World) -> None:
    shutil.rmtree(world.library / "index")


def _without_database(world: World) -> None:
    for path in world.library.glob("library.sqlite*"):
        path.unlink()


def _without_library(world: World) -> None:
    shutil.rmtree(world.library)


def _put_back(world: World) -> None:
    """Another file in place of the database, as a backup that is put back by hand."""
    path = world.library / invariants.DATABASE
    beside = path.with_name("copy")
    one, other = sqlite3.connect(path), sqlite3.connect(beside)
    one.backup(other)
    one.close()
    other.close()
    for log in world.library.glob("library.sqlite-*"):
        log.unlink()
    beside.replace(path)


_LOSSES: tuple[tuple[str, Callable[[World], None], bool], ...] = (
    ("index removed under a server", _without_index, True),
    ("database removed under a server", _without_database, False),
    ("library removed under a server", _without_library, False),
    ("database replaced under a server", _put_back, True),
)


def _lost(
    world: World,
    start: Path,
    folder: Path,
    fault: str,
    take_away: Callable[[World], None],
    *,
    keeps_records: bool,
) -> Row:
    world.become(start)
    seen: dict[str, None] = {}
    wrong: list[str] = []
    with serving(world, folder / "server") as server:
        expected = _settled(server, "rings")
        take_away(world)
        status = server.ask("status")
        _note(seen, wrong, "status", status.status, status.body)
        done = server.ask("import", {"name": "new.bib", "text": entries("new", 30)}, "POST")
        _note(seen, wrong, "import", done.status, done.body)
        time.sleep(1.2)
        again = server.ask("import", {"name": "more.bib", "text": entries("more", 3)}, "POST")
        _note(seen, wrong, "import", again.status, again.body)
        found = _settled(server, "rings")
        if keeps_records and not set(expected) <= set(found):
            wrong.append(f"not found any more: {sorted(set(expected) - set(found))}")
        server.stop()
        wrong += server.faults()
    if not (world.library / invariants.DATABASE).exists():
        if done.status == 200 or again.status == 200:
            wrong.append("lost: an import was said to be done, and is nowhere")
        return Row(fault, 1, tuple(seen), tuple(wrong))
    wrong += invariants.faults_of_file(world)
    works = invariants.state_of(world).works
    wrong += [
        f"lost: the import of {name} was said to be done"
        for name, answer in (("new0", done), ("more0", again))
        if answer.status == 200 and name not in works
    ]
    wrong += invariants.asked(world)[1]
    return Row(fault, 1, tuple(seen), tuple(wrong))


def _settled(server: Server, query: str) -> list[str]:
    """What is found once nothing is being built, or, after a while, what is found at all."""
    until = time.monotonic() + _PATIENCE
    while True:
        keys, phase = server.search(query)
        if (phase == "ready" and keys) or time.monotonic() > until:
            return keys
        time.sleep(0.1)


def _note(seen: dict[str, None], wrong: list[str], what: str, status: int, body: object) -> None:
    message = body.get("message") or body.get("notice") if isinstance(body, dict) else ""
    if status >= 500 and status != 503:
        wrong.append(f"{what}: {status} {body}")
    if message:
        seen[f"{what}: {message}"] = None
