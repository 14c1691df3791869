"""The text of a `.bib` file to its entries as they stand there: fields still in LaTeX."""

from __future__ import annotations

import logging
import re

import msgspec
from bibtexparser.library import Library as Blocks
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

from jupyter_paperlookup.formats.bibtex_values import Macros
from jupyter_paperlookup.records import Problem

# What it would log comes back as problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

MOST_ENTRIES = 250_000

_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}]+$")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:+-]*)\s*=")
_LOST_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]")
_MOST_LOST_COMMAS = 100


class BibtexEntry(msgspec.Struct):
    """One entry: field names in lower case, values in LaTeX, macros put in."""

    type: str
    key: str
    line: int
    fields: dict[str, str]


class BibtexSource(msgspec.Struct, frozen=True):
    """The entries of a text and what of it could not be read."""

    entries: list[BibtexEntry]
    problems: list[Problem]


def read_bibtex(text: str, source: str) -> BibtexSource:
    """All entries of a text, in its order, also those with a fault that can be mended.

    A missing comma is put in, of a field that is there twice the first counts, an entry whose key
    was there before is read nevertheless: each is told as a problem.
    """
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(source, Macros(len(unix)))
    if sum(1 for _ in _BLOCK.finditer(unix)) > MOST_ENTRIES:
        reason = f"More than {MOST_ENTRIES:,} entries: split the file and try again."
        return BibtexSource([], [Problem.at(source, 1, reason, unix)])
    reader.read(Splitter(unix).split())
    if unix.strip() and not reader.entries and not reader.problems:
        reader.problems.append(Problem.at(source, 1, "There is no BibTeX entry here.", unix))
    _inherit(reader.entries)
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    return BibtexSource(reader.entries, problems)


class _Reader:
    def __init__(self, source: str, macros: Macros) -> None:
        self.entries: list[BibtexEntry] = []
        self.problems: list[Problem] = []
        self._source = source
        self._macros = macros

    def read(self, blocks: Blocks) -> None:
        for block in blocks.blocks:
            inner = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
            if isinstance(inner, String):
                self._macros.define(inner.key, inner.value)
        for block in blocks.blocks:
            self._block(block)

    def _block(self, block: object) -> None:
        match block:
            case Entry():
                self._entry(block)
            case DuplicateBlockKeyBlock() | DuplicateFieldKeyBlock():
                inner = block.ignore_error_block
                if isinstance(inner, Entry):
                    self._problem(inner, _why_duplicate(block))
                    self._entry(inner)
                elif isinstance(inner, ParsingFailedBlock):
                    self._block(inner)
            case ParsingFailedBlock():
                reason = getattr(block.error, "abort_reason", None) or str(block.error)
                self._problem(block, f"Not readable as BibTeX: {' '.join(reason.split())}")
            case ImplicitComment() if _LOST_ENTRY.search(block.comment):
                self._problem(block, "An entry without its opening brace.")

    def _entry(self, entry: Entry) -> None:
        fields: dict[str, str] = {}
        for field in entry.fields:
            self._field(entry, field.key, field.value, fields)
        if not fields:
            self._problem(entry, "An entry without fields.")
            return
        line = int(entry.start_line or 0) + 1
        self.entries.append(BibtexEntry(entry.entry_type.lower(), entry.key, line, fields))

    def _field(self, entry: Entry, key: str, raw: str, fields: dict[str, str]) -> None:
        for _ in range(_MOST_LOST_COMMAS):
            name = _FIELD_NAME.search(key)
            value = self._macros.value(raw)
            if name is None:
                self._problem(entry, "A value without the name of its field.")
            elif value.text:
                fields.setdefault(name[0].lower(), value.text)
            for macro in value.undefined:
                self._problem(entry, f"No @string defines {macro[:60]}.")
            if not value.rest:
                return
            following = _NEXT_FIELD.match(value.rest)
            if following is None:
                break
            self._problem(entry, f"The comma before {following[1][:60]} is missing.")
            key, raw = following[1], value.rest[following.end() :]
        self._problem(entry, f"The value of {key[-60:].strip()} is not readable to its end.")

    def _problem(self, block: Entry | ParsingFailedBlock | ImplicitComment, reason: str) -> None:
        line = int(block.start_line or 0) + 1
        self.problems.append(Problem.at(self._source, line, reason, str(block.raw or "")))


def _why_duplicate(block: DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"The key {str(block.key)[:60]} is there before; this entry is read as well."
    names = ", ".join(sorted(block.duplicate_keys))
    return f"More than once in one entry: {names[:200]}; the first is read."


def _inherit(entries: list[BibtexEntry]) -> None:
    """An entry with `crossref` takes what it does not say from its parent; one step, as BibTeX."""
    parents = {entry.key.lower(): entry for entry in reversed(entries) if entry.key}
    own = {id(entry): dict(entry.fields) for entry in entries if "crossref" in entry.fields}
    for entry in entries:
        parent = parents.get(entry.fields.get("crossref", "").strip().lower())
        if parent is None or parent is entry:
            continue
        inherited = own.get(id(parent), parent.fields)
        if "title" in inherited:
            entry.fields.setdefault("booktitle", inherited["title"])
        for name, value in inherited.items():
            if name not in ("crossref", "key", "ids", "label"):
                entry.fields.setdefault(name, value)
