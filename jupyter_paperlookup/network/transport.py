"""Connections to addresses that were checked, which end when their time is over.

httpx decides neither where a name leads nor how long a whole answer may take, so it gets a
transport of httpcore's pool over these connections.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

Guard = Callable[[str, int], list[str]]
"""The addresses of a host, all of them checked; raises for one that may not be asked."""

_end: ContextVar[float] = ContextVar("_end")
_SECONDS_KEPT_OPEN = 10.0
_MOST_CONNECTIONS = 8


@contextmanager
def ending_after(seconds: float) -> Iterator[None]:
    """Let whatever is done on the network inside end in so many seconds."""
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def is_over() -> bool:
    """Whether the time of `ending_after` is over."""
    return _left(None) <= 0


class CheckedTransport(httpx.BaseTransport):
    """How httpx reaches others.

    Args:
        guard: Tells and checks the addresses of hosts; None where a proxy finds the way.
        tls: What certificates are trusted.
        proxy: A proxy that the administrator or the system names; empty for none.
    """

    def __init__(self, guard: Guard | None, tls: ssl.SSLContext, proxy: str = "") -> None:
        backend = _Backend(guard)
        self._pool: httpcore.ConnectionPool = (
            httpcore.HTTPProxy(
                httpcore.URL(proxy),
                proxy_auth=_authority(proxy),
                ssl_context=tls,
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=_SECONDS_KEPT_OPEN,
                network_backend=backend,
            )
            if proxy
            else httpcore.ConnectionPool(
                ssl_context=tls,
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=_SECONDS_KEPT_OPEN,
                network_backend=backend,
            )
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; what fails is told by the exceptions of httpcore."""
        assert isinstance(request.stream, httpx.SyncByteStream)  # noqa: S101 - of a sync client
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, Iterable)  # noqa: S101 - of a sync pool
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response.stream),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """What comes behind the headers."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _Backend(httpcore.NetworkBackend):
    """Opens connections, to checked addresses alone."""

    def __init__(self, guard: Guard | None) -> None:
        self._guard = guard
        self._sync = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the addresses of a host, whichever answers first in their order.

        They share the time that there is to connect.
        """
        addresses = self._guard(host, port) if self._guard else [host]
        share = None if timeout is None else timeout / max(len(addresses), 1)
        fault: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._sync.connect_tcp(
                    address, port, _seconds(share), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _Stream(stream)
        raise fault

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._sync.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if is_over():
            raise httpcore.ReadTimeout("the time is over")
        return self._stream.read(max_bytes, _seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if is_over():
            raise httpcore.WriteTimeout("the time is over")
        self._stream.write(buffer, _seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _seconds(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None) -> float:
    end = _end.get(None)
    left = float("inf") if end is None else end - time.monotonic()
    return left if timeout is None else min(left, timeout)


def _seconds(timeout: float | None) -> float | None:
    left = _left(timeout)
    return None if left == float("inf") else max(left, 0.01)


def _authority(proxy: str) -> tuple[str, str] | None:
    url = httpx.URL(proxy)
    return (url.username, url.password) if url.username else None
