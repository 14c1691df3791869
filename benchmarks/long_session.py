"""One browser session for a very long time: what grows in the page and in the server.

    python -m benchmarks.long_session [--searches 100000] [--insertions 2000] [--rounds 20]
                                      [--json FILE]

In a real Chromium against a real JupyterLab with the seed corpus, in one page that is never loaded
again. A search is one that a person could make: words are put into the panel's box, one input event
each, and the next ones follow when the panel shows the answer. Only the 60 ms that the panel waits
for the next key are left out, and the list shows ten papers at a time, so that 100,000 take an hour
and not three. An insertion is the command behind its key: a citation in a Markdown cell, taken out
again afterwards. The same edits are made without the plugin, since a notebook keeps something of
each edit by itself.

At the beginning and after each round, garbage is collected; then counted are the bytes of the heap
of JavaScript, DOM nodes and event listeners of the page, the memory of its process, the memory of
the server and of the library's process beside it, and the blocks of memory that Python holds in the
server: memory may grow by what is free in it, blocks only by what is kept. No inspector watches the
page meanwhile (bare_page.py). What a thousand of each adds is the slope of a straight line through
the second half of the rounds. Ctrl+C ends it with what was measured until then.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import BrowserContext

from benchmarks.bare_page import BarePage, bare_page
from benchmarks.keystroke import PHRASES  # puts the harness on the path
from benchmarks.load_probe import COLLECT
from benchmarks.load_probe_in import probe_in
from benchmarks.search_data import machine

from harness.notebook import NotebookPage  # isort: skip
from harness.server import Server, running_server  # isort: skip
from harness.watch import PageWatch  # isort: skip

MEGABYTE = 1024 * 1024
KEYS = ("chen2023fit", "brown2022wide")
COUNTED = {"heap": "JSHeapUsedSize", "nodes": "Nodes", "listeners": "JSEventListeners"}

# Resolves when the panel has shown the answers to all these words, one after the other.
SEARCHES = """
async words => {
  const box = document.querySelector('#jp-PaperLookup-panel [role=combobox]');
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const panel = [...window.paperlookupTest.app.shell.widgets('left')]
    .find(each => each.id === 'jp-PaperLookup-panel');
  Object.assign(panel.content.search._options, { debounce: 0, pageSize: 10 });
  let done = 0;
  for (const each of words) {
    set.call(box, each);
    box.dispatchEvent(new Event('input', { bubbles: true }));
    const until = performance.now() + 3600000;
    for (;;) {
      const { phase, answered } = panel.content.search.state;
      if (phase !== 'searching' && answered === each) break;
      if (performance.now() > until) throw new Error(`no answer to ${each}: ${phase}`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    if (++done % 10 === 0) await new Promise(requestAnimationFrame);
  }
}
"""

# Inserts citations into an empty cell, each taken out again.
INSERTIONS = """
async keys => {
  const { app } = window.paperlookupTest;
  const model = window.paperlookupTest.cell(0).model.sharedModel;
  for (const key of keys) {
    await app.commands.execute('paperlookup:insert-citation', { keys: [key] });
    const until = performance.now() + 3600000;
    while (!model.getSource().includes(key)) {
      if (performance.now() > until) throw new Error(`${key} was not inserted`);
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    model.setSource('');
  }
  window.paperlookupTest.panel.context.model.sharedModel.clearUndoHistory();
}
"""

# The same edits, by nobody.
EDITS = """
async keys => {
  const model = window.paperlookupTest.cell(0).model.sharedModel;
  for (const key of keys) {
    model.setSource(`<cite data-cite="${key}">(Chen & Li, 2023)</cite>`);
    await new Promise(resolve => setTimeout(resolve, 5));
    model.setSource('');
  }
  window.paperlookupTest.panel.context.model.sharedModel.clearUndoHistory();
}
"""


# Opens the panel, and waits until one can type.
PANEL = """
async () => {
  await window.paperlookupTest.app.commands.execute('paperlookup:search');
  while (!document.querySelector('#jp-PaperLookup-panel [role=combobox]'))
    await new Promise(requestAnimationFrame);
}
"""

# Keeps what goes wrong in the page from now on.
ERRORS = """
() => {
  window.longSessionErrors = [];
  const keep = event => window.longSessionErrors.push(String(event.message ?? event.reason));
  window.addEventListener('error', keep);
  window.addEventListener('unhandledrejection', keep);
}
"""


class Session:
    """The one page, and what it holds."""

    def __init__(self, page: BarePage, probed: Path) -> None:
        self.page = page
        self._probed = probed
        self._asked = 0
        page.send("Performance.enable")
        page.evaluate(ERRORS)

    def counted(self) -> dict[str, float]:
        """What page and server hold when all garbage is gone."""
        time.sleep(0.5)  # what is written or drawn a moment later
        for _ in range(3):
            self.page.send("HeapProfiler.collectGarbage")
        answer = self.page.send("Performance.getMetrics")
        values = {each["name"]: each["value"] for each in answer["metrics"]}
        held = {name: values[metric] for name, metric in COUNTED.items()}
        server = self._told_by_server()
        return held | {
            "page": self.page.memory(),
            "server": server["resident"],
            "library": server["library"],
            "blocks": server["blocks"],
        }

    def errors(self) -> list[str]:
        """What went wrong in the page."""
        told: list[str] = self.page.evaluate("() => window.longSessionErrors")
        return told

    def _told_by_server(self) -> dict[str, Any]:
        """What the probe says next, when garbage is collected there, too."""
        collect = self._probed.with_suffix(COLLECT)
        collect.touch()
        while collect.exists():
            time.sleep(0.1)
        time.sleep(0.1)  # the line follows at once
        told: dict[str, Any] = json.loads(self._probed.read_text("utf-8").splitlines()[-1])
        return told

    def search(self, count: int) -> None:
        """Search so many times, each time for something else than the time before."""
        words = []
        for _ in range(count):
            phrase = PHRASES[self._asked % len(PHRASES)]
            words.append(phrase[: 3 + self._asked // len(PHRASES) % (len(phrase) - 2)])
            self._asked += 1
        self._in_parts(SEARCHES, words)

    def insert(self, count: int) -> None:
        """Insert so many citations."""
        self._in_parts(INSERTIONS, [KEYS[number % 2] for number in range(count)])

    def edit(self, count: int) -> None:
        """Make the same edits without the plugin."""
        self._in_parts(EDITS, [KEYS[number % 2] for number in range(count)])

    def _in_parts(self, script: str, arguments: list[str]) -> None:
        for first in range(0, len(arguments), 100):
            self.page.evaluate(script, arguments[first : first + 100])


def phase(
    name: str, session: Session, work: Callable[[int], None], count: int, rounds: int
) -> list[dict[str, Any]]:
    """Do it so many times, in rounds, and tell what is held after each."""
    print(f"\n{name}: {count}")
    print(
        f"  {'done':>8} {'heap MB':>9} {'nodes':>8} {'listeners':>10} {'page MB':>9} "
        f"{'server MB':>10} {'its blocks':>11} {'library MB':>11} {'minutes':>8}"
    )
    measured: list[dict[str, Any]] = []
    begin = time.monotonic()
    with contextlib.suppress(KeyboardInterrupt):
        for number in range(rounds + 1):
            done = count * number // rounds
            if number:
                work(done - measured[-1]["done"])
            held = session.counted()
            measured.append({"phase": name, "done": done, **held})
            print(
                f"  {done:>8} {held['heap'] / MEGABYTE:>9.2f} {held['nodes']:>8.0f} "
                f"{held['listeners']:>10.0f} {held['page'] / MEGABYTE:>9.0f} "
                f"{held['server'] / MEGABYTE:>10.1f} {held['blocks']:>11} "
                f"{held['library'] / MEGABYTE:>11.1f} {(time.monotonic() - begin) / 60:>8.1f}",
                flush=True,
            )
    tell_growth(measured)
    return measured


def tell_growth(measured: list[dict[str, Any]]) -> None:
    """What a thousand more would add, by the second half."""
    late = measured[len(measured) // 2 :]
    if len(late) < 3:  # noqa: PLR2004 - a line through two points says nothing
        return
    done = [each["done"] / 1000 for each in late]
    told = []
    for name, unit, size in (
        ("heap", "kB", 1024),
        ("nodes", "nodes", 1),
        ("listeners", "listeners", 1),
        ("page", "kB", 1024),
        ("server", "kB", 1024),
        ("library", "kB", 1024),
        ("blocks", "blocks", 1),
    ):
        slope = float(np.polyfit(done, [each[name] / size for each in late], 1)[0])
        told.append(f"{name} {slope:+.1f} {unit}")
    print("  a thousand more add: " + ", ".join(told))


def opened(server: Server, context: BrowserContext) -> str:
    """Open a notebook with one cell, and say where it is."""
    nb = NotebookPage(server, context.new_page(), PageWatch(server, context))
    nb.open([""])
    nb.edit(0)
    return nb.page.url


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--searches", type=int, default=100_000)
    options.add_argument("--insertions", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--json", type=Path, help="a file for all that was measured")
    chosen = options.parse_args()
    print(machine())
    begin = time.monotonic()
    measured: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as named:
        folder = Path(named)
        probed, variables = probe_in(folder)
        with (
            running_server("lab", folder, variables=variables) as server,
            bare_page(folder, lambda context: opened(server, context)) as page,
        ):
            session = Session(page, probed)
            session.insert(20)  # what is loaded once
            rounds = chosen.rounds
            measured += phase("insertions", session, session.insert, chosen.insertions, rounds)
            measured += phase("plain edits", session, session.edit, chosen.insertions, rounds)
            page.evaluate(PANEL)
            session.search(100)
            measured += phase("searches", session, session.search, chosen.searches, rounds)
            print(f"\nerrors in the page: {session.errors() or 'none'}")
    print(f"{(time.monotonic() - begin) / 60:.1f} minutes")
    if chosen.json:
        chosen.json.write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
