"""Records that belong together: merged into one, separated again, or linked as versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.contribution import BY_HAND, Contribution
from jupyter_paperlookup.library.journal import (
    KeptApart,
    Linked,
    Merged,
    MergedAway,
    Separated,
)
from jupyter_paperlookup.library.keys import key_pattern
from jupyter_paperlookup.library.lookup import id_of, record_of
from jupyter_paperlookup.library.merging import merge as merged_record
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Record, is_valid_key, make_key, unique_key

MOST_MERGED = 50


class RelatedVersion(msgspec.Struct, frozen=True):
    """Another version of a record: what it is to it, and itself."""

    relation: Literal["published", "preprint"]
    record: Record


def merge_records(store: Store, keys: Sequence[str]) -> Record:
    """Make one record of several: the first key stays, all others go on leading to it.

    Raises:
        RecordNotFound: One of the keys is unknown.
        InvalidRequest: Fewer than two records, or more than fifty.
    """
    with store.transaction():
        ids = list(dict.fromkeys(id_of(store, key) for key in keys))
        if not 1 < len(ids) <= MOST_MERGED:
            raise InvalidRequest(f"Name two to {MOST_MERGED} different records to merge.")
        kept, away = ids[0], [_leaving(store, each, ids[0]) for each in ids[1:]]
        for position, each in enumerate(away, start=1):
            _join(store, each, kept, position)
        retell(store, [kept])
        record = store.by_ids([kept])[kept]
        names = ", ".join(each.key for each in away)
        store.journal.note(f"Merged {names} into {record.key}.", Merged(kept, tuple(away)))
        return record


def separate(store: Store, key: str, entries: Collection[tuple[str, str]]) -> Record:
    """Make a record of its own of some of what is said of a record, and keep the two apart.

    Args:
        store: The library's store.
        key: Citation key of the record.
        entries: Source and entry names of contributions; what a person typed stays.

    Returns:
        The new record.

    Raises:
        RecordNotFound: There is no such record.
        InvalidRequest: An entry is not of this record, or nothing would stay.
    """
    wanted = set(entries)
    with store.transaction():
        record_id, record = id_of(store, key), record_of(store, key)
        said = [each for each in _said(store, record_id) if each.kind != BY_HAND]
        leaving = [each for each in said if (each.source, each.entry) in wanted]
        if not leaving or len(leaving) < len(wanted):
            raise InvalidRequest(f"Name entries of {record.key} that its sources have.")
        if len(leaving) == len(said):
            raise InvalidRequest(f"Leave {record.key} at least one entry of a source.")
        aliases = {folded_key(each) for each in store.keys_of([record_id])[record_id]}
        aliases.discard(folded_key(record.key))
        told = merged_record(leaving)
        own = [each.record.key for each in leaving if is_valid_key(each.record.key)]
        old = [each for each in own if folded_key(each) in aliases]
        made = unique_key((own or [make_key(told, key_pattern(store))])[0], store.has_key)
        new_key = old[0] if old else made
        new_id = store.next_id()
        store.restore_record(new_id, msgspec.structs.replace(told, key=new_key))
        store.move_keys(old, new_id)
        store.add_keys([(new_key, new_id)])
        store.sources.move_contributions(
            [(each.source, each.entry) for each in leaving], record_id, new_id
        )
        store.snapshots.capture_again([record_id, new_id])
        store.links.keep_apart(record_id, new_id)
        retell(store, [record_id, new_id])
        store.journal.note(
            f"Separated {new_key} from {record.key}.",
            Separated(record_id, new_id, "" if old else new_key),
        )
        return store.by_ids([new_id])[new_id]


def keep_apart(store: Store, one: str, other: str) -> None:
    """Remember that two records are two works, so that they are no longer suggested."""
    with store.transaction():
        first, second = _two(store, one, other)
        store.links.keep_apart(first, second)
        sentence = f"Said that {one} and {other} are two works."
        store.journal.note(sentence, KeptApart(first, second))


def link_versions(store: Store, preprint: str, published: str) -> None:
    """Remember that one record is the preprint of another; both stay citable.

    Raises:
        RecordNotFound: One of the keys is unknown.
        InvalidRequest: Both are one record, or they are linked the other way round.
    """
    with store.transaction():
        first, second = _two(store, preprint, published)
        links = store.links.versions(first)
        if (second, first) in links:
            raise InvalidRequest(f"{published} is linked as the preprint of {preprint} already.")
        if (first, second) not in links:
            store.links.add_versions([(first, second)])
            sentence = f"Linked {preprint} as the preprint of {published}."
            store.journal.note(sentence, Linked(first, second, is_linked=True))


def unlink_versions(store: Store, one: str, other: str) -> None:
    """Forget that two records are versions of one work; errors as `link_versions`."""
    with store.transaction():
        pair = _two(store, one, other)
        for link in store.links.versions(pair[0]):
            if set(link) == set(pair):
                store.links.remove_versions([link])
                sentence = f"Unlinked {one} and {other}."
                store.journal.note(sentence, Linked(*link, is_linked=False))


def related_versions(store: Store, key: str) -> list[RelatedVersion]:
    """The other versions of a record, published ones first."""
    record_id = id_of(store, key)
    links = store.links.versions(record_id)
    published = [other for preprint, other in links if preprint == record_id]
    preprints = [other for other, version in links if version == record_id]
    records = store.by_ids([*published, *preprints])
    return [
        *(RelatedVersion("published", records[each]) for each in published),
        *(RelatedVersion("preprint", records[each]) for each in preprints),
    ]


def _leaving(store: Store, record_id: int, kept: int) -> MergedAway:
    links = store.links.versions(record_id)
    inherited = [
        (kept if first == record_id else first, kept if second == record_id else second)
        for first, second in links
        if kept not in (first, second)
    ]
    there = set(store.links.versions(kept))
    return MergedAway(
        record_id=record_id,
        key=store.by_ids([record_id])[record_id].key,
        keys=tuple(store.keys_of([record_id])[record_id]),
        entries=tuple((each.source, each.entry) for each in _said(store, record_id)),
        links=tuple(links),
        inherited=tuple(link for link in inherited if link not in there),
    )


def _join(store: Store, away: MergedAway, kept: int, position: int) -> None:
    """Let all that leads to one record lead to another, and remove it."""
    store.move_keys(away.keys, kept)
    store.sources.move_contributions(away.entries, away.record_id, kept)
    store.snapshots.move(away.record_id, kept)
    # What was typed for the kept record is believed first: it has rank 0.
    store.sources.rank_by_hand(away.record_id, position)
    there = {number for link in away.inherited for number in link}
    existing = store.by_ids(there).keys()
    store.links.add_versions(link for link in away.inherited if existing >= set(link))
    store.remove_records([away.record_id])


def _said(store: Store, record_id: int) -> Sequence[Contribution]:
    return store.sources.contributions([record_id]).get(record_id, [])


def _two(store: Store, one: str, other: str) -> tuple[int, int]:
    first, second = id_of(store, one), id_of(store, other)
    if first == second:
        raise InvalidRequest(f"{one} and {other} are the keys of one record.")
    return first, second
