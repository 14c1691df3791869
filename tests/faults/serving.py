"""A Jupyter server with paperlookup on it, as a program of its own that can be killed."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import psutil

from .process import ROOT
from .world import World

_SECONDS_TO_START = 60


class Answer(NamedTuple):
    """The status and the JSON of an answer; status 0 where there was none."""

    status: int
    body: Any


class Server:
    """A server that runs."""

    def __init__(self, process: subprocess.Popen[bytes], url: str, token: str, log: Path) -> None:
        self._process = process
        self._url = url
        self._token = token
        self.log = log

    def ask(self, path: str, body: object = None, method: str = "") -> Answer:
        """Ask one of paperlookup's routes."""
        request = urllib.request.Request(  # noqa: S310 - the server that was started here
            f"{self._url}paperlookup/api/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"token {self._token}",
                "Content-Type": "application/json",
            },
            method=method or ("GET" if body is None else "POST"),
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return Answer(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            try:
                return Answer(error.code, json.load(error))
            except ValueError:
                return Answer(error.code, None)
        except (OSError, ValueError):
            return Answer(0, None)

    def search(self, query: str) -> tuple[list[str], str]:
        """The keys that are found, and what the index is doing."""
        answer = self.ask(f"search?q={quote(query)}&limit=50")
        if answer.status != 200:
            return [], f"{answer.status} {answer.body}"
        keys = [hit["key"] for hit in answer.body["hits"]]
        return keys, answer.body["index"]["phase"]

    def kill(self) -> None:
        """End it and the process of its library at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def kill_library(self) -> None:
        """End the process of its library alone."""
        for child in psutil.Process(self._process.pid).children():
            child.kill()

    def stop(self) -> None:
        """Ask it to end."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def faults(self) -> list[str]:
        """What its log says of faults of ours."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [
            f"the server's log has {line.strip()[:200]!r}"
            for line in lines
            if "Traceback" in line or "Uncaught exception" in line
        ]


@contextmanager
def serving(world: World, folder: Path) -> Iterator[Server]:
    """A server on a world's library, stopped afterwards.

    Raises:
        RuntimeError: It does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    token, port = secrets.token_hex(16), _free_port()
    log = folder / f"server-{port}.log"
    options = [
        "--allow-root",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={world.documents}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.jpserver_extensions=jupyter_paperlookup=True",
        "--ServerApp.jpserver_extensions=jupyter_server_terminals=False",
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment(world, folder),
            start_new_session=True,
        )
    server = Server(process, f"http://127.0.0.1:{port}/", token, log)
    try:
        _wait_for(server, process)
        yield server
    finally:
        server.stop()


def environment(world: World, folder: Path) -> dict[str, str]:
    """The variables of a process that shall know of nothing but this world."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON", "PAPERLOOKUP"))
    }
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    path = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {
        **kept,
        **{name: str(folder / place) for name, place in places.items()},
        "JUPYTER_PLATFORM_DIRS": "1",
        "PAPERLOOKUP_HOME": str(world.library),
        "PYTHONPATH": os.pathsep.join(path),
    }


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            if server.ask("status").status == 200:
                return
        time.sleep(0.1)
    said = server.log.read_text("utf-8", "replace")[-4000:]
    raise RuntimeError(f"the server did not start: {said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
