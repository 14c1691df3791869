r"""The citation keys in the cells of a notebook, in every dialect, wherever they come from.

Read are `<cite data-cite="a,b">` and what else nbconvert takes for a citation; `[see @a; -@b]`,
`@a` and `@{a}` of pandoc, Quarto and MyST; the roles `` {cite:p}`{see}a{p. 1};b` `` and
`` :cite:p:`a,b` `` of MyST and Sphinx, and LaTeX's `\cite` with its relatives. What stands in code,
math or comments, behind a backslash, in an address or a cross reference of Quarto is none.

Sources: the pandoc manual, "Citation syntax"; the MyST guide, "Citations"; sphinxcontrib-bibtex;
nbconvert's filter `citation2latex`; the manuals of natbib and BibLaTeX; Quarto's
"Cross references".
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable

from jupyter_paperlookup.citing.paragraphs import paragraphs_of

MOST_KEYS = 20_000
LONGEST_KEY = 200

_MARK = re.compile(r"[\\`$<@\[:]|\b[a-z]+://")
_AT = re.compile(r"(?<![\w\\@/])(?<!\w-)@(?:\{([^{}\n]+)\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))")
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau|vid)-",
    re.IGNORECASE,
)
_ROLE = re.compile(r"(?:\{|:)(?:foot|full)?cite(?::[a-z]+)?(?:\}|:)$")
_ROLE_NOTE = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(
    r"""<([A-Za-z][\w:-]*+)((?:\s++[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)*+)"""
    r"\s*+/?>"
)
_DATA_CITE = re.compile(
    r"""\sdata-cite\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""", re.IGNORECASE
)
_COMMAND = re.compile(r"\\([A-Za-z]++)\*?+")
_CITE = re.compile(r"[cC]ite")
_ARGUMENTS = re.compile(r"(?:\s*+(?:\[[^\[\]]*+\]|\([^()]*+\))){0,4}+\s*+\{([^{}]*+)\}")
_NO_CITATION = frozenset(
    "bibcite citereset citesetup citestyle citetrackertrue citetrackerfalse setcitestyle".split()
)
_INLINE_MATH = re.compile(r"\$(?=\S)(?:\\.|[^$\\])*+\$(?!\d)", re.DOTALL)
_LINK_TARGET = re.compile(r"\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?=[\s)])")
_END_OF_ADDRESS = re.compile(r"[\s\]>;]")
_SKIPPED_ELEMENTS = frozenset({"cite", "code", "kbd", "pre", "script", "style", "textarea"})
_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|gather|multline|eqnarray|math)\*?)\}")


def cited_keys(cells: Iterable[str]) -> list[str]:
    """The keys that some cells cite, as they are written there, in order, each spelling once.

    Args:
        cells: The sources of the Markdown and raw cells of a notebook, in order. They may hold
            anything; at most 20,000 keys of at most 200 characters are read.
    """
    keys: dict[str, None] = {}
    for cell in cells:
        if "cite" not in cell.lower() and "@" not in cell:
            continue
        for paragraph in paragraphs_of(cell):
            for key in _Paragraph(paragraph).read():
                if 0 < len(key) <= LONGEST_KEY and key != "*" and key.isprintable():
                    keys[key] = None
                if len(keys) >= MOST_KEYS:
                    return list(keys)
    return list(keys)


class _Paragraph:
    """Goes through a paragraph from mark to mark, each of which may begin a construct."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()
        self._runs: dict[int, list[int]] | None = None
        self._keys: list[str] = []
        self._steps: dict[str, Callable[[int], int]] = {
            "\\": self._backslash,
            "`": self._backticks,
            "$": self._dollar,
            "<": self._angle,
            "@": self._at,
            "[": self._bracket,
            ":": lambda place: place + 1,
        }

    def read(self) -> list[str]:
        """All keys, in the order of the text."""
        place = 0
        while match := _MARK.search(self._text, place):
            step = self._steps.get(match[0])
            # An address: nothing up to the next blank is a citation.
            place = step(match.start()) if step else self._behind_word(match.end())
        return self._keys

    def _backslash(self, place: int) -> int:
        text = self._text
        command = _COMMAND.match(text, place)
        if command and _CITE.search(command[1]) and command[1] not in _NO_CITATION:
            return self._arguments(command.end(), command[1])
        if match := _ENVIRONMENT.match(text, place):
            return self._behind(f"\\end{{{match[1]}}}", match.end()) or match.end()
        for opening, closing in (("\\\\(", "\\\\)"), ("\\\\[", "\\\\]")):
            if text.startswith(opening, place):
                return self._behind(closing, place + len(opening)) or place + len(opening)
        return place + 2

    def _arguments(self, place: int, command: str) -> int:
        r"""The keys of `\cite[see][p. 1]{a,b}`, and of all of `\cites[1]{a}[2]{b}`."""
        while match := _ARGUMENTS.match(self._text, place):
            self._add(match[1].split(","))
            place = match.end()
            if not command.endswith("s"):
                break
        return place

    def _backticks(self, place: int) -> int:
        text = self._text
        length = self._run(place)
        end = self._closing_run(place, length)
        if end < 0:
            return place + length
        if _ROLE.search(text, max(0, place - 30), place):
            content = _ROLE_NOTE.sub("", text[place + length : end])
            self._add(key.lstrip("-@") for key in re.split(r"[;,]", content))
        return end + length

    def _dollar(self, place: int) -> int:
        if self._text.startswith("$$", place):
            return self._behind("$$", place + 2) or place + 2
        math = _INLINE_MATH.match(self._text, place)
        return math.end() if math and not math[0][-2].isspace() else place + 1

    def _angle(self, place: int) -> int:
        if self._text.startswith("<!--", place):
            return self._behind("-->", place + 4) or place + 4
        tag = _TAG.match(self._text, place)
        if tag is None:
            return place + 1
        cited = _DATA_CITE.search(tag[2])
        if cited:
            self._add(html.unescape(cited[1] or cited[2] or cited[3] or "").split(","))
        name = tag[1].lower()
        if name in _SKIPPED_ELEMENTS and not tag[0].endswith("/>"):
            return self._behind(f"</{name}>", tag.end()) or tag.end()
        return tag.end()

    def _at(self, place: int) -> int:
        match = _AT.match(self._text, place)
        if match is None:
            return place + 1
        if not _CROSS_REFERENCE.match(match[1] or match[2]):
            self._add([match[1] or match[2]])
        return match.end()

    def _bracket(self, place: int) -> int:
        """`[@name](address)` is a link, and so is `[text](address)`, whose text is prose."""
        match = _AT.match(self._text, place + 1)
        if match and (link := _LINK_TARGET.match(self._text, match.end())):
            return link.end()
        return place + 1

    def _add(self, keys: Iterable[str]) -> None:
        self._keys += [" ".join(key.split()) for key in keys]

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
