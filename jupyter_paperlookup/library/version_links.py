"""Links between preprints and published versions that need no decision of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jupyter_paperlookup.library.duplicates import PREPRINT, other_version
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import normalised_title


def link_versions_of(store: Store, new: Mapping[int, Collection[str]]) -> None:
    """Link new records to preprints and published versions with the same arXiv id.

    Only new ones, so that a link which a person took away does not come back. To be called inside
    a transaction, when the identities are stored.

    Args:
        store: The library's store.
        new: Ids of new records, with their identities.
    """
    wanted = [
        (record_id, name, other)
        for record_id, names in new.items()
        for name in names
        if (other := other_version(name))
    ]
    found = store.ids_of_identities({other for _, _, other in wanted})
    links = [
        (record_id, found[other]) if name.startswith(PREPRINT) else (found[other], record_id)
        for record_id, name, other in wanted
        if other in found and found[other] != record_id
    ]
    records = store.by_ids(number for link in links for number in link)
    store.links.add_versions(
        (preprint, published)
        for preprint, published in links
        if _may_be_versions(records[preprint], records[published])
    )


def _may_be_versions(one: Record, other: Record) -> bool:
    """Whether the id is not the only thing in common: some programs write wrong ones."""
    if normalised_title(one.title) == normalised_title(other.title):
        return True
    surnames = [{normalised_title(each.surname) for each in work.author} for work in (one, other)]
    return not all(surnames) or not surnames[0].isdisjoint(surnames[1])
