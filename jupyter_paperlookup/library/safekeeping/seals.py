"""A checksum inside the JSON of a record: a bit that flips on the disk is noticed when it is read.

SQLite keeps no checksums of what it stores. The seal is the last member of the JSON object, so
that the text stays JSON to SQLite and to other programs. What carries none is taken as it is:
earlier versions wrote none.
"""

from __future__ import annotations

import zlib

_BEFORE = b',"seal":"'
_AFTER = b'"}'
_DIGITS = 8
_LENGTH = len(_BEFORE) + _DIGITS + len(_AFTER)


def sealed(content: bytes) -> bytes:
    """A JSON object, which has a member at least, with its seal."""
    return b"%s%s%08x%s" % (content[:-1], _BEFORE, zlib.crc32(content[:-1]), _AFTER)


def is_whole(content: bytes) -> bool:
    """Whether a stored object is as it was sealed."""
    body, seal = content[:-_LENGTH], content[-_LENGTH:]
    digits = b"%08x" % zlib.crc32(body)
    if seal.startswith(_BEFORE) or digits in seal:
        return seal == _BEFORE + digits + _AFTER
    return b'"seal":' not in seal and content.endswith(b"}")
