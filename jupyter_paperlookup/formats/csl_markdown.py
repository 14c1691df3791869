"""CSL's rich text as Markdown, in which the texts of CSL-YAML are written, and back.

`<i>`, `<b>`, `<sub>` and `<sup>` become emphasis; every other sign that Markdown would take for
more than itself has a backslash before it.

Source: https://pandoc.org/MANUAL.html, "Specifying bibliographic data" and "Pandoc's Markdown".
"""

from __future__ import annotations

import re

_MARKS = {"i": "*", "b": "**", "sub": "~", "sup": "^"}
_TAGS = {mark: tag for tag, mark in _MARKS.items()}
# Below and above the line Markdown takes no blanks.
_ELEMENT = re.compile(r"<(i|b)>([^<>\s](?:[^<>]*[^<>\s])?)</\1>|<(sub|sup)>([^<>\s]+)</\3>")
# A hyphen, a quotation mark or a line between two letters is only that.
_LETTER = r"[^\W_]"
_SIGN = re.compile(
    rf"[\\`*\[\]<>$^~|\"]|(?<!{_LETTER})[_@']|[_'](?!{_LETTER})|(?<=-)-|(?<=\.)\."
    r"|&(?=[#\w])"
)
_BLOCK = re.compile(r"[-+:=#%](?=.)|\d+[.)](?=\s)")
_TOKEN = re.compile(
    r"\\(?P<sign>[ !-/:-@\[-`{-~])"
    r"|(?P<mark>\*\*|[*~^])(?P<inside>(?!\s)(?:\\.|[^\\*~^])*(?:\\.|[^\\*~^\s]))(?P=mark)"
)
_ESCAPED = re.compile(r"\\([ !-/:-@\[-`{-~])")


def to_markdown(text: str) -> str:
    """The text as Markdown that shows just this text."""
    parts: list[str] = []
    end = 0
    for match in _ELEMENT.finditer(text):
        mark = _MARKS[match[1] or match[3]]
        inside = _escaped(match[2] or match[4])
        parts += [_escaped(text[end : match.start()]), mark, inside, mark]
        end = match.end()
    markdown = "".join([*parts, _escaped(text[end:])])
    block = _BLOCK.match(markdown)
    return _with_backslash(block) + markdown[block.end() :] if block else markdown


def from_markdown(text: str) -> str:
    """The text of this Markdown: emphasis as CSL's elements, any other mark as it is written."""
    return _TOKEN.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    if match["sign"]:
        return match["sign"]
    inside = _ESCAPED.sub(r"\1", match["inside"])
    if match["mark"] in "~^" and re.search(r"\s", match["inside"]):
        return f"{match['mark']}{inside}{match['mark']}"
    tag = _TAGS[match["mark"]]
    return f"<{tag}>{inside}</{tag}>"


def _escaped(text: str) -> str:
    return _SIGN.sub(_with_backslash, text)


def _with_backslash(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"
