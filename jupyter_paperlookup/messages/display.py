"""What the kernel says to the front end: rich results and requests to insert."""

from __future__ import annotations

from typing import Any, Literal

from jupyter_paperlookup.messages.http import InsertionKind, Message, PaperHit

MIME_TYPE = "application/vnd.paperlookup.v1+json"
"""Data of a rich result, rendered with Insert buttons by the front end."""

COMM_TARGET = "paperlookup"
"""Comm on which a kernel asks the front end to insert."""


class HitsBundle(Message, frozen=True, kw_only=True):
    """The data of `MIME_TYPE`: the hits of one query, shown again after a reload.

    Attributes:
        version: Always 1.
        query: What was asked for; empty when the records were named by key.
        total: How many records matched in all.
        items: CSL-JSON of each hit by key, so that the result stands on its own.
        did_you_mean: The query with other words for those that no record has; else empty.
        html: What was asked of named records, formatted references or BibTeX; empty for the hits of
            a query. It comes with a notebook that anybody may have made: sanitise it.
    """

    version: Literal[1]
    query: str
    total: int
    hits: list[PaperHit]
    items: dict[str, dict[str, Any]]
    did_you_mean: str = ""
    html: str = ""


class InsertRequest(Message, frozen=True, kw_only=True):
    """Data of a comm message: write a text into the last Markdown cell that was used.

    Attributes:
        text: At most 100,000 characters, inserted as it stands.
        is_block: Whether it needs lines of its own.
        items: CSL-JSON of the works by key, for the notebook's metadata.
    """

    kind: InsertionKind
    text: str
    is_block: bool
    items: dict[str, dict[str, Any]]


class InsertReply(Message, frozen=True, kw_only=True):
    """The front end's answer: where it was inserted, or one sentence why not."""

    inserted: bool
    message: str
