"""What an importer could not read: a value, never an exception."""

from __future__ import annotations

import msgspec

_LONGEST_RAW = 2000


class Problem(msgspec.Struct, frozen=True):
    """One place of a source that did not become a record.

    Attributes:
        source: Name of the source, usually a file name.
        line: Line in the source, counted from 1; 0 when it concerns the whole source.
        reason: One sentence that says what is wrong.
        raw: The text as it stands there, cut at 2,000 characters.
    """

    source: str
    line: int
    reason: str
    raw: str

    @classmethod
    def at(cls, source: str, line: int, reason: str, raw: str) -> Problem:
        """A problem whose raw text, of any length, is cut to the limit."""
        return cls(source=source, line=line, reason=reason, raw=raw[:_LONGEST_RAW])

    def __str__(self) -> str:
        """`file:line: reason`, as compilers write it."""
        return f"{self.source}:{self.line}: {self.reason}"
