"""The Markdown cells of a script that Jupytext pairs with a notebook; all else is code.

They stand in comments (`# %% [markdown]`, then `# ` before every line) or in one long string; in
the light format every paragraph of comments that stands alone is a cell.

Source: https://jupytext.readthedocs.io/en/latest/formats-scripts.html
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise

import msgspec

from jupyter_paperlookup.citing.text_edits import Edit, edited
from jupyter_paperlookup.errors import UnreadableSource

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARKER = re.compile(r"# ?%%(?:[ \t]|%|$)")
_LIGHT_MARKER = re.compile(r"# \+(?:[ \t]|$)")
_LIGHT_END = re.compile(r"# -\s*$")
_KIND = re.compile(r"\[(markdown|md|raw)\]")
_RULE = re.compile(r"# ?---\s*$")
_BEFORE_HEADER = re.compile(r"\s*$|#!|# ?-\*-|# ?coding[:=]")
_FORMAT = re.compile(r"(?m)^#\s+format_name:[ \t]*['\"]?(\w+)")
_MAGIC = re.compile(r"# ?[%!][\w%]")
_QUOTES = re.compile(r"[rR]?(\"\"\"|''')")
_IN_CODE = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\\n])*+\"|'(?:\\.|[^'\\\n])*+'|#[^\n]*")
_LONGEST_HEADER = 200


class ScriptCell(msgspec.Struct, frozen=True):
    """A Markdown or raw cell of a script.

    Attributes:
        number: Its place among all cells, counted from 1.
        kind: `markdown` or `raw`.
        source: Its text, without the signs of comments.
        line: The line of the file on which it begins, counted from 1.
        starts: Where in the file each line of the text begins.
        is_bare: Of each line, whether nothing stands before it: the line of a string, or an empty
            one between comments.
        quotes: The marks of the string that it stands in; empty where it stands in comments.
    """

    number: int
    kind: str
    source: str
    line: int
    starts: tuple[int, ...]
    is_bare: tuple[bool, ...]
    quotes: str = ""


class Script:
    """A script of Jupytext, in the format percent or light.

    Raises:
        UnreadableSource: It has no marks of Jupytext, or is in a format of it that is not read.
    """

    def __init__(self, name: str, text: str) -> None:
        self.text = text
        self._lines = _LINE.findall(text)
        self._places = list(accumulate(map(len, self._lines), initial=0))
        body, written = self._header()
        if written in {"percent", "hydrogen"} or (
            not written and any(map(_MARKER.match, self._lines))
        ):
            self.cells = tuple(self._percent(body))
        elif written == "light":
            self.cells = tuple(self._light(body))
        elif written:
            raise UnreadableSource(
                f"{name} is in Jupytext's format {written}, of which no citations are read: "
                "save it as percent or light."
            )
        else:
            raise UnreadableSource(
                f"{name} has no cells of Jupytext (# %%), so no citations are read in it."
            )

    def changed(self, changes: Mapping[int, Sequence[Edit]]) -> str:
        """The script with the texts of some cells edited, by their numbers; all else stays."""
        edits = (_in_file(each, changes.get(each.number, ())) for each in self.cells)
        return edited(self.text, list(chain.from_iterable(edits)))

    # --- formats ---------------------------------------------------------------------------

    def _header(self) -> tuple[int, str]:
        """The line behind Jupytext's header, and the format that it names."""
        number = 0
        while number < len(self._lines) and _BEFORE_HEADER.match(self._lines[number]):
            number += 1
        if number >= len(self._lines) or not _RULE.match(self._lines[number]):
            return 0, ""
        for end in range(number + 1, min(len(self._lines), number + _LONGEST_HEADER)):
            if _RULE.match(self._lines[end]):
                header = "".join(self._lines[number : end + 1])
                found = _FORMAT.search(header) if "jupytext:" in header else None
                return (end + 1, found[1]) if found else (0, "")
            if not self._lines[end].startswith("#"):
                break
        return 0, ""

    def _percent(self, body: int) -> Iterator[ScriptCell]:
        marks = [at for at in range(body, len(self._lines)) if _MARKER.match(self._lines[at])]
        first = marks[0] if marks else len(self._lines)
        count = 1 if any(line.strip() for line in self._lines[body:first]) else 0
        for number, (at, end) in enumerate(pairwise([*marks, len(self._lines)]), count + 1):
            if kind := _KIND.search(self._lines[at]):
                yield from self._cell(number, kind[1], at + 1, end)

    def _light(self, body: int) -> Iterator[ScriptCell]:
        at, number = body, 0
        while at < len(self._lines):
            line = self._lines[at]
            if not line.strip():
                at += 1
                continue
            number += 1
            if _LIGHT_MARKER.match(line):
                end = self._find(at + 1, lambda each: _LIGHT_END.match(each) is not None
                                 or _LIGHT_MARKER.match(each) is not None)  # fmt: skip
                if kind := _KIND.search(line):
                    yield from self._cell(number, kind[1], at + 1, end)
                is_end = end < len(self._lines) and _LIGHT_END.match(self._lines[end])
                at = end + 1 if is_end else end
                continue
            end = self._find(at, lambda each: not each.startswith("#"))
            is_alone = end == len(self._lines) or not self._lines[end].strip()
            if end > at and is_alone and not _MAGIC.match(line):
                yield from self._cell(number, "markdown", at, end)
                at = end
            else:
                at = self._behind_code(at)

    def _find(self, at: int, is_it: Callable[[str], bool]) -> int:
        return next((each for each in range(at, len(self._lines)) if is_it(self._lines[each])),
                    len(self._lines))  # fmt: skip

    def _behind_code(self, at: int) -> int:
        """The line behind a paragraph of code; what is indented, or in a long string, goes on."""
        quotes = ""
        while at < len(self._lines):
            line = self._lines[at]
            if not quotes and not line.strip():
                after = self._find(at, lambda each: bool(each.strip()))
                if after == len(self._lines) or not self._lines[after][0].isspace():
                    return after
                at = after
                continue
            if not quotes and _LIGHT_MARKER.match(line):
                return at
            quotes = _open_quotes(line, quotes)
            at += 1
        return at

    # --- cells -----------------------------------------------------------------------------

    def _cell(self, number: int, kind: str, at: int, end: int) -> Iterator[ScriptCell]:
        while at < end and not self._lines[at].strip():
            at += 1
        while at < end and not self._lines[end - 1].strip():
            end -= 1
        if at == end:
            return
        kind = "raw" if kind == "raw" else "markdown"
        quotes = _QUOTES.match(self._lines[at])
        cell = self._in_quotes(at, end, quotes) if quotes else self._in_comments(at, end)
        if cell is not None:
            yield msgspec.structs.replace(cell, number=number, kind=kind)

    def _in_comments(self, at: int, end: int) -> ScriptCell | None:
        pieces: list[str] = []
        starts: list[int] = []
        is_bare: list[bool] = []
        for number in range(at, end):
            line = self._lines[number]
            if line.strip() and not line.startswith("#"):
                break  # code
            before = 2 if line.startswith("# ") else min(1, len(line.strip()))
            pieces.append(line[before:])
            starts.append(self._places[number] + before)
            is_bare.append(not before)
        while pieces and is_bare[-1]:
            pieces.pop(), starts.pop(), is_bare.pop()
        if not pieces:
            return None
        return ScriptCell(0, "", "".join(pieces), at + 1, tuple(starts), tuple(is_bare))

    def _in_quotes(self, at: int, end: int, quotes: re.Match[str]) -> ScriptCell | None:
        begin = self._places[at] + quotes.end()
        last = self._places[end]
        whole = self.text[begin:last].rstrip()
        inside = whole.removesuffix(quotes[1])
        if inside == whole or quotes[1] in inside:
            return None
        lead = len(inside) - len(inside.removeprefix("\r").removeprefix("\n"))
        source = inside[lead:]
        lines = _LINE.findall(source)
        starts = tuple(accumulate(map(len, lines), initial=begin + lead))[: len(lines)]
        line = at + 1 + inside[:lead].count("\n")
        bare = tuple(True for _ in lines)
        return ScriptCell(0, "", source, line, starts, bare, quotes[1]) if lines else None


