"""What a person says of a record: kept as a source of its own, and believed before all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.contribution import BY_HAND, Contribution, hand_entry
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.journal import ByHand, Edited
from jupyter_paperlookup.library.keys import check_free, key_pattern
from jupyter_paperlookup.library.lookup import id_of, record_of
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.version_links import link_versions_of
from jupyter_paperlookup.records import (
    CslItem,
    Facts,
    Record,
    from_csl,
    is_valid_key,
    make_key,
    to_csl,
    unique_key,
)
from jupyter_paperlookup.records.csl_values import checked_value

BY_HAND_SOURCE = "by hand"
"""The name of the source that a person is."""

_NO_VARIABLES = ("id", "citation-key", "custom")
_NO_WORDS_OF_ITS_OWN = ("id", "citation-key")
_UNSPECIFIC_TYPE = "document"
_SAYS_SOMETHING = ("title", "author", "editor", "container-title", "DOI", "URL", "ISBN", "PMID")


def edit(
    store: Store, key: str, changes: Mapping[str, object], restore: Collection[str] = ()
) -> Record:
    """Let a person's words stand in a record, whatever its sources say now or later.

    Args:
        store: The library's store.
        key: Citation key.
        changes: New values by CSL variable, None where nothing shall stand.
        restore: Variables in which the sources shall be believed again.

    Returns:
        The record as it is now.

    Raises:
        RecordNotFound: There is no such record.
        InvalidRequest: A variable is unknown or cannot hold its value, or nothing would be left.
    """
    checked = {name: checked_value(name, value) for name, value in changes.items()}
    with store.transaction():
        record_id, record = id_of(store, key), record_of(store, key)
        now = to_csl(record, with_facts=False)
        said = by_hand(store, record_id)
        before = _item(said)
        typed = {
            name: value
            for name, value in checked.items()
            if name in before or value != now.get(name)
        }
        item = {name: value for name, value in (before | typed).items() if name not in restore}
        if item == before:
            return record
        say(store, record_id, _by_hand(item))
        retell(store, [record_id])
        after = record_of(store, record.key)
        if not any(to_csl(after, with_facts=False).get(name) for name in _SAYS_SOMETHING):
            raise InvalidRequest(f"Nothing would be left of {record.key}: undo what made it.")
        store.journal.note(f"Edited {record.key}.", Edited(record_id, said))
        return after


def add(store: Store, item: CslItem) -> Record:
    """A new record, typed by a person.

    Args:
        store: The library's store.
        item: CSL-JSON; its `id` or `citation-key` becomes the key, else one is made.

    Raises:
        InvalidRequest: A value cannot be held, the item says nothing of a work, its key is
            another's, or the library has the work already.
    """
    wanted = item.get("citation-key") or item.get("id") or ""
    if not isinstance(wanted, str):
        raise InvalidRequest("A citation key is text.")
    checked = {
        name: checked
        for name, value in item.items()
        if name not in _NO_VARIABLES and (checked := checked_value(name, value)) is not None
    }
    if not any(checked.get(name) for name in _SAYS_SOMETHING):
        raise InvalidRequest("Say at least a title, or who wrote it.")
    said = _by_hand(checked)
    with store.transaction():
        _check_new(store, said.record)
        if wanted:
            check_free(store, wanted)
        made = make_key(said.record, key_pattern(store))
        return _add(store, said, wanted or unique_key(made, store.has_key))


def add_entry(store: Store, record: Record) -> Record:
    """A new record, of an entry that a person pasted: all of it stands as if typed.

    Args:
        store: The library's store.
        record: What the entry says. Its key becomes the record's, with a letter behind it where it
            is another's; where it cannot be written everywhere, or there is none, one is made.

    Raises:
        InvalidRequest: The entry says nothing of a work.
    """
    item = to_csl(msgspec.structs.replace(record, facts=Facts()), with_facts=False)
    if not any(item.get(name) for name in _SAYS_SOMETHING):
        raise InvalidRequest("Nothing in it says which work it is.")
    decided = {name: value for name, value in item.items() if name not in _NO_WORDS_OF_ITS_OWN}
    if decided.get("type") == _UNSPECIFIC_TYPE:
        del decided["type"]
    said = _by_hand(decided)
    with store.transaction():
        wanted = record.key if is_valid_key(record.key) else ""
        key = wanted or make_key(said.record, key_pattern(store))
        return _add(store, said, unique_key(key, store.has_key))


def _add(store: Store, said: ByHand, key: str) -> Record:
    record_id = store.add_record(msgspec.structs.replace(said.record, key=key))
    say(store, record_id, said)
    retell(store, [record_id])
    link_versions_of(store, {record_id: list(identities(said.record, BY_HAND))})
    store.journal.note(f"Added {key}.", Edited(record_id, None, is_new=True))
    return record_of(store, key)


def by_hand(store: Store, record_id: int) -> ByHand | None:
    """What a person said of a record."""
    for each in store.sources.contributions([record_id]).get(record_id, ()):
        if each.kind == BY_HAND and each.entry == hand_entry(record_id):
            return ByHand(each.record, each.decides)
    return None


def say(store: Store, record_id: int, said: ByHand | None) -> None:
    """Store what a person says of a record in place of what they said; None for nothing."""
    source = store.sources.get(BY_HAND_SOURCE)
    source_id = source.id if source else 0
    if said is None or not said.decides:
        store.sources.remove_contributions([(source_id, hand_entry(record_id))])
        return
    if source is None:
        source_id = store.sources.put(Source(name=BY_HAND_SOURCE, kind=BY_HAND))
    contribution = Contribution(
        source=BY_HAND_SOURCE,
        kind=BY_HAND,
        line=0,
        record=said.record,
        entry=hand_entry(record_id),
        decides=said.decides,
        source_id=source_id,
    )
    store.sources.put_contributions([(record_id, contribution)])


def _check_new(store: Store, record: Record) -> None:
    found = store.ids_of_identities(identities(record, BY_HAND))
    for there in store.by_ids(found.values()).values():
        raise InvalidRequest(f"The library has this work already, as {there.key}: edit that one.")


def _item(said: ByHand | None) -> dict[str, Any]:
    """The variables that a person decided, None where nothing shall stand."""
    if said is None:
        return {}
    values = to_csl(said.record, with_facts=False)
    return {name: values.get(name) for name in said.decides}


def _by_hand(item: Mapping[str, Any]) -> ByHand:
    values = {name: value for name, value in item.items() if value is not None}
    return ByHand(from_csl(values), tuple(item))
