"""The services that are asked: where they answer, for what, and how fast they want to be asked."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec


class Pace(msgspec.Struct, frozen=True):
    """How fast a service wants to be asked, by all processes of a user together.

    Attributes:
        seconds: From the beginning of one request to that of the next.
        is_alone: Whether it wants one connection at a time.
        group: Services of one group are one in this: they share the pace and its pauses.
    """

    seconds: float = 0.0
    is_alone: bool = False
    group: str = ""


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """One service.

    Attributes:
        name: What settings call it.
        label: What people call it.
        purpose: What it is asked for, in a few words.
        base: The beginning of all addresses; empty where a person names the address.
        hosts: Further hosts to which it may send on.
        pace: How fast it is asked.
    """

    name: str
    label: str
    purpose: str
    base: str
    hosts: tuple[str, ...] = ()
    pace: Pace = Pace()

    @property
    def host(self) -> str:
        """The host that is asked; empty where a person names it."""
        return host_of(self.base)


# Source: https://huggingface.co/docs/hub/rate-limits (500 requests in five minutes).
HUGGING_FACE = Service(
    name="hugging-face",
    label="Hugging Face",
    purpose="Daily Papers of a day, week or month, and papers by title",
    base="https://huggingface.co",
    pace=Pace(seconds=0.7),
)

# Source: https://info.arxiv.org/help/api/tou.html: one request in three seconds and one connection
# at a time, over all of arXiv's interfaces.
ARXIV_PACE = Pace(seconds=3.0, is_alone=True, group="arxiv")

# Source: https://info.arxiv.org/help/rss.html
ARXIV_LISTINGS = Service(
    name="arxiv-listings",
    label="arXiv",
    purpose="The new papers of an arXiv category",
    base="https://rss.arxiv.org",
    pace=ARXIV_PACE,
)

FEEDS = Service(
    name="feeds",
    label="Feeds",
    purpose="RSS and Atom feeds whose addresses you give",
    base="",
    pace=Pace(seconds=1.0),
)

SERVICES = (HUGGING_FACE, ARXIV_LISTINGS, FEEDS)
"""All services that may be asked, in the order in which people are told of them."""


def feed_at(address: str) -> Service:
    """The service that is one feed: its host alone, with and without `www.`."""
    host = host_of(address)
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    return msgspec.structs.replace(
        FEEDS,
        label=host or FEEDS.label,
        hosts=tuple(filter(None, (host, other if host else ""))),
        pace=msgspec.structs.replace(FEEDS.pace, group=f"feeds {host}"),
    )


def host_of(address: str) -> str:
    """The host of an address as the network knows it, in lower case; empty where it has none."""
    try:
        host = (urlsplit(address).hostname or "").lower()
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return ""
