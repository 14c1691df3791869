"""The works that a notebook cites, under the keys by which it cites them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.citing import cited_keys
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Record


class Cited(msgspec.Struct, frozen=True):
    """What some cells cite.

    Attributes:
        keys: The keys of the records as they are now, in the order of their first citation.
        unknown: Keys that are cited and lead to no record.
    """

    keys: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class CitedWorks(msgspec.Struct, frozen=True):
    """What some cells cite, and the records to export for them.

    Attributes:
        cited: The keys.
        records: A record for each key that is cited, which it has as its own: a work that is
            cited by an old key and by its new one is there twice, since a reader of the file
            knows no old keys.
    """

    cited: Cited
    records: list[Record]


def cited_works(store: Store, cells: Sequence[str]) -> CitedWorks:
    """What some Markdown and raw cells cite.

    Args:
        store: The library's store.
        cells: Their sources, in order.
    """
    written = cited_keys(cells)
    ids = store.ids_of_keys(written)
    records = store.by_ids(ids.values())
    keys: dict[str, None] = {}
    unknown: dict[str, str] = {}
    exported: dict[str, Record] = {}
    for key in written:
        folded = folded_key(key)
        record_id = ids.get(folded)
        record = records.get(record_id) if record_id is not None else None
        if record is None:
            unknown.setdefault(folded, key)
            continue
        keys[record.key] = None
        # Of several spellings the record's own is the one; most readers know but one case.
        if folded not in exported or key == record.key:
            exported[folded] = msgspec.structs.replace(record, key=key)
    return CitedWorks(Cited(tuple(keys), tuple(unknown.values())), list(exported.values()))
