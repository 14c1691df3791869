"""Where lists of papers and feeds are, as people see them, and what to ask for them."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.periods import PeriodKind, read_period
from jupyter_paperlookup.records.web_address import is_web_address

Period = Literal["date", "week", "month"]

_DAILY = re.compile(r"https://huggingface\.co/papers/(date|week|month)/([0-9W-]{7,10})")
_LISTING = re.compile(r"https://arxiv\.org/list/([A-Za-z.-]{2,25})/new")
_CATEGORY = re.compile(r"[a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?")
_KINDS: dict[PeriodKind, Period] = {"day": "date", "week": "week", "month": "month"}


class DailyList(msgspec.Struct, frozen=True):
    """Daily Papers of a day, a week or a month.

    Attributes:
        period: Which of the three.
        at: `2026-11-20`, `2026-W47` or `2026-11`.
    """

    period: Period
    at: str

    @property
    def name(self) -> str:
        """What the source is called."""
        return f"Daily Papers {self.at}"

    @property
    def address(self) -> str:
        """The page that shows the same."""
        return f"https://huggingface.co/papers/{self.period}/{self.at}"

    @classmethod
    def of(cls, at: str) -> DailyList:
        """The list of a day, week or month.

        Raises:
            InvalidRequest: There is no such day, week or month.
        """
        try:
            kind, _ = read_period(at)
        except ValueError:
            raise InvalidRequest(
                f"{at[:20]!r} is no day, week or month: write 2026-11-20, 2026-W47 or 2026-11."
            ) from None
        return cls(_KINDS[kind], at)


class Listing(msgspec.Struct, frozen=True):
    """The new papers of a category of arXiv, such as `cs.CL`."""

    category: str

    def __post_init__(self) -> None:
        if not _CATEGORY.fullmatch(self.category):
            raise InvalidRequest(
                f"{self.category[:20]!r} is no category of arXiv: write one such as cs.CL."
            )

    @property
    def name(self) -> str:
        """What the source is called."""
        return f"arXiv {self.category}"

    @property
    def address(self) -> str:
        """The page that shows the same."""
        return f"https://arxiv.org/list/{self.category}/new"


class FeedAddress(msgspec.Struct, frozen=True):
    """Any RSS or Atom feed."""

    address: str

    def __post_init__(self) -> None:
        if not is_web_address(self.address):
            raise InvalidRequest("The address of a feed begins with https:// and names its host.")


Fetched = DailyList | Listing | FeedAddress


def read_address(address: str) -> Fetched | None:
    """What a source's path leads to; None where it is no address of these."""
    if match := _DAILY.fullmatch(address):
        return DailyList.of(match[2])
    if match := _LISTING.fullmatch(address):
        return Listing(match[1])
    return FeedAddress(address) if is_web_address(address) else None
