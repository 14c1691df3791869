"""The works that a document cites, with their data: its own, its project's, the library's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.registry import format_for
from jupyter_paperlookup.formats.source_text import read_source
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.nearby import nearby
from jupyter_paperlookup.library.project_files import project_root
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Cite, from_csl, to_csl

Origin = Literal["notebook", "library", "project"]

_HEAD = 4_000
_MOST_KEPT = 16


class KnownWork(msgspec.Struct, frozen=True):
    """What is known of a key.

    Attributes:
        item: CSL-JSON, with the key as it is written for its id.
        origin: Who knows it.
    """

    item: dict[str, Any]
    origin: Origin


class DocumentWorks:
    """Data of the keys that a document cites.

    The document's own items come first: they are what its readers see. Then the library, then
    the bibliography files that belong to its project.

    Args:
        store: The library's store.
        document: The document.
        path: Where it lies, or will; without it nothing is asked of a project.
        root: The folder above which nobody looks; without one that of the project near above.
    """

    def __init__(
        self,
        store: Store,
        document: EditableDocument,
        path: Path | None,
        root: Path | None = None,
    ) -> None:
        self._store = store
        self._own = document.items
        self._own_folded = {folded_key(key): item for key, item in self._own.items()}
        self._path = path
        self._root = root
        self._project: dict[str, dict[str, Any]] | None = None

    def items(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """CSL-JSON by key as it is written; keys of which nothing is known are left out."""
        return {key: work.item for key, work in self.known(keys).items()}

    def known(self, keys: Iterable[str]) -> dict[str, KnownWork]:
        """As `items`, with those who know the works."""
        wanted = list(dict.fromkeys(keys))
        found = {
            key: KnownWork(own | {"id": key}, "notebook")
            for key in wanted
            if (own := self._own.get(key) or self._own_folded.get(folded_key(key)))
        }
        rest = [key for key in wanted if key not in found]
        ids = self._store.ids_of_keys(rest)
        records = self._store.by_ids(ids.values())
        for key in rest:
            record_id = ids.get(folded_key(key))
            if record_id is not None and record_id in records:
                item = to_csl(records[record_id], with_facts=False)
                found[key] = KnownWork(item | {"id": key}, "library")
        for key in wanted:
            if key not in found and key in self.of_project():
                found[key] = KnownWork(self.of_project()[key], "project")
        return found

    def library_keys(self, items: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """The library's own key of each item that it has: by its identifiers, else by its key."""
        named = {
            key: list(identities(msgspec.structs.replace(from_csl(item), key=""), ""))
            for key, item in items.items()
        }
        of_identities = self._store.ids_of_identities(chain(*named.values()))
        of_keys = self._store.ids_of_keys(items)
        ids: dict[str, int] = {}
        for key, names in named.items():
            found = [of_identities[name] for name in names if name in of_identities]
            if found or folded_key(key) in of_keys:
                ids[key] = found[0] if found else of_keys[folded_key(key)]
        records = self._store.by_ids(ids.values())
        return {key: records[number].key for key, number in ids.items() if number in records}

    def of_project(self) -> dict[str, dict[str, Any]]:
        """All that the bibliography files of the document's project hold, by key."""
        if self._project is None:
            self._project = {}
            if self._path is None:
                return self._project
            root = self._root or project_root(self._path)
            for file in nearby(self._store, self._path, root).files:
                for item in items_in(file.path):
                    self._project.setdefault(item["id"], item)
        return self._project


def one_key_per_work(
    citations: Sequence[Sequence[Cite]], items: dict[str, dict[str, Any]]
) -> tuple[list[list[Cite]], list[dict[str, Any]]]:
    """Citations and their items, in which spellings of one key are one work."""
    first: dict[str, str] = {}
    chosen: dict[str, dict[str, Any]] = {}
    groups = []
    for cites in citations:
        group = []
        for cite in cites:
            key = first.setdefault(folded_key(cite.key), cite.key)
            chosen.setdefault(key, items[cite.key] | {"id": key})
            group.append(msgspec.structs.replace(cite, key=key))
        groups.append(group)
    return groups, list(chosen.values())


def items_in(path: Path) -> Sequence[dict[str, Any]]:
    """The items of a bibliography file; none of one that cannot be read."""
    try:
        state = path.stat()
    except OSError:
        return ()  # away since a moment ago
    return _items_of_state(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=_MOST_KEPT)
def _items_of_state(path: Path, _changed: int, _size: int) -> tuple[dict[str, Any], ...]:
    """Kept, because an open notebook is asked about again and again."""
    try:
        text = read_source(path)
        reading = format_for(path.name, text[:_HEAD]).read(text, path.name, ReadOptions())
    except PaperLookupError:
        return ()  # what cannot be read is told where it is imported
    records = (entry.record for entry in reading.entries if entry.record.key)
    return tuple(to_csl(record, with_facts=False) for record in records)
