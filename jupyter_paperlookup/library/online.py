"""The network of a library: off until the user allows it once, if the administrator leaves that."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, NetworkForbidden
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.network.services import SERVICES, Service, host_of
from jupyter_paperlookup.network.settings import NetworkSettings, read_settings

if TYPE_CHECKING:
    from jupyter_paperlookup.network.client import Network

_FACT = "network"
_ALLOWED = "allowed"
_NOT_BY_ADMINISTRATOR = "The administrator does not allow paperlookup the network."
_OFFLINE = "The network could not be reached when it was last asked: you may be offline."


class NetworkState(msgspec.Struct, frozen=True):
    """Whether the network may be used.

    Attributes:
        allowed: Nothing leaves this machine until it is.
        is_fixed: The administrator has decided it.
        is_offline: It was allowed, and could not be reached when it was last asked.
        message: One line that says so; else empty.
        services: Whom paperlookup would ask, each with the host that answers.
    """

    allowed: bool
    is_fixed: bool
    is_offline: bool
    message: str
    services: tuple[tuple[Service, str], ...]


class Online:
    """The network as one library sees it; every method may be called from any thread.

    Args:
        store: Remembers whether the user allows it.
        folder: The library's folder.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._lock = threading.Lock()
        self._network: Network | None = None

    def close(self) -> None:
        """Let go of connections."""
        with self._lock:
            if self._network is not None:
                self._network.close()
                self._network = None

    @property
    def network(self) -> Network:
        """The network; what it may be asked it decides at each request.

        Raises:
            InvalidRequest: The administrator's settings cannot be read.
        """
        from jupyter_paperlookup.network.client import Network  # noqa: PLC0415 - brings httpx

        with self._lock:
            if self._network is None:
                self._network = Network(self._folder, read_settings(), self._is_allowed)
            return self._network

    def state(self) -> NetworkState:
        """Whether the network may be used; nobody is asked."""
        try:
            network = self.network
        except InvalidRequest as error:
            return NetworkState(
                allowed=False, is_fixed=True, is_offline=False, message=error.reason, services=()
            )
        settings = network.settings
        allowed = not settings.offline and (
            self._is_allowed() if settings.allowed is None else settings.allowed
        )
        is_offline = allowed and network.is_offline
        message = _OFFLINE if is_offline else ""
        return NetworkState(
            allowed=allowed,
            is_fixed=settings.is_fixed,
            is_offline=is_offline,
            message=message if allowed or not settings.is_fixed else _NOT_BY_ADMINISTRATOR,
            services=tuple(_asked(settings)),
        )

    def allow(self, *, allowed: bool) -> NetworkState:
        """Allow the network, or no longer.

        Raises:
            NetworkForbidden: The administrator has decided otherwise.
        """
        state = self.state()
        if state.is_fixed and state.allowed != allowed:
            raise NetworkForbidden(
                state.message or "The administrator has decided that paperlookup uses the network."
            )
        if not state.is_fixed:
            self._store.set_fact(_FACT, _ALLOWED if allowed else "")
        return self.state()

    def _is_allowed(self) -> bool:
        return self._store.fact(_FACT) == _ALLOWED


def _asked(settings: NetworkSettings) -> list[tuple[Service, str]]:
    from jupyter_paperlookup.resolvers.registry import RESOLVERS  # noqa: PLC0415 - few ask

    services = {each.name: each for each in (*SERVICES, *(each.service for each in RESOLVERS))}
    return [
        (service, host_of(settings.base(service)))
        for service in services.values()
        if settings.services is None or service.name in settings.services
    ]
