"""What Whoosh stores of each document of a segment, its key, written all at once.

Source of the format: Whoosh 2.7, `whoosh/columns.py` (PickleColumn, CompressedBytesColumn).
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

_PROTOCOL = 2
_UNCOMPRESSED = 0
_OFFSETS_FROM = 1 << 15  # for fewer documents Whoosh adds lengths up


def write_stored(file: Any, keys: Sequence[str]) -> None:
    """Write the column into Whoosh's file; what a key would be compressed by is not worth it."""
    values = [zlib.compress(pickle.dumps({"key": key}, _PROTOCOL), _UNCOMPRESSED) for key in keys]
    file.write(b"".join(values))
    lengths = array("i", map(len, values))
    file.write_array(lengths)
    if len(keys) <= _OFFSETS_FROM:
        file.write(lengths.typecode.encode())
        return
    offsets = array("i", accumulate(lengths[:-1], initial=0))
    file.write_array(offsets)
    file.write(f"{lengths.typecode}{offsets.typecode}X".encode())
