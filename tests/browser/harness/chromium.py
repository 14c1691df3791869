"""Finds a Chromium and starts it."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to run as root otherwise; only our own server is opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # It finds nobody but the servers of the tests.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def chromium_path(playwright: Playwright) -> str | None:
    """`PAPERLOOKUP_CHROMIUM`, else one on PATH, else the one that Playwright installed."""
    named = os.environ.get("PAPERLOOKUP_CHROMIUM")
    if named:
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    if on_path:
        return on_path
    own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


@contextlib.contextmanager
def running_chromium() -> Iterator[Browser | None]:
    """A browser without windows; None when there is no Chromium."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
