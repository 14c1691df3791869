"""The works that a Jupyter notebook stores in its metadata: its own, and those of other tools.

Nothing of its cells is read. The notebook's format: https://nbformat.readthedocs.io
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from jupyter_paperlookup.formats.csl_items import fault_of
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.records import Problem, Record, from_csl
from jupyter_paperlookup.records.notebook_items import (
    METADATA_NAME,
    MigratedItems,
    foreign_items,
    mapping,
)

_LONGEST_HEAD = 8000
_MOST_MISSED = 20
_BEGINNING = re.compile(
    r'\ufeff?\s*\{\s*"(?:cells|nbformat|nbformat_minor|worksheets|(metadata))"\s*:'
)
_SIGN = re.compile(r'"(?:cells|kernelspec|language_info|nbformat)"\s*:')


class _Notebook(msgspec.Struct):
    nbformat: int
    metadata: dict[str, Any] = {}


class _Place(NamedTuple):
    """An item and where it is told: its tool and its name there."""

    tool: str
    name: str
    item: object


_decode = msgspec.json.Decoder(_Notebook).decode


class Notebook:
    """Reads the works that a notebook carries with it, under the keys by which it cites them."""

    name = "notebook"
    label = "Jupyter notebook"
    extensions: tuple[str, ...] = (".ipynb",)
    media_type = "application/x-ipynb+json"
    reads = True
    writes = False

    def recognises(self, head: str) -> bool:
        """Whether an object begins that has the members of a notebook."""
        start = _BEGINNING.match(head[:_LONGEST_HEAD])
        return start is not None and (not start[1] or _SIGN.search(head) is not None)

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """All items; one that is none costs no other."""
        try:
            metadata = _decode(text.removeprefix("\ufeff").encode()).metadata
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            problem = Problem.at(source, 0, "It is no notebook that can be read.", "")
            return Reading((), (problem,))
        return _Items(text, source, metadata).read()

    def write(self, records: Sequence[Record]) -> str:
        """Notebooks are only read."""
        raise NotImplementedError


class _Items:
    """The items of a notebook's metadata."""

    def __init__(self, text: str, source: str, metadata: Mapping[str, Any]) -> None:
        self._source = source
        self._metadata = metadata
        self._lines = _Lines(text)

    def read(self) -> Reading:
        entries: list[Entry] = []
        problems: list[Problem] = []
        migrated = MigratedItems(self._own())
        for tool, name, item in self._all():
            line = self._lines.of(tool, name)
            if fault := fault_of(item):
                problems.append(Problem.at(self._source, line, fault, name))
                continue
            if tool != METADATA_NAME:
                migrated.add(tool, name, item)
            key = migrated.key_of(tool, name) or name
            stored = {**migrated.item(key), "id": key}
            stored.pop("citation-key", None)  # the notebook cites it by the name that it has here
            entries.append(Entry(from_csl(stored), line))
        if not entries and not problems:
            problems.append(Problem.at(self._source, 0, "The notebook stores no works.", ""))
        return Reading(tuple(entries), tuple(problems))

    def _own(self) -> dict[str, Any]:
        items = mapping(mapping(self._metadata.get(METADATA_NAME)).get("items"))
        return {key: item for key, item in items.items() if not fault_of(item)}

    def _all(self) -> Iterator[_Place]:
        items = mapping(mapping(self._metadata.get(METADATA_NAME)).get("items"))
        yield from (_Place(METADATA_NAME, key, item) for key, item in items.items())
        yield from (_Place(*each) for each in foreign_items(self._metadata))


class _Lines:
    """Where names stand in the text of a notebook, which tools write one behind the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._encode = partial(json.dumps, ensure_ascii=text.isascii())
        self._tool = ""
        self._place = self._counted = 0
        self._line = 1
        self._missed = 0

    def of(self, tool: str, name: str) -> int:
        """The line on which a tool names an item, behind the one before it; 0 if not found."""
        if tool != self._tool:
            self._tool, self._place = tool, 0
        if self._missed > _MOST_MISSED:
            return 0
        found = self._text.find(f"{self._encode(name)}:", self._place)
        if found < 0:
            self._missed += 1
            return 0
        if found < self._counted:
            self._counted, self._line = 0, 1
        self._line += self._text.count("\n", self._counted, found)
        self._place = self._counted = found
        return self._line
