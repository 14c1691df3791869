"""Captured pages: the plain text of a page that lists papers, each a title and an abstract.

Above the papers stands the page's furniture, which ends with `byAK and the research community`
and the day of capture. Title, abstract and, on some pages, a byline follow each other, one line
each, with blank lines between them. The order alone does not tell which is which once a line is
lost, so lines are told apart by what they are: a title is short, an abstract is prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.captured_byline import Byline, Line, byline_at
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.records import Facts, PartialDate, Problem, Record
from jupyter_paperlookup.records.dates import parse_captured

_LAST_FURNITURE = re.compile(r"by\s?AK and the research community")
_OTHER_FURNITURE = {"new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers"}
_LONGEST_HEAD = 8000
_MOST_FURNITURE = 40  # lines, blank ones not counted

_LONGEST_TITLE = 250
_FEWEST_WORDS_OF_PROSE = 8
_SENTENCE_END = re.compile(r"[.…][\"'”’)}\]]*$|\. [A-Z]")


class CapturedPage:
    """Reads captured pages."""

    name = "captured_page"
    label = "Captured page"
    extensions: tuple[str, ...] = (".txt",)
    media_type = "text/plain"
    reads = True
    writes = False

    def recognises(self, head: str) -> bool:
        """Whether the page's furniture stands at the beginning."""
        return _end_of_furniture(_lines(head[:_LONGEST_HEAD])) > 0

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All papers of a page, with its day of capture.

        Each line that belongs to no readable paper is a problem. A paper whose byline alone is
        damaged is still an entry, and the byline a problem.
        """
        lines = _lines(text)
        start = _end_of_furniture(lines) or _leading_furniture(lines)
        captured = parse_captured(lines[start].text) if start < len(lines) else None
        page = _PageReader(source, options.capture_year)
        page.read(lines[start + 1 :] if captured else lines[start:])
        return Reading(
            entries=tuple(page.entries),
            problems=tuple(sorted(page.problems, key=lambda problem: problem.line)),
            captured=_in_year(captured, options.capture_year),
        )

    def write(self, records: Sequence[Record]) -> str:
        """Never: a captured page is somebody else's.

        Raises:
            InvalidRequest: Always.
        """
        raise InvalidRequest(f"{self.label} is a format to read: {len(records)} not written.")


class _PageReader:
    """Goes through the lines once; what it holds back is the paper not yet ended.

    `_title` is a title without its abstract yet (several lines if they touch each other),
    `_paper` a title with its abstract, `_lost` an abstract that has no title: a byline that
    follows belongs to it.
    """

    def __init__(self, source: str, capture_year: int | None) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._source = source
        self._capture_year = capture_year
        self._title: list[Line] = []
        self._paper: tuple[Line, Line] | None = None
        self._lost: Line | None = None

    def read(self, lines: Sequence[Line]) -> None:
        index = 0
        while index < len(lines):
            line = lines[index]
            byline = byline_at(lines, index)
            if byline:
                self._take_byline(byline)
                index += len(byline.lines)
                continue
            if _is_abstract(lines, index, after_title=bool(self._title)):
                self._take_abstract(line)
            else:
                self._take_title(line, is_last=index == len(lines) - 1)
            index += 1
        self._end_paper()
        self._give_up_title()

    def _take_title(self, line: Line, *, is_last: bool) -> None:
        self._end_paper()
        if self._title and is_last and _reads_on(line.text):
            self._problem([*self._title, line], "The abstract is cut off.")
            self._title = []
            return
        if not (self._title and self._title[-1].touches(line)):
            self._give_up_title()
        self._title.append(line)

    def _take_abstract(self, line: Line) -> None:
        self._end_paper()
        if not self._title:
            self._lost = line
            self._problem([line], "An abstract without a title.")
            return
        *before, title = self._title
        self._title = []
        if before and not title.touches(line):
            self._problem([*before, title, line], "The title is broken into several lines.")
            return
        if before:
            self._problem(before, "A title without an abstract.")
        self._paper = (title, line)

    def _take_byline(self, byline: Byline) -> None:
        lines = list(byline.lines)
        if self._paper:
            if byline.fault:
                self._problem(lines, byline.fault)
            self._end_paper(byline)
        elif self._title:
            self._problem([*self._title, *lines], "A title without an abstract.")
            self._title = []
        elif self._lost is None:
            self._problem(lines, "A byline without a paper.")
        self._lost = None

    def _end_paper(self, byline: Byline | None = None) -> None:
        """What is held back as a paper is complete: it becomes an entry."""
        self._lost = None
        if self._paper is None:
            return
        title, abstract = self._paper
        self._paper = None
        record = Record(title=title.text, abstract=abstract.text)
        if byline:
            facts = Facts(
                organization=byline.organization,
                author_count=byline.author_count,
                comments=byline.comments,
            )
            issued = _in_year(byline.issued, self._capture_year)
            record = msgspec.structs.replace(record, issued=issued, facts=facts)
        self.entries.append(Entry(record, title.number))

    def _give_up_title(self) -> None:
        if self._title:
            self._problem(self._title, "A title without an abstract.")
        self._title = []

    def _problem(self, lines: Sequence[Line], reason: str) -> None:
        raw = "\n".join(line.text for line in lines)
        self.problems.append(Problem.at(self._source, lines[0].number, reason, raw))


def _lines(text: str) -> list[Line]:
    """The lines that are not blank. Only line breaks end a line: U+2028 may stand in a text."""
    unix = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    stripped = (line.strip() for line in unix.split("\n"))
    return [Line(number, line) for number, line in enumerate(stripped, start=1) if line]


def _end_of_furniture(lines: Sequence[Line]) -> int:
    """How many lines the furniture takes, the day of capture not counted; 0 if it is missing."""
    ends = (
        index
        for index, line in enumerate(lines[:_MOST_FURNITURE], start=1)
        if _LAST_FURNITURE.fullmatch(line.text)
    )
    return next(ends, 0)


def _leading_furniture(lines: Sequence[Line]) -> int:
    """How many lines at the beginning are furniture, on a page that has lost the end of it."""
    content = (index for index, line in enumerate(lines) if line.text not in _OTHER_FURNITURE)
    return next(content, len(lines))


def _is_abstract(lines: Sequence[Line], index: int, *, after_title: bool) -> bool:
    """Whether a line is longer than a title can be, or a short abstract in a title's company.

    A short one counts only where it stands alone: the last line of wrapped text ends in a full
    stop too.
    """
    line = lines[index]
    if len(line.text) > _LONGEST_TITLE:
        return True
    beside = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
    return (
        after_title
        and len(line.text.split()) >= _FEWEST_WORDS_OF_PROSE
        and _SENTENCE_END.search(line.text) is not None
        and not any(line.touches(other) for other in beside)
    )


def _reads_on(text: str) -> bool:
    """Whether a text reads as the beginning of a sentence and not as a headline."""
    words = [word for word in text.split()[1:] if word[0].isalpha()]
    return sum(word[0].islower() for word in words) * 2 > len(words)


def _in_year(date: PartialDate | None, year: int | None) -> PartialDate | None:
    if date is None or date.year is not None or year is None:
        return date
    return msgspec.structs.replace(date, year=year)
