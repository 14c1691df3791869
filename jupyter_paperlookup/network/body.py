"""The body of an answer, read and unpacked within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import httpx

from jupyter_paperlookup.errors import UnusableAnswer

MOST_BYTES = 8_000_000
"""More than this is never kept, packed or unpacked."""

_GZIP = 16 + zlib.MAX_WBITS


def read_body(response: httpx.Response, place: str, tell: Callable[[], object]) -> bytes:
    """All of the body of an answer that is being streamed.

    httpx would unpack each piece whole, however large it becomes; here nothing grows above the
    bound.

    Args:
        response: The answer; its body was not read yet.
        place: Who answers, for the errors.
        tell: Called at each piece; what it raises ends the reading.

    Raises:
        UnusableAnswer: It is too large, packed in an unknown way, or cut off.
    """
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > MOST_BYTES:
        raise _too_large(place)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        raise UnusableAnswer(
            f"{place} packs its answer in a way that was not asked for. Try again later."
        )
    unpacked = _Unpacked(place) if "gzip" in packing else _Plain(place)
    for piece in response.iter_raw():
        tell()
        unpacked.add(piece)
    return unpacked.whole()


class _Plain:
    """A body that comes as it is."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._body = bytearray()

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self._body += piece
        if len(self._body) > MOST_BYTES:
            raise _too_large(self._place)

    def whole(self) -> bytes:
        """All of it."""
        return bytes(self._body)


class _Unpacked(_Plain):
    """A body that comes packed by gzip, of one or several members."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self._unpacker = zlib.decompressobj(_GZIP)
        self._packed = 0

    def add(self, piece: bytes) -> None:
        self._packed += len(piece)
        if self._packed > MOST_BYTES:
            raise _too_large(self._place)
        while piece:
            if self._unpacker.eof:
                self._unpacker = zlib.decompressobj(_GZIP)
            try:
                super().add(self._unpacker.decompress(piece, MOST_BYTES + 1 - len(self._body)))
            except zlib.error:
                raise _cut_off(self._place) from None
            piece = self._unpacker.unused_data or self._unpacker.unconsumed_tail

    def whole(self) -> bytes:
        if not self._unpacker.eof:
            raise _cut_off(self._place)
        return super().whole()


def _too_large(place: str) -> UnusableAnswer:
    return UnusableAnswer(
        f"{place} answers with more than {MOST_BYTES // 1_000_000} MB, which is not read. "
        "Try again later."
    )


def _cut_off(place: str) -> UnusableAnswer:
    return UnusableAnswer(f"The answer of {place} came damaged or cut off. Try again later.")
