"""The clients through which hosts are reached: straight, or through a proxy."""

from __future__ import annotations

import ssl
import threading

import httpx
import msgspec

from jupyter_paperlookup.errors import NetworkForbidden
from jupyter_paperlookup.network.addresses import LookUp, check_name, checked_addresses
from jupyter_paperlookup.network.settings import NetworkSettings
from jupyter_paperlookup.network.transport import CheckedTransport


class Times(msgspec.Struct, frozen=True):
    """How long is waited, in seconds: to connect, for the next bytes, for the whole answer."""

    connect: float = 5.0
    between: float = 15.0
    whole: float = 60.0


class Clients:
    """One client for each proxy, and one for none; opened when it is needed.

    Args:
        settings: What the administrator decided.
        times: How long is waited.
        look_up: Who knows the addresses of names; the system when None.
        tls: What certificates are trusted; those that httpx trusts when None.
    """

    def __init__(
        self,
        settings: NetworkSettings,
        times: Times,
        look_up: LookUp | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._times = times
        self._look_up = look_up
        self._tls = tls
        self._lock = threading.Lock()
        self._clients: dict[str, httpx.Client] = {}

    def close(self) -> None:
        """Let go of all connections."""
        with self._lock:
            clients = list(self._clients.values())
            self._clients.clear()
        for client in clients:
            client.close()

    def reaching(self, host: str) -> httpx.Client:
        """The client that reaches a host.

        Raises:
            NetworkForbidden: The host is inside this network, or the proxy has no usable address.
        """
        proxy = self._settings.proxy_for(host)
        if proxy:
            check_name(host)
        with self._lock:
            if proxy not in self._clients:
                self._clients[proxy] = self._opened(proxy)
            return self._clients[proxy]

    def _opened(self, proxy: str) -> httpx.Client:
        if proxy and not _is_proxy(proxy):
            raise NetworkForbidden(
                "The address of the proxy cannot be used: it begins with http:// or https:// "
                "and names a host."
            )
        self._tls = self._tls or httpx.create_ssl_context()
        return httpx.Client(
            transport=CheckedTransport(None if proxy else self._guard, self._tls, proxy),
            timeout=httpx.Timeout(self._times.between, connect=self._times.connect),
            follow_redirects=False,
            trust_env=False,
        )

    def _guard(self, host: str, port: int) -> list[str]:
        return checked_addresses(host, port, self._settings.own_hosts, self._look_up)


def _is_proxy(address: str) -> bool:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError):
        return False
    return url.scheme in ("http", "https") and bool(url.host)
