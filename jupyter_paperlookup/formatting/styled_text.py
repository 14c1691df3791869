"""Text with the few styles that a citation needs, read out of pandoc's inlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from jupyter_paperlookup.formatting.inlines import clean_text, one_line

MAX_URL = 2_000
MAX_NESTING = 60

_SPACES = re.compile(" {2,}")
_BLANKS = " \u00a0\u202f"
_EMPTY_ITEMS: list[Any] = []
_TO_REFERENCE = re.compile(r"#ref-(item\d{1,6})")


class Run(msgspec.Struct, frozen=True):
    """Some text of one appearance. ``script`` is sup, sub or ''; ``url`` is safe or ''.

    A ``url`` that begins with `#item` leads to the reference of the item at that position.
    """

    text: str
    strong: bool = False
    emph: bool = False
    small_caps: bool = False
    script: str = ""
    url: str = ""


StyledText = tuple[Run, ...]

# What a pandoc element changes in the appearance of the text inside.
_APPEARANCE: dict[str, dict[str, Any]] = {
    "Emph": {"emph": True},
    "Strong": {"strong": True},
    "SmallCaps": {"small_caps": True},
    "Superscript": {"script": "sup"},
    "Subscript": {"script": "sub"},
}
# citeproc's classes for text that is upright inside emphasis, and the like.
_CLASS_APPEARANCE: dict[str, dict[str, Any]] = {
    "csl-no-emph": {"emph": False},
    "csl-no-strong": {"strong": False},
    "csl-no-smallcaps": {"small_caps": False},
    "nodecor": {"emph": False, "strong": False, "small_caps": False},
}
_QUOTES = {"SingleQuote": ("\u2018", "\u2019"), "DoubleQuote": ("\u201c", "\u201d")}


def styled_text(inlines: Iterable[Mapping[str, Any]]) -> StyledText:
    """Return the inlines as runs in one line; equal neighbours are joined, the ends stripped."""
    runs: list[Run] = []
    _collect(inlines, Run(""), runs, 0)
    return tidy(runs)


def tidy(runs: Iterable[Run]) -> StyledText:
    """Join neighbours of one appearance, leave single spaces, none at the ends."""
    joined: list[Run] = []
    for run in runs:
        text = run.text
        if joined and _same_look(run, joined[-1]):
            text = joined.pop().text + text
        text = _SPACES.sub(" ", text)
        if not joined:
            text = text.lstrip(_BLANKS)
        elif joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            joined.append(msgspec.structs.replace(run, text=text))
    while joined and not (text := joined[-1].text.rstrip(_BLANKS)):
        joined.pop()
    if joined:
        joined[-1] = msgspec.structs.replace(joined[-1], text=joined[-1].text.rstrip(_BLANKS))
    return tuple(joined)


def _same_look(run: Run, other: Run) -> bool:
    return msgspec.structs.replace(run, text=other.text) == other


def safe_url(url: str) -> str:
    """Return an http or https address that is safe in every output, else ''.

    Everything that Markdown, HTML or LaTeX could read as more than an address is
    percent-encoded; an address with a user name in it is refused, it only serves deceit.
    """
    address = clean_text(url)
    return quote(address, safe="%/:?#=&+,;-._~") if _is_web_address(address) else ""


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # citeproc writes https:// before what has no such scheme, and so makes `javascript:1` a host.
    is_host = "." in host or host == "localhost"
    bare = not re.search(r"[@\\\[\]]", parts.netloc)
    return parts.scheme in ("http", "https") and is_host and bare and len(address) <= MAX_URL


def _collect(inlines: Iterable[Mapping[str, Any]], look: Run, runs: list[Run], depth: int) -> None:
    if depth > MAX_NESTING:
        return
    for inline in inlines:
        kind, content = inline.get("t", ""), inline.get("c")
        if kind == "Str":
            # Words of the style stand among those of the record, and nobody cleaned them yet.
            runs.append(msgspec.structs.replace(look, text=one_line(str(content))))
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            runs.append(msgspec.structs.replace(look, text=" "))
        elif kind in ("Code", "Math", "RawInline") and isinstance(content, list):
            runs.append(msgspec.structs.replace(look, text=clean_text(str(content[-1]))))
        elif kind == "Quoted" and isinstance(content, list):
            opening, closing = _QUOTES.get(content[0].get("t", ""), ('"', '"'))
            runs.append(msgspec.structs.replace(look, text=opening))
            _collect(content[1], look, runs, depth + 1)
            runs.append(msgspec.structs.replace(look, text=closing))
        elif kind == "Note" and isinstance(content, list):
            # A note style prints the author in the sentence and the rest below it.
            before, after = (" (", ")") if runs else ("", "")
            runs.append(Run(before))
            _collect(_blocks_inlines(content), look, runs, depth + 1)
            _end_with(runs, after)
        elif isinstance(content, list):
            _collect(_inner(kind, content), _appearance(kind, content, look), runs, depth + 1)


def _end_with(runs: list[Run], text: str) -> None:
    if text:
        while runs and not runs[-1].text.strip(" "):
            runs.pop()
        runs.append(Run(text))


def _appearance(kind: str, content: list[Any], look: Run) -> Run:
    changes = dict(_APPEARANCE.get(kind, {}))
    if kind == "Span":
        for name in content[0][1]:
            changes |= _CLASS_APPEARANCE.get(name, {})
    elif kind == "Link":
        changes["url"] = _target(content[2][0])
    return msgspec.structs.replace(look, **changes)


def _target(address: str) -> str:
    """Where a link leads; citeproc's own to a reference are named by their item."""
    own = _TO_REFERENCE.fullmatch(address)
    return f"#{own[1]}" if own else safe_url(address)


def _inner(kind: str, content: list[Any]) -> list[Any]:
    if kind in ("Span", "Link", "Image", "Cite"):
        inlines = content[1]
        return list(inlines) if not _is_column(kind, content) else [*inlines, {"t": "Space"}]
    return content if kind in (*_APPEARANCE, "Underline", "Strikeout") else _EMPTY_ITEMS


def _is_column(kind: str, content: list[Any]) -> bool:
    """Tell whether this is a number or a block that stands beside or above the rest."""
    columns = {"csl-left-margin", "csl-block", "csl-indent"}
    return kind == "Span" and not columns.isdisjoint(content[0][1])


def _blocks_inlines(blocks: Iterable[Mapping[str, Any]]) -> list[Any]:
    inlines: list[Any] = []
    for block in blocks:
        if block.get("t") in ("Para", "Plain"):
            inlines += [*block["c"], {"t": "Space"}]
        elif block.get("t") == "Div":
            inlines += [*_blocks_inlines(block["c"][1]), {"t": "Space"}]
    return inlines


def blocks_text(blocks: Iterable[Mapping[str, Any]]) -> StyledText:
    """Return the text of paragraphs as one paragraph."""
    return styled_text(_blocks_inlines(blocks))
