"""Entries of sources to records of the library: match, merge, give keys, all in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.formats.format import Entry, Reading
from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.duplicates import identities, key_and_title
from jupyter_paperlookup.library.merging import merge
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import (
    Facts,
    Problem,
    Record,
    is_valid_key,
    make_key,
    unique_key,
)


class ReadSource(msgspec.Struct, frozen=True):
    """A source that has been read: its name, its format and what it said."""

    name: str
    kind: str
    digest: str
    reading: Reading


def digest_of(text: str, *circumstances: object) -> str:
    """A digest of a source's text and of what the person said about it."""
    said = repr(circumstances).encode()
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") + b"\0" + said).hexdigest()


def add_sources(store: Store, sources: Sequence[ReadSource]) -> ImportReport:
    """Bring what sources said into the store.

    Keys are given only after every source has been merged, so that the authors that a later
    source of the same batch knows take part in the key.
    """
    with store.transaction():
        batch = _Batch(store)
        for source in sources:
            batch.add(source)
        return batch.finish()


class _Work:
    """One record under way: of the store when it has an id, else new."""

    def __init__(self, record_id: int | None, contributions: list[Contribution]) -> None:
        self.record_id = record_id
        self.contributions = contributions
        self.identities: dict[str, None] = {}

    @property
    def arxiv(self) -> str:
        """The arXiv id, where any source knows it."""
        return next((each.record.arxiv for each in self.contributions if each.record.arxiv), "")

    def take(self, newcomer: Contribution, *, from_this_batch: bool) -> None:
        """Add what a source says; an entry read twice in one source is one contribution."""
        for position, known in enumerate(self.contributions):
            if known.source == newcomer.source:
                twice = [known, newcomer] if from_this_batch else [newcomer]
                record = msgspec.structs.replace(merge(twice), facts=_own_facts(twice))
                self.contributions[position] = msgspec.structs.replace(newcomer, record=record)
                return
        self.contributions.append(newcomer)


class _Batch:
    """The works that the sources of one import speak of."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._works: list[_Work] = []
        self._by_identity: dict[str, _Work] = {}
        self._by_id: dict[int, _Work] = {}
        self._seen: set[tuple[int, str]] = set()
        self._source_ids: dict[str, int] = {}
        self._entries: list[_Work] = []
        self._unchanged = 0
        self._problems: list[Problem] = []

    def add(self, source: ReadSource) -> None:
        """Match every entry of a source with a work, or begin one."""
        self._problems.extend(source.reading.problems)
        if self._store.source_digest(source.name) == source.digest:
            self._unchanged += len(source.reading.entries)
            return
        captured = str(source.reading.captured or "")
        self._source_ids[source.name] = self._store.put_source(
            source.name, source.kind, captured, source.digest
        )
        for entry in source.reading.entries:
            self._add_entry(source, entry)

    def finish(self) -> ImportReport:
        """Write all works; every entry is counted once."""
        changed = {id(work): self._write(work) for work in self._works}
        new = {id(work) for work in self._works if work.record_id is None}
        counts = {"new": 0, "merged": 0, "unchanged": self._unchanged}
        for work in self._entries:
            first_of_new = id(work) in new
            new.discard(id(work))
            if first_of_new:
                counts["new"] += 1
            else:
                counts["merged" if changed[id(work)] else "unchanged"] += 1
        if any(changed.values()):
            self._store.next_revision()
        return ImportReport(**counts, problems=tuple(self._problems))

    def _add_entry(self, source: ReadSource, entry: Entry) -> None:
        names = list(identities(entry.record, source.kind))
        work = self._find(names, entry.record.arxiv)
        if work is None:
            work = _Work(None, [])
            self._works.append(work)
        newcomer = Contribution(source.name, source.kind, entry.line, entry.record)
        mark = (id(work), source.name)
        work.take(newcomer, from_this_batch=mark in self._seen)
        self._seen.add(mark)
        for name in names:
            work.identities[name] = None
            self._by_identity.setdefault(name, work)
        self._entries.append(work)

    def _find(self, names: Sequence[str], arxiv: str) -> _Work | None:
        for name in names:
            work = self._by_identity.get(name) or self._load(self._store.find([name]))
            # One title, two arXiv ids: two works.
            if work and not (arxiv and work.arxiv and arxiv != work.arxiv):
                return work
        return None

    def _load(self, record_id: int | None) -> _Work | None:
        if record_id is None:
            return None
        if record_id not in self._by_id:
            work = _Work(record_id, self._store.contributions(record_id))
            self._by_id[record_id] = work
            self._works.append(work)
        return self._by_id[record_id]

    def _write(self, work: _Work) -> bool:
        """Write one work; whether its record changed."""
        record_id, record, changed = self._write_record(work)
        if record.title:
            work.identities[key_and_title(record.key, record.title)] = None
        for contribution in work.contributions:
            if contribution.source in self._source_ids:
                source_id = self._source_ids[contribution.source]
                self._store.put_contribution(
                    record_id, source_id, contribution.line, contribution.record
                )
        self._store.add_identities(record_id, list(work.identities))
        return changed

    def _write_record(self, work: _Work) -> tuple[int, Record, bool]:
        """Write what the contributions say together: the record's id, it, and if it changed."""
        if work.record_id is None:
            merged = merge(work.contributions)
            key = unique_key(_wanted_key(work, merged), self._store.has_key)
            record = msgspec.structs.replace(merged, key=key)
            return self._store.add_record(record), record, True
        before = self._store.record_by_id(work.record_id)
        after = merge(work.contributions, before.key)
        if after != before:
            self._store.replace_record(work.record_id, after)
        return work.record_id, after, after != before


def _wanted_key(work: _Work, merged: Record) -> str:
    """The first key that a source gave and that every dialect can write, else a made one."""
    own = (each.record.key for each in work.contributions)
    return next((key for key in own if key and is_valid_key(key)), make_key(merged))


def _own_facts(contributions: Sequence[Contribution]) -> Facts:
    """The facts of one source's entries, without sources and origins, which are the record's."""
    return msgspec.structs.replace(merge(contributions).facts, sources=(), origins={})
