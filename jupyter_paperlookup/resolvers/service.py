"""What a service is: it says what to ask about records, and what its answers mean.

A service opens no connection: whoever asks its questions hands it the bodies. So each can be tried
with bodies alone, and one place decides what may be asked at all, how often, and of which host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.resolvers.candidate import Candidate, FoundBy


class UnreadableAnswer(PaperLookupError):
    """A service said something that it never says; the sentence says which, and what."""


class Pace(msgspec.Struct, frozen=True):
    """So many requests in so many seconds, over all processes, as the service documents it."""

    requests: int
    seconds: float


class Question(msgspec.Struct, frozen=True):
    """One request to a service, and the records that it is about.

    Attributes:
        path: Behind the service's base address.
        parameters: Of the query.
        body: JSON to post; None for a GET.
        accept: Media type that is wanted.
        keys: Keys of the records.
        found_by: How what is answered came up.
    """

    path: str
    keys: tuple[str, ...]
    found_by: FoundBy
    parameters: Mapping[str, str] = {}
    body: Any = None
    accept: str = "application/json"


class Service(Protocol):
    """A public service that knows works.

    Attributes:
        name: Its name in settings and in provenance, such as `crossref`.
        label: How people call it.
        purpose: What it is asked for, in a few words.
        base: Where it answers, without a slash at the end.
        pace: How fast it may be asked.
        key_header: The header that takes a user's key, empty where there is none; a key makes it
            the user's own quota.
    """

    name: str
    label: str
    purpose: str
    base: str
    pace: Pace
    key_header: str

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        """What to ask about records; those it cannot know are left out."""

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        """What an answer says.

        Raises:
            UnreadableAnswer: It is not what the service documents.
        """


def decoded(label: str, body: bytes) -> Any:
    """The JSON of an answer.

    Raises:
        UnreadableAnswer: It is none.
    """
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableAnswer(f"{label} did not answer with JSON.") from error


def text(value: Any) -> str:
    """A text, or an empty one where something else stands."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def first(value: Any) -> str:
    """The first text of a list of texts, or the text itself."""
    return text(value[0] if isinstance(value, list) and value else value)


def objects(value: Any) -> Iterable[Mapping[str, Any]]:
    """The objects of a list; anything else is left out."""
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def member(value: Any, *names: str) -> Any:
    """What stands under names inside each other; None where one of them does not."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
