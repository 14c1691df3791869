"""The citations of a paragraph: goes from mark to mark, each of which may begin a construct.

What stands in code, math or comments, behind a backslash, in an address or a cross reference of
Quarto is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from jupyter_paperlookup.citing.citation import Dialect, FoundCitation, canonical
from jupyter_paperlookup.citing.exact_data import COMMENT_START, read_comment
from jupyter_paperlookup.citing.html_citation import TAG, read_attributes
from jupyter_paperlookup.citing.latex_citation import COMMAND, NO_CITATION, read_command
from jupyter_paperlookup.citing.myst_citation import ROLE_BEFORE, read_role
from jupyter_paperlookup.citing.pandoc_citation import (
    CROSS_REFERENCE,
    KEY,
    LONGEST_GROUP,
    read_group,
    read_in_text,
)
from jupyter_paperlookup.records import Cite

Writer = Callable[[Sequence[Cite], Dialect], str]

_MARK = re.compile(r"[\\`$<@\[:]|\b[a-z]+://")
_CITE = re.compile(r"[cC]ite")
_INLINE_MATH = re.compile(r"\$(?=\S)(?:\\.|[^$\\])*+\$(?!\d)", re.DOTALL)
_LINK_TARGET = re.compile(r"\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?=[\s)])")
_END_OF_ADDRESS = re.compile(r"[\s\]>;]")
_BEFORE_BRACKET = re.compile(r"[ \t]*+\n?[ \t]*+\[")
# Another bracket before the key would make every bracket of a nest one to look into.
_KEY_INSIDE = re.compile(r"\[(?:[^\[\]@\\]|\\.)*+@", re.DOTALL)
_SKIPPED_ELEMENTS = frozenset({"cite", "code", "kbd", "pre", "script", "style", "textarea"})
_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|gather|multline|eqnarray|math)\*?)\}")
_MOST_NESTED = 20


class Scanner:
    """Reads the citations of one paragraph.

    Args:
        text: The paragraph.
        offset: Where it begins; added to every place.
        write: Writes works in a dialect without the comment that may follow; what a comment says
            is believed only of a text that is still as it was written.
    """

    def __init__(self, text: str, offset: int, write: Writer) -> None:
        self._text = text
        self._offset = offset
        self._write = write
        self._absent: set[str] = set()
        self._runs: dict[int, list[int]] | None = None
        self._brackets: dict[int, int] | None = None
        self._found: list[FoundCitation] = []
        self._steps: dict[str, Callable[[int], int]] = {
            "\\": self._backslash,
            "`": self._backticks,
            "$": self._dollar,
            "<": self._angle,
            "@": self._at,
            "[": self._bracket,
            ":": lambda place: place + 1,
        }

    def read(self) -> list[FoundCitation]:
        """All citations, in the order of the text."""
        place = 0
        while match := _MARK.search(self._text, place):
            step = self._steps.get(match[0])
            # An address: nothing up to the next blank is a citation.
            place = step(match.start()) if step else self._behind_word(match.end())
        return self._found

    def _backslash(self, place: int) -> int:
        text = self._text
        if text.startswith("\\iffalse{", place) and (end := self._exact(place)):
            return end
        command = COMMAND.match(text, place)
        if command and _CITE.search(command[1]) and command[1] not in NO_CITATION:
            read = read_command(text, command.end(), command[1], starred=bool(command[2]))
            if read is None:
                return command.end()
            end, cites, problem = read
            return self._add(place, end, "latex", cites, problem=problem)
        if match := _ENVIRONMENT.match(text, place):
            return self._behind(f"\\end{{{match[1]}}}", match.end()) or match.end()
        for opening, closing in (("\\\\(", "\\\\)"), ("\\\\[", "\\\\]")):
            if text.startswith(opening, place):
                return self._behind(closing, place + len(opening)) or place + len(opening)
        return place + 2

    def _backticks(self, place: int) -> int:
        text = self._text
        length = self._run(place)
        end = self._closing_run(place, length)
        if end < 0:
            return place + length
        role = ROLE_BEFORE.search(text, max(0, place - 30, self._free()), place)
        if role:
            cites, problem = read_role(role[1] or role[2], text[place + length : end])
            if cites:
                return self._add(role.start(), end + length, "myst", cites, problem=problem)
        return end + length

    def _dollar(self, place: int) -> int:
        if self._text.startswith("$$", place):
            return self._behind("$$", place + 2) or place + 2
        math = _INLINE_MATH.match(self._text, place)
        return math.end() if math and not math[0][-2].isspace() else place + 1

    def _angle(self, place: int) -> int:
        if self._text.startswith("<!--", place):
            exact = self._text.startswith(COMMENT_START, place) and self._exact(place)
            return exact or self._behind("-->", place + 4) or place + 4
        tag = TAG.match(self._text, place)
        if tag is None:
            return place + 1
        name = tag[1].lower()
        is_closed = tag[0].endswith("/>")
        cites = read_attributes(tag[2]) if "data-cite" in tag[2].lower() else ()
        if cites:
            begin, end = (tag.end(), tag.end()) if is_closed else self._element(name, tag.end())
            return self._add(place, end, "html", cites, words=self._text[tag.end() : begin])
        if name in _SKIPPED_ELEMENTS and not is_closed:
            return self._behind(f"</{name}>", tag.end()) or tag.end()
        return tag.end()

    def _at(self, place: int) -> int:
        match = KEY.match(self._text, place)
        if match is None:
            return place + 1
        key = match[1] or match[2]
        if CROSS_REFERENCE.match(key):
            return match.end()
        opening = _BEFORE_BRACKET.match(self._text, match.end())
        if opening and (end := self._closing_bracket(opening.end() - 1)):
            read = read_in_text(key, self._text[opening.end() : end])
            if read and self._text[end + 1 : end + 2] not in {"(", "[", "{"}:
                return self._add(place, end + 1, "pandoc", read[0], problem=read[1])
        alone = (canonical(Cite(key, author_in_text=True)),)
        return self._add(place, match.end(), "pandoc", alone)

    def _bracket(self, place: int) -> int:
        """`[@name](address)` is a link, and so is `[text](address)`, whose text is prose."""
        match = KEY.match(self._text, place + 1)
        if match and (link := _LINK_TARGET.match(self._text, match.end())):
            return link.end()
        end = _KEY_INSIDE.match(self._text, place) and self._closing_bracket(place)
        if end and self._text[end + 1 : end + 2] not in {"(", "[", "{"}:
            read = read_group(self._text[place + 1 : end])
            if read:
                return self._add(place, end + 1, "pandoc", read[0], problem=read[1])
        return place + 1

    def _free(self) -> int:
        """Where the text begins that is part of no citation yet."""
        return self._found[-1].end - self._offset if self._found else 0

    def _add(
        self,
        start: int,
        end: int,
        dialect: Dialect,
        cites: tuple[Cite, ...],
        *,
        words: str = "",
        problem: str = "",
    ) -> int:
        found = FoundCitation(
            self._offset + start, self._offset + end, dialect, cites, words, problem
        )
        self._found.append(found)
        return end

    def _exact(self, place: int) -> int:
        """The place behind a comment that says what the text before it could not; 0 for none."""
        read = read_comment(self._text, place)
        if read is None:
            return 0
        end, dialect, words, cites = read
        before = words if dialect == "text" else self._write(cites, dialect)
        start = place - len(before)
        if start < 0 or not before or not self._text.startswith(before, start):
            return end
        while self._found and self._found[-1].end > self._offset + start:
            self._found.pop()
        return self._add(start, end, dialect, cites, words=words)

    def _element(self, name: str, place: int) -> tuple[int, int]:
        """Where the words of an element end, and where the element does."""
        begin = place
        if name not in self._absent:
            for _ in range(_MOST_NESTED):
                marks = re.compile(rf"<(/?){re.escape(name)}(?=[\s>/])[^<>]*+>", re.IGNORECASE)
                mark = marks.search(self._text, place)
                if mark is None:
                    self._absent.add(name)
                    break
                if mark[1]:
                    return mark.start(), mark.end()
                # A citation inside of words: look behind its own end.
                inner = self._text.find(f"</{name}>", mark.end())
                if inner < 0:
                    break
                place = inner + 1
        return begin, begin

    def _closing_bracket(self, place: int) -> int:
        """Where the bracket that opens here is closed, if that is near; else 0."""
        if self._brackets is None:
            self._brackets = dict(_bracket_pairs(self._text))
        end = self._brackets.get(place, 0)
        return end if end - place <= LONGEST_GROUP else 0

    def _behind_word(self, place: int) -> int:
        match = _END_OF_ADDRESS.search(self._text, place)
        return match.start() if match else len(self._text)

    def _behind(self, end: str, place: int) -> int:
        """The place behind an end mark; 0 where there is none any more."""
        if end in self._absent:
            return 0
        found = self._text.find(end, place)
        if found < 0:
            self._absent.add(end)
            return 0
        return found + len(end)

    def _run(self, place: int) -> int:
        """How many backticks stand here."""
        end = place
        while end < len(self._text) and self._text[end] == "`":
            end += 1
        return end - place

    def _closing_run(self, place: int, length: int) -> int:
        """Where the next run of just as many backticks begins; -1 where there is none."""
        if self._runs is None:
            self._runs = defaultdict(list)
            for match in re.finditer("`+", self._text):
                self._runs[len(match[0])].append(match.start())
        starts = self._runs[length]
        after = bisect_right(starts, place)
        return starts[after] if after < len(starts) else -1


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where brackets open and close."""
    open_brackets: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]", text, re.DOTALL):
        if match[0] == "[":
            open_brackets.append(match.start())
        elif match[0] == "]" and open_brackets:
            yield open_brackets.pop(), match.start()
