"""The sources of a library: files and texts that are imported, read again, and removed."""

from __future__ import annotations

import os
from functools import partial
from itertools import count
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, UnreadableSource
from jupyter_paperlookup.formats.reading_progress import ReadingProgress
from jupyter_paperlookup.formats.registry import format_for, format_named
from jupyter_paperlookup.formats.source_text import SourceText, content_of, source_text_of
from jupyter_paperlookup.library import partial_reading
from jupyter_paperlookup.library.contribution import BY_HAND, ZOTERO
from jupyter_paperlookup.library.editing import BY_HAND_SOURCE
from jupyter_paperlookup.library.importing import (
    ImportProgress,
    ReadSource,
    add_sources,
    digest_of,
)
from jupyter_paperlookup.library.interruption import ImportMark
from jupyter_paperlookup.library.reports import ImportReport, Removal
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Problem
from jupyter_paperlookup.records.encodable import encodable

_HEAD = 4000


class _File(msgspec.Struct, frozen=True):
    """A file as it was found."""

    path: str
    size: int
    modified: int


class Sources:
    """What a person brings into a library."""

    def __init__(self, store: Store, mark: ImportMark) -> None:
        self._store = store
        self._mark = mark

    def import_file(
        self,
        path: Path,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        watch: bool = False,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """Bring a file's entries into the library; see `Library.import_file`."""
        found = _found(path)
        source = Source(
            name=self._name_for(found.path),
            kind=format or "",
            path=found.path,
            watched=watch,
            capture_year=capture_year,
            size=found.size,
            modified=found.modified,
        )
        return self._read(source, _text_of(path), progress)

    def import_text(
        self,
        text: str,
        name: str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """Bring a text's entries into the library; see `Library.import_text`."""
        source = self._without_file(name, format, capture_year)
        return self._read(source, SourceText(encodable(text)), progress)

    def import_bytes(
        self,
        data: bytes,
        name: str,
        *,
        format: str | None = None,
        capture_year: int | None = None,
        progress: ImportProgress | None = None,
    ) -> ImportReport:
        """Bring the entries of a file's content in; see `Library.import_bytes`."""
        source = self._without_file(name, format, capture_year)
        return self._read(source, source_text_of(data, name), progress)

    def refresh(self, name: str, progress: ImportProgress | None = None) -> ImportReport:
        """Read a source's file again; see `Library.refresh_source`."""
        source = self._named(name)
        if not source.path:
            raise InvalidRequest(f"{name} is no file that could be read again: import it anew.")
        path = Path(source.path)
        found = _found(path)
        again = msgspec.structs.replace(source, size=found.size, modified=found.modified)
        return self._read(again, _text_of(path), progress)

    def remove(self, name: str, *, with_records: bool = False) -> Removal:
        """Forget a source; see `Library.remove_source`."""
        source = self._named(name)
        if source.kind == BY_HAND:
            raise InvalidRequest("What was typed is no source to remove: edit the records.")
        with self._mark.alone(), self._store.transaction():
            ids = self._store.sources.record_ids(source.id)
            said = self._store.sources.contributions(ids)
            alone = [
                number for number in ids if {each.source_id for each in said[number]} == {source.id}
            ]
            if with_records:
                self._store.remove_records(alone)
            if alone and not with_records:
                self._keep_what_nobody_else_says(source, set(ids) - set(alone))
            else:
                self._store.sources.remove(source.id)
                self._store.snapshots.forget(source.name, ids)
            retell(self._store, set(ids) - set(alone) if with_records else ids)
        return Removal(kept=0 if with_records else len(alone), removed=len(alone) * with_records)

    def set_watched(self, name: str, *, watched: bool) -> None:
        """Begin or cease to watch a source's file."""
        source = self._named(name)
        if watched and (not source.path or (source.is_elsewhere and source.kind != ZOTERO)):
            raise InvalidRequest(f"{name} is no file that could be watched.")
        self._store.sources.put(msgspec.structs.replace(source, watched=watched))

    def problems(self, name: str) -> tuple[Problem, ...]:
        """What could not be read of a source; see `Library.problems`."""
        return self._named(name).problems

    def changed_files(self) -> list[Source]:
        """Watched sources whose files are not as they were when they were last read."""
        changed = []
        for source in self._store.sources.with_files():
            if not source.watched:
                continue
            try:
                found = _found(Path(source.path))
            except UnreadableSource:
                continue  # away for now: the records stay
            if (found.size, found.modified) != (source.size, source.modified):
                changed.append(
                    msgspec.structs.replace(source, size=found.size, modified=found.modified)
                )
        return changed

    # --- inside ----------------------------------------------------------------------------

    def _without_file(self, name: str, format: str | None, capture_year: int | None) -> Source:
        """A source of this name that is no file."""
        name = encodable(name)
        if name == BY_HAND_SOURCE:
            raise InvalidRequest(f"The name {name!r} is that of what is typed: choose another.")
        taken = self._store.sources.get(name)
        if taken and taken.is_elsewhere:
            what = "a library of Zotero" if taken.kind == ZOTERO else "a feed"
            raise InvalidRequest(f"The name {name!r} is that of {what}.")
        return Source(name=name, kind=format or "", capture_year=capture_year)

    def _read(
        self, source: Source, given: SourceText, progress: ImportProgress | None
    ) -> ImportReport:
        text = given.text
        digest = digest_of(text, source.capture_year, *(each.reason for each in given.problems))
        if known := self._as_it_was(source, digest):
            return known
        chosen = format_named(source.kind) if source.kind else format_for(source.name, text[:_HEAD])
        waiting = partial(progress, "reading", 0, 0) if progress else None
        with self._mark.importing(source.name, waiting):
            # Another process may have read it while this one waited.
            if known := self._as_it_was(source, digest):
                return known
            before = self._store.sources.get(source.name)
            found = partial_reading.read(
                chosen, text, source, before, self._store.sources, progress=_reading(progress)
            )
            told = [msgspec.structs.replace(each, source=source.name) for each in given.problems]
            read = ReadSource(
                name=source.name,
                kind=chosen.name,
                digest=digest,
                reading=msgspec.structs.replace(
                    found.reading, problems=(*told, *found.reading.problems)
                ),
                path=source.path,
                watched=source.watched,
                capture_year=source.capture_year,
                size=source.size,
                modified=source.modified,
                kept=found.kept,
                parts=partial_reading.encoded(found.parts),
            )
            with self._store.transaction():
                self._mark.finish()
                return add_sources(self._store, [read], progress)

    def _as_it_was(self, source: Source, digest: str) -> ImportReport | None:
        """What there is to say of a source that says what it said the last time."""
        before = self._store.sources.get(source.name)
        if not before or before.digest != digest or source.kind not in ("", before.kind):
            return None
        self._remember(source, before)
        return ImportReport(unchanged=before.entries, problems=before.problems)

    def _remember(self, source: Source, before: Source) -> None:
        now = msgspec.structs.replace(
            before,
            path=source.path or before.path,
            watched=source.watched or before.watched,
            size=source.size,
            modified=source.modified,
        )
        if now != before:
            self._store.sources.put(now)

    def _named(self, name: str) -> Source:
        source = self._store.sources.get(name)
        if source is None:
            raise InvalidRequest(f"The library has no source {name[:80]!r}.")
        return source

    def _name_for(self, path: str) -> str:
        """The name of a file's source: the file's own, if it is not that of another file."""
        for source in self._store.sources.with_files():
            if source.path == path:
                return source.name
        file = Path(path)
        longer = f"{file.parent.name}/{file.name}"
        candidates = (f"{longer} ({number})" for number in count(2))
        for name in (file.name, longer):
            if self._is_free(name):
                return name
        return next(name for name in candidates if self._is_free(name))

    def _is_free(self, name: str) -> bool:
        """Whether a file may take a name: that of a file which is no longer there, it may."""
        source = self._store.sources.get(name)
        return source is None or (
            source.kind not in (BY_HAND, ZOTERO)
            and not source.is_elsewhere
            and (not source.path or not Path(source.path).exists())
        )

    def _keep_what_nobody_else_says(self, source: Source, elsewhere: set[int]) -> None:
        """Forget what a source says of records that others speak of; the rest is kept as it is."""
        self._store.sources.forget(source.id, elsewhere)
        self._store.snapshots.forget(source.name, elsewhere)
        names = (f"{source.name} (removed{number or ''})" for number in count())
        name = next(each for each in names if self._store.sources.get(each) is None)
        self._store.sources.retire(source.id, name)


def _reading(progress: ImportProgress | None) -> ReadingProgress | None:
    return progress and partial(progress, "reading")


def _text_of(path: Path) -> SourceText:
    return source_text_of(content_of(path), path.name)


def _found(path: Path) -> _File:
    """A file as it is now; to be asked before it is read, so that no change is missed."""
    try:
        status = path.stat()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableSource(f"{path.name} cannot be read: {why}.") from error
    resolved = os.fspath(path.resolve())
    if encodable(resolved) != resolved:
        raise UnreadableSource(
            f"{encodable(path.name)}: its name or a folder's has bytes that are no text: rename it."
        )
    return _File(resolved, status.st_size, status.st_mtime_ns)
