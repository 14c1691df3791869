"""A server extension that says once a second how late the event loop is, and how much it holds.

`benchmarks.load` copies it beside a server and lets it in; it has no part in the product. A line of
the file named in `PAPERLOOKUP_LOAD_PROBE` is JSON: the second, how late the loop was in it at worst
and each time it was later than 20 ms, how long garbage was collected at a time at worst (all in
milliseconds), the resident memory of the process and of the library's own (bytes), and how many
blocks of memory Python has in use here.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import psutil

EVERY = 0.01
NOTED = 0.020
LIBRARY = "jupyter_paperlookup.server.library_program"
COLLECT = ".collect"
"""Ends the name of a file whose coming asks for garbage to be collected; it is then removed."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.io_loop.add_callback(probe, Path(os.environ["PAPERLOOKUP_LOAD_PROBE"]))


async def probe(file: Path) -> None:
    """Ask to be woken every 10 ms, and note how late that was."""
    loop = asyncio.get_running_loop()
    own = psutil.Process()
    pauses = _Pauses()
    gc.callbacks.append(pauses)
    collects = file.with_suffix(COLLECT)
    with file.open("a", encoding="utf-8") as lines:
        second, worst, noted = int(time.time()), 0.0, list[float]()
        while True:
            due = loop.time() + EVERY
            await asyncio.sleep(EVERY)
            late = loop.time() - due
            worst = max(worst, late)
            if late > NOTED:
                noted.append(round(late * 1000, 1))
            if int(time.time()) != second:
                if collects.exists():
                    gc.collect()
                    collects.unlink()
                line = {
                    "second": second,
                    "worst": round(worst * 1000, 1),
                    "late": noted,
                    "collecting": round(pauses.worst * 1000, 1),
                    "resident": own.memory_info().rss,
                    "library": sum(each.memory_info().rss for each in programs(own)),
                    "blocks": sys.getallocatedblocks(),
                }
                lines.write(json.dumps(line) + "\n")
                lines.flush()
                second, worst, noted = int(time.time()), 0.0, []
                pauses.worst = 0.0


class _Pauses:
    """Is told by the garbage collector when it begins and ends."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._begun = 0.0

    def __call__(self, phase: str, _about: dict[str, int]) -> None:
        if phase == "start":
            self._begun = time.perf_counter()
        else:
            self.worst = max(self.worst, time.perf_counter() - self._begun)


def programs(server: psutil.Process) -> list[psutil.Process]:
    """The processes that keep a server's library; one, or none where it keeps it itself."""
    return [each for each in server.children() if any(LIBRARY in word for word in each.cmdline())]