def _in_file(cell: ScriptCell, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Edits of a cell's text as those of the file."""
    starts = list(accumulate(map(len, _LINE.findall(cell.source)), initial=0))
    for edit in edits:
        start, line = _place(cell, starts, edit.start)
        end, _ = _place(cell, starts, edit.end)
        text = edit.text if cell.quotes else _commented(edit.text)
        is_begun = bool(text) and not cell.quotes and cell.is_bare[line]
        yield Edit(start, end, f"# {text}" if is_begun else text)


def _place(cell: ScriptCell, starts: Sequence[int], place: int) -> tuple[int, int]:
    """Where a place of a cell's text is in the file, and on which line of the text."""
    number = min(bisect_right(starts, place) - 1, len(cell.starts) - 1)
    return cell.starts[number] + place - starts[number], number


def _commented(text: str) -> str:
    """A text whose later lines are comments too."""
    first, *rest = text.split("\n")
    last = len(rest) - 1
    lines = (
        f"# {line}" if line.strip() or at == last else f"#{line}" for at, line in enumerate(rest)
    )
    return "\n".join([first, *lines])


def _open_quotes(line: str, quotes: str) -> str:
    """The marks of the long string that is open behind a line; empty for none."""
    place = 0
    while True:
        if quotes:
            end = line.find(quotes, place)
            if end < 0:
                return quotes
            place, quotes = end + len(quotes), ""
        match = _IN_CODE.search(line, place)
        if match is None:
            return ""
        place = match.end()
        if match[0] in {'"""', "'''"}:
            quotes = match[0]
