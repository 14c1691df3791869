"""The text of a file that a person hands over, whatever it really is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.windows_1252 import decoded_by_lines
from jupyter_paperlookup.records import Problem
from jupyter_paperlookup.regular_file import bounded_bytes

LARGEST_SOURCE = 256 * 1024 * 1024
_LONGEST_HEAD = 1000

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_NO_TEXT = {
    b"\x89PNG": "an image (PNG)", b"\xff\xd8\xff": "an image (JPEG)", b"GIF8": "an image (GIF)",
    b"RIFF": "an image, a sound or a film", b"II*\0": "an image (TIFF)",
    b"%PDF-": "a PDF", b"SQLite format 3\0": "a database (SQLite)",
    b"\xd0\xcf\x11\xe0": "a document of Microsoft Office", b"\x7fELF": "a program",
}  # fmt: skip
# `% Encoding: Cp1252` (JabRef), `-*- coding: latin-1 -*-` (Emacs), `encoding="..."` (XML).
_DECLARED = re.compile(rb"(?i)\b(?:en)?coding\s*[:=]\s*[\"']?([A-Za-z][\w.:-]{1,30})")
_ENCODINGS = {
    "ascii", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "gb18030", "gbk", "big5",
    "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15", "koi8-r",
    "mac-roman", "shift_jis", "euc_jp", "euc_kr",
}  # fmt: skip


class SourceText(msgspec.Struct, frozen=True):
    """The text of a file, and what a person should know about how it was read."""

    text: str
    problems: tuple[Problem, ...] = ()


def read_source(path: Path) -> str:
    """The text of a file: UTF-8 or UTF-16, or what its first lines say where it is neither.

    Args:
        path: A regular file, or a link to one.

    Raises:
        UnreadableSource: Missing, no regular file, larger than 256 MB, or not text.
    """
    return decoded(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableSource: Missing, no regular file, or larger than 256 MB.
    """
    content = bounded_bytes(path, LARGEST_SOURCE)
    if content is None:
        raise _too_large(path.name)
    return content


def decoded(content: bytes, name: str) -> str:
    """The text of a file's content; arguments and errors as of `source_text_of`."""
    return source_text_of(content, name).text


def source_text_of(content: bytes, name: str) -> SourceText:
    """The text of a file's content, with a problem if its encoding had to be guessed.

    Args:
        content: All bytes of the file.
        name: Its name, for the error.

    Raises:
        UnreadableSource: Larger than 256 MB, or not text.
    """
    if len(content) > LARGEST_SOURCE:
        raise _too_large(name)
    for magic, kind in _PACKED.items():
        if content.startswith(magic):
            raise UnreadableSource(f"{name} is packed ({kind}): unpack it and try again.")
    for magic, kind in _NO_TEXT.items():
        if content.startswith(magic):
            raise UnreadableSource(f"{name} is {kind} and no bibliography.")
    try:
        found = SourceText(content.decode(encoding_of(content)))
    except UnicodeDecodeError as error:
        found = _undeclared(content, name, error)
    if "\0" in found.text:
        raise UnreadableSource(f"{name} is not text: it holds NUL characters.")
    return found


def _undeclared(content: bytes, name: str, error: UnicodeDecodeError) -> SourceText:
    """A text that is in another encoding: the one that it names, or the one that it must be."""
    if declared := declared_encoding(content):
        return SourceText(content.decode(declared, "replace"))
    mixed = decoded_by_lines(content) if encoding_of(content) == "utf-8-sig" else None
    if mixed is None:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(
            f"{name} is not UTF-8 text (line {line}): save it as UTF-8 and try again."
        ) from error
    first, count = mixed.lines[0], len(mixed.lines)
    reason = (
        f"1 line is not UTF-8 and is read as Windows-1252 (line {first}): check it, and save as "
        "UTF-8."
        if count == 1
        else f"{count:,} lines are not UTF-8 and are read as Windows-1252 (the first is line "
        f"{first}): check them, and save as UTF-8."
    )
    return SourceText(mixed.text, (Problem.at(name, 0, reason, ""),))


def _too_large(name: str) -> UnreadableSource:
    largest = LARGEST_SOURCE // 1024**2
    return UnreadableSource(f"{name} is larger than {largest} MB: split it and try again.")


def encoding_of(content: bytes) -> str:
    """UTF-8, or UTF-16 by its mark or by the zeros between its letters."""
    if content.startswith(_UTF16):
        return "utf-16"
    first = content[:4]
    if len(first) == len(b"a\0b\0") and first.count(0) == len(b"\0\0"):
        if not first[1] and not first[3]:
            return "utf-16-le"
        if not first[0] and not first[2]:
            return "utf-16-be"
    return "utf-8-sig"


def declared_encoding(content: bytes) -> str:
    """The encoding that a text says it is in, if it is one of those that texts are in."""
    match = _DECLARED.search(content[:_LONGEST_HEAD])
    if match is None:
        return ""
    written = match[1].decode("ascii").lower().removesuffix("-unix").removesuffix("-dos")
    try:
        known = codecs.lookup(written.replace("iso8859_", "iso8859-")).name
    except LookupError:
        return ""
    return known if known in _ENCODINGS else ""
