"""No test leaves this machine: sockets that would lead elsewhere are errors."""

from __future__ import annotations

import ipaddress
import socket

_NAMES = {"", "localhost", "ip6-localhost", socket.gethostname().lower()}


class LeavesThisMachine(AssertionError):
    """A test asked for another machine; no code takes this for a fault of the network."""


def guard():
    """Let sockets of this process lead to this machine alone, and look up no other names."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def guarded(host, *arguments, **options):
        _check(host)
        return look_up(host, *arguments, **options)

    socket.getaddrinfo = guarded


def _guarded(connect):
    def guarded(self, address):
        if isinstance(address, tuple):
            _check(address[0])
        return connect(self, address)

    return guarded


def _check(host):
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    if name.lower() in _NAMES:
        return
    try:
        is_here = ipaddress.ip_address(name).is_loopback or name in {"0.0.0.0", "::"}  # noqa: S104
    except ValueError:
        is_here = False
    if not is_here:
        raise LeavesThisMachine(f"a test asked for {name[:100]}")
