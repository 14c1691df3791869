"""What all messages share."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

MOST_KEYS = 200
"""How many records one request may name."""

Key = Annotated[str, Meta(min_length=1, max_length=200)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
SourceName = Annotated[str, Meta(min_length=1, max_length=4096)]
FilePath = Annotated[str, Meta(min_length=1, max_length=4096)]
Keys = Annotated[list[Key], Meta(min_length=1, max_length=MOST_KEYS)]
Span = tuple[int, int]


class Message(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"
):
    """Base of all messages: camelCase in JSON, unknown fields refused."""


class ErrorMessage(Message, frozen=True, kw_only=True):
    """The body of every answer that is not 2xx.

    Attributes:
        message: One sentence for the person.
        reason: The name of the error, for programs: `RecordNotFound`, `UnreadableQuery` ...
    """

    message: str
    reason: str
