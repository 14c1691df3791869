"""The last change that a person made, taken back.

What happened since stays: an import may have told more of the records, and that is not lost.
"""

from __future__ import annotations

import time
from contextlib import nullcontext, suppress
from functools import singledispatch

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.contribution import BY_HAND
from jupyter_paperlookup.library.editing import say
from jupyter_paperlookup.library.journal import (
    Edited,
    KeptApart,
    KeyRenamed,
    Linked,
    Merged,
    MergedAway,
    Rejected,
    Resolved,
    Separated,
)
from jupyter_paperlookup.library.lookup import id_of
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.store import Store, folded_key


def undo(store: Store) -> str:
    """Take back the last step in the journal: a change, or all that one run of completing did.

    Returns:
        The sentence that says what was taken back.

    Raises:
        InvalidRequest: There is none, or it cannot be taken back any more.
    """
    with store.transaction():
        last = next(iter(store.journal.steps()), None)
        if last is None:
            raise InvalidRequest("There is no change to undo.")
        # Of a run, what is about a record that is gone since keeps nothing else from going back.
        passed_over = suppress(InvalidRequest) if len(last.numbers) > 1 else nullcontext()
        for noted in store.journal.changes(last):
            with passed_over:
                _take_back(noted.change, store)
        store.journal.strike(last.numbers)
        store.next_revision()
        return last.sentence


def undo_service(store: Store, key: str, source: str = "") -> str:
    """Take back what services last said of one record; see `Library.undo_service`."""
    with store.transaction():
        said = store.journal.said_of(id_of(store, key), source)
        if not said:
            raise InvalidRequest(f"Nothing that a service said of {key} can be taken back.")
        for noted in said:
            _take_back(noted.change, store)
        store.journal.strike(noted.number for noted in said)
        store.next_revision()
        return " ".join(noted.sentence for noted in reversed(said))


@singledispatch
def _take_back(change: object, store: Store) -> None:
    raise NotImplementedError(type(change), store)


@_take_back.register
def _(change: KeyRenamed, store: Store) -> None:
    _check_there(store, change.record_id)
    store.set_key(change.record_id, change.old)
    if not change.was_known and folded_key(change.new) != folded_key(change.old):
        store.remove_keys([change.new])
    retell(store, [change.record_id])


@_take_back.register
def _(change: Edited, store: Store) -> None:
    _check_there(store, change.record_id)
    said = store.sources.contributions([change.record_id]).get(change.record_id, [])
    if change.is_new and all(each.kind == BY_HAND for each in said):
        store.remove_records([change.record_id])
        return
    say(store, change.record_id, change.before)
    retell(store, [change.record_id])


@_take_back.register
def _(change: Merged, store: Store) -> None:
    _check_there(store, change.kept_id)
    for away in change.away:
        _bring_back(store, away, change.kept_id)
    retell(store, [change.kept_id, *(away.record_id for away in change.away)])


@_take_back.register
def _(change: Separated, store: Store) -> None:
    _check_there(store, change.record_id, change.new_id)
    said = store.sources.contributions([change.new_id]).get(change.new_id, [])
    entries = [(each.source, each.entry) for each in said]
    store.sources.move_contributions(entries, change.new_id, change.record_id)
    store.snapshots.move(change.new_id, change.record_id)
    keys = store.keys_of([change.new_id])[change.new_id]
    store.move_keys([key for key in keys if key != change.new_key], change.record_id)
    store.remove_records([change.new_id])
    retell(store, [change.record_id])


@_take_back.register
def _(change: Linked, store: Store) -> None:
    link = (change.preprint_id, change.published_id)
    if change.is_linked:
        store.links.remove_versions([link])
    else:
        _check_there(store, *link)
        store.links.add_versions([link])


@_take_back.register
def _(change: KeptApart, store: Store) -> None:
    store.links.no_longer_apart(change.first_id, change.second_id)


@_take_back.register
def _(change: Resolved, store: Store) -> None:
    about = change.other_id or change.record_id
    _check_there(store, change.record_id)
    source = store.sources.get(change.source)
    entry = (source.id if source else 0, change.entry)
    # It may have been moved since, by merging or separating.
    holder = store.sources.holder(*entry) or about
    store.sources.remove_contributions([entry])
    store.resolutions.drop(about, change.source, change.entry)
    if change.link:
        store.links.remove_versions([change.link])
    if change.is_new and not store.sources.contributions([about]).get(about):
        store.remove_records([about])
    retell(store, [holder])
    if store.by_ids([change.record_id]):
        # The person has decided otherwise than the rule: it is theirs to accept from now on.
        store.resolutions.open_again(change.record_id, change.work, change.match, time.time())


@_take_back.register
def _(change: Rejected, store: Store) -> None:
    _check_there(store, change.record_id)
    store.resolutions.suggest_again(change.number)


def _bring_back(store: Store, away: MergedAway, kept: int) -> None:
    """Let what led to a record before it was merged lead to it again."""
    said = store.sources.contributions([kept])[kept]
    there = [each for each in said if (each.source, each.entry) in set(away.entries)]
    if not there or len(there) == len(said):
        raise InvalidRequest(
            f"The merging of {away.key} cannot be undone: its sources are no longer there."
        )
    record = msgspec.structs.replace(there[0].record, key=away.key)
    store.restore_record(away.record_id, record)
    store.move_keys(away.keys, away.record_id)
    store.sources.move_contributions(away.entries, kept, away.record_id)
    store.sources.rank_by_hand(away.record_id, 0)
    store.snapshots.move_back(away.record_id, kept)
    everyone = store.by_ids({number for link in away.links for number in link})
    store.links.add_versions(link for link in away.links if everyone.keys() >= set(link))
    store.links.remove_versions(away.inherited)


def _check_there(store: Store, *record_ids: int) -> None:
    if len(store.by_ids(record_ids)) < len(set(record_ids)):
        raise InvalidRequest("The last change cannot be undone: its record is no longer there.")
