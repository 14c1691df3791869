"""A full disk, limits, folders that may not be written, a clock that jumps: one row for each."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from . import invariants, steps
from .operations import BY_NAME
from .other_time import jumped
from .process import Ended, run
from .refusing_disk import as_nobody, fill, owned_by_nobody, small_disk
from .world import World

_YEAR = 366 * 86400
_SWEPT = ("import", "edit by hand", "build the index", "kept .bib files", "export --output")
_SWEPT += ("convert a notebook", "convert Markdown", "digest")

Names = tuple[str, ...]


class Row(NamedTuple):
    """A fault: how often it was met, what a person reads, what was wrong; why it was left out."""

    fault: str
    tries: int
    seen: tuple[str, ...]
    wrong: tuple[str, ...]
    skipped: str = ""


class _Seen:
    """Gathers what is said and what is wrong over the tries of one fault."""

    def __init__(self, world: World, start: Path) -> None:
        self.world, self.start = world, start
        self.tries = 0
        self.said: dict[str, None] = {}
        self.wrong: list[str] = []

    def row(self, fault: str, skipped: str = "") -> Row:
        return Row(fault, self.tries, tuple(self.said), tuple(self.wrong), skipped)

    def begin(self, template: Path | None = None) -> None:
        self.world.become(template or self.start)

    def ended(self, ended: Ended, codes: set[int], what: str) -> None:
        """Look at how a command ended."""
        self.tries += 1
        self.wrong += [f"{what}: {each}" for each in invariants.sane(ended, codes)]
        if ended.code == 1 and len(ended.err.strip().splitlines()) != 1:
            self.wrong.append(f"{what}: not one line but {ended.err.strip()!r}")
        if ended.code:
            last = (ended.err.strip().splitlines() or [f"(code {ended.code})"])[-1]
            self.said[last.replace(str(self.world.folder), "...")] = None

    def whole(self, allowed: list[invariants.State], what: str) -> None:
        """Look whether what is left is one of some states, and whether it can be used."""
        wrong = invariants.faults_of_file(self.world)
        if not wrong:
            state = invariants.state_of(self.world)
            if state.tables not in [each.tables for each in allowed]:
                wrong.append("half: the records are neither the old ones nor the new ones")
            for name, content in state.files.items():
                if content not in [each.files.get(name) for each in allowed]:
                    wrong.append(f"half: {name}")
            wrong += invariants.asked(self.world)[1]
        self.wrong += [f"{what}: {each}" for each in wrong]


def rows(world: World, start: Path, folder: Path, *, is_short: bool) -> Iterator[Row]:
    """All faults, one after the other.

    Args:
        world: To be starved.
        start: What it is at the beginning.
        folder: For other things.
        is_short: Fewer tries of each.
    """
    few = 1 if is_short else 12
    names = _SWEPT[::3] if is_short else _SWEPT
    yield _limited(_Seen(world, start), folder, names, few)
    yield _refused(_Seen(world, start), folder, names, few, error=errno.ENOSPC)
    yield _refused(_Seen(world, start), folder, names, few, error=errno.EROFS)
    yield _full_disk(_Seen(world, start), folder)
    yield _read_only(_Seen(world, start), "library")
    yield _read_only(_Seen(world, start), "documents")
    yield _read_only_file(_Seen(world, start))
    yield _full_output(_Seen(world, start))
    yield _clock(_Seen(world, start))


def _both(world: World, start: Path, name: str, template: Path) -> list[invariants.State]:
    """The world before an operation, and after it; it is as before again at `template`."""
    operation = BY_NAME[name]
    world.become(start)
    operation.before(world)
    world.keep_as(template)
    before = invariants.state_of(world)
    assert run(world.arguments(*operation.words)).code == 0
    after = invariants.state_of(world)
    return [before, after]


def _swept(
    seen: _Seen, folder: Path, names: Names, few: int, trap: Callable[[str, float], steps.Trap]
) -> None:
    for name in names:
        allowed = _both(seen.world, seen.start, name, folder / "swept")
        words = seen.world.arguments(*BY_NAME[name].words)
        for number in range(few):
            seen.begin(folder / "swept")
            seen.ended(run(words, prepare=trap(name, number / few)), {0, 1}, name)
            seen.whole(allowed, name)
            again = run(words)
            seen.wrong += [f"{name}, again: {each}" for each in invariants.sane(again, {0})]


def _limited(seen: _Seen, folder: Path, names: Names, few: int) -> Row:
    largest = 250_000
    _swept(
        seen,
        folder,
        names,
        few,
        lambda _, place: steps.refused_past(4096 + int(place**2 * largest)),
    )
    return seen.row("limited file size")


def _refused(seen: _Seen, folder: Path, names: Names, few: int, *, error: int) -> Row:
    world = seen.world
    most = {"build the index": 56, "import": 5}  # of the others, 6 at most

    def trap(name: str, place: float) -> steps.Trap:
        return steps.failing(world.folder, 1 + int(place * most.get(name, 6)), error)

    _swept(seen, folder, names, few, trap)
    return seen.row(f"{os.strerror(error).lower()}, at each step")


def _full_disk(seen: _Seen, folder: Path) -> Row:
    fault, world = "full disk", seen.world
    with small_disk(world.library) as grow:
        if grow is None:
            return seen.row(fault, "no small disk can be mounted here")
        before = invariants.state_of(world)
        for name in ("import", "build the index", "rename a key"):
            words = world.arguments(*BY_NAME[name].words)
            fill(world.library)
            ended = run(words)
            seen.ended(ended, {0, 1} if name == "rename a key" else {1}, name)
            (world.library / "filling").unlink()
            seen.whole([before, invariants.state_of(world)] if not ended.code else [before], name)
            again = run(words)
            seen.wrong += [f"{name}, again: {each}" for each in invariants.sane(again, {0})]
            before = invariants.state_of(world)
    return seen.row(fault)


def _read_only(seen: _Seen, name: str) -> Row:
    world = seen.world
    seen.begin()
    folder = world.folder / name
    before = invariants.state_of(world)
    writing = ("import", "rename a key", "build the index") if name == "library" else ()
    writing += ("convert a notebook", "convert Markdown", "export --output", "digest")
    with owned_by_nobody(world):
        inside = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for each in inside:
            each.chmod(0o500)
        for operation in writing:
            words = world.arguments(*BY_NAME[operation].words)
            seen.ended(run(words, prepare=as_nobody), {1}, operation)
        for each in inside:
            each.chmod(0o700)
        if invariants.state_of(world) != before:
            seen.wrong.append("something was written")
        again = run(world.arguments(*BY_NAME["import"].words), prepare=as_nobody)
        seen.wrong += invariants.sane(again, {0})
    return seen.row(f"read-only folder of the {name}")


def _read_only_file(seen: _Seen) -> Row:
    world = seen.world
    seen.begin()
    before = world.files()
    names = {"convert a notebook": "paper.ipynb", "export --output": "written.bib"}
    names |= {"digest": "digest.html", "convert Markdown": "chapter.md"}
    with owned_by_nobody(world):
        for operation, name in names.items():
            (world.documents / name).chmod(0o400)
            words = world.arguments(*BY_NAME[operation].words)
            seen.ended(run(words, prepare=as_nobody), {1}, operation)
        seen.wrong += [f"{n} was written" for n, b in world.files().items() if before.get(n) != b]
    return seen.row("read-only file")


def _full_output(seen: _Seen) -> Row:
    world = seen.world
    if not Path("/dev/full").exists():
        return seen.row("output that takes nothing", "there is no /dev/full")
    seen.begin()

    def prepare() -> None:
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)

    for words in (["list"], ["search", "rings", "--json"], ["export"], ["digest"], ["status"]):
        ended = run(world.arguments(*words), prepare=prepare)
        seen.ended(ended, {1}, words[0])
    return seen.row("output that takes nothing")


def _clock(seen: _Seen) -> Row:
    """Use a library ten years ahead, then twenty years back, then today."""
    world = seen.world
    seen.begin()
    for jump in (10 * _YEAR, -10 * _YEAR, 0, 40 * _YEAR, -50 * _YEAR, 0):
        for name in ("import", "edit by hand", "rename a key", "kept .bib files", "digest"):
            words = world.arguments(*BY_NAME[name].words)
            ended = run(words, prepare=lambda by=jump: jumped(by))
            seen.ended(ended, {0}, f"{name}, {jump // _YEAR} years off")
        answers, wrong = invariants.asked(world)
        seen.wrong += wrong
        if answers is None or not answers.found["rings"]:
            seen.wrong.append(f"nothing is found {jump // _YEAR} years off")
        (world.documents / "new.bib").touch()
    return seen.row("clock that jumps")
