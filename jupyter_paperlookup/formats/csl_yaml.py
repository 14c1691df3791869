"""CSL-YAML: a list of items, or a list under `references`, as pandoc, Quarto and Zotero have it.

Texts are Markdown there, dates may be words of ISO 8601.

Source: https://pandoc.org/MANUAL.html, "Specifying bibliographic data".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from jupyter_paperlookup.formats.bibtex_dates import date_from_edtf
from jupyter_paperlookup.formats.csl_items import fault_of
from jupyter_paperlookup.formats.csl_markdown import from_markdown, to_markdown
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.formats.yaml_values import UnreadableYaml, read_yaml, write_yaml
from jupyter_paperlookup.records import Problem, Record, from_csl, to_csl
from jupyter_paperlookup.records.dates import date_to_csl

_LONGEST_HEAD = 8000
_LONGEST_ITEM = 1_000_000
_VARIABLE = r"[\"']?(?:id|type|title|author|issued|citation-key|DOI|URL|container-title)[\"']?\s*:"
_LIST = re.compile(
    r"(?:(?:^|\A\ufeff)references:[ \t]*\n(?:[ \t]*(?:#.*)?\n)*"
    r"|\A\ufeff?(?:[ \t]*(?:#.*|---[ \t]*)?\n)*)"
    rf"[ \t]*-[ \t]+{_VARIABLE}",
    re.MULTILINE,
)
_EMPTY = re.compile(r"(?m)^references:[ \t]*(?:\[[ \t]*\][ \t]*)?$")
_REFERENCES = re.compile(r"references:[ \t]*(?:#.*)?")
_BRACKETS = re.compile(r"references:[ \t]*\[(?![ \t]*\][ \t]*$)")
_ITEM = re.compile(r"([ \t]*)-(?:[ \t]|$)")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*|[A-Za-z_][\w-]*:(?:[ \t].*)?")
_WITHOUT_MARKDOWN = ("id", "type", "citation-key", "custom")
_DATES = ("issued", "accessed", "available-date", "event-date", "original-date", "submitted")
_NAMES = (
    "author", "editor", "translator", "container-author", "collection-editor", "composer",
    "director", "illustrator", "interviewer", "original-author", "recipient", "reviewed-author",
)  # fmt: skip


class CslYaml:
    """Reads and writes CSL-YAML; paperlookup's own facts stand under `custom.paperlookup`."""

    name = "csl-yaml"
    label = "CSL-YAML"
    extensions: tuple[str, ...] = (".yaml", ".yml")
    media_type = "application/yaml"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether a list of items begins, alone or under `references`, or an empty one."""
        unix = head[:_LONGEST_HEAD].replace("\r\n", "\n")
        return _LIST.search(unix) is not None or _EMPTY.search(unix) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All items, one by one, so that a broken one costs no other."""
        unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        entries: list[Entry] = []
        problems: list[Problem] = []
        tell = teller(options.progress, text.count("\n") + 1)
        for line, raw in _items(unix.split("\n")):
            tell(line)
            try:
                entries += [Entry(record, line) for record in _records(raw)]
            except UnreadableYaml as error:
                reason = f"Not readable as CSL-YAML: {error.reason}."
                problems.append(Problem.at(source, line + error.line, reason, raw))
        if not entries and not problems and not _EMPTY.search(unix):
            problems += nothing_found(text, source, self.label)
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """One list under `references`, between the lines that make it metadata of a document."""
        items = [_as_markdown(to_csl(record)) for record in records]
        return f"---\n{write_yaml({'references': items})}...\n"


def _items(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The line and the text of each item; what is written in one line is one text."""
    start = next((n for n, line in enumerate(lines, 1) if _REFERENCES.fullmatch(line)), 0)
    starts: list[int] = []
    indent: str | None = None
    end = len(lines)
    for number in range(start, len(lines)):
        line = lines[number]
        match = _ITEM.match(line)
        if match and (indent is None or match[1] == indent):
            indent = match[1]
            starts.append(number)
        elif starts and _END.fullmatch(line):
            end = number
            break
    for first, last in pairwise([*starts, end]):
        yield first + 1, "\n".join(lines[first:last])
    if not starts:
        yield from _written_in_brackets(lines)


def _written_in_brackets(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines):
        if match := _BRACKETS.match(line):
            yield number + 1, "\n".join([line[match.end() - 1 :], *lines[number + 1 :]])
            return


def _records(raw: str) -> list[Record]:
    """The records of one item of the list.

    Raises:
        UnreadableYaml: It is not YAML, or no item.
    """
    if len(raw) > _LONGEST_ITEM:
        raise UnreadableYaml("the item is too long", 0)
    items = read_yaml(raw)
    if not isinstance(items, list):
        raise UnreadableYaml("not a list of items", 0)
    for item in items:
        if fault := fault_of(item):
            raise UnreadableYaml(fault[0].lower() + fault[1:].rstrip("."), 0)
    return [from_csl(_as_csl(item)) for item in items]


def _as_csl(item: dict[str, Any]) -> dict[str, Any]:
    """An item as CSL-JSON would write it."""
    csl = {
        name: value if name in _WITHOUT_MARKDOWN else _converted(value, _from_markdown)
        for name, value in item.items()
    }
    csl |= {name: _date(csl[name]) for name in _DATES if name in csl}
    return csl | {name: _people(csl[name]) for name in _NAMES if name in csl}


def _as_markdown(item: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if name in _WITHOUT_MARKDOWN else _converted(value, to_markdown)
        for name, value in item.items()
    }


def _from_markdown(text: str) -> str:
    return from_markdown(text.strip("\n"))


def _converted(value: Any, convert: Any) -> Any:
    """A value with all texts in it converted; it is as deep as its reader or CSL-JSON allows."""
    if isinstance(value, str):
        return convert(value)
    if isinstance(value, list | tuple):
        return [_converted(part, convert) for part in value]
    if isinstance(value, dict):
        return {name: _converted(part, convert) for name, part in value.items()}
    return value


def _date(value: Any) -> Any:
    """`2020-03`, `2020~`, `2020/2021`, `{year: 2020}` or a list of these to CSL-JSON's object."""
    if isinstance(value, int | str) and not isinstance(value, bool):
        date = date_from_edtf(str(value))
        return date_to_csl(date) if date else {"literal": str(value)}
    parts = value if isinstance(value, list) else [value]
    if all(isinstance(part, dict) and "year" in part for part in parts):
        return {"date-parts": [_parts(part) for part in parts]}
    return value


def _parts(date: dict[str, Any]) -> list[Any]:
    return [date[name] for name in ("year", "month", "day") if date.get(name) is not None]


def _people(value: Any) -> Any:
    """A list of names, of which any may be one word or text alone."""
    people = value if isinstance(value, list) else [value]
    return [{"literal": each} if isinstance(each, str) else _joined(each) for each in people]


def _joined(name: Any) -> Any:
    if not isinstance(name, dict):
        return name
    return {
        part: " ".join(map(str, text)) if isinstance(text, list) else text
        for part, text in name.items()
    }
