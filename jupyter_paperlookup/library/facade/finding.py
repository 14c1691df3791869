"""Finding records, and the index that it takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from jupyter_paperlookup.errors import IndexUnavailable, InvalidRequest
from jupyter_paperlookup.library.facade.safekeeping import Safekeeping
from jupyter_paperlookup.library.lookup import record_of
from jupyter_paperlookup.library.meaning import long_query, related_by_meaning, search_by_meaning
from jupyter_paperlookup.library.named_by_pubmed import with_known_key
from jupyter_paperlookup.library.preferring import preference, published_first
from jupyter_paperlookup.library.reports import (
    IndexState,
    Related,
    Result,
    ResultPage,
    Status,
)
from jupyter_paperlookup.library.versions import related_versions
from jupyter_paperlookup.library.without_index import without_index
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.search.correcting import corrected
from jupyter_paperlookup.search.document import Document, document_of
from jupyter_paperlookup.search.engine import Page, Progress, Searcher
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, Query, parse_query

MAX_LIMIT = 1000

_TOO_LONG = f"Of the query only {MAX_WORDS} words in {MAX_CHARACTERS} characters were looked for."
_TOO_SLOW = (
    "The query was cut short, as it took too long: its last words were looked for as they stand, "
    "without beginnings and typing errors."
)
_APART = "No paper has the quoted words together: these have them apart."


class Finding(Safekeeping):
    """What finds records, by key or by query."""

    def get(self, key: str) -> Record:
        """The record that has or had this citation key, upper and lower case being the same.

        Raises:
            RecordNotFound: There is none; the sentence names keys that look like it.
        """
        return record_of(self._store, key)

    def records(self, keys: Sequence[str] | None = None) -> list[Record]:
        """The records with these keys, in this order; all of them, by key, when None.

        Raises:
            RecordNotFound: One of the keys is unknown.
        """
        if keys is None:
            return list(self._store.records())
        return [self.get(key) for key in keys]

    def search(
        self,
        query: str,
        limit: int = 10,
        *,
        offset: int = 0,
        typing: bool = False,
        wait: bool = True,
        explain: bool = False,
        semantic: bool = False,
        cited: Sequence[str] = (),
    ) -> ResultPage:
        """Ranked records for a query; the newest ones when it is empty.

        Args:
            query: What a person types; see `docs/searching.md` for the grammar.
            limit: At most so many results, up to 1,000.
            offset: How many of the best to pass over.
            typing: The last word is still being typed: it matches as a prefix, and half-typed
                syntax is no error.
            wait: Bring the index up to date first. Otherwise the index is used as it is.
            explain: Let each result say why it has its score.
            semantic: Find what means the same in other words, too, by a language model; not for
                every key that is pressed. With `wait`, what has no vector is embedded first. The
                query may have 2,000 characters, which the model reads.
            cited: Keys of works that are cited where one writes: of what answers equally well they
                come first, and after them what is of the person's own library.

        Raises:
            UnreadableQuery: The query breaks the grammar.
            InvalidRequest: `limit` or `offset` is out of bounds, or a place by meaning, which no
                word is the reason of, is to be explained.
            IndexUnavailable: There is no index, and it takes one to explain, or to find by
                meaning. What is found by words alone is then looked for in the records, more
                slowly, and the page says so.
            ModelUnavailable: `semantic`, and there is no model.
        """
        if not 0 <= limit <= MAX_LIMIT or offset < 0:
            raise InvalidRequest(f"A page has 0 to {MAX_LIMIT} results from 0 on.")
        if semantic and explain:
            raise InvalidRequest("What is found by meaning cannot be explained by words.")
        if not query.strip():
            return self._newest(limit, offset)
        asked = with_known_key(self._store, query)
        parsed = long_query(asked) if semantic else parse_query(asked, typing=typing)
        preferred = preference(self._store, cited)

        def ask(searcher: Searcher) -> Page:
            if semantic:
                return search_by_meaning(
                    searcher, self._semantics, parsed, preferred, limit=limit, offset=offset
                )
            return _together_or_apart(
                parsed,
                lambda asked: searcher.search(
                    asked, limit=limit, offset=offset, is_explained=explain, preference=preferred
                ),
            )

        notice = ""
        try:
            page = self._asked(ask, wait=wait, semantic=semantic)
        except IndexUnavailable as error:
            # One at a time where nobody waits: keystrokes would pile up.
            if semantic or explain or not self._looking_through.acquire(blocking=wait):
                raise
            try:
                page, notice = without_index(self._store, parsed, error, limit=limit, offset=offset)
            finally:
                self._looking_through.release()
        found = ((self._store.record(hit.key), hit) for hit in page.hits)
        results = [
            Result(
                record=record,
                score=hit.score,
                matches=hit.matches,
                explanation=hit.explanation,
            )
            for record, hit in found
            if record is not None
        ]
        return ResultPage(
            query=query,
            understood=tuple(parsed.understood()),
            results=published_first(self._store, results, cited),
            total=page.total,
            did_you_mean=corrected(parsed.text, page.corrections),
            notice=notice or _notice(parsed, page, semantic=semantic),
            is_without_index=bool(notice),
        )

    def related(
        self,
        key: str = "",
        *,
        text: str = "",
        without: Collection[str] = (),
        limit: int = 10,
        wait: bool = True,
        semantic: bool = False,
    ) -> tuple[Related, ...]:
        """The records that are about the same as a record, or as a text, nearest first.

        Args:
            key: Citation key of a record; itself and its other versions are no answers.
            text: A text that is being written, where no key is given.
            without: Keys, present or former, of records that are no answers; unknown ones are
                passed over.
            limit: At most so many results, up to 1,000.
            wait: Bring the index up to date first. Otherwise the index is used as it is.
            semantic: As for `search`; what is found by meaning alone names no words.

        Raises:
            InvalidRequest: `limit` is out of bounds, or there is both a key and a text, or neither.
            RecordNotFound: No record has the key; the sentence names keys that look like it.
            IndexUnavailable: There is no index yet and `wait` is false.
            ModelUnavailable: `semantic`, and there is no model.
        """
        if not 0 <= limit <= MAX_LIMIT:
            raise InvalidRequest(f"There are 0 to {MAX_LIMIT} related records.")
        if bool(key) == bool(text):
            raise InvalidRequest("Give a citation key or a text to which records are related.")
        known = record_of(self._store, key) if key else None
        about = document_of(known) if known else Document(key="", abstract=text)
        left_out = [about.key, *self._present_keys(without)]
        if known:
            versions = related_versions(self._store, known.key)
            left_out += [version.record.key for version in versions]
        if wait:
            self._prepare(semantic=semantic)
        with self._indexer.searching() as searcher:
            if semantic:
                hits = related_by_meaning(
                    searcher, self._semantics, about, limit=limit, without=left_out
                )
            else:
                hits = searcher.related(about, limit=limit, without=left_out)
        found = ((self._store.record(hit.key), hit) for hit in hits)
        return tuple(Related(record, hit.score, hit.words) for record, hit in found if record)

    def index_state(self) -> IndexState:
        """Whether one can search now, and how far a build is."""
        return self._indexer.state()

    def start_indexing(self, *, anew: bool = False) -> None:
        """Bring the index up to date in the background, or build it anew; returns at once."""
        self._indexer.start(anew=anew)

    def ensure_index(self, progress: Progress | None = None) -> None:
        """Bring the index up to date and wait; `progress` gets documents done and in all."""
        self._indexer.ensure(progress)

    def reindex(self, progress: Progress | None = None) -> None:
        """Build the index anew, whatever there is, and wait.

        Raises:
            IndexUnavailable: It could not be written.
        """
        self._indexer.rebuild(progress)

    def embed(
        self,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Make the vectors that semantic search needs, of records that are new or have changed.

        Args:
            progress: Gets how many are made, and how many there are to be made.
            is_cancelled: Asked again and again; what was made until then is kept, and the next
                call goes on there.

        Returns:
            How many were made.

        Raises:
            ModelUnavailable: There is no model, or nothing that could open it.
            LibraryUnavailable: The vectors cannot be written.
        """
        return self._semantics.embed(progress, is_cancelled)

    def status(self) -> Status:
        """What the library holds."""
        return Status(
            library=str(self.folder),
            records=self._store.count(),
            sources=self._store.sources.statuses(),
            index=self._indexer.status(),
            notice=self._told(),
            revision=self._store.revision,
        )

    def _asked(self, ask: Callable[[Searcher], Page], *, wait: bool, semantic: bool) -> Page:
        """What the index answers; one that turns out damaged is built anew, if one may wait."""
        for is_again in (False, True):
            try:
                if wait:
                    self._prepare(semantic=semantic)
                with self._indexer.searching() as searcher:
                    return ask(searcher)
            except IndexUnavailable:
                if is_again or not wait or self._indexer.state().phase == "failed":
                    raise
        raise AssertionError("unreachable")

    def _prepare(self, *, semantic: bool) -> None:
        self._indexer.ensure()
        if semantic:
            self._semantics.embed()

    def _present_keys(self, keys: Collection[str]) -> list[str]:
        records = self._store.by_ids(self._store.ids_of_keys(keys).values())
        return [record.key for record in records.values()]

    def _newest(self, limit: int, offset: int) -> ResultPage:
        records = self._store.newest(limit, offset)
        return ResultPage(
            query="",
            understood=(),
            results=tuple(Result(record=record, score=0.0, matches={}) for record in records),
            total=self._store.count(),
        )


def _together_or_apart(query: Query, search: Callable[[Query], Page]) -> Page:
    """What a query finds; where no document has a phrase, what has its words."""
    page = search(query)
    if page.total or all(phrase.is_excluded for phrase in query.phrases):
        return page
    found = search(query.apart())
    return msgspec.structs.replace(found, is_apart=True) if found.total else page


def _notice(query: Query, page: Page, *, semantic: bool) -> str:
    """What was left out of a query, in one line."""
    if page.is_cut:
        return _TOO_SLOW
    if page.is_apart:
        return _APART
    if semantic and query.is_cut:
        return f"{_TOO_LONG[:-1]} as words; all of it was read for what it means."
    return _TOO_LONG if query.is_cut else ""
