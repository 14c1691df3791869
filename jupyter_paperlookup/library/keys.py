"""The keys of a library: the pattern that makes them, and new names on purpose."""

from __future__ import annotations

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.journal import KeyRenamed
from jupyter_paperlookup.library.lookup import id_of, record_of
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Record, is_valid_key
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN, parse_key_pattern

_FACT = "key-pattern"
_SHOWN = 60


def key_pattern(store: Store) -> str:
    """The library's own pattern, else the default one."""
    return store.fact(_FACT) or DEFAULT_PATTERN


def set_key_pattern(store: Store, pattern: str) -> None:
    """Take another pattern, for new records only.

    Raises:
        InvalidRequest: It cannot be read; the sentence says where.
    """
    parse_key_pattern(pattern)
    store.set_fact(_FACT, pattern)


def rename_key(store: Store, old: str, new: str) -> Record:
    """Give a record another key; the one it had goes on leading to it.

    Raises:
        RecordNotFound: No record has or had the old key.
        InvalidRequest: The new key cannot be written, or leads to another record.
    """
    with store.transaction():
        record_id, record = id_of(store, old), record_of(store, old)
        if new == record.key:
            return record
        check_free(store, new, record_id)
        was_known = folded_key(new) in map(folded_key, store.keys_of([record_id])[record_id])
        store.set_key(record_id, new)
        retell(store, [record_id])
        store.journal.note(
            f"Renamed the key {record.key} to {new}.",
            KeyRenamed(record_id, record.key, new, was_known),
        )
        return record_of(store, new)


def check_free(store: Store, key: str, record_id: int | None = None) -> None:
    """See that a key can be given to a record, or to a new one.

    Raises:
        InvalidRequest: It cannot be written in every dialect, or leads to another record.
    """
    if not is_valid_key(key):
        raise InvalidRequest(
            f"The key {key[:_SHOWN]!r} cannot be written everywhere: begin with a letter or a "
            "digit, and use only these and _ - : . + / ? without blanks."
        )
    holder = store.record(key)
    if holder is None or store.id_of(key) == record_id:
        return
    if folded_key(holder.key) == folded_key(key):
        raise InvalidRequest(
            f"The key {key} is that of {holder.plain_title[:_SHOWN]!r} already: choose another."
        )
    raise InvalidRequest(
        f"The key {key} was once that of {holder.key} and still leads there: choose another."
    )
