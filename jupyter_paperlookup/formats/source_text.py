"""The text of a file that a person hands over, whatever it really is."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from jupyter_paperlookup.errors import UnreadableSource

LARGEST_SOURCE = 64 * 1024 * 1024

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
# A named pipe without a writer would block the opening itself; Windows has neither flag.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_source(path: Path) -> str:
    """The text of a file: UTF-8, with or without byte order mark, or UTF-16 with one.

    Args:
        path: A regular file, or a link to one.

    Raises:
        UnreadableSource: Missing, no regular file, larger than 64 MB, or not text.
    """
    try:
        content = _content(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableSource(f"{path.name} cannot be read: {why}.") from error
    return _decoded(content, path.name)


def _content(path: Path) -> bytes:
    # What was opened is asked, not the path: the file behind a path can change in between.
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource(f"{path.name} is no regular file, so it is not read.")
        content = file.read(LARGEST_SOURCE + 1) if status.st_size <= LARGEST_SOURCE else None
    if content is None or len(content) > LARGEST_SOURCE:
        largest = LARGEST_SOURCE // 1024**2
        raise UnreadableSource(f"{path.name} is larger than {largest} MB: split it and try again.")
    return content


def _decoded(content: bytes, name: str) -> str:
    for magic, kind in _PACKED.items():
        if content.startswith(magic):
            raise UnreadableSource(f"{name} is packed ({kind}): unpack it and try again.")
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(
            f"{name} is not UTF-8 text (line {line}): save it as UTF-8 and try again."
        ) from error
    if "\0" in text:
        raise UnreadableSource(f"{name} is not text: it holds NUL characters.")
    return text
