"""What one source says of one record; a record is what all its contributions say together."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.records import Record


class Contribution(msgspec.Struct, frozen=True):
    """One source's own words about one record.

    Attributes:
        source: Name of the source.
        kind: Its format, such as `captured_page`.
        line: Line of the source on which the entry begins.
        record: What the source says, without sources and origins; `key` is the source's own.
    """

    source: str
    kind: str
    line: int
    record: Record
