"""The bodies of requests while they come in: each has a bound, and all together have one."""

from __future__ import annotations

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.server.refusals import BodyTooLarge, TooManyRequests

MEGABYTE = 1024 * 1024

ALL_BODIES = 256 * MEGABYTE
"""What the requests at work may hold together."""


class BodyRoom:
    """How much of requests a server holds at a time; used on the event loop alone.

    Args:
        most: How many bytes.
    """

    def __init__(self, most: int = ALL_BODIES) -> None:
        self.left = most


class ReceivedBody:
    """The body of one request; what is past a bound is thrown away as it comes.

    It is read to its end all the same: a client that still sends would not read why it is refused.

    Args:
        most: How many bytes it may have.
        room: Where it has its place among the others.
    """

    def __init__(self, most: int, room: BodyRoom) -> None:
        self._most = most
        self._room = room
        self._parts: list[bytes] = []
        self._held = 0
        self._refusal: InvalidRequest | TooManyRequests | None = None

    def add(self, part: bytes) -> None:
        """Keep a part, if there is room."""
        if self._refusal is not None:
            return
        if self._held + len(part) > self._most:
            limit = self._most // MEGABYTE
            self._refuse(
                BodyTooLarge(f"At most {limit} MB can be sent at a time: send it in parts.")
            )
        elif len(part) > self._room.left:
            self._refuse(TooManyRequests("Too much is sent at a time. Try again in a moment."))
        else:
            self._parts.append(part)
            self._held += len(part)
            self._room.left -= len(part)

    def whole(self) -> bytes:
        """All that was sent.

        Raises:
            BodyTooLarge: It is more than is read.
            TooManyRequests: It came together with too many others.
        """
        if self._refusal is not None:
            raise self._refusal
        if len(self._parts) > 1:
            self._parts = [b"".join(self._parts)]
        return self._parts[0] if self._parts else b""

    def release(self) -> None:
        """Make room for others."""
        self._room.left += self._held
        self._held = 0
        self._parts = []

    def _refuse(self, refusal: InvalidRequest | TooManyRequests) -> None:
        self.release()
        self._refusal = refusal
