"""Records ranked by how near they are to what a person cites."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.indexer import Indexer
from jupyter_paperlookup.library.kept_table import KeptTable
from jupyter_paperlookup.library.listing import Listing
from jupyter_paperlookup.library.ranked import Reason
from jupyter_paperlookup.library.reasons import many, told
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.library.text_columns import UNDATED, Numbers
from jupyter_paperlookup.popularity import ForYou, for_you, likeness
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.search.document import document_of
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.relating import RelatedHit

MOST_CITED = 60
"""So many cited works are gone by: the first that are named."""

_NEIGHBOURS = 50
_REMEMBERED = 300
_MOST_WORDS = 3
_MOST_WORKS = 2


class _Near(NamedTuple):
    """How like a record is to a cited work, and the words that both have."""

    likeness: float
    cited: str
    words: tuple[str, ...]


class ForYouRanking:
    """By likeness to cited works, as `Library.related` has it, and by how recent a record is."""

    def __init__(self, near: dict[int, list[_Near]], parts: ForYou, note: str) -> None:
        self.note = note
        self.scores = parts.score
        self._near = near
        self._parts = parts

    def reasons(self, row: int) -> tuple[Reason, ...]:
        """Why a record stands where it stands."""
        near = sorted(self._near.get(row, ()), key=lambda each: -each.likeness)[:_MOST_WORKS]
        whole = sum(each.likeness for each in near)
        alike = [
            (_shares(each), float(self._parts.likeness[row]) * each.likeness / whole)
            for each in near
        ]
        return told([*alike, ("recent", self._parts.recency[row])])


class Nearness:
    """Finds what is near to cited works; remembers the neighbours of each."""

    def __init__(self, store: Store, indexer: Indexer) -> None:
        self._store = store
        self._indexer = indexer
        self._kept = KeptTable(store.database)
        self._remembering = threading.Lock()
        self._remembered: OrderedDict[tuple[int | None, str], tuple[RelatedHit, ...]]
        self._remembered = OrderedDict()
        self._last: tuple[object, ForYouRanking] | None = None

    def ranking(self, listing: Listing, cited: Sequence[str]) -> ForYouRanking:
        """How near each record is to the works with these keys, and those kept for notebooks.

        The works themselves and their other versions are not near to anything. The index is used
        as it is; where there is none, nothing is near, and the note says why.
        """
        works = self._works(cited)
        asked = (listing.stamp, self._indexer.status().generation, tuple(works))
        if self._last is not None and self._last[0] == asked:
            return self._last[1]
        ranking = self._ranking(listing, works)
        self._last = asked, ranking
        return ranking

    def _ranking(self, listing: Listing, works: dict[str, Record]) -> ForYouRanking:
        hits: dict[str, tuple[RelatedHit, ...]] = {}
        note = f"For you: near to {many(len(works), 'work')} that you cite."
        if not works:
            note = "Nothing is cited yet that papers could be near to."
        try:
            hits = {key: self._neighbours(record) for key, record in works.items()}
        except IndexUnavailable as error:
            note = str(error)
        near = self._near(listing, works, hits)
        recent = listing.days.max(initial=UNDATED) - listing.days.astype(np.float64)
        age = np.where(listing.days == UNDATED, np.nan, recent)
        return ForYouRanking(near, for_you(_likeness(listing, near), age), note)

    def _works(self, cited: Sequence[str]) -> dict[str, Record]:
        """The cited works that the library has, by their keys."""
        kept = [key for row in self._kept.all() if row.notebook for key in row.written]
        ids = self._store.ids_of_keys([*cited, *kept])
        numbers = dict.fromkeys(
            ids[folded] for key in (*cited, *kept) if (folded := folded_key(key)) in ids
        )
        records = self._store.by_ids(list(numbers)[:MOST_CITED])
        return {records[number].key: records[number] for number in numbers if number in records}

    def _near(
        self,
        listing: Listing,
        works: dict[str, Record],
        hits: dict[str, tuple[RelatedHit, ...]],
    ) -> dict[int, list[_Near]]:
        ids = self._store.ids_of_keys({hit.key for each in hits.values() for hit in each})
        left_out = self._with_versions(works)
        near: dict[int, list[_Near]] = {}
        for cited, found in hits.items():
            own = next((hit.score for hit in found if hit.key == cited), 0.0)
            most = max(own, *(hit.score for hit in found)) if found else 0.0
            for hit in found:
                number = ids.get(folded_key(hit.key))
                if number is not None and number not in left_out:
                    each = _Near(hit.score / most, cited, hit.words)
                    near.setdefault(number, []).append(each)
        numbers = np.array(sorted(near), np.int64)
        rows = listing.rows_of(numbers)
        return {int(row): near[int(listing.ids[row])] for row in rows}

    def _with_versions(self, works: dict[str, Record]) -> set[int]:
        """The ids of works and of their other versions."""
        own = set(self._store.ids_of_keys(works).values())
        links = self._store.links.versions() if own else []
        return own.union(*(link for link in links if own.intersection(link)))

    def _neighbours(self, record: Record) -> tuple[RelatedHit, ...]:
        name = (self._indexer.status().generation, record.key)
        with self._remembering:
            if name in self._remembered:
                self._remembered.move_to_end(name)
                return self._remembered[name]
        with self._indexer.searching() as searcher:
            found = _related(searcher, record)
        with self._remembering:
            self._remembered[name] = found
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return found


def _related(searcher: Searcher, record: Record) -> tuple[RelatedHit, ...]:
    """The neighbours of a record, itself among them: that is how alike a text can be."""
    return searcher.related(document_of(record), limit=_NEIGHBOURS + 1)


def _likeness(listing: Listing, near: dict[int, list[_Near]]) -> Numbers:
    found = np.zeros(len(listing))
    for row, each in near.items():
        found[row] = likeness([one.likeness for one in each])
    return found


def _shares(near: _Near) -> str:
    return f"shares {', '.join(near.words[:_MOST_WORDS])} with {near.cited}"
