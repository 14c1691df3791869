"""zotero.org, by its web API.

Source: https://www.zotero.org/support/dev/web_api/v3/basics and .../syncing.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from jupyter_paperlookup.zotero.addresses import web_url
from jupyter_paperlookup.zotero.batches import Told, fetch_all, item_keys
from jupyter_paperlookup.zotero.connection import Answer, Connection
from jupyter_paperlookup.zotero.groups import Group, group_name
from jupyter_paperlookup.zotero.item import RawItem, item_of
from jupyter_paperlookup.zotero.pacing import Pacing
from jupyter_paperlookup.zotero.values import Account, Changes, Item, NamedLibrary, State

PLACE = "zotero.org"

_AT_ONCE = 50
"""The most that can be asked for by key."""
_PAGE = 100
_MOST_GROUPS = 1000
_SENTENCES = {
    0: "zotero.org cannot be reached: is this machine offline?",
    HTTPStatus.FORBIDDEN: "zotero.org refuses: the stored key may not read this library, or is no "
    "longer valid. Make one at https://www.zotero.org/settings/keys.",
    HTTPStatus.NOT_FOUND: "zotero.org knows no such library, or not the stored key.",
}


class WebZotero:
    """A conversation with zotero.org, until it is closed.

    Args:
        pacing: Its pace.
        key: The user's key; without one, only public libraries can be read.
    """

    def __init__(self, pacing: Pacing, key: str = "") -> None:
        self._has_key = bool(key)
        self._connection = Connection(
            web_url(),
            PLACE,
            _refusal,
            pacing,
            headers={"Zotero-API-Key": key} if key else {},
            uses_proxy=True,
            retries_faults=True,
        )

    def close(self) -> None:
        """End the conversation."""
        self._connection.close()

    def libraries(self) -> list[NamedLibrary]:
        """The libraries that the key may read.

        Raises:
            ZoteroUnavailable: zotero.org cannot be reached, or does not know the key.
        """
        if not self._has_key:
            return []
        _, account = self._connection.get("/keys/current", {}, Account)
        if account is None or not account.user_id:
            return []
        own = f"users/{account.user_id}"
        name = " ".join(account.username.split()) or "My Library"
        found = [NamedLibrary(own, name)] if account.reads_own_library else []
        return found + [
            NamedLibrary(f"groups/{each.id}", group_name(each)) for each in self._groups(own)
        ]

    def changes(self, path: str, since: State | None, told: Told) -> Changes | None:
        """What changed in a library; None if nothing did.

        Args:
            path: Of the library.
            since: Up to where it was read before; None reads it whole.
            known: The keys of what it had then.
            told: Gets how many items are read, and of how many.

        Raises:
            ZoteroUnavailable: zotero.org cannot be reached, refuses, or says what cannot be used.
        """
        version = since.version if since else 0
        answer, versions = self._changed(path, version)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return None
        state = State(version=answer.number("last-modified-version"))
        if state.version < version:
            # Versions only grow: this is another library under an old name.
            return self.changes(path, None, told)
        wanted = item_keys(versions or ())
        # Asked for before the items: what is deleted while they are read, the next reading tells.
        gone = self._gone(path, version) - set(wanted) if version else frozenset()
        items, faults = fetch_all(wanted, _AT_ONCE, lambda keys: self._items(path, keys), told)
        there = None if version else frozenset(wanted)
        return Changes(state, tuple(items), tuple(faults), gone=gone, there=there)

    def _changed(self, path: str, version: int) -> tuple[Answer, dict[str, int] | None]:
        """The keys of what is there and changed since a version."""
        return self._connection.get(
            f"/{path}/items/top",
            {"format": "versions", **({"since": version} if version else {})},
            dict[str, int],
            headers={"If-Modified-Since-Version": str(version)} if version else {},
            accept=(HTTPStatus.NOT_MODIFIED,) if version else (),
        )

    def _gone(self, path: str, version: int) -> frozenset[str]:
        """The keys of what was deleted, or put into the trash, since a version."""
        _, trash = self._connection.get(
            f"/{path}/items/trash", {"format": "versions", "since": version}, dict[str, int]
        )
        _, deleted = self._connection.get(f"/{path}/deleted", {"since": version}, dict[str, Any])
        items = (deleted or {}).get("items")
        names = [each for each in items if isinstance(each, str)] if isinstance(items, list) else []
        return frozenset([*(trash or ()), *names])

    def _items(self, path: str, keys: Sequence[str]) -> list[Item]:
        _, raw = self._connection.get(
            f"/{path}/items",
            {
                "itemKey": ",".join(keys),
                "format": "json",
                "include": "data,csljson",
                "limit": _AT_ONCE,
            },
            list[RawItem],
        )
        found = (item_of(each, each.csljson) for each in raw or () if each.key in keys)
        return [each for each in found if each is not None]

    def _groups(self, own: str) -> list[Group]:
        """All groups, page by page; the address of the next page is made here, not followed."""
        found: list[Group] = []
        while len(found) < _MOST_GROUPS:
            answer, page = self._connection.get(
                f"/{own}/groups", {"limit": _PAGE, "start": len(found)}, list[Group]
            )
            found += page or []
            if not page or len(found) >= answer.number("total-results"):
                break
        return found


def _refusal(status: int) -> str:
    return _SENTENCES.get(status, "")
