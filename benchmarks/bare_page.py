"""A page that nobody watches but the one who measures.

Playwright has a page's network watched, and then the inspector inside the page's process keeps a
copy of what came, until some hundred megabytes of it are full: that is no memory of the page. So
Playwright opens the page and takes its leave; what follows is said to the page over the Chrome
DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/) with no domain enabled that
keeps anything.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, sync_playwright
from websocket import WebSocket, create_connection

from benchmarks.keystroke import PHRASES  # noqa: F401 - puts the harness on the path

from harness.chromium import ARGUMENTS, chromium_path  # isort: skip

START = 30.0  # seconds that a browser has to tell its port
ANSWER = 3600.0  # seconds for one answer


class BarePage:
    """One page, spoken to over its own socket, and the memory of its process."""

    def __init__(self, socket: WebSocket, browser: psutil.Process) -> None:
        self._socket = socket
        self._browser = browser
        self._asked = 0

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the page; raises RuntimeError when it refuses."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._asked:  # the others are events
                break
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """Call a function of JavaScript, wait for what it promises, and return its value."""
        given = ", ".join(json.dumps(each) for each in arguments)
        answer = self.send(
            "Runtime.evaluate",
            expression=f"({function})({given})",
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:1000])
        return answer["result"].get("value")

    def memory(self) -> float:
        """What the largest process that shows a page has for itself, in bytes."""
        shown = [
            each
            for each in self._browser.children(recursive=True)
            if "--type=renderer" in each.cmdline()
        ]
        return max(_own(each) for each in shown)


def _own(process: psutil.Process) -> float:
    told = process.memory_info()
    return float(told.rss - getattr(told, "shared", 0))  # only Linux tells what is shared


@contextlib.contextmanager
def bare_page(folder: Path, prepare: Callable[[BrowserContext], str]) -> Iterator[BarePage]:
    """The page that `prepare` opens and names by its address; raises SystemExit without Chromium.

    The browser keeps its profile in the folder, and ends with the block.
    """
    profile = folder / "profile"
    with sync_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            raise SystemExit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        process = subprocess.Popen(
            [
                path,
                *ARGUMENTS,
                "--headless=new",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--window-size=1280,900",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stderr=subprocess.DEVNULL,
        )
        try:
            host = f"127.0.0.1:{_port(profile)}"
            browser = playwright.chromium.connect_over_cdp(f"http://{host}")
            address = prepare(browser.contexts[0])
            devtools = browser.new_browser_cdp_session()
            targets = devtools.send("Target.getTargets")["targetInfos"]
            (target,) = (each["targetId"] for each in targets if each["url"] == address)
            browser.close()  # which only disconnects
            socket = create_connection(f"ws://{host}/devtools/page/{target}", timeout=ANSWER)
            with contextlib.closing(socket):
                yield BarePage(socket, psutil.Process(process.pid))
        finally:
            process.kill()
            process.wait()


def _port(profile: Path) -> int:
    """The port that the browser took, as it writes it into its profile."""
    told = profile / "DevToolsActivePort"
    until = time.monotonic() + START
    while time.monotonic() < until:
        if told.exists() and (lines := told.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.1)
    raise SystemExit(f"Chromium did not tell its port within {START:.0f} seconds.")
