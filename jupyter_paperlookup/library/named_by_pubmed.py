"""A query that is nothing but what PubMed calls a paper: found by the identifiers of records."""

from __future__ import annotations

import re

from jupyter_paperlookup.library.contribution import BY_HAND
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import from_csl
from jupyter_paperlookup.records.pasted_identifier import pasted_identifier

_MAY_BE = re.compile(r"\W*(?:pm|https?:)", re.IGNORECASE)


def with_known_key(store: Store, query: str) -> str:
    """A PMID, a PMCID or the address of either as the key of the record that has it.

    Args:
        store: The library's store.
        query: What was typed; it comes back as it is where it is none, or no record has it.
    """
    if not _MAY_BE.match(query):
        return query
    pasted = pasted_identifier(query)
    if pasted is None or pasted.kind not in ("pmid", "pmcid"):
        return query
    found = store.ids_of_identities(identities(from_csl(pasted.item), BY_HAND))
    records = store.by_ids(found.values())
    return next((f"key:{record.key}" for record in records.values()), query)
