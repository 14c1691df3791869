"""Work on the library: a question to `Answers`, also one that goes to another process."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import msgspec

from jupyter_paperlookup.server.refusals import OutOfBounds

if TYPE_CHECKING:
    from jupyter_paperlookup.server.answers import Answers

TOO_DEEP = "The request cannot be read: one thing is inside another too many times."

Work = Callable[["Answers"], Any]
"""Asks one thing of the library; the answer is a message, or what JSON knows."""


@dataclass(frozen=True, slots=True)
class Call:
    """One method of `Answers`, or of a part of it, with its arguments: work that can be sent.

    Attributes:
        path: The names that lead to the method.
        arguments: What it is called with.
    """

    path: tuple[str, ...]
    arguments: tuple[Any, ...]

    def __call__(self, answers: Answers) -> Any:
        """Do it."""
        return operator.attrgetter(".".join(self.path))(answers)(*self.arguments)


def recorded(work: Work) -> Call:
    """The call that some work makes, without making it.

    Raises:
        TypeError: The work is anything else than one call.
    """
    call = work(cast("Answers", _Recorder(())))
    if not isinstance(call, Call):
        raise TypeError("Work for the library's process is one call of a method of Answers.")
    return call


def answered(work: Work, answers: Answers) -> bytes:
    """Do the work; a long answer takes its time to become JSON, so that is a part of it.

    Raises:
        OutOfBounds: One thing is inside another too many times.
        PaperLookupError: Whatever the work raises.
    """
    try:
        return msgspec.json.encode(work(answers))
    except RecursionError:
        raise OutOfBounds(TOO_DEEP) from None


class _Recorder:
    """Stands for `Answers` and its parts, and becomes the call that is made on it."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self._path = path

    def __getattr__(self, name: str) -> _Recorder:
        return _Recorder((*self._path, name))

    def __call__(self, *arguments: Any) -> Call:
        return Call(self._path, arguments)
