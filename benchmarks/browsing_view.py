"""The list of papers in the panel: from the click to its first rows, and scrolling through all.

    python -m benchmarks.browsing_view [--records N] [--rounds N]

In a real Chromium against a real JupyterLab, whose library has made up papers and a year of
snapshots of their counts. All times are measured inside the page: from the event of the click to
the first frame that holds rows, and while the list is scrolled from its beginning to its end, a
screenful per frame, the longest frame and the longest task.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness.chromium import running_chromium  # noqa: E402
from harness.notebook import NotebookPage  # noqa: E402
from harness.server import running_server  # noqa: E402
from harness.watch import PageWatch  # noqa: E402

from benchmarks.browsing import make  # noqa: E402
from benchmarks.keystroke import report  # noqa: E402
from benchmarks.search_data import machine  # noqa: E402

DAYS = 365

# Resolves with the milliseconds from the next click to a frame that holds rows.
CLICK_TO_ROWS = """
() => new Promise(resolve => {
  let began = 0;
  document.addEventListener('click', event => { began ||= event.timeStamp; },
    { capture: true, once: true });
  const look = () => {
    const row = document.querySelector('.jp-PaperLookup-browseRow[data-key]');
    if (began && row && row.offsetParent) {
      requestAnimationFrame(() => resolve(performance.now() - began));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})
"""

# Scrolls a screenful per frame; frames and long tasks in milliseconds, and rows seen unfilled.
SCROLL_THROUGH = """
async () => {
  const scroller = document.querySelector('.jp-PaperLookup-browseScroller');
  const tasks = [0];
  const observer = new PerformanceObserver(list =>
    list.getEntries().forEach(each => tasks.push(each.duration)));
  observer.observe({ entryTypes: ['longtask'] });
  const frame = () => new Promise(requestAnimationFrame);
  const frames = [];
  scroller.scrollTop = 0;
  let before = await frame();
  const most = () => scroller.scrollHeight - scroller.clientHeight;
  while (scroller.scrollTop < most() - 1) {
    scroller.scrollTop += scroller.clientHeight;
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  const end = performance.now();
  const filled = () => [...scroller.querySelectorAll('[role=option]')]
    .every(row => row.dataset.key);
  while (!filled()) await frame();
  observer.disconnect();
  return { frames, task: Math.max(...tasks), late: performance.now() - end,
    rows: Number(scroller.querySelector('[role=option]').ariaSetSize),
    drawn: scroller.querySelectorAll('[role=option]').length };
}
"""


def opened(page: Page) -> float:
    """Go to the search and open the list again."""
    page.evaluate("() => window.jupyterapp.commands.execute('paperlookup:search')")
    button = page.get_by_role("button", name="Browse the papers")
    button.wait_for()
    page.wait_for_timeout(300)
    page.evaluate(f"() => {{ window.clickToRows = ({CLICK_TO_ROWS})(); }}")
    button.click()
    return float(page.evaluate("() => window.clickToRows"))


def measure(nb: NotebookPage, rounds: int) -> None:
    nb.open([""])
    first = opened(nb.page)
    report("click to first rows, the view is loaded too", [first])
    report("click to first rows, again", [opened(nb.page) for _ in range(rounds)])
    for turn in range(rounds):
        told: dict[str, Any] = nb.page.evaluate(SCROLL_THROUGH)
        if turn == 0:
            print(f"scrolling through {told['rows']} papers, {told['drawn']} rows drawn at once")
        report("  frames", told["frames"])
        print(
            f"  longest frame {max(told['frames']):.0f} ms, longest task {told['task']:.0f} ms, "
            f"last rows {told['late']:.0f} ms after the end"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    print(machine())
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(running_chromium())
        if browser is None:
            sys.exit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        library = folder / "library"
        library.mkdir()
        made, counts = make(library, chosen.records, DAYS)
        print(f"{made} records, {DAYS} snapshots of {counts} counts")
        server = stack.enter_context(running_server("lab", folder / "lab", prepared=library))
        context = stack.enter_context(browser.new_context(viewport={"width": 1280, "height": 900}))
        measure(NotebookPage(server, context.new_page(), PageWatch(server, context)), chosen.rounds)


if __name__ == "__main__":
    main()
