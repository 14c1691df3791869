"""What one source says of one record; a record is what all its contributions say together."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.records import Record

BY_HAND = "by_hand"
"""The kind of the source that a person is; what it says is believed before all others."""


ZOTERO = "zotero"
"""The kind of a source that is a library of Zotero."""


SERVICE = "service"
"""The kind of a source that is a public service; it comes after all others."""


class Contribution(msgspec.Struct, frozen=True):
    """One source's own words about one record.

    Attributes:
        source: Name of the source.
        kind: Its format, such as `captured_page`, or `by_hand`.
        line: Line of the source on which the entry begins.
        record: What the source says, without sources and origins; `key` is the source's own.
        entry: The name of the entry inside its source, which it has in the next reading too.
        decides: Variables that are as this source says, even where it says nothing.
        gone: The source said it once and no longer does; it only fills gaps.
        source_id: The number of the source: those that came first have lower ones.
    """

    source: str
    kind: str
    line: int
    record: Record
    entry: str = ""
    decides: tuple[str, ...] = ()
    gone: bool = False
    source_id: int = 0


def hand_entry(record_id: int) -> str:
    """The name of the entry in which a person's words about a record are kept."""
    return f"record:{record_id}"
