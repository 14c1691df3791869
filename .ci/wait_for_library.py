"""Waits until a starting JupyterLab can search the seed corpus.

`python .ci/wait_for_library.py RUNTIME_DIR PID`: the folder in which the server announces itself,
and the process that starts it. Fails when that process ends or the time is over.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SECONDS = 600
PAPERS = 315


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def status(runtime: Path) -> dict | None:
    """What the library says of itself; None while there is no server."""
    for announcement in runtime.glob("jpserver-*.json"):
        try:
            server = json.loads(announcement.read_text(encoding="utf-8"))
            request = urllib.request.Request(
                f"{server['url']}paperlookup/api/status",
                headers={"Authorization": f"token {server['token']}"},
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except (ValueError, KeyError, urllib.error.URLError):
            continue
    return None


def main(runtime: Path, pid: int) -> int:
    until = time.monotonic() + SECONDS
    found = None
    while time.monotonic() < until and is_running(pid):
        found = status(runtime)
        if found and found["records"] == PAPERS and found["index"]["phase"] == "ready":
            print(f"JupyterLab runs, and searches {PAPERS} papers.")
            return 0
        time.sleep(1)
    print(f"JupyterLab did not come to search {PAPERS} papers: {found}")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
