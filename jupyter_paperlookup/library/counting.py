"""What sources counted, as snapshots: the one place where an import keeps them."""

from __future__ import annotations

from collections.abc import Collection

from jupyter_paperlookup.library.snapshots import CAPTURED_PAGE, Count
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Facts
from jupyter_paperlookup.records.dates import parse_iso

FRESH_KINDS = frozenset({"daily-papers", "feed"})
"""Kinds of sources that are what a service said on a day, and will say anew on another."""


def keep_counts(store: Store, source: Source, names: Collection[str]) -> None:
    """Keep what a source counted when it was read just now.

    Args:
        store: The library's store, in the transaction of the import.
        source: The source; `captured` is the day on which it counted.
        names: Names of the entries that were read.
    """
    if source.kind == CAPTURED_PAGE:
        store.snapshots.capture(source.id)
        return
    day = parse_iso(source.captured)
    if source.kind not in FRESH_KINDS or day is None or not day.is_full:
        return
    ids = store.sources.record_ids(source.id)
    records = store.by_ids(ids)
    said = store.sources.contributions(ids)
    counts = [
        _count(records[number].key, each.record.facts)
        for number in ids
        for each in said[number]
        if each.source_id == source.id and not each.gone and each.entry in names
    ]
    if any(each != Count(each.key) for each in counts):
        store.snapshots.keep(source.name, str(day), counts, is_fresh=True)


def _count(key: str, facts: Facts) -> Count:
    return Count(key, facts.upvotes, facts.comments, facts.stars, facts.listed)
