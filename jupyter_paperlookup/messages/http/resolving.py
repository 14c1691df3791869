"""Completing records from services on the network, and deciding about what is not sure."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.message import Key, Message

ResolvePhase = Literal["none", "asking", "done", "failed", "cancelled"]
MOST_RESOLVED = 2000


class ResolveRequest(Message, frozen=True, kw_only=True):
    """Which records to complete.

    Attributes:
        keys: Citation keys.
        is_all: All records of the library instead.
    """

    keys: Annotated[list[Key], Meta(max_length=MOST_RESOLVED)] = []
    is_all: bool = False


class ResolveReport(Message, frozen=True, kw_only=True):
    """What was asked, and what came of it.

    Attributes:
        asked: How many records were asked about.
        requests: How many requests were made.
        completed, linked: A sentence for each record.
        suggested: How many suggestions wait now that did not before.
        retracted: Keys of records that a service calls retracted.
        unknown: Keys of records that no service knows that was asked.
        failures: One line for each service that could not be asked to the end.
        is_offline: It ended early, since nobody could be reached.
    """

    asked: int
    requests: int
    completed: list[str]
    linked: list[str]
    suggested: int
    retracted: list[str]
    unknown: list[str]
    failures: list[str]
    is_offline: bool


class ResolveJob(Message, frozen=True, kw_only=True):
    """The completing under way, or the last one; there is one at a time.

    Attributes:
        phase: `none` where nothing was asked for yet.
        done, total: How much was asked, and of how much; `total` is 0 as long as it is not known.
        message: Why it failed or was cancelled, in one sentence; else empty.
        report: What it did, once it is done.
    """

    phase: ResolvePhase
    done: int
    total: int
    message: str
    report: ResolveReport | None


class AnswerDifference(Message, frozen=True, kw_only=True):
    """One variable side by side in words; `here` is empty where it is not known."""

    variable: str
    here: str
    there: str


class SuggestedAnswer(Message, frozen=True, kw_only=True):
    """What a service says that may be about a record.

    Attributes:
        number: What it is decided by.
        key, title: The record.
        service: Who says it.
        reasons: What speaks for it.
        doubts: What speaks against it.
        differences: What both say in other words.
        is_version: To accept it links another version; else it completes the record.
    """

    number: int
    key: str
    title: str
    service: str
    reasons: list[str]
    doubts: list[str]
    differences: list[AnswerDifference]
    is_version: bool


class SuggestedAnswersParameters(Message, frozen=True, kw_only=True):
    """The record about which suggestions are asked for; empty for all."""

    key: Annotated[str, Meta(max_length=200)] = ""


class SuggestedAnswersResponse(Message, frozen=True, kw_only=True):
    """What waits for a decision, oldest first."""

    suggestions: list[SuggestedAnswer]


class DecideRequest(Message, frozen=True, kw_only=True):
    """What a person decides about a suggestion; what is rejected is never suggested again."""

    number: Annotated[int, Meta(ge=1, le=9_007_199_254_740_991)]
    is_accepted: bool


class DecideResponse(Message, frozen=True, kw_only=True):
    """What was done, in a sentence, and what still waits; it can be undone."""

    sentence: str
    suggestions: list[SuggestedAnswer]


class LookUpRequest(Message, frozen=True, kw_only=True):
    """A pasted DOI, arXiv id, PMID, or address with one of these.

    Attributes:
        adds: Whether what it stands for shall become a record at once.
    """

    text: Annotated[str, Meta(min_length=1, max_length=2000)]
    adds: bool = False


class LookUpResponse(Message, frozen=True, kw_only=True):
    """What an identifier stands for.

    Attributes:
        label: The identifier in a few words.
        key: The record that the library has of it, or has now; else empty.
        item: What a service says of it, as CSL; empty where nobody knows it.
        title, creators, date: The same, as it is shown.
        service: Who says it.
        failures: One line for each service that could not be asked.
    """

    label: str
    key: str
    item: dict[str, Any]
    title: str
    creators: str
    date: str
    service: str
    failures: list[str]
