"""Changes in the JSON text of a notebook that leave every other byte as it is.

A notebook that is parsed and written again changes where nobody edited: numbers, escapes, order,
blanks. So only the values that change are replaced, in the form that they had.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from json.decoder import JSONDecodeError
from typing import Any

import msgspec

from jupyter_paperlookup.citing.text_edits import Edit, edited

_decode = json.JSONDecoder().raw_decode
_BLANK = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INDENT = re.compile(r"\{\r?\n([ \t]+)")


class Value(msgspec.Struct, frozen=True):
    """Where a value stands in a JSON text."""

    start: int
    end: int


class Member(msgspec.Struct, frozen=True):
    """Where a member of an object stands: its name, and its value."""

    name: str
    start: int
    value: Value


class NotebookJson:
    """The JSON text of a notebook.

    Raises:
        JSONDecodeError, RecursionError: It is not JSON.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        indent = _INDENT.search(text)
        self._indent = indent[1] if indent else None
        self._newline = "\r\n" if indent and "\r\n" in indent[0] else "\n"
        self._ascii = text.isascii() and "\\u" in text

    def root(self) -> Value:
        """The whole."""
        start = self._skip(0)
        return Value(start, _decode(self.text, start)[1])

    def load(self, value: Value) -> Any:
        """What a value says."""
        return _decode(self.text, value.start)[0]

    def members(self, value: Value) -> list[Member]:
        """The members of an object in their order; none where it is no object."""
        found: list[Member] = []
        if self.text[value.start] != "{":
            return found
        place = self._skip(value.start + 1)
        while place < value.end and self.text[place] == '"':
            name, after = _decode(self.text, place)
            start = self._skip(self._skip(after) + 1)
            member = Member(name, place, Value(start, _decode(self.text, start)[1]))
            found.append(member)
            place = self._next(member.value.end)
        return found

    def elements(self, value: Value) -> list[Value]:
        """The elements of an array in their order; none where it is no array."""
        found: list[Value] = []
        if self.text[value.start] != "[":
            return found
        place = self._skip(value.start + 1)
        while place < value.end and self.text[place] != "]":
            found.append(Value(place, _decode(self.text, place)[1]))
            place = self._next(found[-1].end)
        return found

    def get(self, value: Value, name: str) -> Value | None:
        """The value of a member; of the last one, as parsers do, if a name stands twice."""
        values = [member.value for member in self.members(value) if member.name == name]
        return values[-1] if values else None

    def source_edit(self, value: Value, source: str) -> Edit:
        """Another source of a cell, as lines where it had lines."""
        if self.text[value.start] != "[":
            return Edit(value.start, value.end, self._string(source))
        lines = [self._string(line) for line in source.splitlines(keepends=True)]
        elements = self.elements(value)
        if not lines or not elements:
            return Edit(value.start, value.end, f"[{', '.join(lines)}]")
        lead = self.text[value.start + 1 : elements[0].start]
        tail = self.text[elements[-1].end : value.end - 1]
        return Edit(value.start, value.end, f"[{lead}{f',{lead}'.join(lines)}{tail}]")

    def member_edit(self, value: Value, name: str, content: Any) -> Edit | None:
        """Another content of a member of an object; it is added or, with None, removed."""
        members = self.members(value)
        own = next((member for member in reversed(members) if member.name == name), None)
        if content is None:
            return self._removal(value, members, own) if own else None
        if own:
            written = self._dump(content, self._indentation(own.start))
            return Edit(own.value.start, own.value.end, written)
        if not members:
            outer = self._indentation(value.start)
            inner = outer + (self._indent or "")
            lead, tail = (
                (self._newline + inner, self._newline + outer) if self._indent else ("", "")
            )
            written = f'{{{lead}"{name}": {self._dump(content, inner)}{tail}}}'
            return Edit(value.start, value.end, written)
        lead = self.text[value.start + 1 : members[0].start]
        written = f'"{name}": {self._dump(content, self._indentation(members[0].start))}'
        names = [member.name for member in members]
        later = [member for member in members if member.name > name]
        if later and names == sorted(names):
            return Edit(later[0].start, later[0].start, f"{written},{lead}")
        end = members[-1].value.end
        return Edit(end, end, f",{lead}{written}")

    def changed(self, edits: Sequence[Edit]) -> str:
        """The text with some edits, which do not overlap."""
        return edited(self.text, edits)

    def _removal(self, value: Value, members: list[Member], own: Member) -> Edit:
        if len(members) == 1:
            return Edit(value.start, value.end, "{}")
        at = members.index(own)
        if at + 1 < len(members):
            return Edit(own.start, members[at + 1].start, "")
        return Edit(members[at - 1].value.end, own.value.end, "")

    def _dump(self, content: Any, indentation: str) -> str:
        written = self._json(content, indent=self._indent, sort_keys=True)
        return written.replace("\n", self._newline + indentation)

    def _string(self, text: str) -> str:
        return self._json(text)

    def _json(self, content: Any, **options: Any) -> str:
        written = json.dumps(content, ensure_ascii=self._ascii, **options)
        # Half of a pair of UTF-16 can stand in JSON as an escape, but not in UTF-8.
        is_whole = self._ascii or not _SURROGATE.search(written)
        return written if is_whole else json.dumps(content, **options)

    def _indentation(self, place: int) -> str:
        """The blanks that begin the line of a place."""
        line = self.text.rfind("\n", 0, place) + 1
        match = _BLANK.match(self.text, line)
        return self.text[line : match.end()] if match and self._indent else ""

    def _skip(self, place: int) -> int:
        match = _BLANK.match(self.text, place)
        if match is None:
            raise JSONDecodeError("no more text", self.text, place)
        return match.end()

    def _next(self, place: int) -> int:
        """The place of the next member or element, or of the closing bracket."""
        place = self._skip(place)
        return self._skip(place + 1) if self.text[place] == "," else place
