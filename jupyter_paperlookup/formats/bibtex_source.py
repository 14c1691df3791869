"""The text of a `.bib` file to its entries as they stand there: fields still in LaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from itertools import pairwise

import msgspec
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from jupyter_paperlookup.formats.bibtex_comments import without_commented_out
from jupyter_paperlookup.formats.bibtex_cuts import Piece, Placed, pieces_of, pieces_with
from jupyter_paperlookup.formats.bibtex_entry import BibtexEntry
from jupyter_paperlookup.formats.bibtex_inheritance import inherit
from jupyter_paperlookup.formats.bibtex_parts import unix_lines
from jupyter_paperlookup.formats.bibtex_recovery import recover, recover_fields
from jupyter_paperlookup.formats.bibtex_values import Macros
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import ReadingProgress
from jupyter_paperlookup.records import Problem

# What it would log comes back as problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

MOST_ENTRIES = 250_000

_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_STRING = re.compile(r"@string\b", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}]+$")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:+-]*)\s*=")
_LOST_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]")
_STRAY_FIELD = re.compile(r"[\s,}]*[A-Za-z][\w:+-]*\s*=\s*[{\"\w]")
_NO_ENTRY = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_SAYS_SOMETHING = frozenset({"title", "author", "editor", "booktitle", "doi", "url"})
_MOST_LOST_COMMAS = 100


class _Told(msgspec.Struct, frozen=True):
    """What a problem is about: the line on which it begins, and as it stands there."""

    line: int
    raw: str


class BibtexSource(msgspec.Struct, frozen=True):
    """The entries of a text and what of it could not be read."""

    entries: list[BibtexEntry]
    problems: list[Problem]


def read_bibtex(text: str, source: str, progress: ReadingProgress | None = None) -> BibtexSource:
    """All entries of a text, in its order, also those with a fault that can be mended.

    A missing comma is put in, of a field that is there twice the first counts, an entry whose key
    was there before is read nevertheless, of one whose braces or quotation marks do not match the
    fields that can be told apart are: each is told as a problem.

    Args:
        text: The whole text.
        source: Its name, for the problems.
        progress: Is told how many characters are read.
    """
    unix, commented_out = without_commented_out(unix_lines(text))
    reader = _Reader(unix, source)
    reader.problems += [
        Problem.at(source, each.line, f"Not read: {each.entries} entries in a comment.", each.raw)
        for each in commented_out
    ]
    if sum(1 for _ in _BLOCK.finditer(unix)) > MOST_ENTRIES:
        reason = f"More than {MOST_ENTRIES:,} entries: split the file and try again."
        return BibtexSource([], [Problem.at(source, 1, reason, unix)])
    for piece in pieces_of(unix):
        if progress is not None:
            progress(piece.start, len(unix))
        reader.read(piece)
    if not reader.entries and not reader.problems:
        reader.problems += [] if _is_comment(unix) else nothing_found(text, source, "BibTeX")
    entries = inherit(reader.entries, len(unix), reader.tell)
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    return BibtexSource(entries, problems)


class _Reader:
    """Goes through the blocks of a text; `_before` is the entry directly above, if it is one."""

    def __init__(self, text: str, source: str) -> None:
        self.entries: list[BibtexEntry] = []
        self.problems: list[Problem] = []
        self._source = source
        self._macros = Macros(len(text))
        self._keys: set[str] = set()
        self._before: BibtexEntry | None = None
        self._define(text)

    def read(self, piece: Piece) -> None:
        self._before = None
        blocks = piece.blocks()
        behind = iter([*blocks[1:], None])
        rest = None
        for placed, following in zip(blocks, behind, strict=bool(blocks)):
            block = placed.block
            if placed is rest:
                continue
            if not isinstance(block, ParsingFailedBlock) or _is_duplicate(block):
                self._block(placed)
            elif following and isinstance(following.block, ImplicitComment):
                # Where an entry broke, the rest of it has become a comment.
                end = following.start + len(following.raw)
                self._broken_block(block, placed.line, piece.shown[placed.start : end])
                rest = following
            else:
                self._broken_block(block, placed.line, placed.raw)

    def _define(self, text: str) -> None:
        """The macros of the whole text; one may hold another that is defined below it."""
        blocks = (each for piece in pieces_with(text, _STRING) for each in piece.blocks())
        waiting = [
            (macro, each.line)
            for each in blocks
            if (macro := _macro(each.block)) and self._macros.define(macro.key, macro.value)
        ]
        for macro, line in waiting:
            for name in self._macros.define(macro.key, macro.value):
                self._problem(_Told(line, macro.raw or ""), f"No @string defines {name[:60]}.")

    def tell(self, entry: BibtexEntry, reason: str, raw: str) -> None:
        """Add a problem of an entry that has been read."""
        self.problems.append(Problem.at(self._source, entry.line, reason, raw))

    def _block(self, placed: Placed) -> None:
        before, self._before = self._before, None
        block: Block | None = placed.block
        told = _Told(placed.line, placed.raw)
        if isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            self._problem(told, f"More than once in one entry: {names[:200]}; the first is read.")
        while isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock):
            block = block.ignore_error_block
        if isinstance(block, Entry):
            self._entry(block, told)
        elif isinstance(block, ImplicitComment) and before and _STRAY_FIELD.match(block.comment):
            self._closed_too_early(told, before)
        elif isinstance(block, ImplicitComment):
            self._comment(told)

    def _broken_block(self, block: ParsingFailedBlock, line: int, raw: str) -> None:
        reason = getattr(block.error, "abort_reason", None) or str(block.error)
        self._broken(_Told(line, raw), " ".join(reason.split()))

    def _entry(self, entry: Entry, told: _Told) -> None:
        fields = self._fields(told, ((field.key, field.value) for field in entry.fields))
        if fields:
            self._add(told, entry.entry_type, entry.key, fields)
        else:
            self._problem(told, "An entry without fields.")

    def _broken(self, told: _Told, reason: str) -> None:
        found = recover(told.raw)
        reason = reason if reason.endswith(".") else f"{reason}."
        fields = self._fields(told, found.fields) if found else {}
        if found and _SAYS_SOMETHING & fields.keys():
            self._problem(told, f"Read as far as its fields can be told apart: {reason}")
            self._add(told, found.type, found.key, fields)
        else:
            self._problem(told, f"Not readable as BibTeX: {reason}")

    def _closed_too_early(self, told: _Told, before: BibtexEntry) -> None:
        self._problem(told, "A brace closes the entry above too early: this is read as part of it.")
        for name, value in self._fields(told, recover_fields(told.raw)).items():
            before.fields.setdefault(name, value)

    def _comment(self, told: _Told) -> None:
        """Text between entries, which may be an entry that has lost its opening brace."""
        starts = [match.start() for match in _LOST_ENTRY.finditer(told.raw)]
        for start, end in pairwise([*starts, len(told.raw)]):
            line = told.line + told.raw.count("\n", 0, start)
            lost = _Told(line, told.raw[start:end].lstrip())
            self._broken(lost, "the entry has no opening brace.")

    def _add(self, told: _Told, kind: str, key: str, fields: dict[str, str]) -> None:
        if key and key in self._keys:
            self._problem(told, f"The key {key[:60]} is there before; this entry is read as well.")
        self._keys.add(key)
        self._before = BibtexEntry(kind.lower(), key, told.line, fields)
        self.entries.append(self._before)

    def _fields(self, told: _Told, raw_fields: Iterable[tuple[str, str]]) -> dict[str, str]:
        fields: dict[str, str] = {}
        for key, value in raw_fields:
            self._field(told, key, value, fields)
        return fields

    def _field(self, told: _Told, key: str, raw: str, fields: dict[str, str]) -> None:
        for _ in range(_MOST_LOST_COMMAS):
            name = _FIELD_NAME.search(key)
            value = self._macros.value(raw)
            if name is None:
                self._problem(told, "A value without the name of its field.")
            elif value.text:
                fields.setdefault(name[0].lower(), value.text)
            for macro in value.undefined:
                self._problem(told, f"No @string defines {macro[:60]}.")
            if not value.rest:
                return
            following = _NEXT_FIELD.match(value.rest)
            if following is None:
                break
            self._problem(told, f"The comma before {following[1][:60]} is missing.")
            key, raw = following[1], value.rest[following.end() :]
        self._problem(told, f"The value of {key[-60:].strip()} is not readable to its end.")

    def _problem(self, told: _Told, reason: str) -> None:
        self.problems.append(Problem.at(self._source, told.line, reason, told.raw))


def _is_duplicate(block: object) -> bool:
    return isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock)


def _macro(block: Block) -> String | None:
    inner = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
    return inner if isinstance(inner, String) else None


def _is_comment(text: str) -> bool:
    """Whether a text without entries is BibTeX all the same: macros, or lines that begin with %."""
    lines = [line for each in text.split("\n") if (line := each.strip())]
    return bool(lines) and all(line[0] == "%" or _NO_ENTRY.match(line) for line in lines)
