"""CSL-JSON: a list of items, one item, or a list under `items`, as Zotero's export has it.

Source: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import msgspec

from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.records import Problem, Record, from_csl, to_csl

_LONGEST_HEAD = 8000
_MOST_BROKEN_ITEMS = 1000
_LIST = re.compile(r"\s*\[")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_HEAD = re.compile(r'\s*(?:\[\s*(?:\{|\])|\{\s*"items"\s*:\s*\[|\{\s*"(?:id|type|title)"\s*:)')
_SEPARATOR = re.compile(r"[\s,]*")
_NEXT_ITEM = re.compile(r"\}\s*,\s*(?=\{)")
_SAYS_SOMETHING = ("title", "author", "editor", "DOI", "URL", "ISBN", "container-title")


class CslJson:
    """Reads and writes CSL-JSON; paperlookup's own facts stand under `custom.paperlookup`."""

    name = "csl-json"
    label = "CSL-JSON"
    extensions: tuple[str, ...] = (".json", ".csljson")
    media_type = "application/vnd.citationstyles.csl+json"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether a list of objects begins, or an object that can be an item.

        JSON lines begin likewise, but end their first line with the object.
        """
        start = head[:_LONGEST_HEAD].removeprefix("\ufeff")
        first_line = start.lstrip().partition("\n")[0].rstrip()
        is_one_line = first_line.startswith("{") and first_line.endswith("}")
        return _HEAD.match(start) is not None and not (is_one_line and "\n{" in start)

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """All items, one by one, so that a broken one costs no other."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        for found in _items(text.removeprefix("\ufeff")):
            reason = found.fault or _fault(found.item)
            if reason:
                problems.append(Problem.at(source, found.line, reason, found.raw))
            else:
                entries.append(Entry(from_csl(found.item), found.line))
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """One list, an item for each record."""
        items = [to_csl(record) for record in records]
        return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"


class _Found(msgspec.Struct, frozen=True):
    """One item of the list, or the sentence that says why it cannot be read."""

    line: int
    raw: str
    item: Any = None
    fault: str = ""


def _items(text: str) -> Iterator[_Found]:
    """The items of the text in their order, each with the line on which it begins."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    place, is_list = _first_item(text)
    line, counted, broken = 1, 0, 0
    while place < len(text) and (not is_list or text[place] != "]"):
        line += text.count("\n", counted, place)
        counted = place
        try:
            item, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            following = _NEXT_ITEM.search(text, place + 1)
            broken += 1
            is_last = following is None or broken == _MOST_BROKEN_ITEMS or not is_list
            end = following.end() if following and not is_last else len(text)
            yield _Found(line, text[place : min(end, place + 4000)], fault="Not readable as JSON.")
        else:
            yield _Found(line, text[place : min(end, place + 4000)], item)
        if not is_list:
            return
        place = _after_separators(text, end)
    if place >= len(text) and is_list:
        last = 1 + text.count("\n")
        yield _Found(last, "", fault="The list has no end: the text may be cut off.")


def _first_item(text: str) -> tuple[int, bool]:
    """Where the first item begins, and whether it is the first of a list."""
    start = _LIST.match(text) or _ITEMS.search(text)
    return _after_separators(text, start.end() if start else 0), start is not None


def _after_separators(text: str, place: int) -> int:
    match = _SEPARATOR.match(text, place)
    return match.end() if match else place


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _fault(item: object) -> str:
    """The sentence that says why a JSON value is no item; empty if it is one."""
    if not isinstance(item, dict):
        return "Not an object with CSL variables."
    if not any(item.get(variable) for variable in _SAYS_SOMETHING):
        return "Nothing in it says which work it is."
    try:
        msgspec.json.encode(item)
    except (UnicodeEncodeError, RecursionError, ValueError, TypeError):
        return "A text in it is not Unicode."
    return ""
