"""What another citation style costs in the browser: how long it takes, and whether typing waits.

    python -m benchmarks.restyle [--citations 75 150 300]

In a real Chromium against a real server, on notebooks whose citations have their words in the
text. The style is changed while somebody types without a pause; measured inside the page are the
longest task, the longest time between two frames and the longest part of the plugin in one, beside
the same typing without another style.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness.chromium import running_chromium  # noqa: E402
from harness.cited_works import paper  # noqa: E402
from harness.notebook import NotebookPage  # noqa: E402
from harness.server import Server, running_server  # noqa: E402
from harness.watch import PageWatch  # noqa: E402

from benchmarks.search_data import machine  # noqa: E402

# What blocks the page from now on, in milliseconds: the longest task, and the longest time between
# two frames; and what ran longest of the plugin's own code in a frame of more than 50 ms.
WATCH = """
() => {
  const seen = { task: 0, frame: 0, ours: 0 };
  const observer = new PerformanceObserver(list => {
    for (const { entryType, duration, scripts = [] } of list.getEntries()) {
      if (entryType === 'longtask') seen.task = Math.max(seen.task, duration);
      for (const script of scripts) {
        const isOurs = script.sourceURL.includes('/jupyter-paperlookup/');
        if (isOurs) seen.ours = Math.max(seen.ours, script.duration);
      }
    }
  });
  observer.observe({ type: 'longtask' });
  observer.observe({ type: 'long-animation-frame' });
  let last = performance.now();
  const onFrame = now => {
    seen.frame = Math.max(seen.frame, now - last);
    last = now;
    seen.request = requestAnimationFrame(onFrame);
  };
  seen.request = requestAnimationFrame(now => { last = now; onFrame(now); });
  window.restyleSeen = seen;
  window.restyleStop = () => {
    observer.disconnect();
    cancelAnimationFrame(seen.request);
    return seen;
  };
}
"""

CHOOSE = """
style => {
  const { panel } = window.paperlookupTest;
  const own = panel.model.sharedModel;
  own.setMetadata('paperlookup', { ...own.getMetadata('paperlookup'), style });
}
"""

IS_DONE = """
words => window.paperlookupTest.panel.content.widgets
  .slice(0, -1)
  .every(each => each.model.sharedModel.getSource().includes(words))
"""


def typed_while(nb: NotebookPage, done: str | None, seconds: float) -> tuple[dict[str, Any], float]:
    """Type until the words are everywhere, or for a time; what was seen, and how long it took."""
    nb.page.evaluate(WATCH)
    begin = time.perf_counter()
    text = ""
    while time.perf_counter() - begin < (120 if done else seconds):
        nb.page.keyboard.type("abcdefghi ", delay=20)
        text += "abcdefghi "
        if done and nb.page.evaluate(IS_DONE, done):
            break
    taken = time.perf_counter() - begin
    seen = nb.page.evaluate("() => window.restyleStop()")
    if not nb.source(-1).endswith(text):
        sys.exit("A letter was lost.")
    return seen, taken


def server_time(server: Server, nb: NotebookPage, style: str) -> float:
    """The same question to the server alone."""
    cells = nb.page.evaluate(
        """() => window.paperlookupTest.panel.content.widgets.map(({ model }) => ({
          id: model.id, kind: 'markdown', source: model.sharedModel.getSource(),
          metadata: model.sharedModel.getMetadata()
        }))"""
    )
    metadata = nb.page.evaluate("() => window.paperlookupTest.panel.model.sharedModel.metadata")
    notebook = {"path": nb.path, "cells": cells, "metadata": metadata}
    request = urllib.request.Request(  # noqa: S310 - the URL is our own server's
        f"{server.url}paperlookup/api/notebook/restyled",
        data=json.dumps({"notebook": notebook, "style": style, "locale": "en-US"}).encode(),
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
    )
    begin = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - as above
        answer.read()
    return time.perf_counter() - begin


def measure(server: Server, nb: NotebookPage, citations: int) -> None:
    """One notebook, from APA to IEEE."""
    cells, metadata = paper(citations)
    nb.open([*cells, "Typed: "], path=f"paper{citations}.ipynb", metadata=metadata, anew=True)
    alone = server_time(server, nb, "ieee")
    nb.edit(-1)
    still, _ = typed_while(nb, None, 6)
    nb.page.evaluate(CHOOSE, "ieee")
    seen, taken = typed_while(nb, "\\]</cite>", 0)
    print(
        f"{citations:>4} citations  all {taken:5.1f} s, the server alone {alone:5.1f} s   "
        f"longest task {seen['task']:4.0f} ms, frame {seen['frame']:4.0f} ms, "
        f"of the plugin {seen['ours']:4.0f} ms   "
        f"without: task {still['task']:4.0f} ms, frame {still['frame']:4.0f} ms"
    )
    nb.saved()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--citations", type=int, nargs="+", default=[75, 150, 300])
    chosen = options.parse_args()
    print(machine())
    with (
        tempfile.TemporaryDirectory() as folder,
        running_chromium() as browser,
        running_server("lab", Path(folder)) as server,
    ):
        if browser is None:
            sys.exit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        nb = NotebookPage(server, context.new_page(), PageWatch(server, context))
        for citations in chosen.citations:
            measure(server, nb, citations)


if __name__ == "__main__":
    main()
