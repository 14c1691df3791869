"""What a format is: text to records and problems, and records to text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from jupyter_paperlookup.formats.reading_progress import ReadingProgress
from jupyter_paperlookup.records import PartialDate, Problem, Record


class ReadOptions(msgspec.Struct, frozen=True):
    """What goes with a source beside its text.

    Attributes:
        capture_year: The year in which a captured page was captured, which a person may know.
        progress: Is told now and then how much is read; what it raises ends the reading.
    """

    capture_year: int | None = None
    progress: ReadingProgress | None = None


class Entry(msgspec.Struct, frozen=True):
    """One record as it stands in a source, with the line (from 1) on which it begins.

    The record's `key` is the source's own key, empty where it has none; its facts carry only
    what this source says: `sources` and `origins` are the library's to fill. `name` is what the
    source itself calls the entry, where it has names that outlast every change.
    """

    record: Record
    line: int
    name: str = ""


class Reading(msgspec.Struct, frozen=True):
    """All that a source said: entries and problems in the order of the text.

    `captured` is the day on which a captured page was captured, as far as it is known.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    captured: PartialDate | None = None


class Format(Protocol):
    """One format, read, written or both; a format that cannot do one says so by the flags."""

    name: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    reads: bool
    writes: bool

    def recognises(self, head: str) -> bool:
        """Whether a text that begins with `head` (some 4,000 characters) is of this format."""

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All entries and problems of a text; never raises on bad input.

        Args:
            text: The whole source.
            source: Its name, for the problems.
            options: What goes with it.
        """

    def write(self, records: Sequence[Record]) -> str:
        """The records as one text that ends in a line break."""
