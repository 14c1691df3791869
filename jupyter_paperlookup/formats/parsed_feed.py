"""Feeds as feedparser reads them, given to it only where that costs little time."""

from __future__ import annotations

import io
import re
from typing import Any

LONGEST_FEED = 4_000_000

_DEEPEST = 5000
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_TAG = re.compile(r"<(?P<end>/?)[A-Za-z][^<>]*?(?P<empty>/?)>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def unreadable(text: str) -> str:
    """The sentence about a feed that is not even begun to be read; empty where it is."""
    if len(text) > LONGEST_FEED:
        return f"It is larger than {LONGEST_FEED // 1_000_000} MB, which no feed is."
    if _ENTITY.search(text):
        return "It defines entities of its own, which are not read."
    depth = 0
    for mark in _TAG.finditer(_without_cdata(text)):
        depth += -1 if mark["end"] else not mark["empty"]
        if depth > _DEEPEST:
            return "Its elements stand too deep inside each other."
    return ""


def parsed_feed(text: str) -> Any:
    """What feedparser makes of a text; None where it stumbles over it.

    It is never given a name that it could open.
    """
    import feedparser  # noqa: PLC0415 - slow to import, and few read feeds

    # The text is decoded already: what it says of its encoding is no longer so.
    body = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).lstrip()
    try:
        return feedparser.parse(
            io.BytesIO(body.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # all of it becomes plain text
            resolve_relative_uris=False,
        )
    except (LookupError, AttributeError, TypeError, ValueError):  # of its parser for damaged ones
        return None


def _without_cdata(text: str) -> str:
    """A text without what stands verbatim in it; a pattern would look for each end anew."""
    first, *rest = text.split("<![CDATA[")
    return first + "".join(piece.partition("]]>")[2] for piece in rest)
