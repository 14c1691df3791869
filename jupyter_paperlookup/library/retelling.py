"""Records told anew from what their sources say, after something about that changed."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_paperlookup.library.duplicates import identities_of_record
from jupyter_paperlookup.library.merging import merge
from jupyter_paperlookup.library.store import Store


def retell(store: Store, record_ids: Iterable[int]) -> None:
    """Merge the contributions of these records again; their keys stay.

    To be called inside a transaction. A record without contributions is left as it is.
    """
    ids = list(record_ids)
    before = store.by_ids(ids)
    said = store.sources.contributions(ids)
    keys = store.keys_of(ids)
    told = {
        number: merge(said[number], record.key) if said.get(number) else record
        for number, record in before.items()
    }
    store.replace_records(told.items())
    store.remove_identities(told)
    store.add_identities(
        (name, number)
        for number, record in told.items()
        for name in identities_of_record(said.get(number, ()), keys[number], record.title)
    )
    store.next_revision()
