"""The text of a `.bib` file to its entries as they stand there: fields still in LaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

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

from jupyter_paperlookup.formats.bibtex_entry import BibtexEntry
from jupyter_paperlookup.formats.bibtex_inheritance import inherit
from jupyter_paperlookup.formats.bibtex_recovery import recover, recover_fields
from jupyter_paperlookup.formats.bibtex_values import Macros
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.records import Problem

# What it would log comes back as problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

MOST_ENTRIES = 250_000

_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}]+$")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:+-]*)\s*=")
_LOST_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]")
_STRAY_FIELD = re.compile(r"[\s,}]*[A-Za-z][\w:+-]*\s*=\s*[{\"\w]")
_NO_ENTRY = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_SAYS_SOMETHING = frozenset({"title", "author", "editor", "booktitle", "doi", "url"})
_MOST_LOST_COMMAS = 100

_Told = Entry | ParsingFailedBlock | ImplicitComment | String


class BibtexSource(msgspec.Struct, frozen=True):
    """The entries of a text and what of it could not be read."""

    entries: list[BibtexEntry]
    problems: list[Problem]


def read_bibtex(text: str, source: str) -> BibtexSource:
    """All entries of a text, in its order, also those with a fault that can be mended.

    A missing comma is put in, of a field that is there twice the first counts, an entry whose key
    was there before is read nevertheless, of one whose braces or quotation marks do not match the
    fields that can be told apart are: each is told as a problem.
    """
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(unix, source)
    if sum(1 for _ in _BLOCK.finditer(unix)) > MOST_ENTRIES:
        reason = f"More than {MOST_ENTRIES:,} entries: split the file and try again."
        return BibtexSource([], [Problem.at(source, 1, reason, unix)])
    reader.read(Splitter(unix).split())
    if not reader.entries and not reader.problems:
        reader.problems += [] if _is_comment(unix) else nothing_found(text, source, "BibTeX")
    entries = inherit(reader.entries, len(unix), reader.tell)
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    return BibtexSource(entries, problems)


class _Reader:
    """Goes through the blocks of a text; `_before` is the entry directly above, if it is one.

    `_swallowed` is the comment that was the rest of a broken entry, `_place` where that ends.
    """

    def __init__(self, text: str, source: str) -> None:
        self.entries: list[BibtexEntry] = []
        self.problems: list[Problem] = []
        self._text = text
        self._source = source
        self._macros = Macros(len(text))
        self._before: BibtexEntry | None = None
        self._swallowed: ImplicitComment | None = None
        self._place = 0

    def read(self, blocks: Blocks) -> None:
        self._define(blocks)
        behind: Sequence[object] = [*blocks.blocks[1:], None]
        for block, following in zip(blocks.blocks, behind, strict=bool(blocks.blocks)):
            if isinstance(block, ParsingFailedBlock) and not _is_duplicate(block):
                self._broken_block(block, following)
            elif block is not self._swallowed:
                self._block(block)

    def _define(self, blocks: Blocks) -> None:
        """The macros of all blocks; one may hold another that is defined below it."""
        inner = (
            block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
            for block in blocks.blocks
        )
        waiting = [block for block in inner if isinstance(block, String)]
        waiting = [block for block in waiting if self._macros.define(block.key, block.value)]
        for block in waiting:
            for macro in self._macros.define(block.key, block.value):
                self._problem(block, f"No @string defines {macro[:60]}.")

    def tell(self, entry: BibtexEntry, reason: str, raw: str) -> None:
        """Add a problem of an entry that has been read."""
        self.problems.append(Problem.at(self._source, entry.line, reason, raw))

    def _block(self, block: object) -> None:
        before, self._before = self._before, None
        match block:
            case Entry():
                self._entry(block)
            case DuplicateBlockKeyBlock() | DuplicateFieldKeyBlock():
                inner = block.ignore_error_block
                if isinstance(inner, Entry):
                    self._problem(inner, _why_duplicate(block))
                    self._entry(inner)
                else:
                    self._block(inner)
            case ImplicitComment() if before and _STRAY_FIELD.match(block.comment):
                self._closed_too_early(block, before)
            case ImplicitComment():
                self._comment(block)

    def _broken_block(self, block: ParsingFailedBlock, following: object) -> None:
        """A broken entry; where it broke, the rest of it has become a comment."""
        raw = str(block.raw or "")
        self._place = start = max(self._text.find(raw, self._place), 0)
        if isinstance(following, ImplicitComment):
            end = self._text.find(following.comment, start + len(raw)) + len(following.comment)
            raw = self._text[start:end]
            self._swallowed = following
        self._place = start + len(raw)
        reason = getattr(block.error, "abort_reason", None) or str(block.error)
        self._broken(block, raw, " ".join(reason.split()))

    def _entry(self, entry: Entry) -> None:
        fields = self._fields(entry, ((field.key, field.value) for field in entry.fields))
        if fields:
            self._add(entry, entry.entry_type, entry.key, fields)
        else:
            self._problem(entry, "An entry without fields.")

    def _broken(self, block: _Told, raw: str, reason: str) -> None:
        found = recover(raw)
        reason = reason if reason.endswith(".") else f"{reason}."
        fields = self._fields(block, found.fields) if found else {}
        if found and _SAYS_SOMETHING & fields.keys():
            self._problem(block, f"Read as far as its fields can be told apart: {reason}")
            self._add(block, found.type, found.key, fields)
        else:
            self._problem(block, f"Not readable as BibTeX: {reason}")

    def _closed_too_early(self, block: ImplicitComment, before: BibtexEntry) -> None:
        self._problem(
            block, "A brace closes the entry above too early: this is read as part of it."
        )
        for name, value in self._fields(block, recover_fields(block.comment)).items():
            before.fields.setdefault(name, value)

    def _comment(self, block: ImplicitComment) -> None:
        """Text between entries, which may be an entry that has lost its opening brace."""
        starts = [match.start() for match in _LOST_ENTRY.finditer(block.comment)]
        for start, end in pairwise([*starts, len(block.comment)]):
            raw = block.comment[start:end].lstrip()
            line = int(block.start_line or 0) + block.comment.count("\n", 0, start)
            lost = ImplicitComment(start_line=line, raw=raw, comment=raw)
            self._broken(lost, raw, "the entry has no opening brace.")

    def _add(self, block: _Told, kind: str, key: str, fields: dict[str, str]) -> None:
        line = int(block.start_line or 0) + 1
        self._before = BibtexEntry(kind.lower(), key, line, fields)
        self.entries.append(self._before)

    def _fields(self, block: _Told, raw_fields: Iterable[tuple[str, str]]) -> dict[str, str]:
        fields: dict[str, str] = {}
        for key, value in raw_fields:
            self._field(block, key, value, fields)
        return fields

    def _field(self, block: _Told, key: str, raw: str, fields: dict[str, str]) -> None:
        for _ in range(_MOST_LOST_COMMAS):
            name = _FIELD_NAME.search(key)
            value = self._macros.value(raw)
            if name is None:
                self._problem(block, "A value without the name of its field.")
            elif value.text:
                fields.setdefault(name[0].lower(), value.text)
            for macro in value.undefined:
                self._problem(block, f"No @string defines {macro[:60]}.")
            if not value.rest:
                return
            following = _NEXT_FIELD.match(value.rest)
            if following is None:
                break
            self._problem(block, f"The comma before {following[1][:60]} is missing.")
            key, raw = following[1], value.rest[following.end() :]
        self._problem(block, f"The value of {key[-60:].strip()} is not readable to its end.")

    def _problem(self, block: _Told, reason: str) -> None:
        line = int(block.start_line or 0) + 1
        self.problems.append(Problem.at(self._source, line, reason, str(block.raw or "")))


def _is_duplicate(block: object) -> bool:
    return isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock)


def _why_duplicate(block: DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"The key {str(block.key)[:60]} is there before; this entry is read as well."
    names = ", ".join(sorted(block.duplicate_keys))
    return f"More than once in one entry: {names[:200]}; the first is read."


def _is_comment(text: str) -> bool:
    """Whether a text without entries is BibTeX all the same: macros, or lines that begin with %."""
    lines = [line for each in text.split("\n") if (line := each.strip())]
    return bool(lines) and all(line[0] == "%" or _NO_ENTRY.match(line) for line in lines)
