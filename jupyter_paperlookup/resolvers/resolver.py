"""What a resolver is: it says what to ask a service about records, and what its answers mean.

It opens no connection: whoever asks its questions hands it the bodies. So each can be tried
with bodies alone, and one place decides what may be asked at all, how often, and of which host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.network.services import Service
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.encodable import encodable_json
from jupyter_paperlookup.resolvers.candidate import Candidate, FoundBy

NO_SUCH_WORK = (404, 410)
"""What is answered at the address of a work that there is not."""


class Question(msgspec.Struct, frozen=True):
    """One request to a service, and the records that it is about.

    Attributes:
        path: Behind the service's base address.
        parameters: Of the query.
        body: JSON to post; None for a GET.
        accept: Media type that is wanted, where it is another than the service's own.
        absent: Statuses by which the service says that it knows nothing of that.
        is_second_try: It is of use only for records of which nothing is sure by the others.
        keys: Keys of the records.
        found_by: How what is answered came up.
    """

    path: str
    keys: tuple[str, ...]
    found_by: FoundBy
    parameters: Mapping[str, str] = {}
    body: Any = None
    accept: str = ""
    absent: tuple[int, ...] = ()
    is_second_try: bool = False


class Resolver(Protocol):
    """Finds what is missing of records at one public service."""

    service: Service
    """Where it answers, what it is called, and how fast it wants to be asked."""

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        """What to ask about records; those it cannot know are left out."""

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        """What an answer says.

        Raises:
            UnusableAnswer: It is not what the service documents.
        """


def decoded(label: str, body: bytes) -> Any:
    """The JSON of an answer.

    Raises:
        UnusableAnswer: It is none.
    """
    try:
        return msgspec.json.decode(encodable_json(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unusable(label, "JSON that can be read") from error


def unusable(label: str, wanted: str) -> UnusableAnswer:
    """The error of an answer that is not what the service documents."""
    return UnusableAnswer(f"{label} did not answer with {wanted}. Try again later.")


def works(label: str, value: Any) -> list[Mapping[str, Any]]:
    """The works of a list; where one is not known, null stands in its place.

    Raises:
        UnusableAnswer: It is no list of works.
    """
    if not isinstance(value, list) or not all(isinstance(each, dict | None) for each in value):
        raise unusable(label, "a list of works")
    return [each for each in value if each]


def work(label: str, value: Any) -> Mapping[str, Any]:
    """The one work that was asked for.

    Raises:
        UnusableAnswer: There is none.
    """
    if not isinstance(value, dict) or not value:
        raise unusable(label, "a work")
    return value


def raw(said: Any) -> bytes:
    """What a service said of one work, to be kept beside what was made of it."""
    return msgspec.json.encode(said)


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
