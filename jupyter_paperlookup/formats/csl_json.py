"""CSL-JSON: a list of items, one item, or a list under `items`, as Zotero's export has it.

Source: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import msgspec

from jupyter_paperlookup.formats.csl_items import fault_of
from jupyter_paperlookup.formats.daily_papers import begin_papers
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Problem, Record, from_csl, to_csl

_LONGEST_HEAD = 8000
_MOST_RETRIES = 1000
_JSON = re.compile(r"\ufeff?\s*[\[{]")
_LIST = re.compile(r"\s*\[")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_HEAD = re.compile(r'\s*(?:\[\s*(?:\{|\])|\{\s*"items"\s*:\s*\[|\{\s*"(?:id|type|title)"\s*:)')
_SEPARATOR = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r"(?:\}[ \t]*,|\n)\s*(?=\{)")
_LONGEST_RAW = 2000


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

        JSON lines begin likewise, but end their first line with the object; Daily Papers too.
        """
        start = head[:_LONGEST_HEAD].removeprefix("\ufeff")
        first_line = start.lstrip().partition("\n")[0].rstrip()
        is_one_line = first_line.startswith("{") and first_line.endswith("}")
        is_lines = is_one_line and "\n{" in start
        return _HEAD.match(start) is not None and not is_lines and not begin_papers(start)

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All items, one by one, so that a broken one costs no other."""
        if not _JSON.match(text):
            return Reading((), nothing_found(text, source, self.label))
        items = _Items(text.removeprefix("\ufeff"), source)
        items.read(teller(options.progress, len(text)))
        return Reading(tuple(items.entries), tuple(items.problems))

    def write(self, records: Sequence[Record]) -> str:
        """One list, an item for each record."""
        items = [to_csl(record) for record in records]
        return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"


class _Items:
    """Goes through the items of a text.

    Where one is broken, what follows may be the inside of it. So the next object that is an item
    is looked for, and nothing is told of those between.
    """

    def __init__(self, text: str, source: str) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._text = text
        self._source = source
        self._decoder = json.JSONDecoder(parse_constant=_refuse)
        self._line, self._counted = 1, 0

    def read(self, tell: Callable[[int], None]) -> None:
        place, is_list = _first_item(self._text)
        is_broken, retries = False, 0
        while place < len(self._text):
            if self._text[place] == "]" and is_list and not is_broken:
                return
            tell(place)
            item, end, fault = self._item(place)
            if not fault:
                self.entries.append(Entry(from_csl(item), self._line_of(place)))
            elif not is_broken:
                last = end if end > place else place + _LONGEST_RAW
                self._problem(place, fault, self._text[place:last])
            is_broken = bool(fault) and (is_broken or end == place)
            if not is_list:
                return
            retries += is_broken
            place = self._next(place, end, is_broken=is_broken and retries <= _MOST_RETRIES)
        if is_list and not is_broken:
            self._problem(place, "The list has no end: the text may be cut off.", "")

    def _item(self, place: int) -> tuple[Any, int, str]:
        """The value that begins here, its end (this place if it is no JSON), and what is wrong."""
        try:
            item, end = self._decoder.raw_decode(self._text, place)
        except (ValueError, RecursionError):
            return None, place, "Not readable as JSON."
        return item, end, fault_of(item)

    def _next(self, place: int, end: int, *, is_broken: bool) -> int:
        if not is_broken:
            return _after_separators(self._text, end) if end > place else len(self._text)
        match = _NEXT_OBJECT.search(self._text, max(end, place + 1) - 1)
        return match.end() if match else len(self._text)

    def _line_of(self, place: int) -> int:
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _problem(self, place: int, reason: str, raw: str) -> None:
        self.problems.append(Problem.at(self._source, self._line_of(place), reason, raw))


def _first_item(text: str) -> tuple[int, bool]:
    """Where the first item begins, and whether it is the first of a list."""
    start = _LIST.match(text) or _ITEMS.search(text)
    return _after_separators(text, start.end() if start else 0), start is not None


def _after_separators(text: str, place: int) -> int:
    match = _SEPARATOR.match(text, place)
    return match.end() if match else place


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
