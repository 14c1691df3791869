"""Makes pandoc inlines out of record text, which pandoc itself must never parse.

Inlines: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
Rich text in CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html and
https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from jupyter_paperlookup.records.rich_text import MAX_DEPTH, TAG

Inline = dict[str, Any]

MAX_TEXT = 20_000

# Control characters, and the marks that would reverse the text around a reference.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_MARKUP = re.compile(TAG + "|[\"'\u2018\u2019\u201c\u201d]")
_APOSTROPHES = "'\u2019"
# Opening mark: closing mark. Which marks are printed is the style's affair.
_QUOTES = {'"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019"}
_WRAPPERS: dict[str, tuple[str, str]] = {  # opening tag: closing tag, pandoc's element
    "<i>": ("</i>", "Emph"),
    "<b>": ("</b>", "Strong"),
    "<sup>": ("</sup>", "Superscript"),
    "<sub>": ("</sub>", "Subscript"),
    "<sc>": ("</sc>", "SmallCaps"),
    '<span style="font-variant:small-caps;">': ("</span>", "SmallCaps"),
    '<span class="nocase">': ("</span>", "nocase"),
    '<span class="nodecor">': ("</span>", "nodecor"),
}


class _Open(msgspec.Struct):
    """An element that is not closed yet: how it was written, what closes it, what is in it."""

    written: str = ""
    closing: str = ""
    element: str = ""
    content: list[Inline] = msgspec.field(default_factory=list)


def clean_text(text: str) -> str:
    """Return the text in one line, without control characters and lone surrogates."""
    return one_line(text[:MAX_TEXT]).strip(" ")


def one_line(text: str) -> str:
    """As `clean_text`, of any length, and the blanks at its ends stay: a part of a text."""
    visible = _LONE_SURROGATE.sub("\ufffd", _HARMFUL.sub("", text))
    return _BLANKS.sub(" ", visible)


def plain_inlines(text: str) -> list[Inline]:
    """Return words and spaces; nothing in the text has a meaning."""
    parts = filter(None, re.split("( )", text))
    return [{"t": "Space"} if part == " " else {"t": "Str", "c": part} for part in parts]


def rich_inlines(text: str) -> list[Inline]:
    """Return the inlines of CSL-JSON rich text: seven tags, quotation marks and apostrophes.

    What is unknown, unbalanced or nested too deep stays as the text that it is.
    """
    stack = [_Open()]
    end = 0
    for match in _MARKUP.finditer(text):
        stack[-1].content += plain_inlines(text[end : match.start()])
        _take(match, stack)
        end = match.end()
    stack[-1].content += plain_inlines(text[end:])
    while len(stack) > 1:
        _unwrap(stack)
    return stack[0].content


def has_markup(text: str) -> bool:
    """Tell whether ``rich_inlines`` could find more in the text than words."""
    return _MARKUP.search(text) is not None


def _take(match: re.Match[str], stack: list[_Open]) -> None:
    mark = match[0]
    wrapper = _WRAPPERS.get(mark.replace(": ", ":").replace('caps"', 'caps;"'))
    if wrapper is None and mark in _QUOTES and _opens_quote(match):
        wrapper = (_QUOTES[mark], "Quoted")
    if wrapper is not None and len(stack) <= MAX_DEPTH:
        stack.append(_Open(mark, *wrapper))
        return
    depth = next((i for i in range(len(stack) - 1, 0, -1) if stack[i].closing == mark), 0)
    if wrapper is not None or not depth or (mark in _APOSTROPHES and _is_in_word(match)):
        stack[-1].content.append(_as_written(mark))
        return
    while len(stack) - 1 > depth:
        _unwrap(stack)
    closed = stack.pop()
    stack[-1].content.append(_element(closed))


def _unwrap(stack: list[_Open]) -> None:
    """Turn the innermost open element back into text."""
    unclosed = stack.pop()
    stack[-1].content += [_as_written(unclosed.written), *unclosed.content]


def _as_written(mark: str) -> Inline:
    return {"t": "Str", "c": typographic(mark)}


def typographic(text: str) -> str:
    """Return the text with its typewriter's apostrophes as the printed ones."""
    return text.replace("'", "\u2019")


def _element(closed: _Open) -> Inline:
    if closed.element == "Quoted":
        return {"t": "Quoted", "c": [{"t": "DoubleQuote"}, closed.content]}
    if closed.element in ("nocase", "nodecor"):
        return {"t": "Span", "c": [["", [closed.element], []], closed.content]}
    return {"t": closed.element, "c": closed.content}


def _is_in_word(match: re.Match[str]) -> bool:
    text = match.string
    return text[: match.start()][-1:].isalnum() and text[match.end() : match.end() + 1].isalnum()


def _opens_quote(match: re.Match[str]) -> bool:
    text = match.string
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return (not before or before in " ([{-/>\u2013\u2014'\u2018") and after not in (
        "",
        " ",
        match[0],
    )
