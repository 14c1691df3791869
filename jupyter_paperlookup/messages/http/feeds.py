"""The network: whether it may be used, and what is fetched from it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import Message

FeedKind = Literal["daily-papers", "feed", "arxiv"]
FeedPeriod = Annotated[
    str, Meta(pattern=r"^(|[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?))$", max_length=10)
]
FeedAddress = Annotated[str, Meta(max_length=2048, pattern=r"^($|https?://)")]
ArxivCategory = Annotated[str, Meta(pattern=r"^(|[a-z-]{2,12}(\.[A-Za-z-]{2,12})?)$")]


class NetworkService(Message, frozen=True, kw_only=True):
    """A service that may be asked: its name, what it is asked for, and its host."""

    name: str
    purpose: str
    host: str


class NetworkState(Message, frozen=True, kw_only=True):
    """Whether the network may be used.

    Attributes:
        allowed: Nothing leaves this machine until it is.
        is_fixed: The administrator has decided it: it cannot be changed here.
        is_offline: It was allowed, and could not be reached when it was last asked.
        message: One line that says so, shown once; else empty.
        services: Whom paperlookup would ask.
    """

    allowed: bool
    is_fixed: bool
    is_offline: bool
    message: str
    services: list[NetworkService]


class NetworkRequest(Message, frozen=True, kw_only=True):
    """Whether the network may be used from now on."""

    allowed: bool


class FetchFeedRequest(Message, frozen=True, kw_only=True):
    """What to fetch; it becomes a source and, with its day, a snapshot.

    Attributes:
        kind: `daily-papers` for a day, week or month of Daily Papers, `arxiv` for the new papers of
            a category, `feed` for any RSS or Atom feed.
        at: For `daily-papers`: `2026-11-20`, `2026-W47` or `2026-11`; empty for today.
        category: For `arxiv`: `cs.CL`.
        address: For `feed`: its URL.
        source: Instead of all these: the name of a source that was fetched before.
    """

    kind: FeedKind
    at: FeedPeriod = ""
    category: ArxivCategory = ""
    address: FeedAddress = ""
    source: Annotated[str, Meta(max_length=4096)] = ""
