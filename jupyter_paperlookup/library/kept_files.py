"""Bibliography files that follow a notebook, a source or the whole library."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from jupyter_paperlookup.citing import is_document, written_document
from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError, UnreadableSource
from jupyter_paperlookup.formats.bibtex_upkeep import Upkeep, keep_up
from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.formats.text_file import TextFile, read_text_file
from jupyter_paperlookup.library.cited_works import cited_works
from jupyter_paperlookup.library.kept_lock import KeptFilesBusy, writing_alone
from jupyter_paperlookup.library.kept_table import KeptRow, KeptTable
from jupyter_paperlookup.library.references import records_of_source, sorted_by_key
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record

KEPT_FORMATS = ("bibtex", "biblatex")
MOST_KEPT = 1000

_MOST_NAMED = 3
_ATTEMPTS = 3


class KeptFile(msgspec.Struct, frozen=True):
    """A bibliography file that is kept up to date.

    Attributes:
        path: Where it lies.
        to: Its format: `bibtex` or `biblatex`.
        notebook: The notebook whose cited works it holds; empty for another kind.
        source: Name of the source whose records it holds; empty for another kind. Without
            either it holds the whole library.
        entries: How many of its entries are the library's.
        message: Why it could not be written last time, or which entries were left as somebody
            has changed them; empty when all is well.
    """

    path: str
    to: str
    notebook: str
    source: str
    entries: int
    message: str


class KeptFiles:
    """The kept files of a library; every method may be called from any thread."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._table = KeptTable(store.database)
        self._lock = folder / "kept.lock"

    def keep(self, path: Path, *, notebook: Path | None, source: str | None, to: str) -> KeptFile:
        """Keep a file from now on, and write it; see `Library.keep_file`."""
        self._check(path, notebook, source, to)
        row = KeptRow(
            path=str(path.resolve()),
            format=to,
            notebook=str(notebook.resolve()) if notebook else "",
            source=source or "",
        )
        with writing_alone(self._lock, path.name):
            before = self._table.get(row.path)
            self._table.put(row)
            try:
                self._settle(self._brought_up(self._table.get(row.path) or row))
            except PaperLookupError:
                # What cannot be done at once is no promise to keep.
                self._table.remove(row.path)
                if before:
                    self._table.put(before)
                    self._table.settle(before)
                raise
        return _kept(self._table.get(row.path) or row)

    def forget(self, path: Path) -> None:
        """Keep a file no longer; see `Library.forget_kept_file`."""
        for written in dict.fromkeys((str(path), str(path.absolute()), str(path.resolve()))):
            if self._table.get(written):
                self._table.remove(written)
                return
        raise InvalidRequest(f"{path} is not kept up to date.")

    def all(self) -> tuple[KeptFile, ...]:
        """All kept files; see `Library.kept_files`."""
        return tuple(_kept(row) for row in self._table.all())

    def update(self, *, always: bool = True) -> tuple[str, ...]:
        """Bring the kept files up to date; what stands in the way becomes their message.

        Args:
            always: Also those for which nothing has changed since the last time.

        Returns:
            The paths of the files that were written.
        """
        return tuple(
            row.path
            for row in self._table.all()
            if (always or self._seen(row) != row.seen) and self._update(row, always=always)
        )

    def _update(self, row: KeptRow, *, always: bool) -> bool:
        with suppress(KeptFilesBusy), writing_alone(self._lock, Path(row.path).name):
            fresh = self._table.get(row.path)
            if fresh is None:
                return False
            seen = self._seen(fresh)
            if not always and seen == fresh.seen:
                return False
            try:
                if not always and fresh.written and not Path(fresh.path).exists():
                    # Somebody has removed or renamed it, and knows why.
                    raise UnreadableSource(
                        f"{Path(fresh.path).name} is no longer there: keep it anew, or no longer."
                    )
                settled, has_changed = self._brought_up(fresh)
            except PaperLookupError as error:
                settled, has_changed = _with_message(fresh, error.reason, seen), False
            self._settle((settled, has_changed))
            return has_changed
        return False  # whoever has it does the same

    def _settle(self, outcome: tuple[KeptRow, bool]) -> None:
        row, _ = outcome
        if row != self._table.get(row.path):
            self._table.settle(row)

    def _brought_up(self, row: KeptRow) -> tuple[KeptRow, bool]:
        """Write a file if need be; what to remember of it, and whether it was written.

        Raises:
            PaperLookupError: It cannot be read, told apart, or written; it is as it was.
        """
        path = Path(row.path)
        seen = self._seen(row)  # before anything is read, so that no change is missed
        wanted = format_named(row.format).write(sorted_by_key(self._records(row)))
        for _ in range(_ATTEMPTS):
            file = read_text_file(path) if path.exists() else None
            before = file or TextFile()
            upkeep = keep_up(before.text, wanted, row.written, before.newline)
            if upkeep.fault:
                raise UnreadableSource(f"{path.name} is left as it is: {upkeep.fault}.")
            content = before.encoded(upkeep.text)
            has_changed = file is None or content != file.content
            if has_changed:
                self._table.expect(row.path, upkeep.written)
                if _content(path) != (file.content if file else None):
                    continue  # somebody writes it at this moment
                _replace(path, content)
            return _settled(row, upkeep, seen), has_changed
        raise UnreadableSource(f"{path.name} changes all the time: it is left as it is.")

    def _records(self, row: KeptRow) -> list[Record]:
        if row.notebook:
            return cited_works(self._store, written_document(Path(row.notebook))).records
        if row.source:
            return records_of_source(self._store, row.source)
        return list(self._store.records())

    def _seen(self, row: KeptRow) -> str:
        """What the entries depend on, as it is now; after a failure the file itself too."""
        files = [row.notebook, row.path if row.message else ""]
        return " ".join([str(self._store.revision), *map(_stamp, files)])

    def _check(self, path: Path, notebook: Path | None, source: str | None, to: str) -> None:
        if to not in KEPT_FORMATS:
            raise InvalidRequest(f"A file is kept up to date as {' or '.join(KEPT_FORMATS)}.")
        if path.suffix.lower() not in format_named(to).extensions:
            raise InvalidRequest(f"{path.name} is no name of a BibTeX file: let it end with .bib.")
        if notebook and source:
            raise InvalidRequest("A file follows a notebook or a source, not both.")
        if notebook and not is_document(notebook):
            raise InvalidRequest(
                f"{notebook.name} is no notebook, Markdown, or script of Jupytext."
            )
        if not path.resolve().parent.is_dir():
            raise InvalidRequest(f"There is no folder {path.resolve().parent}.")
        if path.is_dir():
            raise InvalidRequest(f"{path.name} is a folder.")
        if len(self._table.all()) >= MOST_KEPT:
            raise InvalidRequest(f"At most {MOST_KEPT} files are kept: forget one first.")


def _settled(row: KeptRow, upkeep: Upkeep, seen: str) -> KeptRow:
    changed = ", ".join(upkeep.changed[:_MOST_NAMED])
    more = len(upkeep.changed) - _MOST_NAMED
    listed = f"{changed} and {more} more" if more > 0 else changed
    return msgspec.structs.replace(
        row,
        written=upkeep.written,
        entries=upkeep.entries,
        seen=seen,
        message=f"Changed by hand and left as it is: {listed}." if changed else "",
    )


def _with_message(row: KeptRow, message: str, seen: str) -> KeptRow:
    return msgspec.structs.replace(row, message=message, seen=seen)


def _replace(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableSource(f"{path.name} cannot be written: {why}.") from error


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _stamp(path: str) -> str:
    """Size and time of a file; empty for none."""
    try:
        status = Path(path).stat() if path else None
    except OSError:
        return "away"
    return f"{status.st_size}:{status.st_mtime_ns}" if status else ""


def _kept(row: KeptRow) -> KeptFile:
    return KeptFile(
        path=row.path,
        to=row.format,
        notebook=row.notebook,
        source=row.source,
        entries=row.entries,
        message=row.message,
    )
