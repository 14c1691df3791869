"""The works that a document cites, with their data: its own, its project's, the library's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.registry import format_for
from jupyter_paperlookup.formats.source_text import read_source
from jupyter_paperlookup.library.nearby import nearby
from jupyter_paperlookup.library.project_files import project_root
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records import Cite, to_csl

_HEAD = 4_000


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
        self._path = path
        self._root = root
        self._project: dict[str, dict[str, Any]] | None = None

    def items(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """CSL-JSON by key as it is written; keys of which nothing is known are left out."""
        wanted = list(dict.fromkeys(keys))
        found = {key: self._own[key] | {"id": key} for key in wanted if key in self._own}
        rest = [key for key in wanted if key not in found]
        ids = self._store.ids_of_keys(rest)
        records = self._store.by_ids(ids.values())
        for key in rest:
            record_id = ids.get(folded_key(key))
            if record_id is not None and record_id in records:
                item = to_csl(records[record_id], with_facts=False)
                found[key] = item | {"id": key}
        for key in wanted:
            if key not in found and key in self.of_project():
                found[key] = self.of_project()[key]
        return found

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


def items_in(path: Path) -> list[dict[str, Any]]:
    """The items of a bibliography file; none where it cannot be read."""
    try:
        text = read_source(path)
        reading = format_for(path.name, text[:_HEAD]).read(text, path.name, ReadOptions())
    except PaperLookupError:
        return []  # what cannot be read is told where it is imported
    return [to_csl(entry.record, with_facts=False) for entry in reading.entries if entry.record.key]
