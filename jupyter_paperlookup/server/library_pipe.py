"""What goes between the server and its library's process: frames with a number for the request."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import BinaryIO, NamedTuple

_HEAD = struct.Struct("<BQQ")


class Kind(IntEnum):
    """What a frame says of a request."""

    ASK = 1
    """Do this: a pickled pair of `Call` and `Lane`."""
    CANCEL = 2
    """Do not begin with it."""
    ANSWER = 3
    """The answer, as JSON."""
    ERROR = 4
    """A pickled `PaperLookupError`."""
    BUG = 5
    """Any other error: its traceback as text."""
    CANCELLED = 6
    """It was not begun."""


class Frame(NamedTuple):
    """One frame.

    Attributes:
        kind: What it says.
        number: Of which request.
        content: As the kind has it; any number of bytes.
    """

    kind: Kind
    number: int
    content: bytes = b""


def write(pipe: BinaryIO, frame: Frame) -> None:
    """Send a frame.

    Raises:
        OSError: Nobody reads any more.
    """
    pipe.write(_HEAD.pack(frame.kind, frame.number, len(frame.content)))
    pipe.write(frame.content)
    pipe.flush()


def read(pipe: BinaryIO) -> Frame | None:
    """The next frame; None when the other side has ended, be it in the middle of one."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, number, length = _HEAD.unpack(head)
    content = pipe.read(length)
    return Frame(Kind(kind), number, content) if len(content) == length else None
