"""PubMed's MEDLINE text (`.nbib`), as PubMed and other medical databases export it.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.medline_fields import record_of, tags_of
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Problem, Record

_LONGEST_HEAD = 8000
_WIDTH = 4
# The tag takes four places; some databases write `OWN - ERIC` with fewer blanks.
_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)")
_START = re.compile(r"(?m)^\ufeff?(?:PMID {0,2}-(?: \d| *$)|OWN {1,2}- [A-Z])")
_FIRST_TAGS = ("PMID", "OWN")


class Medline:
    """Reads and writes MEDLINE text."""

    name = "medline"
    label = "PubMed (MEDLINE)"
    extensions: tuple[str, ...] = (".nbib", ".medline")
    media_type = "application/nbib"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether a citation begins on a line of its own."""
        return _START.search(head[:_LONGEST_HEAD]) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All citations; a blank line or a new PMID ends one."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        tell = teller(options.progress, text.count("\n") + 1)
        for part in _parts(text):
            tell(part.line)
            record = record_of(part.tags)
            if record:
                entries.append(Entry(record, part.line))
            else:
                reason = "Nothing in it says which work it is."
                problems.append(Problem.at(source, part.line, reason, "\n".join(part.lines)))
        if not entries and not problems:
            problems += nothing_found(text, source, self.label)
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """One citation for each record, a blank line between them."""
        return "\n".join(_citation(record) for record in records) or "\n"


class _Part(msgspec.Struct):
    """The lines of one citation and the tags in them, continued texts joined."""

    line: int
    lines: list[str] = []
    tags: list[tuple[str, str]] = []


def _parts(text: str) -> Iterator[_Part]:
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    part: _Part | None = None
    joined: list[str] = []
    for number, line in enumerate(unix.split("\n"), start=1):
        match = _LINE.fullmatch(line.rstrip())
        is_new = match and (part is None or (match[1] in _FIRST_TAGS and _has(part, match[1])))
        if part and (is_new or not line.strip()):
            yield _closed(part, joined)
            part = None
        if match and part is None:
            part = _Part(number)
        if part is None:
            continue
        part.lines.append(line)
        if match:
            joined = _begin(part, joined, match[1], match[2] or "")
        else:
            joined.append(line.strip())
    if part:
        yield _closed(part, joined)


def _has(part: _Part, tag: str) -> bool:
    return any(known == tag for known, _ in part.tags)


def _begin(part: _Part, before: list[str], tag: str, text: str) -> list[str]:
    _end(part, before)
    part.tags.append((tag, ""))
    return [text.strip()]


def _end(part: _Part, joined: list[str]) -> None:
    if part.tags:
        tag, _ = part.tags[-1]
        part.tags[-1] = (tag, one_line(" ".join(joined)))


def _closed(part: _Part, joined: list[str]) -> _Part:
    _end(part, joined)
    return part


def _citation(record: Record) -> str:
    lines = [f"{tag:<{_WIDTH}}- {text}" for tag, text in tags_of(record)]
    if not (lines and lines[0].startswith("PMID")):
        lines.insert(0, "PMID-")
    return "\n".join([*lines, ""])
