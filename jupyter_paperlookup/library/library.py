"""Library: everything that a face can ask for, each method naming the parts that do it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from jupyter_paperlookup.citing import Dialect, Insertion, InsertionKind
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formatting.citation import Formatted, Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.library import editing, keys, versions
from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.folder import default_folder, prepare_folder
from jupyter_paperlookup.library.generations import Generations
from jupyter_paperlookup.library.importing import Progress, add_sources
from jupyter_paperlookup.library.indexer import Indexer
from jupyter_paperlookup.library.interruption import ImportMark
from jupyter_paperlookup.library.lookup import id_of, record_of
from jupyter_paperlookup.library.references import References
from jupyter_paperlookup.library.reports import (
    ImportReport,
    IndexState,
    Removal,
    Result,
    ResultPage,
    SourceStatus,
    Status,
)
from jupyter_paperlookup.library.seeds import seed_sources
from jupyter_paperlookup.library.sources import Sources
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.suggestions import Suggestion, suggestions
from jupyter_paperlookup.library.undoing import undo
from jupyter_paperlookup.library.versions import RelatedVersion
from jupyter_paperlookup.library.watching import Changed, Watcher
from jupyter_paperlookup.records import Cite, CslItem, Record, make_key
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

MAX_LIMIT = 1000
_PARAGRAPH = "\n\n"


class Library:
    """All records of one user, with their sources, index and styles; on disk one folder.

    Safe to use from several threads, and from several processes at once. Open it with
    `Library.open`, and close it, or use it as a context manager.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder / "library.sqlite")
        self._indexer = Indexer(self._store, Generations(folder / "index"), WhooshEngine())
        self._styles = Styles(folder / "styles")
        self._references = References(self._store, Formatter(self._styles))
        mark = ImportMark(self._store, folder)
        self._notice = mark.broken_off()
        self._sources = Sources(self._store, mark)
        self._watcher: Watcher | None = None

    @classmethod
    def open(cls, path: Path | str | None = None) -> Self:
        """Open a library; a new one begins with the seed corpus.

        Args:
            path: The library's folder; `PAPERLOOKUP_HOME` or Jupyter's data directory when None.

        Raises:
            LibraryUnavailable: The folder or the database in it cannot be used.
        """
        folder = prepare_folder(Path(path).expanduser() if path else default_folder())
        library = cls(folder)
        library._seed()
        return library

    def close(self) -> None:
        """Stop background work and let go of all files."""
        self.stop_watching()
        self._indexer.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- records ---------------------------------------------------------------------------

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
    ) -> ResultPage:
        """Ranked records for a query; the newest ones when it is empty.

        Args:
            query: What a person types; see `docs/searching.md` for the grammar.
            limit: At most so many results, up to 1,000.
            offset: How many of the best to pass over.
            typing: The last word is still being typed: it matches as a prefix, and half-typed
                syntax is no error.
            wait: Bring the index up to date first. Otherwise the index is used as it is.

        Raises:
            UnreadableQuery: The query breaks the grammar.
            InvalidRequest: `limit` or `offset` is out of bounds.
            IndexUnavailable: There is no index yet and `wait` is false.
        """
        if not 0 <= limit <= MAX_LIMIT or offset < 0:
            raise InvalidRequest(f"A page has 0 to {MAX_LIMIT} results from 0 on.")
        if not query.strip():
            return self._newest(limit, offset)
        parsed = parse_query(query, typing=typing)
        if wait:
            self._indexer.ensure()
        with self._indexer.searching() as searcher:
            page = searcher.search(parsed, limit=limit, offset=offset)
        found = ((self._store.record(hit.key), hit) for hit in page.hits)
        return ResultPage(
            query=query,
            understood=tuple(parsed.understood()),
            results=tuple(
                Result(record=record, score=hit.score, matches=hit.matches)
                for record, hit in found
                if record is not None
            ),
            total=page.total,
        )

    # --- text ------------------------------------------------------------------------------

    def format(
        self,
        cites: Sequence[str | Cite],
        *,
        style: str = "apa",
        locale: str | None = None,
        to: Target = "text",
    ) -> Formatted:
        """One citation of these works, and the reference of each.

        Args:
            cites: Citation keys, or cites with locator, prefix and suffix.
            style: Name of a CSL style.
            locale: CSL locale; the style's own when None.
            to: `text`, `html`, `markdown` or `latex`.

        Raises:
            RecordNotFound: One of the keys is unknown.
            UnknownStyle: There is no such style.
            UnknownLocale: There is no such locale.
            FormattingFailed: pandoc is missing or refused.
        """
        return self._references.format(cites, style=style, locale=locale, to=to)

    def cite(
        self,
        keys: Sequence[str],
        style: str = "apa",
        locale: str | None = None,
        to: Target = "text",
    ) -> str:
        """The references of these works, an empty line between two; errors as `format`."""
        return _PARAGRAPH.join(self.format(keys, style=style, locale=locale, to=to).references)

    def export(
        self, keys: Sequence[str] | None = None, to: str = "bibtex", *, abstracts: bool = True
    ) -> str:
        """These records, or all of them, as one text of a format.

        Args:
            keys: Citation keys; None means all records.
            to: Name of the format.
            abstracts: Whether abstracts go along; an entry to paste is better off without.

        Raises:
            RecordNotFound: One of the keys is unknown.
            UnknownFormat: There is no such format, or it is only read.
        """
        return self._references.export(keys, to=to, abstracts=abstracts)

    def insertion(
        self,
        kind: InsertionKind,
        cites: Sequence[str | Cite],
        *,
        dialect: Dialect = "html",
        style: str = "apa",
        locale: str | None = None,
    ) -> Insertion:
        """What to write into a Markdown cell; errors as `format`."""
        return self._references.insertion(kind, cites, dialect=dialect, style=style, locale=locale)

    def styles(self) -> Styles:
        """The CSL styles that can be chosen: the shipped ones and the user's own."""
        return self._styles

    # --- sources ---------------------------------------------------------------------------

    def import_file(
        self,
        path: Path | str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        watch: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring a file's entries into the library; its name becomes the name of the source.

        Args:
            path: The file.
            format: Name of its format; found from name and content when None.
            capture_year: For a captured page, the year of its capture.
            watch: Read it again whenever it changes, while `start_watching` is on.
            progress: Gets the entries stored and in all. What it raises ends the import, and the
                library stays as it was.

        Raises:
            UnreadableSource: The file cannot be read as text.
            UnknownFormat: Its format is not known.
        """
        return self._sources.import_file(
            Path(path), format=format, capture_year=capture_year, watch=watch, progress=progress
        )

    def import_text(
        self,
        text: str,
        name: str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """As `import_file`, for a text that is at hand already."""
        return self._sources.import_text(
            text, name, format=format, capture_year=capture_year, progress=progress
        )

    def sources(self) -> tuple[SourceStatus, ...]:
        """Where the records came from."""
        return self._store.sources.statuses()

    def refresh_source(self, name: str, progress: Progress | None = None) -> ImportReport:
        """Read the file of a source again; only entries that changed are touched.

        Raises:
            InvalidRequest: There is no such source, or it is no file.
            UnreadableSource: The file cannot be read.
        """
        return self._sources.refresh(name, progress)

    def remove_source(self, name: str, *, with_records: bool = False) -> Removal:
        """Forget a source and what it says of records that other sources speak of.

        Args:
            name: Name of the source.
            with_records: Remove the records that it alone speaks of; else they are kept.

        Raises:
            InvalidRequest: There is no such source, or it is what was typed.
        """
        return self._sources.remove(name, with_records=with_records)

    def watch_source(self, name: str, *, watch: bool = True) -> None:
        """Begin or cease to watch a source's file; errors as `refresh_source`."""
        self._sources.set_watched(name, watched=watch)

    def start_watching(self, interval: float = 2.0, changed: Changed | None = None) -> None:
        """Look at the watched files every so many seconds, until the library is closed.

        Args:
            interval: Seconds between two looks.
            changed: Is told, in the watching thread, of each source that was read again.
        """
        if self._watcher is None:
            self._watcher = Watcher(self._sources, interval, changed)
            self._watcher.start()

    def stop_watching(self) -> None:
        """Cease to look at the watched files."""
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None

    # --- keys ------------------------------------------------------------------------------

    @property
    def key_pattern(self) -> str:
        """The pattern that makes keys of new records, in JabRef's notation; see `docs/keys.md`.

        Raises:
            InvalidRequest: On setting, if it cannot be read; the sentence says where.
        """
        return keys.key_pattern(self._store)

    @key_pattern.setter
    def key_pattern(self, pattern: str) -> None:
        keys.set_key_pattern(self._store, pattern)

    def preview_key(self, record: Record | str, pattern: str) -> str:
        """The key that a pattern would give to a record, or to the record of a key.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: The pattern cannot be read; the sentence says where.
        """
        return make_key(self.get(record) if isinstance(record, str) else record, pattern)

    def rename_key(self, old: str, new: str) -> Record:
        """Give a record another key; the one it had goes on leading to it, and to no other.

        Raises:
            RecordNotFound: No record has or had the old key.
            InvalidRequest: The new key cannot be written, or leads to another record.
        """
        return keys.rename_key(self._store, old, new)

    def all_keys(self, key: str) -> list[str]:
        """All keys that a record has or had; the first one is the one it has now."""
        record_id, now = id_of(self._store, key), self.get(key).key
        return [now, *(each for each in self._store.keys_of([record_id])[record_id] if each != now)]

    # --- by hand ---------------------------------------------------------------------------

    def add(self, item: CslItem) -> Record:
        """Add a record that a person typed.

        Args:
            item: CSL-JSON; its `id` or `citation-key` becomes the key, else one is made.

        Raises:
            InvalidRequest: A value is not what its variable holds, nothing says which work it is,
                the key is another's, or the library has the work already.
        """
        return editing.add(self._store, item)

    def edit(
        self, key: str, changes: Mapping[str, object], restore: Collection[str] = ()
    ) -> Record:
        """Correct a record by hand: what is typed stands before all sources, now and later.

        Args:
            key: Citation key.
            changes: New values by CSL variable; None where nothing shall stand.
            restore: Variables in which the sources shall be believed again.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: There is no such variable, or it cannot hold the value.
        """
        return editing.edit(self._store, key, changes, restore)

    def contributions(self, key: str) -> list[Contribution]:
        """What each source says of a record, in the order in which they came in."""
        record_id = id_of(self._store, key)
        return self._store.sources.contributions([record_id]).get(record_id, [])

    def merge(self, keys: Sequence[str]) -> Record:
        """Make one record of several: the first key stays, the others go on leading to it.

        Raises:
            RecordNotFound: One of the keys is unknown.
            InvalidRequest: These are not two to fifty records.
        """
        return versions.merge_records(self._store, keys)

    def separate(self, key: str, entries: Collection[tuple[str, str]]) -> Record:
        """Make a record of its own of some contributions to a record; returns the new one.

        Args:
            key: Citation key.
            entries: `source` and `entry` of the contributions.

        Raises:
            RecordNotFound: There is no such record.
            InvalidRequest: It has no such contributions, or none would stay.
        """
        return versions.separate(self._store, key, entries)

    def link(self, preprint: str, published: str) -> None:
        """Remember that one record is the preprint of another; both stay citable.

        Raises:
            RecordNotFound: One of the keys is unknown.
            InvalidRequest: Both are one record, or they are linked the other way round.
        """
        versions.link_versions(self._store, preprint, published)

    def unlink(self, one: str, other: str) -> None:
        """Forget that two records are versions of one work; errors as `link`."""
        versions.unlink_versions(self._store, one, other)

    def keep_apart(self, one: str, other: str) -> None:
        """Remember that two records are two works, so that they are no longer suggested."""
        versions.keep_apart(self._store, one, other)

    def related_versions(self, key: str) -> list[RelatedVersion]:
        """The linked versions of a record, published ones first."""
        return versions.related_versions(self._store, key)

    def suggestions(self) -> Iterator[Suggestion]:
        """Pairs that may be one work, with what speaks for it; nothing is done with them."""
        return suggestions(self._store)

    def undo(self) -> str:
        """Take back the last change by hand: a renamed key, an edit, a merging, a link.

        Returns:
            The sentence that says what was taken back.

        Raises:
            InvalidRequest: There is none, or it cannot be taken back any more.
        """
        return undo(self._store)

    def changes(self, limit: int = 20) -> list[str]:
        """The last changes by hand in sentences, newest first; `undo` takes back the first."""
        return [noted.sentence for noted in self._store.journal.newest(limit)]

    # --- index and status ------------------------------------------------------------------

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

    def status(self) -> Status:
        """What the library holds."""
        return Status(
            library=str(self.folder),
            records=self._store.count(),
            sources=self.sources(),
            index=self._indexer.status(),
            notice=self._notice,
        )

    # --- inside ----------------------------------------------------------------------------

    def _seed(self) -> None:
        if self._store.fact("seeded"):
            return
        with self._store.transaction():
            if not self._store.fact("seeded"):
                add_sources(self._store, seed_sources())
                self._store.set_fact("seeded", "1")

    def _newest(self, limit: int, offset: int) -> ResultPage:
        records = self._store.newest(limit, offset)
        return ResultPage(
            query="",
            understood=(),
            results=tuple(Result(record=record, score=0.0, matches={}) for record in records),
            total=self._store.count(),
        )
