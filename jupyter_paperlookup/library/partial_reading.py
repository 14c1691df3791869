"""A changed file read only where it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.formats.bibtex_parts import Part, parts_of, unix_lines, without
from jupyter_paperlookup.formats.format import Format, Reading, ReadOptions
from jupyter_paperlookup.formats.reading_progress import ReadingProgress
from jupyter_paperlookup.library.source_table import Known, Source, SourceTable
from jupyter_paperlookup.records import Problem

_IN_PARTS = frozenset({"bibtex", "biblatex"})


class StoredPart(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a part of a text: enough to recognise it, and where it was."""

    digest: bytes
    line: int
    is_macro: bool


class PartialReading(msgspec.Struct, frozen=True):
    """What was read of a text, and the entries that were not, being as they were.

    Attributes:
        reading: New and changed entries, and all problems, also those of other entries.
        kept: The lines of the entries that were not read, by the names of the entries.
        parts: What to remember of the text, for the next time.
    """

    reading: Reading
    kept: dict[str, int]
    parts: tuple[StoredPart, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[StoredPart, ...]).decode


def read(
    chosen: Format,
    text: str,
    source: Source,
    before: Source | None,
    table: SourceTable,
    *,
    progress: ReadingProgress | None = None,
) -> PartialReading:
    """Read a text, as far as it is not as it was when its source was last read.

    Args:
        chosen: The format of the text.
        text: The whole text.
        source: The source as it is now.
        before: The source as it was, if it is known.
        table: Where the entries of sources are.
        progress: Is told how much of the text is read; what it raises ends the reading.
    """
    options = ReadOptions(capture_year=source.capture_year, progress=progress)
    if chosen.name not in _IN_PARTS:
        return PartialReading(chosen.read(text, source.name, options), {}, ())
    unix = unix_lines(text)
    parts = parts_of(unix)
    stored = tuple(StoredPart(each.digest, each.line, each.is_macro) for each in parts)
    old = _decode(table.parts(before.id)) if before and before.kind == chosen.name else ()
    kept = _kept(parts, old, table.known_entries(before.id)) if before and old else []
    reading = chosen.read(without(unix, parts, kept) if kept else text, source.name, options)
    if before and kept:
        problems = [*reading.problems, *_moved(before.problems, old, kept)]
        problems.sort(key=lambda problem: problem.line)
        reading = msgspec.structs.replace(reading, problems=tuple(problems))
    return PartialReading(reading, {_name(part): part.line for part in kept}, stored)


def encoded(parts: Sequence[StoredPart]) -> bytes:
    """Parts as they are stored."""
    return _encode(parts)


def _kept(parts: Sequence[Part], old: Sequence[StoredPart], known: dict[str, Known]) -> list[Part]:
    """The entries that need not be read; none where the change may concern all of them."""
    if _macros(parts) != _macros(old):
        return []  # a macro that changed changes entries that use it
    counts = Counter(part.key for part in parts if part.key)
    if any(" #" in name for name in known) or any(count > 1 for count in counts.values()):
        return []  # of entries with one key, each is told by the others
    digests = {part.digest for part in old}
    return [
        part
        for part in parts
        if part.key
        and part.digest in digests
        and (before := known.get(_name(part))) is not None
        and not before.gone
    ]


def _macros(parts: Sequence[Part] | Sequence[StoredPart]) -> list[bytes]:
    return [part.digest for part in parts if part.is_macro]


def _moved(
    problems: Sequence[Problem], old: Sequence[StoredPart], kept: Sequence[Part]
) -> list[Problem]:
    """The problems of entries that were not read, on the lines on which they are now."""
    lines = [part.line for part in old]
    now = {part.digest: part.line for part in kept}
    moved = []
    for problem in problems:
        if not problem.line:
            continue  # of the whole text, and told anew
        part = old[max(bisect_right(lines, problem.line) - 1, 0)]
        if part.digest in now:
            line = problem.line - part.line + now[part.digest]
            moved.append(msgspec.structs.replace(problem, line=line))
    return moved


def _name(part: Part) -> str:
    return f"key:{part.key}"
