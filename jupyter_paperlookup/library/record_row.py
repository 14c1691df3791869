"""A record as a row of the table `records`, and back."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.library.safekeeping.seals import is_whole, sealed
from jupyter_paperlookup.records import Record

_decode = msgspec.json.Decoder(Record).decode
_encode = msgspec.json.Encoder().encode


def row_of(number: int, record: Record) -> tuple[int, str, str, bytes]:
    """Id, key, date and sealed text."""
    return number, record.key, _sortable(record), sealed(_encode(record))


def record_in(content: object) -> Record | None:
    """The record of a text; None where that is not what was written."""
    if not isinstance(content, bytes) or not is_whole(content):
        return None
    try:
        return _decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _sortable(record: Record) -> str:
    """The date as text that sorts by time; empty, so last, without a year."""
    return str(record.issued) if record.issued and record.year is not None else ""
