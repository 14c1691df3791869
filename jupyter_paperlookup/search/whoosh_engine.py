"""The embedded engine: Whoosh writes and keeps the index, arrays answer the queries.

Opening an index runs what its pickles say, so only a folder that this product wrote and that its
caller has verified may be opened; never a shared or shipped one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in, open_dir

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Hit, Page, Progress
from jupyter_paperlookup.search.highlight import Marker, matches_in
from jupyter_paperlookup.search.planner import Plan, plan
from jupyter_paperlookup.search.query import Query
from jupyter_paperlookup.search.ranking import Ranker
from jupyter_paperlookup.search.scoring import Scorer, best
from jupyter_paperlookup.search.whoosh_postings import WhooshPostings, unreadable
from jupyter_paperlookup.search.whoosh_schema import SCHEMA_VERSION, fields_of, schema
from jupyter_paperlookup.search.whoosh_terms import keep_terms, kept_terms

MAX_HITS = 1000
"""No page reaches further than this, whatever is asked for."""

_REPORT_EVERY = 50
_BLOCK_POSTINGS = 1024
_MEMORY_MB = 128


class WhooshEngine:
    """See `Engine`."""

    name = "whoosh"
    schema_version = SCHEMA_VERSION

    def build(
        self,
        folder: Path,
        documents: Iterable[Document],
        *,
        total: int,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """See `Engine`. What a cancelled build leaves in the folder is no index."""
        index = create_in(str(folder), schema())
        # Reading is what has to be fast: large blocks, not compressed.
        codec = W3Codec(blocklimit=_BLOCK_POSTINGS, compression=0)
        # Whoosh would look up the length of a field for every posting, for the sake of its own
        # search alone, which stays right without it.
        codec.length_stats = False
        writer = index.writer(codec=codec, limitmb=_MEMORY_MB, procs=1, compound=False)
        done = 0
        try:
            for document in documents:
                if is_cancelled():
                    writer.cancel()
                    return
                writer.add_document(**fields_of(document))
                done += 1
                if progress and done % _REPORT_EVERY == 0:
                    progress(done, total)
        except BaseException:
            writer.cancel()  # its files would stay open
            raise
        writer.commit(merge=False)
        keep_terms(folder, index.reader())
        index.close()
        if progress:
            progress(done, total)

    def open(self, folder: Path, texts: Callable[[str], Document | None]) -> WhooshSearcher:
        """See `Engine`.

        Raises:
            IndexUnavailable: The index cannot be read.
        """
        try:
            reader = open_dir(str(folder)).reader()
            return WhooshSearcher(WhooshPostings(reader, lambda: kept_terms(folder)), texts)
        except Exception as error:  # a damaged file makes Whoosh raise whatever comes of it
            raise unreadable(error) from error


class WhooshSearcher:
    """See `Searcher`."""

    def __init__(self, postings: WhooshPostings, texts: Callable[[str], Document | None]) -> None:
        self._postings = postings
        self._texts = texts
        self._ranker = Ranker(postings, Scorer(postings))

    @property
    def documents(self) -> int:
        """See `Searcher`."""
        live = self._postings.live
        return self._postings.numbered if live is None else int(live.sum())

    def search(self, query: Query, *, limit: int = 10, offset: int = 0) -> Page:
        """See `Searcher`.

        Raises:
            IndexUnavailable: The index turned out to be damaged.
        """
        planned = plan(query)
        if planned.is_empty or not self._postings.numbered:
            return Page()
        first = min(max(offset, 0), MAX_HITS)
        last = min(first + max(limit, 0), MAX_HITS)
        ranking = self._ranker.rank(planned)
        order = best(ranking.scores, last)[first:]
        marker = Marker(ranking.matches)
        hits = tuple(
            self._hit(int(number), float(ranking.scores[number]), planned, marker)
            for number in order
        )
        return Page(hits, int((ranking.scores > 0).sum()))

    def _hit(self, number: int, score: float, planned: Plan, marker: Marker) -> Hit:
        key = self._postings.key(number)
        document = self._texts(key)
        return Hit(key, score, matches_in(document, planned, marker) if document else {})

    def close(self) -> None:
        """See `Searcher`."""
        self._postings.close()
