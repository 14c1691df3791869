"""Services on this machine that know some works, for operations that ask them."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_paperlookup.network.pace import Clock

from .process import ROOT, run
from .world import World

WORKS = [
    {
        "title": f"A Machine That Prints Symbols of Kind {number}",
        "arxiv": f"2301.0000{number}",
        "abstract": f"What the machine prints, and why, in its form {number}.",
        "author": [{"given": "Alan", "family": "Turing"}],
        "published": "2023-01-02T00:00:00Z",
    }
    for number in range(4)
]


@contextmanager
def services() -> Iterator[None]:
    """Let processes that begin from here ask services of this machine, without waiting."""
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _serve(writing, parent)
    os.close(writing)
    with os.fdopen(reading) as told:
        addresses = json.loads(told.readline())
    before = dict(os.environ)
    os.environ["PAPERLOOKUP_NETWORK"] = "allow"
    for name, url in addresses.items():
        os.environ[f"PAPERLOOKUP_URL_{name.upper().replace('-', '_')}"] = url
    now, sleep = Clock.now, Clock.sleep
    passed = [0.0]
    Clock.now = lambda _: time.time() + passed[0]
    Clock.sleep = lambda _, seconds: passed.__setitem__(0, passed[0] + seconds)
    try:
        yield
    finally:
        Clock.now, Clock.sleep = now, sleep
        os.environ.clear()
        os.environ.update(before)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(told: int, parent: int) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "library" / "resolving"))
    from replaying import replaying  # noqa: PLC0415 - only this process needs it

    with replaying(WORKS) as replay:
        os.write(told, json.dumps(replay.base_urls).encode() + b"\n")
        os.close(told)
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)


def incomplete(world: World) -> None:
    """Put records into a library of which the services know more."""
    items = [
        {"id": f"machine{n}", "type": "article", "title": work["title"], "archive": work["arxiv"]}
        | {"URL": f"https://arxiv.org/abs/{work['arxiv']}"}
        for n, work in enumerate(WORKS)
    ]
    path: Path = world.documents / "machines.json"
    path.write_text(json.dumps(items), "utf-8")
    assert run(world.arguments("import", str(path))).code == 0
