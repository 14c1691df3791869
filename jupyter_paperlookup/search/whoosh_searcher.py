"""An opened Whoosh index: answers queries, and writes the next index out of what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np

from jupyter_paperlookup.search.best import best_of_parts
from jupyter_paperlookup.search.bm25f import Bm25f
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Hit, Page, Progress
from jupyter_paperlookup.search.explaining import explanation
from jupyter_paperlookup.search.feedback import BEST, Feedback
from jupyter_paperlookup.search.highlight import Marker, matches_in
from jupyter_paperlookup.search.merging import to_merge
from jupyter_paperlookup.search.planner import Plan, plan
from jupyter_paperlookup.search.postings import Documents
from jupyter_paperlookup.search.preference import Preference, Preferred
from jupyter_paperlookup.search.query import Query
from jupyter_paperlookup.search.ranking import Added, Ranker, Ranking
from jupyter_paperlookup.search.relating import RelatedHit, Relater
from jupyter_paperlookup.search.scoring import Scorer
from jupyter_paperlookup.search.whoosh_extending import fill, link, without, write_contents
from jupyter_paperlookup.search.whoosh_postings import WhooshPostings
from jupyter_paperlookup.search.whoosh_segment import WhooshSegment
from jupyter_paperlookup.search.worth import Worths

MAX_HITS = 1000
"""No page reaches further than this, whatever is asked for."""


class WhooshSearcher:
    """See `Searcher`.

    Args:
        folder: Where the index is.
        postings: The index, opened.
        generation: The number of its table of contents.
        texts: The document of a key.
    """

    def __init__(
        self,
        folder: Path,
        postings: WhooshPostings,
        generation: int,
        texts: Callable[[str], Document | None],
    ) -> None:
        self._folder = folder
        self._postings = postings
        self._generation = generation
        self._texts = texts
        self._scorer = Scorer(postings)
        worths = Worths(self._scorer, postings.numbered)
        self._questions = Bm25f(postings)
        self._ranker = Ranker(postings, self._scorer, worths, self._questions)
        self._feedback = Feedback(postings, self._questions)
        self._preferred = Preferred(postings, self._scorer)
        self._relater = Relater(postings, self._scorer, worths)

    @property
    def documents(self) -> int:
        """See `Searcher`."""
        return self._postings.documents

    @property
    def segments(self) -> tuple[WhooshSegment, ...]:
        """What the index consists of."""
        return self._postings.segments

    def search(
        self,
        query: Query,
        *,
        limit: int = 10,
        offset: int = 0,
        is_explained: bool = False,
        preference: Preference | None = None,
    ) -> Page:
        """See `Searcher`.

        Raises:
            IndexUnavailable: The index turned out to be damaged.
        """
        planned = _planned(query)
        if planned.is_empty or not self._postings.numbered:
            return Page()
        first = min(max(offset, 0), MAX_HITS)
        last = min(first + max(limit, 0), MAX_HITS)
        lift = self._preferred.lift(preference) if preference else None
        added: tuple[Added, ...] = ()
        if planned.is_question and query.is_finished:
            added = self._added(planned, self._ranker.rank(planned))
        ranking = self._ranker.rank(planned, added, lift)
        marker = Marker(ranking.matches)
        hits = tuple(
            self._hit(place, ranking, planned, marker, is_explained=is_explained)
            for place in self._best(ranking, last)[first:]
        )
        corrections = {} if ranking.is_cut else self._ranker.corrections(planned, ranking)
        return Page(hits, ranking.total, corrections, ranking.is_cut)

    def _added(self, planned: Plan, ranking: Ranking) -> tuple[Added, ...]:
        """What the first answers of a question say that it is about."""
        best = [
            (
                self._texts(self._postings.key(ranking.candidates.number(place))),
                float(ranking.scores[place]),
            )
            for place in self._best(ranking, BEST)
        ]
        return self._feedback.added(planned, best)

    def _best(self, ranking: Ranking, count: int) -> list[int]:
        """The places of the best candidates."""
        candidates = ranking.candidates
        starts = [candidates.place_of_part(first) for first in self._postings.bases[1:]]
        return best_of_parts(
            ranking.scores,
            count,
            [0, *starts],
            lambda place: self._order_of(candidates.number(place)),
        )

    def _order_of(self, number: int) -> str:
        return _in_order(self._postings.key(number))

    def _hit(
        self, place: int, ranking: Ranking, planned: Plan, marker: Marker, *, is_explained: bool
    ) -> Hit:
        number = ranking.candidates.number(place)
        key = self._postings.key(number)
        document = self._texts(key)
        return Hit(
            key=key,
            score=ranking.scores.item(place),
            matches=matches_in(document, planned, marker) if document else {},
            explanation=(
                explanation(planned, ranking, self._scorer, self._questions, number)
                if is_explained
                else None
            ),
        )

    def related(
        self, text: Document, *, limit: int = 10, without: Collection[str] = ()
    ) -> tuple[RelatedHit, ...]:
        """See `Searcher`; errors as `search`."""
        words = self._relater.telling(text) if self._postings.numbered else []
        scores = self._relater.scores(words)
        for key in without:
            scores[self._scorer.impacts("key", key.lower()).documents] = 0.0
        count = min(max(limit, 0), MAX_HITS)
        return tuple(
            RelatedHit(
                key=self._postings.key(number),
                score=float(scores[number]),
                words=self._relater.reasons(words, number),
            )
            for number in best_of_parts(scores, count, self._postings.bases, self._order_of)
        )

    # --- the next index --------------------------------------------------------------------

    def extend(
        self,
        folder: Path,
        changed: Collection[str],
        *,
        is_idle: bool = False,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """See `Searcher`."""
        deleted = self._deleted_with(changed)
        merged = self._to_merge(deleted, len(changed), is_idle=is_idle)
        keys = set(changed)
        for at in merged:
            keys.update(self._live_keys(at, deleted[at]))
        written = fill(folder, self._documents(keys), len(keys), progress, is_cancelled)
        if is_cancelled():
            return 0
        segments = [written] if written else []
        for at, segment in reversed(list(enumerate(self.segments))):
            if at not in merged and len(deleted[at]) < segment.size:
                link(segment.files, self._folder, folder)
                segments.insert(0, without(segment.segment, deleted[at].tolist()))
        write_contents(folder, segments, self._generation + 1)
        return sum(segment.doc_count() for segment in segments)

    @property
    def is_tidy(self) -> bool:
        """See `Searcher`."""
        return not self._to_merge(self._postings.deleted, 0, is_idle=True)

    def has_open(self, file: str) -> bool:
        """See `Searcher`."""
        return file.partition(".")[0] in {segment.name for segment in self.segments}

    def _to_merge(self, deleted: Collection[Documents], added: int, *, is_idle: bool) -> set[int]:
        dead = [len(each) for each in deleted]
        live = [each.size - gone for each, gone in zip(self.segments, dead, strict=True)]
        return to_merge(live, dead, added, is_idle=is_idle)

    def _deleted_with(self, keys: Iterable[str]) -> list[Documents]:
        """For each segment, what is deleted when the documents of some keys are as well."""
        terms = [key.lower() for key in keys]
        nothing = np.empty(0, np.int64)
        return [
            np.unique(
                np.concatenate(
                    [gone, nothing, *(segment.found("key", term).documents for term in terms)]
                )
            ).astype(np.int64)
            for segment, gone in zip(self.segments, self._postings.deleted, strict=True)
        ]

    def _live_keys(self, at: int, deleted: Documents) -> list[str]:
        segment = self.segments[at]
        return [segment.key(n) for n in np.setdiff1d(np.arange(segment.size), deleted).tolist()]

    def _documents(self, keys: Iterable[str]) -> Iterable[Document]:
        """The documents of keys as they are now; a key that only leads to another has none."""
        for key in sorted(keys, key=_in_order):
            document = self._texts(key)
            if document is not None and document.key == key:
                yield document

    def close(self) -> None:
        """See `Searcher`."""
        self._postings.close()


_planned = lru_cache(maxsize=256)(plan)


def _in_order(key: str) -> str:
    """What keys are sorted by: as the store does it, upper and lower case being the same."""
    return key.lower()
