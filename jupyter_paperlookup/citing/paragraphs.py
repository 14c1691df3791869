"""The paragraphs of a Markdown or LaTeX text in which somebody writes: no code, math, comments.

Where it is not certain that a line is code, as inside a list, it counts as prose: a citation too
many is a smaller loss than one too few.

Sources: CommonMark 0.31, chapters 4.4 to 4.6; the MyST and Quarto guides on directives and cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

# Directives whose content is prose; what other fences hold is code.
_PROSE_DIRECTIVES = """
admonition aside attention blockquote card caution danger dropdown epigraph error eval-rst exercise
figure glossary grid grid-item grid-item-card hint important list-table margin note proof
pull-quote quote seealso sidebar solution tab-item tab-set table tip topic warning
""".split()
_PROSE_FENCE = re.compile(
    r"\{(?:(?:%s|prf:[\w-]+)\}|=(?:latex|tex)\})" % "|".join(_PROSE_DIRECTIVES)  # noqa: UP031
)
_CODE_COLON_FENCE = re.compile(r"\{(?:code|code-block|code-cell|math|mermaid|raw)\}")
_FENCE = re.compile(r"[\s>]*+(?:(?:[-*+]|\d+[.)])\s++)*+(`{3,}|~{3,}|:{3,})(.*)")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_CODE_INDENT = re.compile(r" {4}|\t| {1,3}\t")
_ENVIRONMENT = re.compile(
    r"\s*\\begin\{((?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|"
    r"verbatim|Verbatim|lstlisting|minted|comment)\*?)\}"
)
_HTML_BLOCK = re.compile(r" {0,3}<(?:(!--)|(pre|script|style|textarea)\b)", re.IGNORECASE)
# MyST's comment, and LaTeX's.
_COMMENT_LINE = re.compile(r" {0,3}%")


def paragraphs_of(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of prose in a cell, each with its line breaks and the place where it begins.

    A paragraph is as long as it is in the text; a comment inside of it is blank.

    Args:
        text: The source of a Markdown or raw cell.
    """
    paragraph: list[str] = []
    start = 0
    for place, line in _prose_lines(text.splitlines(keepends=True)):
        if line:
            start = start if paragraph else place
            paragraph.append(line)
        elif paragraph:
            yield start, "".join(paragraph)
            paragraph = []
    if paragraph:
        yield start, "".join(paragraph)


def _prose_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of prose with their places; an empty text stands for what is none."""
    fences: list[tuple[str, bool]] = []
    indentation = _Indentation()
    ends = _Ends(lines)
    places = [0, *accumulate(map(len, lines))]
    number = 0
    while number < len(lines):
        line, place = lines[number], places[number]
        number += 1
        fence = _FENCE.match(line)
        is_mark = fence is not None and _take_fence(fences, fence[1], fence[2].strip())
        in_code = bool(fences) and fences[-1][1]
        if is_mark or in_code or (not fence and indentation.is_code(line)):
            yield place, ""
        elif _COMMENT_LINE.match(line):
            yield place, _blank(line)
        elif (after := ends.behind_block(number - 1)) is not None:
            yield place, ""
            number, column = after
            rest = lines[number - 1][column:] if column else ""
            if rest.strip():
                yield places[number - 1] + column, rest
        else:
            yield place, line if line.strip() else ""


def _blank(line: str) -> str:
    """As many blanks, with the same end of line."""
    end = line[len(line.rstrip("\r\n")) :]
    return " " * (len(line) - len(end)) + end


def _take_fence(fences: list[tuple[str, bool]], mark: str, info: str) -> bool:
    """Whether a line opens or closes a fence; `fences` are those that are open, and if for code."""
    if fences and mark.startswith(fences[-1][0]) and not info:
        fences.pop()
        return True
    if (fences and fences[-1][1]) or (mark[0] == "`" and "`" in info):
        return False
    if mark[0] == ":":
        fences.append((mark, bool(_CODE_COLON_FENCE.match(info))))
    else:
        fences.append((mark, not _PROSE_FENCE.match(info)))
    return True


class _Indentation:
    """Knows which indented lines are code: those behind an empty line and in no list."""

    def __init__(self) -> None:
        self._after_blank = True
        self._in_code = False
        self._in_list = False

    def is_code(self, line: str) -> bool:
        if not line.strip():
            self._after_blank = True
            return False
        is_indented = _CODE_INDENT.match(line) is not None
        if _LIST_ITEM.match(line) and (self._in_list or not is_indented):
            self._in_list = True
        elif self._after_blank and not line[0].isspace():
            self._in_list = False
        in_code = is_indented and not self._in_list and (self._after_blank or self._in_code)
        self._in_code, self._after_blank = in_code, False
        return in_code


class _Ends:
    """Finds where comments, HTML and environments end that begin at the start of a line."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._missing: set[str] = set()

    def behind_block(self, number: int) -> tuple[int, int] | None:
        """The line to go on with behind the block that begins here, and the column of its end.

        The end is in the line before that one. None where no block begins. A comment or HTML
        without an end takes all the rest, an environment without one nothing.
        """
        line = self._lines[number]
        if html := _HTML_BLOCK.match(line):
            return self._behind(number, "-->" if html[1] else f"</{html[2].lower()}>", html.end())
        if environment := _ENVIRONMENT.match(line):
            end = f"\\end{{{environment[1]}}}"
            found = self._behind(number, end, environment.end())
            return found if end not in self._missing else None
        return None

    def _behind(self, number: int, end: str, begin: int) -> tuple[int, int]:
        if end not in self._missing:
            for at in range(number, len(self._lines)):
                place = self._lines[at].lower().find(end.lower(), begin if at == number else 0)
                if place >= 0:
                    return at + 1, place + len(end)
            self._missing.add(end)
        return len(self._lines), 0
