"""Feeds a running server with requests made of its own description; needs the extra `fuzz`.

    python -m tests.fuzzing.http [--examples N]

Each route gets N requests that its description allows and as many that it does not: once with the
token, where no answer may be a 5xx, and once without, where each must be refused. The server is
one of its own, on an empty folder, and asks no network. Ends with 1 if anything was found.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DESCRIPTION = HERE.parents[1] / "docs" / "openapi.json"


class Told(NamedTuple):
    """What schemathesis said of a run."""

    is_good: bool
    requests: int
    output: str


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--examples", type=int, default=200)
    chosen = options.parse_args()
    with running_server() as (url, token):
        told = {
            "with a token": asked(url, token, examples=chosen.examples, phases="coverage,fuzzing"),
            "without": asked(url, "", examples=chosen.examples, phases="coverage,fuzzing"),
        }
    for name, run in told.items():
        if not run.is_good:
            print(run.output[-20_000:])
        print(f"{name}: {run.requests:,} requests, {'good' if run.is_good else 'FOUND'}")
    sys.exit(0 if all(run.is_good for run in told.values()) else 1)


def asked(url: str, token: str, *, examples: int, phases: str = "fuzzing") -> Told:
    """Ask every route of a server, as its owner or as nobody."""
    checks = "not_a_server_error" if token else "nobody_gets_in"
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", str(DESCRIPTION), "--url", url,
        "--checks", checks, "--max-examples", str(examples), "--phases", phases,
        "--continue-on-failure", "--suppress-health-check", "all", "--no-color",
        "--warnings", "off", "--seed", "1", "--request-timeout", "60",
    ]  # fmt: skip
    if token:
        command += ["-H", f"Authorization: token {token}"]
    hooks = {"SCHEMATHESIS_HOOKS": str(HERE / "http_checks.py"), "PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(
            command, cwd=folder, env=os.environ | hooks, capture_output=True, text=True, check=False
        )
    output = ran.stdout + ran.stderr
    counted = re.search(r"([\d,]+) generated", output)
    return Told(ran.returncode == 0, int(counted[1].replace(",", "")) if counted else 0, output)


@contextlib.contextmanager
def running_server() -> Iterator[tuple[str, str]]:
    """The address of the routes of a server of one's own, and its token."""
    token = secrets.token_hex(16)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "root").mkdir()
        config = {
            "ServerApp": {
                "port": port,
                "port_retries": 0,
                "root_dir": str(folder / "root"),
                "allow_root": True,
                "open_browser": False,
                "jpserver_extensions": {"jupyter_paperlookup": True},
            },
            "IdentityProvider": {"token": token},
        }
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")]),
            "PAPERLOOKUP_HOME": str(folder / "paperlookup"),
            "PAPERLOOKUP_OFFLINE": "1",
            "PAPERLOOKUP_ZOTERO_LOCAL": "http://localhost:9",
            "PAPERLOOKUP_ZOTERO_WEB": "http://localhost:9",
            "HOME": name,
            **{f"JUPYTER_{each}_DIR": str(folder / each) for each in ("CONFIG", "DATA", "RUNTIME")},
        }
        with (folder / "log.txt").open("wb") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", "jupyter_server", f"--config={folder / 'config.json'}"],
                env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                _wait_for(f"http://127.0.0.1:{port}/api", program, folder / "log.txt")
                yield f"http://127.0.0.1:{port}/paperlookup/api", token
            finally:
                program.terminate()
                program.wait(timeout=60)


def _wait_for(url: str, program: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 120
    while True:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(url, timeout=10),  # noqa: S310 - our own server's
        ):
            return
        if program.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError(log.read_text(errors="replace"))
        time.sleep(0.1)


if __name__ == "__main__":
    main()
