"""RIS, as reference managers and publishers' sites exchange it.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), and what Zotero and EndNote write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import rispy

from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.formats.ris_fields import record_of, tags_of
from jupyter_paperlookup.records import Problem, Record

_LONGEST_HEAD = 8000
# One blank or two before the hyphen, and none behind it in an empty line: all are found.
_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)", re.DOTALL)
_TAGS = {name: tag for tag, name in rispy.TAG_KEY_MAPPING.items()}
_START = re.compile(r"(?m)^\ufeff?TY {1,2}- ?")


class Ris:
    """Reads and writes RIS."""

    name = "ris"
    label = "RIS"
    extensions: tuple[str, ...] = (".ris",)
    media_type = "application/x-research-info-systems"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether a reference begins on a line of its own."""
        return _START.search(head[:_LONGEST_HEAD]) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All references, also those whose end is missing."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        tell = teller(options.progress, text.count("\n") + 1)
        for part in _parts(text):
            tell(part.line)
            fields = _fields(part)
            record = record_of(fields) if fields else None
            if record:
                entries.append(Entry(record, part.line))
            elif fields is None:
                reason = "This belongs to no reference: one begins with TY."
                problems.append(Problem.at(source, part.line, reason, part.raw))
            else:
                reason = "Nothing in it says which work it is."
                problems.append(Problem.at(source, part.line, reason, part.raw))
        if not entries and not problems:
            problems += nothing_found(text, source, self.label)
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """One reference for each record, a blank line between them."""
        return "\n".join(_reference(record) for record in records) or "\n"


def _reference(record: Record) -> str:
    lines = [f"{tag}  - {text}" for tag, text in tags_of(record)]
    return "\n".join([*lines, "ER  - ", ""])


class _Part(msgspec.Struct):
    """Lines that belong together: one reference, or what stands outside of any."""

    line: int
    lines: list[str]
    is_reference: bool

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)


def _parts(text: str) -> list[_Part]:
    """The references of a text, and tags outside of any; a header above the first is no matter."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parts: list[_Part] = []
    current: _Part | None = None
    for number, line in enumerate(unix.split("\n"), start=1):
        match = _LINE.fullmatch(line.strip())
        tag = match[1] if match else ""
        if tag == "TY":
            current = _Part(number, [], is_reference=True)
            parts.append(current)
        elif tag and current is None and tag != "ER":
            current = _Part(number, [], is_reference=False)
            parts.append(current)
        if current and line.strip():
            current.lines.append(f"{tag}  - {match[2]}" if match else line)
        if tag == "ER":
            current = None
    return parts


def _fields(part: _Part) -> dict[str, list[str]] | None:
    """The texts of each tag of one reference, as rispy reads it; None outside of any."""
    if not part.is_reference:
        return None
    # A reference without its end would be lost, and UR is split at semicolons by default.
    lines = [line for line in _unfolded(part.lines) if not line.startswith("ER  -")]
    found = rispy.loads(
        "\n".join([*lines, "ER  - "]), enforce_list_tags=False, delimiter_tags_mapping={}
    )
    fields = dict(found[0]) if found else {}
    unknown = fields.pop("unknown_tag", {})
    known = {_TAGS[name]: value for name, value in fields.items()}
    return {tag: _texts(value) for tag, value in (known | dict(unknown)).items()}


def _texts(value: object) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    return [text for each in texts if (text := one_line(str(each)))]


def _unfolded(lines: Sequence[str]) -> list[str]:
    """One line for each tag: a line without one goes on with the text before it."""
    folded: list[list[str]] = []
    for line in lines:
        if _LINE.fullmatch(line) or not folded:
            folded.append([line])
        else:
            folded[-1].append(line.strip())
    return [" ".join(texts) for texts in folded]
