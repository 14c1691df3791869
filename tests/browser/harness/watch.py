"""Notices what must not happen in a page: errors, and requests to anywhere but the server."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from .server import Server

KNOWN = {
    # What the applications print by themselves, with the extension blocked too.
    "lab": (),
    "notebook": (
        re.compile(r"\[yjs#509\] Not same Y\.Doc"),
        re.compile(r"Cannot read properties of undefined \(reading 'schema'\)"),
    ),
}


class PageWatch:
    """Collects the errors of a page, and the strangers that it wanted to talk to.

    A test that provokes an error takes it off with `forgive`.
    """

    def __init__(self, server: Server, context: BrowserContext) -> None:
        self._known = KNOWN[server.app]
        self._host = urlsplit(server.url).netloc
        self.errors: list[str] = []
        self.strangers: list[str] = []
        # Watched, not routed: a routed page has no HTTP cache, and loads everything every time.
        context.on("request", lambda request: self._check_host(request.url))

    def follow(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("pageerror", lambda error: self._add(f"{error}"))
        page.on("console", self._on_console)
        page.on("websocket", lambda socket: self._check_host(socket.url))

    def forgive(self, pattern: str) -> list[str]:
        """Take off the errors in which a pattern is found, and return them."""
        forgiven = [error for error in self.errors if re.search(pattern, error)]
        self.errors = [error for error in self.errors if error not in forgiven]
        return forgiven

    def take(self) -> list[str]:
        """Everything noticed since the last time."""
        noticed = [f"error in the page: {error}" for error in self.errors]
        noticed += [f"request to another host: {url}" for url in self.strangers]
        self.errors, self.strangers = [], []
        return noticed

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self._add(f"{message.text} ({where})")

    def _add(self, error: str) -> None:
        if not any(known.search(error) for known in self._known):
            self.errors.append(error)

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self._host:
            self.strangers.append(url)
