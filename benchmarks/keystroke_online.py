"""Keystrokes while services are asked, beside those while nobody is.

    python -m benchmarks.keystroke_online [--rounds N]

As `benchmarks.keystroke`, in a real Chromium against a real server with the seed corpus: first with
nobody asked; then while all 315 papers are completed from a server on this machine that answers
each question after half a second; then with services that cannot be reached, where each round
begins another completing. Only searching is timed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.keystroke import measure_completion, measure_panel, measure_requests
from benchmarks.search_data import machine

ROOT = Path(__file__).resolve().parent.parent
for folder in ("browser", "library/resolving"):
    sys.path.insert(0, str(ROOT / "tests" / folder))

from harness.chromium import running_chromium  # noqa: E402
from harness.notebook import NotebookPage  # noqa: E402
from harness.server import Server, running_server  # noqa: E402
from harness.watch import PageWatch  # noqa: E402
from replaying import Replay, replaying  # noqa: E402

SECONDS_TO_ANSWER = 0.5
NOWHERE = "http://127.0.0.1:9"
"""The port of "discard", at which nobody listens."""


def send(server: Server, method: str, path: str, body: object) -> None:
    request = urllib.request.Request(  # noqa: S310 - the URL is our own server's
        f"{server.url}paperlookup/api/{path}",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
        method=method,
    )
    urllib.request.urlopen(request, timeout=60).close()  # noqa: S310 - as above


def begin(server: Server) -> None:
    """Have the whole library completed, if that is not under way."""
    if server.get("paperlookup/api/resolve")["phase"] != "asking":
        send(server, "POST", "resolve", {"isAll": True})


def measure(browser: object, server: Server, rounds: int, prepare: Callable[[], None]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    nb = NotebookPage(server, context.new_page(), PageWatch(server, context))
    nb.open([""])
    for each in range(rounds):
        prepare()
        print(f"round {each + 1}")
        measure_requests(server, 1)
        prepare()
        measure_completion(nb, 1)
        prepare()
        measure_panel(nb, 1)
    context.close()


def slow(replay: Replay) -> None:
    """Let every answer take its time."""
    answer = replay.answer

    def late(*asked: object) -> object:
        time.sleep(SECONDS_TO_ANSWER)
        return answer(*asked)

    replay.answer = late


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    print(machine())
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(running_chromium())
        if browser is None:
            sys.exit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        replay = stack.enter_context(replaying([]))
        slow(replay)
        away = {name: f"{NOWHERE}/{name}" for name in replay.base_urls}
        for name, urls in (("nobody asked", {}), ("slow", replay.base_urls), ("away", away)):
            variables = {
                f"PAPERLOOKUP_URL_{service.upper().replace('-', '_')}": url
                for service, url in urls.items()
            }
            print(f"--- services: {name}")
            with running_server("lab", folder / name.split()[0], variables=variables) as server:
                if urls:
                    send(server, "PUT", "network", {"allowed": True})
                prepare = (lambda server=server: begin(server)) if urls else (lambda: None)
                measure(browser, server, rounds, prepare)
                if urls:
                    job = server.get("paperlookup/api/resolve")
                    print(f"completing: {job['phase']}, {job['done']} of {job['total']} asked")
                    send(server, "DELETE", "resolve", {})


if __name__ == "__main__":
    main()
