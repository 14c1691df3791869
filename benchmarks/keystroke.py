"""From a keystroke to results, in browser and server, and what the plugin costs at the start.

    python -m benchmarks.keystroke [--app lab|notebook] [--rounds N]

In a real Chromium against a real server with the seed corpus. A keystroke is measured inside the
page, from the event of the key to the first frame that holds other hits, so that the driver's own
time is not in it. The start of the application is measured with the plugin and without, taking
turns, in one browser context each, whose cache is warm.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from harness.checkout import front_end_folder  # noqa: E402
from harness.chromium import running_chromium  # noqa: E402
from harness.notebook import NotebookPage  # noqa: E402
from harness.server import App, Server, running_server  # noqa: E402
from harness.watch import PageWatch  # noqa: E402

from benchmarks.search_data import machine  # noqa: E402

# Half remembered titles, names and years, as one types them.
PHRASES = (
    "far-reaching transf",
    "block coordinate",
    "chen 2023",
    "matformer",
    "video diffusion mod",
)

# Resolves with the milliseconds from the next key to a frame that holds other results.
KEY_TO_RESULTS = """
selector => new Promise(resolve => {
  const shown = () => [...document.querySelectorAll(selector)]
    .map(each => each.textContent).join('\\n');
  let began = 0;
  const onKey = event => {
    if (event.key.length !== 1) return;
    document.removeEventListener('keydown', onKey, true);
    began = event.timeStamp;
  };
  document.addEventListener('keydown', onKey, true);
  const before = shown();
  const look = () => {
    const now = shown();
    if (began && now && now !== before) {
      requestAnimationFrame(() => resolve(performance.now() - began));
    } else if (began && performance.now() - began > 1500) {
      resolve(null);  // the same results: nothing to see
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})
"""


def report(what: str, milliseconds: Sequence[float]) -> None:
    """One line: median, 95th percentile, how many."""
    if not milliseconds:
        print(f"{what:<46} nothing measured")
        return
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    median = statistics.median(ordered)
    print(f"{what:<46} median {median:7.1f} ms   p95 {p95:7.1f} ms   n {len(ordered)}")


def typed(page: Page, selector: str, rounds: int, prepare: Callable[[], None]) -> list[float]:
    """Type the phrases key by key, each key after the results of the one before."""
    start = f"selector => {{ window.keyToResults = ({KEY_TO_RESULTS})(selector); }}"
    taken: list[float] = []
    for _ in range(rounds):
        for phrase in PHRASES:
            prepare()
            for letter in phrase:
                page.evaluate(start, selector)
                page.keyboard.press("Space" if letter == " " else letter)
                value = page.evaluate("() => window.keyToResults")
                if value is not None:
                    taken.append(float(value))
    return taken


def measure_panel(nb: NotebookPage, rounds: int) -> None:
    """Keystrokes in the box of the search panel."""
    nb.command("paperlookup:search")
    box = nb.page.get_by_role("combobox", name="Search papers")
    box.wait_for()

    def empty_box() -> None:
        box.fill("")
        box.focus()
        nb.page.wait_for_timeout(400)

    report(
        "panel: key to results in the page",
        typed(nb.page, ".jp-PaperLookup-hits [role=option]", rounds, empty_box),
    )


def measure_completion(nb: NotebookPage, rounds: int) -> None:
    """Keystrokes behind `[@` in a Markdown cell."""

    def new_citation() -> None:
        nb.open([""])
        nb.edit(0)
        nb.type("[@")
        nb.page.wait_for_timeout(400)

    report(
        "completion: key to results in the page",
        typed(nb.page, ".cm-tooltip-autocomplete [role=option]", rounds, new_citation),
    )


def measure_requests(server: Server, rounds: int) -> None:
    """The same keystrokes as requests, one connection each."""
    taken = []
    for _ in range(rounds):
        for phrase in PHRASES:
            for end in range(1, len(phrase) + 1):
                query = urllib.parse.urlencode({"q": phrase[:end], "typing": "1", "limit": 20})
                begin = time.perf_counter()
                server.get(f"paperlookup/api/search?{query}")
                taken.append((time.perf_counter() - begin) * 1000)
    report("server: search request, there and back", taken)


def measure_start(browser: Browser, servers: dict[str, Server], rounds: int) -> None:
    """Load the application with the plugin and without, taking turns."""
    contexts = {name: browser.new_context() for name in servers}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in servers}
    for turn in range(rounds + 1):
        for name in list(servers)[:: 1 if turn % 2 else -1]:
            moments = _start(contexts[name].new_page(), servers[name])
            if turn:  # the first time fills the caches
                taken[name].append(moments)
    for name, all_moments in taken.items():
        for moment in ("first paint", "restored"):
            report(f"start {name}: {moment}", [moments[moment] for moments in all_moments])
    loaded = statistics.median(moments["kB"] for moments in taken["with plugin"])
    print(f"start: the page loads {loaded:.0f} kB of the plugin")


def _start(page: Page, server: Server) -> dict[str, float]:
    page.goto(f"{server.url}{'lab' if server.app == 'lab' else 'tree'}?token={server.token}")
    moments: dict[str, float] = page.evaluate(
        """async () => {
          while (!window.jupyterapp) await new Promise(requestAnimationFrame);
          await window.jupyterapp.restored;
          const restored = performance.now();
          await new Promise(resolve => setTimeout(resolve, 500));
          const [paint] = performance.getEntriesByName('first-contentful-paint');
          const ours = performance.getEntriesByType('resource')
            .filter(each => each.name.includes('/extensions/jupyter-paperlookup/'));
          const kB = ours.reduce((sum, each) => sum + each.decodedBodySize, 0) / 1000;
          return { 'first paint': paint?.startTime ?? 0, restored, kB };
        }"""
    )
    page.close()
    return moments


def measure_server_load(rounds: int) -> None:
    """Importing the server's half into a process that has Jupyter Server already."""
    script = (
        "import jupyter_server.serverapp, time; begin = time.perf_counter();"
        "import jupyter_paperlookup.server.app; print((time.perf_counter() - begin) * 1000)"
    )
    taken = [
        float(
            subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout
        )
        for _ in range(rounds)
    ]
    report("server: loading the extension", taken)


def report_size() -> None:
    """What is shipped to browsers."""
    folder = front_end_folder()
    files = sorted((folder / "static").glob("*.js")) if folder else []
    packed = sum(len(gzip.compress(file.read_bytes())) for file in files)
    size = sum(file.stat().st_size for file in files)
    print(f"front end: {size / 1000:.0f} kB in {len(files)} files, {packed / 1000:.0f} kB gzipped")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--app", choices=["lab", "notebook"], default="lab")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    print(machine())
    report_size()
    measure_server_load(chosen.rounds)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(running_chromium())
        if browser is None:
            sys.exit("No Chromium: install one, or name one in PAPERLOOKUP_CHROMIUM.")
        app: App = chosen.app
        server = stack.enter_context(running_server(app, folder / "with"))
        measure_requests(server, chosen.rounds)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        nb = NotebookPage(server, context.new_page(), PageWatch(server, context))
        nb.open([""])
        measure_completion(nb, chosen.rounds)
        measure_panel(nb, chosen.rounds)
        context.close()
        without = stack.enter_context(running_server(app, folder / "without", with_plugin=False))
        measure_start(browser, {"with plugin": server, "without": without}, chosen.rounds)


if __name__ == "__main__":
    main()
