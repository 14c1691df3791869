"""Zotero, JabRef and Better BibTeX as sources."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import Message

ZoteroKind = Literal["local", "web"]
LibraryPath = Annotated[str, Meta(pattern=r"^(users|groups)/[0-9]{1,12}$")]
ApiKey = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9]+$")]


class ZoteroLibrary(Message, frozen=True, kw_only=True):
    """One library of Zotero: a person's own, or a group's.

    Attributes:
        kind: `local` for a program on this machine, `web` for zotero.org.
        path: `users/0`, `groups/12345` ...
        name: How people call it.
        source: Name of the source, when it is one already; else empty.
    """

    kind: ZoteroKind
    path: str
    name: str
    source: str


class ZoteroParameters(Message, frozen=True, kw_only=True):
    """Where to look for libraries."""

    kind: ZoteroKind = "local"


class ZoteroResponse(Message, frozen=True, kw_only=True):
    """What of Zotero can be reached.

    Attributes:
        has_key: Whether a key for zotero.org is stored; it is never told.
        libraries: The libraries that can be added.
        message: Why there are none, and what to do about it; empty when there are some.
    """

    has_key: bool
    libraries: list[ZoteroLibrary]
    message: str


class ZoteroKeyRequest(Message, frozen=True, kw_only=True):
    """The key for zotero.org, to be stored outside notebooks and settings; null forgets it."""

    key: ApiKey | None


class AddZoteroRequest(Message, frozen=True, kw_only=True):
    """A library of Zotero that shall be a source; the answer is the import's job."""

    kind: ZoteroKind
    path: LibraryPath
