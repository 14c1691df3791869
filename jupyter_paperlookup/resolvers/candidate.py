"""What a service says that may be about a record."""

from __future__ import annotations

from typing import Literal

import msgspec

from jupyter_paperlookup.records import Record

FoundBy = Literal["identifier", "title", "closed set"]


class Candidate(msgspec.Struct, frozen=True):
    """One work, as a service describes it.

    Attributes:
        record: What the service says; its key is empty.
        service: Who says it.
        found_by: How it came up: `identifier`, the service was asked for one that the record has;
            `title`, it was searched for; `closed set`, it stands in a list of which the record is
            known to be a part, such as the papers of a day.
        is_retracted: The service says that the work was retracted or withdrawn.
        raw: What the service said of the work, in its own words, as JSON.
    """

    record: Record
    service: str
    found_by: FoundBy = "title"
    is_retracted: bool = False
    raw: bytes = b""
