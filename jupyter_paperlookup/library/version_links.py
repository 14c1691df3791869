"""Links between preprints and published versions that need no decision of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jupyter_paperlookup.library.duplicates import PREPRINT, other_version
from jupyter_paperlookup.library.store import Store


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
    store.links.add_versions(links)
