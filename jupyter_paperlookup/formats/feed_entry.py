"""What an entry of a feed says, as feedparser gives it."""

from __future__ import annotations

import re
from time import struct_time
from typing import Any

from jupyter_paperlookup.formats.markup_text import shown_text
from jupyter_paperlookup.records import Creator, PartialDate
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.full_names import creator_of

_MOST_AUTHORS = 5000
_LONGEST_NAME = 500
_AFFILIATION = re.compile(r"\s*\([^()]*\)")


def text_of(entry: Any, name: str) -> str:
    """A text of an entry; empty where there is none."""
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def creators_of(entry: Any) -> tuple[Creator, ...]:
    """The creators: arXiv's listings put all of them into one, separated by commas."""
    authors = entry.get("authors") or []
    names = [text_of(each, "name") for each in authors if isinstance(each, dict)]
    if len(names) == 1 and ("arxiv_announce_type" in entry or names[0].count(",") > 1):
        names = _AFFILIATION.sub("", names[0]).split(",")
    cleaned = (shown_text(name)[:_LONGEST_NAME] for name in names[:_MOST_AUTHORS])
    creators = (creator_of(_AFFILIATION.sub("", name)) for name in cleaned if name)
    return tuple(creator for creator in creators if not creator.is_empty)


def summary_of(entry: Any) -> str:
    """The summary with its markup, or the content."""
    if summary := text_of(entry, "summary"):
        return summary
    contents = entry.get("content") or []
    return next((text_of(each, "value") for each in contents if isinstance(each, dict)), "")


def day_of(entry: Any) -> PartialDate | None:
    """The day of publication where the feed is, which is what it says: no zone moves it."""
    for name in ("published", "updated"):
        written = parse_iso(text_of(entry, name))
        if written and written.is_full:
            return written
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, struct_time):
            return PartialDate(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    return None
