"""What is answered while there is no index: the records themselves are looked through."""

from __future__ import annotations

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.document import document_of
from jupyter_paperlookup.search.engine import Page
from jupyter_paperlookup.search.looking_through import look_through
from jupyter_paperlookup.search.query import Query


def without_index(
    store: Store, query: Query, why: IndexUnavailable, *, limit: int, offset: int
) -> tuple[Page, str]:
    """The best hits of a query out of the records, and one line that says so.

    Args:
        store: The records.
        query: What to look for.
        why: Why there is no index.
        limit: At most so many hits.
        offset: How many of the best to pass over.
    """
    looked = look_through(map(document_of, store.records()), query, limit=limit, offset=offset)
    how = "The records were looked through without the index, for all words as they stand."
    if not looked.is_whole:
        how = f"Only the first {looked.documents:,} records were looked through, without the index."
    return looked.page, f"{how} {why.reason}"
