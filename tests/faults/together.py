"""Two servers, a kernel and the command line, all writing into one library at once."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from jupyter_client.manager import KernelManager

from . import invariants
from .process import real
from .serving import Server, environment, serving
from .starving import Row
from .world import World, entries

_DONE, _BUSY = {200, 201}, {429, 503}
_KERNEL = """
from jupyter_paperlookup import Library
with Library.open() as _library:
    _library.add({{"type": "book", "title": "Book {number} of a kernel", "id": "kernel{number}"}})
get_ipython().run_line_magic("load_ext", "jupyter_paperlookup")
get_ipython().run_line_magic("cite", "shelf2 kernel{number}")
"""


class Writers:
    """Those who write into one library, and what each of them was told was done."""

    def __init__(
        self, world: World, folder: Path, servers: tuple[Server, Server], kernel: _Kernel
    ) -> None:
        self.done: list[str] = []
        self.seen: dict[str, None] = {}
        self.wrong: list[str] = []
        self._world, self._folder = world, folder
        self._one, self._other = servers
        self._kernel = kernel

    def write(self, seconds: float) -> None:
        """Let all of them do so at once, again and again."""
        until = time.monotonic() + seconds
        steps = (self._import, self._edit, self._search, self._compute, self._command)
        threads = [threading.Thread(target=self._repeat, args=(step, until)) for step in steps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _repeat(self, step: Callable[[int], str], until: float) -> None:
        """Take a step again and again; it returns the key that is there afterwards, if any."""
        number = 0
        while time.monotonic() < until:
            try:
                key = step(number)
            except Exception as error:  # noqa: BLE001 - the other writers go on
                self.wrong.append(f"{step.__name__}: {error!r}")
                return
            if key:
                self.done.append(key)
            number += 1

    def _ask(self, server: Server, path: str, body: object, method: str) -> bool:
        """Have a server do something; whether it says that it is done."""
        answer = server.ask(path, body, method)
        if answer.status in _BUSY:
            self.seen[str(answer.body)] = None
        elif answer.status not in _DONE:
            self.wrong.append(f"{path}: {answer.status} {answer.body}")
        return answer.status in _DONE

    def _import(self, number: int) -> str:
        body = {"name": f"served{number}.bib", "text": entries(f"served{number}x", 5)}
        return f"served{number}x4" if self._ask(self._one, "import", body, "POST") else ""

    def _edit(self, number: int) -> str:
        key = f"shelf{number % 9}"
        self._ask(self._other, f"records/{key}", {"changes": {"title": f"No. {number}"}}, "PUT")
        is_done = self._ask(self._other, f"keys/{key}", {"key": f"renamed{number}"}, "PUT")
        return f"renamed{number}" if is_done else ""

    def _search(self, _: int) -> str:
        for server in (self._one, self._other):
            phase = server.search("author:noether")[1]
            if phase not in {"ready", "building"}:
                self.wrong.append(f"search: {phase}")
        time.sleep(0.05)
        return ""

    def _compute(self, number: int) -> str:
        said = self._kernel.run(_KERNEL.format(number=number))
        if said:
            self.wrong.append(f"kernel: {said}")
        return "" if said else f"kernel{number}"

    def _command(self, number: int) -> str:
        path = self._folder / "command.bib"
        path.write_text(entries(f"command{number}x", 4), "utf-8")
        export = ("export", "-o", "{documents}/written.bib")
        for words in (("import", str(path)), ("search", "rings"), ("kept", "--update"), export):
            ended = real(self._world.arguments(*words))
            self.wrong += [f"{words[0]}: {each}" for each in invariants.sane(ended, {0})]
        return f"command{number}x3"


def row(world: World, start: Path, folder: Path, seconds: float) -> Row:
    """Let all of them write for some time, and look whether all that was said to be done is."""
    world.become(start)
    before = invariants.state_of(world)
    with (
        serving(world, folder / "one") as one,
        serving(world, folder / "other") as other,
        _Kernel(world, folder / "kernel") as kernel,
    ):
        writers = Writers(world, folder, (one, other), kernel)
        writers.write(seconds)
        one.stop()
        other.stop()
        wrong = [*writers.wrong, *one.faults(), *other.faults()]
    wrong += invariants.faults_of_file(world)
    works = invariants.state_of(world).works
    wrong += [f"lost: {key} was said to be there" for key in writers.done if key not in works]
    wrong += [f"lost: {key} leads nowhere" for key in before.works if key not in works]
    wrong += _searched_rightly(world)
    fault = "two servers, a kernel and commands at once"
    return Row(fault, len(writers.done), tuple(writers.seen), tuple(wrong))


def _searched_rightly(world: World) -> list[str]:
    """Whether search answers as it does with a fresh index."""
    answers, wrong = invariants.asked(world)
    wrong += invariants.sane(real(world.arguments("reindex")), {0})
    fresh = invariants.asked(world)[0]
    if answers is not None and (fresh is None or fresh.found != answers.found):
        wrong.append("half: search answers otherwise with a fresh index")
    return wrong


class _Kernel:
    """A kernel of its own process."""

    def __init__(self, world: World, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel(
            env=environment(world, folder),
            cwd=str(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._client = self._manager.blocking_client()

    def __enter__(self) -> Self:
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def run(self, code: str) -> str:
        """Run some code; what went wrong, if anything did."""
        reply = self._client.execute_interactive(code, timeout=60, output_hook=lambda _: None)
        content = reply["content"]
        return "" if content["status"] == "ok" else f"{content['ename']}: {content['evalue']}"
