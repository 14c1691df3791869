"""Which addresses may be asked: named ones, and no machine of the network that one is in.

A name is looked up once, what it leads to is checked, and that very address is connected to: a
second look-up could lead elsewhere.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Collection

import httpx
import msgspec

from jupyter_paperlookup.errors import NetworkForbidden, Offline

LONGEST_ADDRESS = 8000

_SECURE_PORT = 443
_SECONDS_TO_LOOK_UP = 5.0
_MOST_ADDRESSES = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

# The last label of a name begins with a letter: else it may be an address, written in some way.
_PUBLIC_NAME = re.compile(r"(?:[^.]+\.)+(?!localhost\b)[a-z][a-z0-9-]*\.?")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LookUp = Callable[[str, int], list[str]]
"""The addresses that a name leads to. Raises OSError."""


class Allowed(msgspec.Struct, frozen=True):
    """What one request may reach.

    Attributes:
        hosts: The names of hosts.
        own: Those among them that the administrator named: they may be private, answer by http and
            at any port.
    """

    hosts: frozenset[str]
    own: frozenset[str] = frozenset()

    def check(self, url: httpx.URL, place: str) -> None:
        """See that an address may be asked, as far as it can be seen without asking anybody.

        Raises:
            NetworkForbidden: It may not.
        """
        host = host_in(url)
        if host not in self.hosts | self.own:
            raise NetworkForbidden(
                f"{place} sends on to {host[:100] or 'no host'}, which is not asked: it is no "
                "place that you or the administrator named. An administrator can allow this host."
            )
        if url.scheme != "https" and not (url.scheme == "http" and host in self.own):
            raise NetworkForbidden(f"{host} is asked by https alone, not by {url.scheme[:20]}.")
        if url.userinfo or (url.port not in (None, _SECURE_PORT) and host not in self.own):
            raise NetworkForbidden(f"{host} is asked neither with a password nor at another port.")
        if len(str(url)) > LONGEST_ADDRESS:
            raise NetworkForbidden(f"The address at {host} is too long to be asked.")


def host_in(url: httpx.URL) -> str:
    """The host of an address as the network knows it, in lower case."""
    return url.raw_host.decode("ascii").lower()


def checked_addresses(
    host: str, port: int, own: Collection[str], look_up: LookUp | None = None
) -> list[str]:
    """The addresses that a host has, all of which may be connected to.

    Args:
        host: Its name, or an address.
        port: The port that will be asked.
        own: Hosts that may be anywhere.
        look_up: Who knows the addresses of names; the system when None.

    Raises:
        Offline: Nobody knows the name.
        NetworkForbidden: One of its addresses is in a network of one's own, or of no use.
    """
    try:
        found = _in_time(look_up or system_look_up, host, port)
    except OSError:
        raise Offline(f"{host} cannot be found: you may be offline.") from None
    if host not in own:
        for each in found:
            if not is_public(each):
                raise NetworkForbidden(
                    f"{host} leads to {each}, an address inside this network, which is not asked. "
                    "An administrator can allow this host."
                )
    if not found:
        raise Offline(f"{host} cannot be found: you may be offline.")
    return found[:_MOST_ADDRESSES]


def check_name(host: str) -> None:
    """See that a host may be named to a proxy, which alone knows where the name leads.

    Raises:
        NetworkForbidden: It is an address that is not public, or the name of a machine nearby.
    """
    if not is_public(host) and not _PUBLIC_NAME.fullmatch(host):
        raise NetworkForbidden(
            f"{host} is inside this network, which is not asked. An administrator can allow this "
            "host."
        )


def is_public(text: str) -> bool:
    """Whether an address is one of the internet's that anybody may ask.

    Addresses that carry another one inside (IPv4 in IPv6, 6to4, Teredo, NAT64) are what they carry.
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(
        each.is_global
        and not (each.is_multicast or each.is_reserved or each.is_unspecified or each.is_link_local)
        for each in _inside(address)
    )


def system_look_up(host: str, port: int) -> list[str]:
    """The addresses that the system knows of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _inside(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    carried: list[Address | None] = [address.ipv4_mapped, address.sixtofour]
    if address.teredo:
        carried += address.teredo
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    inside: list[Address] = [each for each in carried if each is not None]
    is_only_a_cover = address.ipv4_mapped is not None or address in _NAT64
    return inside if is_only_a_cover else [address, *inside]


def _in_time(look_up: LookUp, host: str, port: int) -> list[str]:
    """Look a name up, for no longer than a person would wait: the system knows no limit."""
    answer: list[list[str]] = []
    fault: list[OSError] = []

    def ask() -> None:
        try:
            answer.append(look_up(host, port))
        except UnicodeError:
            fault.append(OSError("no name of a host"))
        except OSError as error:
            fault.append(error)

    thread = threading.Thread(target=ask, name="paperlookup-look-up", daemon=True)
    thread.start()
    thread.join(_SECONDS_TO_LOOK_UP)
    if not answer:
        raise fault[0] if fault else TimeoutError
    return answer[0]
