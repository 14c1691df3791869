"""The items that a notebook stores: its own, and those of other tools in today's CSL-JSON.

Of other tools: cite2c (`cite2c.citations` in the notebook's metadata) and
jupyterlab-citation-manager (`citation-manager.items`, by source).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jupyter_paperlookup.records.citation_key import is_valid_key, make_key, unique_key
from jupyter_paperlookup.records.csl import from_csl

METADATA_NAME = "paperlookup"
CITE2C = "cite2c"
CITATION_MANAGER = "citation-manager"

Item = Mapping[str, Any]

# `8918850/HEZNECAM` of Zotero, an address, a DOI: nothing that one would type.
_NO_KEY = re.compile(r"(?:\w+[/|:])?[A-Z0-9]{8}|https?://.*|(?:doi:)?10\.\d+/.*|undefined|\d+")
_DATES = frozenset(
    "accessed available-date event-date issued original-date submitted container".split()
)
_OLD_DATE_PARTS = ("year", "month", "day")


def foreign_items(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str, object]]:
    """What other tools stored in a notebook's metadata: source, name there, and the item."""
    cite2c = mapping(mapping(metadata.get(CITE2C)).get("citations"))
    yield from ((CITE2C, name, item) for name, item in cite2c.items())
    managed = mapping(mapping(metadata.get(CITATION_MANAGER)).get("items"))
    for source, sourced in managed.items():
        yield from ((source, name, item) for name, item in mapping(sourced).items())


def mapping(value: object) -> Mapping[str, Any]:
    """An object of metadata that anybody may have written; empty where it is another thing."""
    return value if isinstance(value, dict) else {}


class MigratedItems:
    """The items of a notebook: its own, and those that are taken over.

    Args:
        own: What the notebook has under `paperlookup` already.
    """

    def __init__(self, own: Mapping[str, Item]) -> None:
        self._own = dict(own)
        self._keys: dict[tuple[str, str], str] = {}
        self._taken = {key.casefold() for key in own}
        self.new = 0

    @property
    def all(self) -> dict[str, Item]:
        """All items by key."""
        return dict(self._own)

    def add(self, source: str, name: str, item: object) -> None:
        """Take over an item that a tool stored under a name; what is no item is left out."""
        if not isinstance(item, dict) or (source, name) in self._keys:
            return
        self._keys[source, name] = self._put(_modern(item), self._wanted(name, item))

    def add_found(self, doi: str, item: Item | None) -> str:
        """The key of an item that was found for a DOI; empty where there is none."""
        if item is None:
            return ""
        key = str(item.get("id", ""))
        if key not in self._own:
            key = self._put(item, key)
        self._keys["DOI", doi] = key
        return key

    def key_of(self, source: str, name: str) -> str:
        """The key of what was stored under a name; empty where nothing was."""
        return self._keys.get((source, name), "")

    def item(self, key: str) -> Item:
        """The item of a key that it has."""
        return self._own[key]

    def is_own(self, key: str) -> bool:
        """Whether a key is one of the notebook's items."""
        return key in self._own

    def _put(self, item: Item, wanted: str) -> str:
        key = unique_key(wanted, lambda each: each.casefold() in self._taken)
        self._taken.add(key.casefold())
        self._own[key] = {**item, "id": key}
        self.new += 1
        return key

    def _wanted(self, name: str, item: Item) -> str:
        for key in (item.get("citation-key"), name):
            if isinstance(key, str) and is_valid_key(key) and not _NO_KEY.fullmatch(key):
                return key
        return make_key(from_csl(_modern(item)))


def _modern(item: Item) -> dict[str, Any]:
    """An item with dates as CSL-JSON writes them: cite2c stored `{"year": "1974", "day": 5}`."""
    return {
        name: _modern_date(value) if name in _DATES and isinstance(value, dict) else value
        for name, value in item.items()
    }


def _modern_date(date: Mapping[str, Any]) -> dict[str, Any]:
    if "date-parts" in date or "year" not in date:
        return dict(date)
    parts: list[int] = []
    for name in _OLD_DATE_PARTS:
        text = str(date.get(name, "")).strip()
        if not re.fullmatch(r"-?\d{1,4}", text):
            break
        parts.append(int(text))
    rest = {name: value for name, value in date.items() if name not in _OLD_DATE_PARTS}
    return {"date-parts": [parts], **rest} if parts else {"literal": str(date["year"]), **rest}
