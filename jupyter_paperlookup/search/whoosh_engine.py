"""The embedded engine: an index of Whoosh's format, arrays answer the queries.

Opening an index runs what its pickles say, so only a folder that this product wrote and that its
caller has verified may be opened; never a shared or shipped one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
from whoosh.reading import SegmentReader

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Progress, Searcher, Unfinished
from jupyter_paperlookup.search.index_pickles import IndexFolder, read_contents
from jupyter_paperlookup.search.segment_writer import INDEX_NAME
from jupyter_paperlookup.search.whoosh_extending import fill, write_contents
from jupyter_paperlookup.search.whoosh_postings import WhooshPostings, unreadable
from jupyter_paperlookup.search.whoosh_schema import SCHEMA_VERSION
from jupyter_paperlookup.search.whoosh_searcher import WhooshSearcher
from jupyter_paperlookup.search.whoosh_segment import LATE, WhooshSegment, found_terms


class WhooshEngine:
    """See `Engine`."""

    name = "whoosh"
    schema_version = SCHEMA_VERSION

    def __init__(self) -> None:
        self._found = found_terms()

    def build(
        self,
        folder: Path,
        documents: Iterable[Document],
        *,
        total: int,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
        unfinished: Unfinished | None = None,
    ) -> int:
        """See `Engine`."""
        segment = fill(folder, documents, total, progress, is_cancelled, unfinished=unfinished)
        if is_cancelled():
            return 0
        write_contents(folder, [segment] if segment else [], 1)
        return segment.doc_count_all() if segment else 0

    def is_late(self, file: str) -> bool:
        """See `Engine`."""
        return file.endswith(LATE)

    def open(
        self,
        folder: Path,
        texts: Callable[[str], Document | None],
        previous: Searcher | None = None,
        late: Mapping[str, str] | None = None,
    ) -> WhooshSearcher:
        """See `Engine`.

        Raises:
            IndexUnavailable: The index cannot be read.
        """
        common = previous.segments if isinstance(previous, WhooshSearcher) else ()
        known = {segment.name: segment for segment in common}
        opened: list[WhooshSegment] = []
        storage = IndexFolder(str(folder))
        try:
            contents = read_contents(storage, INDEX_NAME)
            for each in contents.segments:
                segment = known.get(each.segment_id())
                if segment is None:
                    reader = SegmentReader(storage, contents.schema, each)
                    segment = WhooshSegment(folder, reader, self._found, late or {})
                opened.append(segment)
            deleted = [
                np.array(sorted(each.deleted_docs()), np.int64) for each in contents.segments
            ]
            postings = WhooshPostings(opened, deleted)
        except Exception as error:  # a damaged file makes Whoosh raise whatever comes of it
            for segment in opened:
                segment.hold()
                segment.let_go()
            storage.let_go()
            raise unreadable(error) from error
        return WhooshSearcher(folder, postings, contents.generation, texts)
