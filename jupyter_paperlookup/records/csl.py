"""Records to and from CSL-JSON, the form in which every other part exchanges them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jupyter_paperlookup.records.dates import date_from_csl, date_to_csl
from jupyter_paperlookup.records.identifiers import doi_from_text
from jupyter_paperlookup.records.names import creators_from_csl, creators_to_csl
from jupyter_paperlookup.records.record import Facts, Record

CslItem = Mapping[str, Any]

_TEXT_VARIABLES = ("title", "abstract", "URL")
_HELD_BY_FIELDS = {"id", "citation-key", "type", "author", "issued", "DOI", *_TEXT_VARIABLES}


def to_csl(record: Record, *, with_facts: bool = True) -> dict[str, Any]:
    """A record as one CSL-JSON item; paperlookup's own facts under `custom.paperlookup`.

    Source: https://github.com/citation-style-language/schema, `csl-data.json`.
    """
    item: dict[str, Any] = {"id": record.key, "type": record.type}
    optional = {
        "title": record.title,
        "author": creators_to_csl(record.author),
        "issued": date_to_csl(record.issued) if record.issued else None,
        "abstract": record.abstract,
        "DOI": record.doi,
        "URL": record.url,
    }
    item.update({name: value for name, value in optional.items() if value})
    item.update(record.other)
    if with_facts:
        custom = dict(record.other.get("custom") or {})
        custom["paperlookup"] = _facts_to_csl(record)
        item["custom"] = custom
    return item


def from_csl(item: CslItem) -> Record:
    """One CSL-JSON item to a record. Variables without a field of their own are kept as they are.

    The key is the item's `citation-key`, which Zotero writes, else its `id`. Values of a wrong
    type are dropped, never guessed at; facts under `custom.paperlookup` are read only where they
    have the right shape.
    """
    other = {name: value for name, value in item.items() if name not in _HELD_BY_FIELDS}
    custom = other.pop("custom", None)
    facts = Facts()
    if isinstance(custom, Mapping):
        facts = _facts(custom.get("paperlookup"))
        foreign = {name: value for name, value in custom.items() if name != "paperlookup"}
        if foreign:
            other["custom"] = foreign
    texts = {name: _text(item.get(name)) for name in _TEXT_VARIABLES}
    written = _text(item.get("DOI"))
    doi = doi_from_text(written)
    if written and not doi:
        other["DOI"] = written
    return Record(
        key=_text(item.get("citation-key")) or _text(item.get("id")),
        type=_text(item.get("type")) or "document",
        title=texts["title"],
        author=creators_from_csl(item.get("author")),
        issued=date_from_csl(item.get("issued")),
        abstract=texts["abstract"],
        doi=doi,
        url=texts["URL"],
        other=other,
        facts=facts,
    )


def _facts_to_csl(record: Record) -> dict[str, Any]:
    facts: dict[str, Any] = msgspec.to_builtins(record.facts)
    for name in ("sources", "keywords"):
        if name in facts:
            facts[name] = list(facts[name])  # a JSON Schema takes no tuple for an array
    return facts | {"incomplete": list(record.incomplete)}


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _facts(value: object) -> Facts:
    try:
        return msgspec.convert(value, Facts)
    except msgspec.ValidationError:
        return Facts()
