r"""The works of a citation as JSON, where a dialect's own grammar cannot say them.

It stands in an attribute of HTML, in a comment behind what readers see, or in LaTeX between
`\iffalse{` and `}\fi`. Signs that Markdown, HTML or LaTeX could take for their own are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.citing.citation import Dialect, canonical_cites
from jupyter_paperlookup.records import Cite

MOST_CITES = 500
COMMENT_START = "<!-- paperlookup:cite "
_COMMENT = re.compile(re.escape(COMMENT_START) + r"(\{[^<>\n]*\}) -->")
_LATEX_START = r"\iffalse{paperlookup:cite "
_LATEX = re.compile(
    re.escape(_LATEX_START) + r"(\{[^<>\n\\]*(?:\\u[^<>\n\\]*)*\})\}\\fi(?![A-Za-z])(?:\{\})?"
)
_UNSAFE = re.compile(r"[^A-Za-z0-9 .,:;()/+=?!]")
# HTML needs no comment.
_Commented = Literal["pandoc", "myst", "latex", "text"]
_FLAGS = {"suppress-author": "suppress_author", "author-in-text": "author_in_text"}
_TEXTS = ("locator", "label", "prefix", "suffix")


def details(cite: Cite) -> dict[str, Any]:
    """What a cite says beside its key, by attribute name."""
    texts = {
        "locator": cite.locator,
        "label": cite.label if cite.locator else "",
        "prefix": cite.prefix,
        "suffix": cite.suffix,
    }
    flags = {name: getattr(cite, field) for name, field in _FLAGS.items()}
    return {name: value for name, value in (texts | flags).items() if value}


def cite_of(key: str, data: object) -> Cite:
    """The cite of a key and of what `details` gave; what is no text or no truth is left out."""
    known = data if isinstance(data, dict) else {}
    values: dict[str, Any] = {
        name: known[name] for name in _TEXTS if isinstance(known.get(name), str)
    }
    values |= {field: known.get(name) is True for name, field in _FLAGS.items()}
    return Cite(key=key, **values)


def to_json(value: object) -> str:
    """JSON in which every sign that could be markup is escaped inside the texts."""
    if isinstance(value, dict):
        return "{%s}" % ", ".join(f'"{name}": {to_json(each)}' for name, each in value.items())  # noqa: UP031
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(to_json, value))}]"
    if isinstance(value, str):
        return f'"{_UNSAFE.sub(_escaped, value)}"'
    return json.dumps(value)


def comment(cites: Sequence[Cite], dialect: Dialect, words: str = "") -> str:
    """The comment behind a citation; with the words in the dialect `text`."""
    data: dict[str, Any] = {"words": words} if dialect == "text" else {"in": dialect}
    data["cites"] = [{"key": cite.key} | details(cite) for cite in cites]
    if dialect == "latex":
        return f"{_LATEX_START}{to_json(data)}}}\\fi{{}}"
    return f"{COMMENT_START}{to_json(data)} -->"


def read_comment(text: str, place: int) -> tuple[int, Dialect, str, tuple[Cite, ...]] | None:
    """What a comment at a place says: its end, the dialect, the words, the works.

    None where no such comment stands, or where it is damaged.
    """
    match = (_LATEX if text.startswith("\\", place) else _COMMENT).match(text, place)
    if match is None:
        return None
    try:
        data = json.loads(match[1])
        listed = data["cites"][:MOST_CITES]
        cites = canonical_cites(cite_of(str(each["key"]), each) for each in listed)
        dialect = msgspec.convert(data.get("in", "text"), _Commented)
        words = str(data.get("words", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (match.end(), dialect, words, cites) if cites else None


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
