"""The works that a notebook cites, under the keys by which it cites them.

The library comes before the notebook's own items here, unlike where a document is formatted: what
is exported follows the library, and a correction there would never reach it otherwise.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cited import LONGEST_KEY, MOST_KEYS, cited_keys
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.listed_works import works_listed_in
from jupyter_paperlookup.citing.uncited import ALL
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Record, from_csl


class Cited(msgspec.Struct, frozen=True):
    """What a document cites, or asks for in its bibliography.

    Attributes:
        keys: The keys of the records as they are now, in the order of their first citation; of a
            work that only the notebook has, the key by which it is cited.
        unknown: Keys that are cited and lead neither to a record nor to data in the notebook.
    """

    keys: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class CitedWorks(msgspec.Struct, frozen=True):
    """What a document cites, and the records to export for it.

    Attributes:
        cited: The keys.
        records: A record for each key that is cited, which it has as its own: a work that is
            cited by an old key and by its new one is there twice, since a reader of the file
            knows no old keys.
    """

    cited: Cited
    records: list[Record]


def cited_works(store: Store, document: EditableDocument) -> CitedWorks:
    """What the Markdown and raw cells of a document cite, and what it wants to be listed besides.

    Args:
        store: The library's store.
        document: The document; its own items speak for keys that the library lacks.
    """
    items = document.items
    own = {folded_key(key): item for key, item in items.items()}
    written = _written_keys(document)
    ids = store.ids_of_keys(written)
    records = store.by_ids(ids.values())
    keys: dict[str, None] = {}
    unknown: dict[str, str] = {}
    exported: dict[str, Record] = {}
    for key in written:
        folded = folded_key(key)
        record_id = ids.get(folded)
        record = records.get(record_id) if record_id is not None else None
        if record is None and folded in own:
            record = exported.get(folded) or _record(items.get(key) or own[folded], key)
        if record is None:
            unknown.setdefault(folded, key)
            continue
        keys[record.key] = None
        # Of several spellings the record's own is the one; most readers know but one case.
        if folded not in exported or key == record.key:
            exported[folded] = msgspec.structs.replace(record, key=key)
    return CitedWorks(Cited(tuple(keys), tuple(unknown.values())), list(exported.values()))


def _written_keys(document: EditableDocument) -> list[str]:
    """All keys of a document as they are written, those of its text first."""
    cited = cited_keys(cell.source for cell in document.cells)
    listed = works_listed_in(document).uncited
    if ALL in listed:
        listed = (*listed, *document.items)
    besides = (
        key for key in listed if 0 < len(key) <= LONGEST_KEY and key != ALL and key.isprintable()
    )
    return list(islice(dict.fromkeys([*cited, *besides]), MOST_KEYS))


def _record(item: dict[str, Any], key: str) -> Record:
    return msgspec.structs.replace(from_csl(item), key=key)
