"""A server on this machine that stands for the services: it answers by a script, or badly."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from jupyter_paperlookup.network.settings import NetworkSettings

JSON = "application/json"


class Reply(NamedTuple):
    """One answer; `pieces` are sent one by one with a pause before each."""

    status: int = 200
    body: bytes = b"{}"
    kind: str = JSON
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed
    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0
    claimed: int | None = None
    """The length that the answer claims to have."""


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: bytes
    moment: float


class Services:
    """The server: `replies` has what each path answers, one after the other, the last for ever.

    A path that ends in `*` stands for all that begin so; the longest one counts.
    """

    def __init__(self, server) -> None:
        self._server = server
        self.asked: list[Asked] = []
        self.replies: dict[str, list[Reply]] = {}
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    @property
    def port(self):
        return self._server.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def on(self, path, *replies):
        self.replies[path] = list(replies)

    def settings(self, **changes):
        """Settings with which this server stands for all services."""
        names = ("hugging-face", "arxiv-listings", "feeds")
        bases = dict.fromkeys(names[:2], self.url)
        return NetworkSettings(**{"base_urls": bases, **changes})

    def reply(self, handler):
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("content-length") or 0)
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self.asked.append(
                Asked(
                    handler.command,
                    parts.path,
                    dict(parse_qsl(parts.query)),
                    {name.lower(): value for name, value in handler.headers.items()},
                    handler.rfile.read(length),
                    time.time(),
                )
            )
            replies = self._replies(handler.path, parts.path)
            reply = replies[0] if replies else Reply(404)
            if len(replies) > 1:
                replies.pop(0)
        try:
            _send(handler, reply)
        finally:
            with self._lock:
                self._at_once -= 1

    def _replies(self, whole, path):
        if found := self.replies.get(whole) or self.replies.get(path):
            return found
        begun = [each for each in self.replies if each[-1] == "*" and path.startswith(each[:-1])]
        return self.replies[max(begun, key=len)] if begun else []


@contextmanager
def services():
    """A server that runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.services = Services(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler, reply):
    body = b"".join(reply.pieces) or reply.body
    length = len(body) if reply.claimed is None else reply.claimed
    handler.send_response(reply.status)
    sent = {"Content-Type": reply.kind, "Content-Length": str(length), **reply.headers}
    for name, value in sent.items():
        if value:
            handler.send_header(name, value)
    handler.end_headers()
    try:
        for piece in reply.pieces or (body,):
            time.sleep(reply.pause)
            handler.wfile.write(piece)
            handler.wfile.flush()
    except OSError:
        handler.close_connection = True
    if reply.claimed is not None:
        handler.close_connection = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two packets; the second would wait 40 ms for an answer to the first.
    disable_nagle_algorithm = True

    def do_GET(self):
        self.server.services.reply(self)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *arguments):
        """Nobody reads it."""

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True
