"""Where Zotero answers, and how a library of it is named as a source."""

from __future__ import annotations

import os
import re
from typing import Literal, Self
from urllib.parse import SplitResult, urlsplit

import msgspec

from jupyter_paperlookup.errors import InvalidRequest

ZoteroKind = Literal["local", "web"]

LOCAL_VARIABLE = "PAPERLOOKUP_ZOTERO_LOCAL"
WEB_VARIABLE = "PAPERLOOKUP_ZOTERO_WEB"

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_PATH = re.compile(r"(?:users|groups)/[0-9]{1,12}")
_ADDRESS = re.compile(rf"zotero://(local|web)/({_PATH.pattern})")


class Address(msgspec.Struct, frozen=True):
    """One library of Zotero.

    Attributes:
        kind: `local` for the program on this machine, `web` for zotero.org.
        path: `users/0`, `users/475425`, `groups/12345`.
    """

    kind: ZoteroKind
    path: str

    def __post_init__(self) -> None:
        if self.kind not in ("local", "web"):
            raise InvalidRequest("A library of Zotero is 'local' or on the 'web'.")
        if not _PATH.fullmatch(self.path):
            raise InvalidRequest(
                f"{self.path[:40]!r} names no library of Zotero: write users/0, "
                "or groups/ and the number of the group."
            )

    def __str__(self) -> str:
        return f"zotero://{self.kind}/{self.path}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The library that a source's path names; None where it names a file."""
        match = _ADDRESS.fullmatch(text)
        return cls(match[1], match[2]) if match else None  # type: ignore[arg-type]  # the pattern's


def local_url() -> str:
    """Where the program answers; `PAPERLOOKUP_ZOTERO_LOCAL` names another port (Juris-M: 24119).

    Raises:
        InvalidRequest: It is not on this machine. Zotero answers no other name either.
    """
    # Not "localhost": where that is ::1 first, Windows waits two seconds at each request.
    url = os.environ.get(LOCAL_VARIABLE) or "http://127.0.0.1:23119"
    parts = _split(url)
    if parts is None or parts.scheme != "http" or parts.hostname not in _THIS_MACHINE:
        raise InvalidRequest(f"{LOCAL_VARIABLE} must be http://localhost and a port.")
    return f"{url.rstrip('/')}/api"


def web_url() -> str:
    """Where zotero.org answers; `PAPERLOOKUP_ZOTERO_WEB` names a server of one's own.

    Raises:
        InvalidRequest: The key would go over the network in the open.
    """
    url = os.environ.get(WEB_VARIABLE) or "https://api.zotero.org"
    parts = _split(url)
    is_safe = parts and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_MACHINE)
    )
    if not is_safe:
        raise InvalidRequest(f"{WEB_VARIABLE} must begin with https://.")
    return url.rstrip("/")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts if plain and parts.hostname else None
