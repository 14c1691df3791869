"""Citations of HTML, which nbconvert understands: `<cite data-cite="a,b">(words)</cite>`.

One work has its details in attributes, several in `data-cites`, a JSON list in the order of the
keys. Source: nbconvert's filter `citation2latex`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence

from jupyter_paperlookup.citing.citation import canonical
from jupyter_paperlookup.citing.exact_data import MOST_CITES, cite_of, details, to_json
from jupyter_paperlookup.records import Cite

TAG = re.compile(
    r"""<([A-Za-z][\w:-]*+)((?:\s++[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)*+)"""
    r"\s*+/?>"
)
_ATTRIBUTE = re.compile(
    r"""\s([^\s=<>"'/]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?+"""
)
_TEXTS = ("locator", "label", "prefix", "suffix")
_FLAGS = ("suppress-author", "author-in-text")
# Markdown of notebooks looks for mathematics and code even inside of tags.
_UNSAFE = re.compile(r"[$`\\\n]")


def write_html(cites: Sequence[Cite], words: str) -> str:
    """A citation as an element; the end tag is never left out, or nbconvert drops what follows."""
    attributes = {"data-cite": ",".join(cite.key for cite in cites)}
    if _has_comma(cites):
        attributes["data-cites"] = to_json([{"key": cite.key} | details(cite) for cite in cites])
    elif len(cites) == 1:
        known = details(cites[0]).items()
        attributes |= {f"data-{name}": _attribute(value) for name, value in known}
    elif any(map(details, cites)):
        attributes["data-cites"] = to_json([details(cite) for cite in cites])
    written = " ".join(f'{name}="{_escape(value)}"' for name, value in attributes.items())
    return f"<cite {written}>{words}</cite>"


def read_attributes(source: str) -> tuple[Cite, ...]:
    """The works that the attributes of a tag name; none where it is no citation."""
    found = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(source)
    }
    keys = [" ".join(key.split()) for key in found.get("data-cite", "").split(",")]
    listed = _list_in(found.get("data-cites", ""))
    named = [str(each.get("key", "")) for each in listed]
    if listed and ",".join(named) == found["data-cite"]:
        keys = named
    if listed and len(listed) == len(keys):
        cites = (cite_of(key, each) for key, each in zip(keys, listed, strict=True) if key)
        return tuple(canonical(cite) for cite in cites)
    keys = [key for key in keys if key]
    if len(keys) != 1:
        return tuple(canonical(Cite(key)) for key in keys)
    data: dict[str, object] = {name: found.get(f"data-{name}", "") for name in _TEXTS}
    data |= {name: found.get(f"data-{name}", "") == "true" for name in _FLAGS}
    return (canonical(cite_of(keys[0], data)),)


def _has_comma(cites: Sequence[Cite]) -> bool:
    return any("," in cite.key for cite in cites)


def _list_in(source: str) -> list[dict[str, object]]:
    if not source:
        return []
    try:
        listed = json.loads(source)
    except (ValueError, RecursionError):
        return []
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        return []
    return listed[:MOST_CITES]


def _attribute(value: object) -> str:
    return "true" if value is True else str(value)


def _escape(value: str) -> str:
    return _UNSAFE.sub(lambda match: f"&#{ord(match[0])};", html.escape(value))
