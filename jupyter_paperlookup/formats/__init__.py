"""Text to records and problems, and records to text: one file for each format."""

from jupyter_paperlookup.formats.format import Entry, Format, Reading, ReadOptions
from jupyter_paperlookup.formats.registry import FORMATS, format_for, format_named
from jupyter_paperlookup.formats.source_text import read_source

__all__ = [
    "FORMATS",
    "Entry",
    "Format",
    "ReadOptions",
    "Reading",
    "format_for",
    "format_named",
    "read_source",
]
