"""Sources into the library: read entries are matched, merged and stored in one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from jupyter_paperlookup.formats.format import Entry, Reading
from jupyter_paperlookup.library.batch import Batch, NamedEntry, Tally
from jupyter_paperlookup.library.counting import keep_counts
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.library.source_table import Known, Source, digest_of_entry
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Problem

ImportPhase = Literal["reading", "storing"]
ImportProgress = Callable[[ImportPhase, int, int], None]
"""Gets the phase of an import and how much of it is done, of how much: `reading` counts the
source's characters (0 of 0 while another import goes on), `storing` its entries."""

_CHUNK = 2000


class ReadSource(msgspec.Struct, frozen=True):
    """A source that has been read: its name, its format, what it said, and the file it was in.

    `kept` are the lines of entries that were not read, being as they were, by their names in
    the source; `parts` is what to remember for the next time.
    """

    name: str
    kind: str
    digest: str
    reading: Reading
    path: str = ""
    watched: bool = False
    capture_year: int | None = None
    size: int = -1
    modified: int = 0
    kept: dict[str, int] = {}
    parts: bytes = b""


def digest_of(text: str, *circumstances: object) -> str:
    """A digest of a source's text and of what the person said about it."""
    said = repr(circumstances).encode()
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") + b"\0" + said).hexdigest()


def add_sources(
    store: Store, sources: Sequence[ReadSource], progress: ImportProgress | None = None
) -> ImportReport:
    """Bring what sources said into the store.

    Entries that are as they were when the source was last read cost next to nothing. Those that
    the source no longer has stay with their records, behind all other sources.

    Several sources are taken together: keys are given only after all of them have been merged,
    so that the authors that a later one knows take part in the key.

    Args:
        store: The library's store.
        sources: What was read.
        progress: Gets `storing`, the entries done and in all. What it raises ends the import,
            and the store stays as it was.
    """
    with store.transaction():
        run = _Run(store, sources, progress)
        for source in sources:
            run.add(source, in_parts=len(sources) == 1)
        run.end()
        if run.tally.is_changed:
            store.next_revision()
        return run.report()


class _Run:
    """One import under way."""

    def __init__(
        self, store: Store, sources: Sequence[ReadSource], progress: ImportProgress | None
    ) -> None:
        self.tally = Tally()
        self._store = store
        self._batch = Batch(store, self.tally)
        self._progress = progress
        self._total = sum(len(each.reading.entries) + len(each.kept) for each in sources)
        self._problems: list[Problem] = []
        self._gone = 0
        self._read: list[tuple[ReadSource, _Entries]] = []

    def add(self, source: ReadSource, *, in_parts: bool) -> None:
        """Take all entries of a source; write each part, or all at the end."""
        reading = source.reading
        self._problems.extend(reading.problems)
        before = self._store.sources.get(source.name)
        if before and before.digest == source.digest:
            self.tally.unchanged += len(reading.entries)
            if (remembered := _remembered(source, before)) != before:
                self._store.sources.put(remembered)
            return
        source_id = self._store.sources.put(_remembered(source, before))
        known = self._store.sources.known_entries(source_id) if before else {}
        if source.parts:
            self._store.sources.put_parts(source_id, source.parts)
        there = _Entries(source, source_id, known)
        self._read.append((source, there))
        self._keep(source, source_id, known)
        for start in range(0, len(reading.entries), _CHUNK):
            self._tell()
            self._batch.add(there.named(reading.entries[start : start + _CHUNK]), known)
            if in_parts:
                self.write()
        # A file of which nothing can be read tells nothing about what it no longer has.
        if reading.entries or source.kept or not reading.problems:
            gone = [name for name in known.keys() - there.names if not known[name].gone]
            self._gone += len(gone)
            self._batch.let_go(source_id, {name: known[name].record_id for name in gone})

    def _keep(self, source: ReadSource, source_id: int, known: dict[str, Known]) -> None:
        """Leave entries that were not read as they are, but for their lines."""
        self.tally.unchanged += len(source.kept)
        self._store.sources.put_lines(
            (line, source_id, name)
            for name, line in source.kept.items()
            if known[name].line != line
        )

    def write(self) -> None:
        """Store what was taken."""
        self._batch.write()
        self._batch = Batch(self._store, self.tally)
        self._tell()

    def end(self) -> None:
        """Store what was taken, and what its sources counted."""
        self.write()
        for read, there in self._read:
            source = self._store.sources.get(read.name)
            assert source is not None  # noqa: S101 - it was stored just now
            keep_counts(self._store, source, there.names - read.kept.keys())

    def report(self) -> ImportReport:
        """What was done, every entry counted once."""
        return ImportReport(
            new=self.tally.new,
            merged=self.tally.merged,
            unchanged=self.tally.unchanged,
            problems=tuple(self._problems),
            renamed=tuple(self.tally.renamed),
            gone=self._gone,
        )

    def _tell(self) -> None:
        if self._progress is not None:
            done = self.tally.new + self.tally.merged + self.tally.unchanged
            self._progress("storing", done, self._total)


class _Entries:
    """Gives the entries of one source names that they have in its next reading too."""

    def __init__(self, source: ReadSource, source_id: int, known: dict[str, Known]) -> None:
        self.names: set[str] = set(source.kept)
        self._source = source
        self._source_id = source_id
        self._known = known
        self._seen: Counter[str] = Counter()

    def named(self, entries: Sequence[Entry]) -> Iterator[NamedEntry]:
        for entry in entries:
            works = tuple(identities(entry.record, self._source.kind))
            digest = digest_of_entry(entry.record)
            key = f"key:{entry.record.key}" if entry.record.key else (*works, digest.hex())[0]
            own = entry.name or key
            self._seen[own] += 1
            name = own if self._seen[own] == 1 else f"{own} #{self._seen[own]}"
            self.names.add(name)
            yield NamedEntry(
                source=self._source.name,
                kind=self._source.kind,
                source_id=self._source_id,
                name=name,
                digest=digest,
                identities=works,
                line=entry.line,
                record=entry.record,
            )


def _remembered(source: ReadSource, before: Source | None) -> Source:
    return Source(
        id=before.id if before else 0,
        name=source.name,
        kind=source.kind,
        captured=str(source.reading.captured or ""),
        digest=source.digest,
        entries=len(source.reading.entries) + len(source.kept),
        problems=source.reading.problems,
        path=source.path or (before.path if before else ""),
        watched=source.watched or (before is not None and before.watched),
        capture_year=source.capture_year,
        size=source.size,
        modified=source.modified,
    )
