"""The program on this machine, by its local API.

Source: https://www.zotero.org/support/dev/web_api/v3/local_api. Zotero 10 and newer count versions
of their own and say to which database they belong. Older ones tell the versions of the last
synchronisation, which say nothing about what changed here, so they are always read whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from jupyter_paperlookup.zotero.addresses import local_url
from jupyter_paperlookup.zotero.batches import Told, fetch_all, item_keys
from jupyter_paperlookup.zotero.connection import Answer, Connection
from jupyter_paperlookup.zotero.groups import Group, group_name
from jupyter_paperlookup.zotero.item import NO_REFERENCES, RawItem, item_of
from jupyter_paperlookup.zotero.pacing import Pacing
from jupyter_paperlookup.zotero.values import Changes, Item, NamedLibrary, State

PLACE = "Zotero"

_AT_ONCE = 100
_SERVER_ID = "Zotero-Server-ID"
_URI = re.compile(r".*/items/([A-Z0-9]{8})")
_SENTENCES = {
    0: "Zotero does not answer on the machine on which Jupyter runs: start it there.",
    HTTPStatus.FORBIDDEN: "Zotero refuses: in its settings, under Advanced, check “Allow other "
    "applications on this computer to communicate with Zotero”.",
    HTTPStatus.NOT_FOUND: "What answers at Zotero's address has no such library: it takes Zotero 7 "
    "or newer, and a group that Zotero shows.",
    HTTPStatus.PRECONDITION_FAILED: "Another Zotero answers now. Nothing was changed: try again.",
    HTTPStatus.NOT_IMPLEMENTED: "This Zotero speaks another version of its API than paperlookup.",
}


class LocalZotero:
    """A conversation with the program, until it is closed.

    Args:
        pacing: Its pace.
    """

    def __init__(self, pacing: Pacing) -> None:
        self._connection = Connection(
            local_url(), PLACE, _refusal, pacing, uses_proxy=False, retries_faults=False
        )

    def close(self) -> None:
        """End the conversation."""
        self._connection.close()

    def libraries(self) -> list[NamedLibrary]:
        """The libraries that it shows.

        Raises:
            ZoteroUnavailable: It does not run, or refuses.
        """
        _, groups = self._connection.get("/users/0/groups", {}, list[Group])
        return [
            NamedLibrary("users/0", "My Library"),
            *(NamedLibrary(f"groups/{each.id}", group_name(each)) for each in groups or ()),
        ]

    def changes(self, path: str, since: State | None, told: Told) -> Changes | None:
        """What changed in a library; None if nothing did.

        Args:
            path: Of the library.
            since: Up to where it was read before; None reads it whole.
            known: The keys of what it had then.
            told: Gets how many items are read, and of how many.

        Raises:
            ZoteroUnavailable: It does not run, refuses, or says what cannot be used.
        """
        seen = ""
        if since and not since.server:
            answer, seen = self._last_change(path)
            if _SERVER_ID.lower() not in answer.headers and seen == since.seen:
                return None
            since = None
        answer, versions = self._versions(path, since)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return None
        if answer.status == HTTPStatus.PRECONDITION_FAILED:
            # Another database: its versions have nothing to do with those that are remembered.
            since = None
            answer, versions = self._versions(path, None)
        server = answer.headers.get(_SERVER_ID.lower(), "")
        if server:
            state = State(server=server, version=answer.number("last-modified-version"))
        else:
            state = State(seen=seen or self._last_change(path)[1])
        there = item_keys(versions or ())
        after = since.version if since else -1
        wanted = [key for key in there if (versions or {})[key] > after]
        items, faults = fetch_all(
            wanted, _AT_ONCE, lambda keys: self._items(path, keys, server), told
        )
        return Changes(state, tuple(items), tuple(faults), there=frozenset(there))

    def _versions(self, path: str, since: State | None) -> tuple[Answer, dict[str, int] | None]:
        """The keys of all that is there, with versions; of nothing, if nothing changed since."""
        headers = {}
        if since:
            headers = {
                "If-Modified-Since-Version": str(since.version),
                _SERVER_ID: since.server,
            }
        return self._connection.get(
            f"/{path}/items/top",
            {"format": "versions"},
            dict[str, int],
            headers=headers,
            accept=(HTTPStatus.NOT_MODIFIED, HTTPStatus.PRECONDITION_FAILED) if since else (),
        )

    def _last_change(self, path: str) -> tuple[Answer, str]:
        """What differs whenever a library does: how many items, and which was changed last."""
        answer, newest = self._connection.get(
            f"/{path}/items/top",
            {"format": "json", "limit": 1, "sort": "dateModified", "direction": "desc"},
            list[RawItem],
        )
        last = [f"{each.key} {each.data.get('dateModified')}" for each in newest or ()]
        return answer, " ".join([str(answer.number("total-results")), *last])

    def _items(self, path: str, keys: Sequence[str], server: str) -> list[Item]:
        """Some items. CSL-JSON is asked for apart: in one with them, Zotero exports each alone."""
        asked = {"itemKey": ",".join(keys)}
        headers = {_SERVER_ID: server} if server else {}
        _, raw = self._connection.get(
            f"/{path}/items/top", {**asked, "format": "json"}, list[RawItem], headers=headers
        )
        references = [each for each in raw or () if _is_asked(each, keys)]
        if not references:
            return []
        _, written = self._connection.get(
            f"/{path}/items/top",
            {**asked, "format": "csljson"},
            list[dict[str, Any]],
            headers=headers,
        )
        csl = {_key_of(each): each for each in written or ()}
        found = (item_of(each, csl.get(each.key)) for each in references)
        return [each for each in found if each is not None]


def _is_asked(raw: RawItem, keys: Sequence[str]) -> bool:
    return raw.key in keys and raw.data.get("itemType") not in NO_REFERENCES


def _key_of(csl: dict[str, Any]) -> str:
    """The key at the end of `http://zotero.org/users/475425/items/X42A7DEE`."""
    match = _URI.fullmatch(str(csl.get("id", "")))
    return match[1] if match else ""


def _refusal(status: int) -> str:
    return _SENTENCES.get(status, "")
