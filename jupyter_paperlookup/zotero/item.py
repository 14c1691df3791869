"""Items of Zotero to CSL-JSON, with what Zotero's own CSL-JSON leaves to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from jupyter_paperlookup.records.csl_variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
)
from jupyter_paperlookup.zotero.values import Item

NO_REFERENCES = ("attachment", "note", "annotation")

# `Citation Key: chen2023fit` of Zotero and Better BibTeX, `bibtex: chen2023fit` of old versions.
_CITATION_KEY = re.compile(r"(?:citation[ -]?key|bibtex)\*?", re.IGNORECASE)
_LINE = re.compile(r"\s*([A-Za-z][A-Za-z -]*\*?)\s*:\s*(\S.*?)\s*")
_LONGEST_KEY = 200
_OWN_FIELDS = {"abstract", "note", "title"}
_VARIABLES = {
    name.casefold(): name for name in (TEXT_VARIABLES | DATE_VARIABLES) if name not in _OWN_FIELDS
}


class RawItem(msgspec.Struct):
    """One item as both APIs give it with `format=json`; `csljson` is for the asking."""

    key: str
    version: int = 0
    data: dict[str, Any] = {}
    csljson: Any = None


def item_of(raw: RawItem, csl: object) -> Item | None:
    """A reference; None for what is none: an attachment, a note.

    Args:
        raw: The item with Zotero's own fields.
        csl: The same as CSL-JSON.
    """
    if raw.data.get("itemType") in NO_REFERENCES:
        return None
    item = dict(csl) if isinstance(csl, Mapping) else {}
    extra = list(_lines(item.pop("note", None) or raw.data.get("extra")))
    key = (
        _key(item.pop("citation-key", None))
        or _key(raw.data.get("citationKey"))
        or next((_key(value) for name, value, _ in extra if _names_key(name)), "")
    )
    item.pop("id", None)
    note = "\n".join(_beyond_variables(item, extra)).strip()
    _name_groups(item, raw.data.get("creators"))
    if tags := _tags(raw.data.get("tags")):
        item.setdefault("keyword", tags)
    if note:
        item["note"] = note
    if key:
        item["citation-key"] = key
    return Item(raw.key, item)


def _lines(extra: object) -> Iterator[tuple[str, str, str]]:
    """The lines of the field Extra: name and value, where it has them, and the line itself."""
    for line in extra.splitlines() if isinstance(extra, str) else ():
        match = _LINE.fullmatch(line)
        yield (match[1], match[2], line) if match else ("", "", line)


def _names_key(name: str) -> bool:
    return _CITATION_KEY.fullmatch(name) is not None


def _key(value: object) -> str:
    """A citation key, if it can be one: a single word of some length."""
    if not isinstance(value, str) or len(value) > _LONGEST_KEY or len(value.split()) != 1:
        return ""
    return value.strip()


def _beyond_variables(item: dict[str, Any], extra: list[tuple[str, str, str]]) -> Iterator[str]:
    """Move what Extra says in CSL's words into the item; the other lines remain.

    What Zotero has a field for is believed before Extra.
    Source: https://www.zotero.org/support/kb/item_types_and_fields, "Citing Fields from Extra".
    """
    for name, value, line in extra:
        variable = _VARIABLES.get(name.replace(" ", "-").casefold(), "")
        if _names_key(name):
            continue
        if not variable or item.get(variable):
            yield line
        elif variable in DATE_VARIABLES:
            item[variable] = {"raw": value}
        else:
            item[variable] = value


def _name_groups(item: dict[str, Any], creators: object) -> None:
    """Names in one piece stay so: zotero.org gives them as family names without a given one."""
    pieces = {
        each["name"]
        for each in (creators if isinstance(creators, list) else ())
        if isinstance(each, dict) and isinstance(each.get("name"), str)
    }
    for variable in NAME_VARIABLES & item.keys():
        names = item[variable]
        if isinstance(names, list):
            item[variable] = [
                {"literal": name["family"]}
                if isinstance(name, dict)
                and isinstance(name.get("family"), str)
                and name["family"] in pieces
                and not name.get("given")
                else name
                for name in names
            ]


def _tags(tags: object) -> str:
    words = [
        tag["tag"].strip()
        for tag in (tags if isinstance(tags, list) else ())
        if isinstance(tag, dict) and isinstance(tag.get("tag"), str)
    ]
    return "; ".join(filter(None, words))
