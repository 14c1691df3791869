"""Why a request is not worked on, beside the errors of the library itself."""

from __future__ import annotations

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError


class OutOfBounds(InvalidRequest):
    """A value, a text or a list is past the bound that the description names."""


class UnsupportedMediaType(InvalidRequest):
    """Something else than JSON was sent."""


class BodyTooLarge(InvalidRequest):
    """More was sent than is read."""


class TooManyRequests(PaperLookupError):
    """More requests at a time than the server takes on.

    Attributes:
        retry_after: After how many seconds it makes sense to ask again.
    """

    retry_after = 1


class TookTooLong(PaperLookupError):
    """The work did not end within its time."""


class ClientHasLeft(PaperLookupError):
    """Nobody waits for the answer any more: the number that web servers log for that is 499."""
