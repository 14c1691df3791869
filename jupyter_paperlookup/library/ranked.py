"""Records in the order of how popular they are, each with its reasons."""

from __future__ import annotations

from typing import Literal

import msgspec

from jupyter_paperlookup.records import Record

Popularity = Literal["popular", "trending", "for-you"]


class Reason(msgspec.Struct, frozen=True):
    """Why a record stands where it stands: words for the person, and its part of the score."""

    text: str
    share: float


class Ranked(msgspec.Struct, frozen=True):
    """A record in an order, and why: the reason with the greatest share comes first."""

    record: Record
    score: float
    reasons: tuple[Reason, ...]
