"""Entries to records, many at once: few queries for all of them, none for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from jupyter_paperlookup.library.contribution import BY_HAND, Contribution
from jupyter_paperlookup.library.duplicates import (
    contradict,
    identities,
    identities_of_record,
)
from jupyter_paperlookup.library.keys import key_pattern
from jupyter_paperlookup.library.merging import merge
from jupyter_paperlookup.library.reports import Renamed
from jupyter_paperlookup.library.source_table import Known
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.library.version_links import link_versions_of
from jupyter_paperlookup.records import Record, is_valid_key, make_key, unique_key
from jupyter_paperlookup.records.identifiers import normalised_title


class NamedEntry(msgspec.Struct, frozen=True):
    """An entry of a source with all that it is recognised by."""

    source: str
    kind: str
    source_id: int
    name: str
    digest: bytes
    identities: tuple[str, ...]
    line: int
    record: Record


class Tally:
    """What became of entries."""

    def __init__(self) -> None:
        self.new = 0
        self.merged = 0
        self.unchanged = 0
        self.renamed: list[Renamed] = []
        self.is_changed = False


class _Work:
    """One record under way: of the store when it has an id, else new."""

    def __init__(self, record_id: int | None, contributions: list[Contribution]) -> None:
        self.record_id = record_id
        self.contributions = contributions
        self.entries: list[Contribution] = []

    def contradicts(self, record: Record) -> bool:
        return any(contradict(each.record, record) for each in self.contributions)

    def is_another_than(self, entry: NamedEntry) -> bool:
        """Whether an entry that spoke of this work speaks of another now.

        What a source alone says is as it says. Where other sources speak of the work as well,
        the entry must have a title or an identifier in common with one of them.
        """
        others = [
            each
            for each in self.contributions
            if (each.source_id, each.entry) != (entry.source_id, entry.name)
            and each.kind != BY_HAND
            and each.record.title
        ]
        if not others or not entry.record.title:
            return False
        title = normalised_title(entry.record.title)
        return not any(
            normalised_title(each.record.title) == title
            or not set(entry.identities).isdisjoint(identities(each.record, each.kind))
            for each in others
        )

    def take(self, newcomer: Contribution) -> None:
        self.drop(newcomer.source_id, newcomer.entry)
        self.contributions.append(newcomer)
        self.entries.append(newcomer)

    def drop(self, source_id: int, entry: str) -> None:
        name = (source_id, entry)
        left = [each for each in self.contributions if (each.source_id, each.entry) != name]
        self.contributions = left


class Batch:
    """The records of which some entries speak; `write` stores them all."""

    def __init__(self, store: Store, tally: Tally) -> None:
        self._store = store
        self._tally = tally
        self._works: list[_Work] = []
        self._by_identity: dict[str, _Work] = {}
        self._by_id: dict[int, _Work] = {}
        self._removed: list[tuple[int, str]] = []
        self._gone: list[tuple[int, str]] = []
        self._lines: list[tuple[int, int, str]] = []

    def add(self, entries: Iterable[NamedEntry], known: Mapping[str, Known]) -> None:
        """Match entries of one source with records, or begin new ones.

        Args:
            entries: The entries.
            known: What the source said when it was last read, by the names of its entries.
        """
        fresh = [entry for entry in entries if not self._is_unchanged(entry, known)]
        names = {name for entry in fresh for name in entry.identities}
        found = self._store.ids_of_identities(names)
        before = {known[entry.name].record_id for entry in fresh if entry.name in known}
        self._load(before | set(found.values()))
        for entry in fresh:
            work = self._known_work(entry, known) or self._find(entry, found) or self._begin()
            work.take(_contribution(entry))
            for name in entry.identities:
                self._by_identity.setdefault(name, work)

    def let_go(self, source_id: int, gone: Mapping[str, int]) -> None:
        """Entries that a source no longer has, by name, with the ids of their records."""
        self._load(set(gone.values()))
        for name, record_id in gone.items():
            work = self._by_id[record_id]
            there = [each for each in work.contributions if each.source_id == source_id]
            kept = [each for each in there if each.entry == name]
            work.drop(source_id, name)
            if any(each.entry not in gone for each in there):
                self._removed.append((source_id, name))
            else:
                work.contributions += [msgspec.structs.replace(each, gone=True) for each in kept]
                self._gone.append((source_id, name))

    def write(self) -> None:
        """Store all records, each with its key, contributions and identities."""
        new = [work for work in self._works if work.record_id is None]
        old = [work for work in self._works if work.record_id is not None]
        taken = self._taken_keys()
        self._write_old(old, taken)
        self._write_new(new, taken)
        self._store.sources.put_contributions(
            (work.record_id or 0, each) for work in self._works for each in work.entries
        )
        self._store.sources.remove_contributions(self._removed)
        self._store.sources.mark_gone(self._gone)
        self._store.sources.put_lines(self._lines)

    # --- matching --------------------------------------------------------------------------

    def _is_unchanged(self, entry: NamedEntry, known: Mapping[str, Known]) -> bool:
        before = known.get(entry.name)
        if before is None or before.gone or before.digest != entry.digest:
            return False
        if before.line != entry.line:
            self._lines.append((entry.line, entry.source_id, entry.name))
        self._tally.unchanged += 1
        return True

    def _known_work(self, entry: NamedEntry, known: Mapping[str, Known]) -> _Work | None:
        if entry.name not in known:
            return None
        work = self._by_id[known[entry.name].record_id]
        if work.is_another_than(entry):
            work.drop(entry.source_id, entry.name)
            return None
        return work

    def _find(self, entry: NamedEntry, found: Mapping[str, int]) -> _Work | None:
        for name in entry.identities:
            work = self._by_identity.get(name) or self._by_id.get(found.get(name, 0))
            if work and not work.contradicts(entry.record):
                return work
        return None

    def _begin(self) -> _Work:
        work = _Work(None, [])
        self._works.append(work)
        return work

    def _load(self, record_ids: set[int]) -> None:
        missing = record_ids - self._by_id.keys()
        if not missing:
            return
        contributions = self._store.sources.contributions(missing)
        for record_id in sorted(missing):
            work = _Work(record_id, list(contributions[record_id]))
            self._by_id[record_id] = work
            self._works.append(work)

    # --- writing ---------------------------------------------------------------------------

    def _taken_keys(self) -> dict[str, int]:
        """The records to which the entries' own keys lead, by the folded key."""
        own = [each.record.key for work in self._works for each in work.entries]
        return self._store.ids_of_keys(key for key in own if key)

    def _write_old(self, works: list[_Work], taken: dict[str, int]) -> None:
        before = self._store.by_ids(work.record_id or 0 for work in works)
        changed: list[tuple[int, Record]] = []
        aliases: list[tuple[str, int]] = []
        for work in works:
            record_id = work.record_id or 0
            record = before[record_id]
            after = merge(work.contributions, record.key)
            if after != record:
                changed.append((record_id, after))
                self._tally.merged += len(work.entries)
            else:
                self._tally.unchanged += len(work.entries)
            aliases += self._own_keys(work, record_id, after.key, taken)
        self._tally.is_changed |= bool(changed)
        self._store.replace_records(changed)
        self._store.add_keys(aliases)
        self._store.remove_identities(work.record_id or 0 for work in works)
        now = {**before, **dict(changed)}
        keys = self._store.keys_of(now)
        self._store.add_identities(
            (name, number)
            for work in works
            for number in [work.record_id or 0]
            for name in identities_of_record(work.contributions, keys[number], now[number].title)
        )

    def _write_new(self, works: list[_Work], taken: dict[str, int]) -> None:
        if not works:
            return
        pattern = key_pattern(self._store)
        merged = [merge(work.contributions) for work in works]
        wanted = [
            _own_key(work) or make_key(record, pattern)
            for work, record in zip(works, merged, strict=True)
        ]
        taken |= self._store.ids_of_keys(wanted)
        first = self._store.next_id()
        new: list[tuple[int, Record]] = []
        for record_id, (work, record, key) in enumerate(
            zip(works, merged, wanted, strict=True), start=first
        ):
            given = unique_key(key, lambda each: self._is_taken(each, key, taken))  # noqa: B023
            taken[folded_key(given)] = work.record_id = record_id
            new.append((record_id, msgspec.structs.replace(record, key=given)))
            self._tally.new += 1
        self._store.add_records(new)
        aliases: list[tuple[str, int]] = []
        for work, (record_id, record) in zip(works, new, strict=True):
            aliases += self._own_keys(work, record_id, record.key, taken)
            self._tally.merged += len(work.entries) - 1
        self._store.add_keys(aliases)
        names = {
            record_id: identities_of_record(work.contributions, [record.key], record.title)
            for work, (record_id, record) in zip(works, new, strict=True)
        }
        self._store.add_identities((name, number) for number, own in names.items() for name in own)
        link_versions_of(self._store, names)
        self._tally.is_changed = True

    def _is_taken(self, key: str, wanted: str, taken: Mapping[str, int]) -> bool:
        """Whether a key leads to a record; for the wanted ones the store was asked before."""
        return folded_key(key) in taken or (key != wanted and self._store.has_key(key))

    def _own_keys(
        self, work: _Work, record_id: int, key: str, taken: dict[str, int]
    ) -> list[tuple[str, int]]:
        """The entries' own keys that shall lead to the record as well; others are told."""
        free = []
        for each in work.entries:
            own = each.record.key
            if not own:
                continue
            if is_valid_key(own) and taken.setdefault(folded_key(own), record_id) == record_id:
                free.append((own, record_id))
            else:
                self._tally.renamed.append(Renamed(each.source, each.line, own, key))
        return free


def _contribution(entry: NamedEntry) -> Contribution:
    return Contribution(
        source=entry.source,
        kind=entry.kind,
        line=entry.line,
        record=entry.record,
        entry=entry.name,
        source_id=entry.source_id,
    )


def _own_key(work: _Work) -> str:
    """The first key that a source gave and that every dialect can write."""
    own = (each.record.key for each in work.contributions)
    return next((key for key in own if key and is_valid_key(key)), "")
