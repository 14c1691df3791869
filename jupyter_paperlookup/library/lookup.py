"""Records by the keys that people write."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from jupyter_paperlookup.errors import RecordNotFound
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record

_LONGEST_SHOWN = 200
_MOST_NEAR = 3
_NEAR = 70


def record_of(store: Store, key: str) -> Record:
    """The record that has or had this key, upper and lower case being the same.

    Raises:
        RecordNotFound: There is none; the sentence names keys that look like it.
    """
    record = store.record(key)
    if record is None:
        raise _not_found(store, key)
    return record


def id_of(store: Store, key: str) -> int:
    """The id of the record that has or had this key; errors as `record_of`."""
    record_id = store.id_of(key)
    if record_id is None:
        raise _not_found(store, key)
    return record_id


def _not_found(store: Store, key: str) -> RecordNotFound:
    shown = key[:_LONGEST_SHOWN]
    near = extract(
        shown, store.keys(), scorer=ratio, processor=str.lower, limit=_MOST_NEAR, score_cutoff=_NEAR
    )
    hint = f": did you mean {' or '.join(key for key, _, _ in near)}?" if near else "."
    return RecordNotFound(f"No record has the key {shown!r}{hint}")
