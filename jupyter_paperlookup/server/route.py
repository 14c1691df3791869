"""What a route is: a path, its handler and what each of its methods takes and gives."""

from __future__ import annotations

import re

import msgspec
from tornado.web import RequestHandler

from jupyter_paperlookup.messages.http import Message


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One method of a route.

    Attributes:
        summary: What it does, in a few words.
        answer: The body of a good answer; None for one that no message describes.
        parameters: What may stand behind the `?`.
        body: The JSON that is sent along.
        status: The status of a good answer.
    """

    summary: str
    answer: type[Message] | None
    parameters: type[Message] | None = None
    body: type[Message] | None = None
    status: int = 200


class Route(msgspec.Struct, frozen=True):
    """A path under the API's namespace; `{key}` in it stands for a citation key."""

    path: str
    handler: type[RequestHandler]
    operations: dict[str, Operation]

    @property
    def pattern(self) -> str:
        """The path as the regular expression that tornado wants."""
        return re.escape(self.path).replace(r"\{key\}", "(.+)")
