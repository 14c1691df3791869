"""Library: everything that a face can ask for, each method naming the parts that do it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from jupyter_paperlookup.citing import Dialect, Insertion, InsertionKind, fenced_bibtex
from jupyter_paperlookup.citing import write_citation as write_in_dialect
from jupyter_paperlookup.errors import InvalidRequest, RecordNotFound, UnknownFormat
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.registry import format_for, format_named
from jupyter_paperlookup.formats.source_text import read_source
from jupyter_paperlookup.formatting.citation import Formatted, Formatter
from jupyter_paperlookup.formatting.markup import Target
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.library.folder import default_folder, prepare_folder
from jupyter_paperlookup.library.generations import Generations
from jupyter_paperlookup.library.importing import ReadSource, add_sources, digest_of
from jupyter_paperlookup.library.indexer import Indexer
from jupyter_paperlookup.library.reports import (
    ImportReport,
    IndexState,
    Result,
    ResultPage,
    Status,
)
from jupyter_paperlookup.library.seeds import seed_sources
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Cite, Record, to_csl
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

Progress = Callable[[int, int], None]

MAX_LIMIT = 1000
_HEAD = 4000
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
        self._formatter = Formatter(self._styles)

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
        """The record with this citation key, upper and lower case being the same.

        Raises:
            RecordNotFound: There is none; the sentence names keys that look like it.
        """
        record = self._store.record(key)
        if record is None:
            near = difflib.get_close_matches(key[:200].lower(), self._store.keys(), n=3, cutoff=0.7)
            hint = f": did you mean {' or '.join(near)}?" if near else "."
            raise RecordNotFound(f"No record has the key {key[:200]!r}{hint}")
        return record

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
        works = self._works(cites)
        items = {record.key: to_csl(record, with_facts=False) for _, record in works}
        return self._formatter.format(
            list(items.values()),
            cites=[cite for cite, _ in works],
            style=style,
            locale=locale,
            to=to,
        )

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
        chosen = format_named(to)
        if not chosen.writes:
            raise UnknownFormat(f"{chosen.label} is a format that is only read.")
        records = self.records(keys)
        if not abstracts:
            records = [msgspec.structs.replace(record, abstract="") for record in records]
        return chosen.write(records)

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
        if not cites:
            raise InvalidRequest("Name at least one citation key.")
        works = self._works(cites)
        items = {record.key: to_csl(record, with_facts=False) for _, record in works}
        if kind == "bibtex":
            text = fenced_bibtex(self.export(list(items), abstracts=False))
        else:
            wanted = [cite for cite, _ in works]
            formatted = self.format(wanted, style=style, locale=locale, to="markdown")
            text = (
                write_in_dialect(wanted, formatted.citation, dialect)
                if kind == "citation"
                else _PARAGRAPH.join(formatted.references)
            )
        is_block = kind == "bibtex" or (kind == "reference" and len(items) > 1)
        return Insertion(kind=kind, text=text, is_block=is_block, items=items)

    def styles(self) -> Styles:
        """The CSL styles that can be chosen: the shipped ones and the user's own."""
        return self._styles

    # --- import ----------------------------------------------------------------------------

    def import_file(
        self, path: Path | str, *, format: str | None = None, capture_year: int | None = None
    ) -> ImportReport:
        """Bring a file's entries into the library; its name becomes the name of the source.

        Args:
            path: The file.
            format: Name of its format; found from name and content when None.
            capture_year: For a captured page, the year of its capture.

        Raises:
            UnreadableSource: The file cannot be read as text.
            UnknownFormat: Its format is not known.
        """
        path = Path(path)
        return self.import_text(
            read_source(path), path.name, format=format, capture_year=capture_year
        )

    def import_text(
        self, text: str, name: str, *, format: str | None = None, capture_year: int | None = None
    ) -> ImportReport:
        """As `import_file`, for a text that is at hand already."""
        chosen = format_named(format) if format else format_for(name, text[:_HEAD])
        source = ReadSource(
            name=name,
            kind=chosen.name,
            digest=digest_of(text, capture_year),
            reading=chosen.read(text, name, ReadOptions(capture_year=capture_year)),
        )
        return add_sources(self._store, [source])

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
            sources=self._store.sources.statuses(),
            index=self._indexer.status(),
        )

    # --- inside ----------------------------------------------------------------------------

    def _seed(self) -> None:
        if self._store.fact("seeded"):
            return
        with self._store.transaction():
            if not self._store.fact("seeded"):
                add_sources(self._store, seed_sources())
                self._store.set_fact("seeded", "1")

    def _works(self, cites: Sequence[str | Cite]) -> list[tuple[Cite, Record]]:
        """Each cite with its record; the key is written as the library writes it."""
        wanted = [Cite(key=cite) if isinstance(cite, str) else cite for cite in cites]
        records = [self.get(cite.key) for cite in wanted]
        return [
            (msgspec.structs.replace(cite, key=record.key), record)
            for cite, record in zip(wanted, records, strict=True)
        ]

    def _newest(self, limit: int, offset: int) -> ResultPage:
        records = self._store.newest(limit, offset)
        return ResultPage(
            query="",
            understood=(),
            results=tuple(Result(record=record, score=0.0, matches={}) for record in records),
            total=self._store.count(),
        )
