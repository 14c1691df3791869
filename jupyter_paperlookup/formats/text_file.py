"""A text file that is read to be written again: its encoding, mark and line breaks stay."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.source_text import (
    content_of,
    declared_encoding,
    decoded,
    encoding_of,
)

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class TextFile(msgspec.Struct, frozen=True):
    """A file's text and how it stands in the file.

    Attributes:
        content: The bytes of the file.
        text: Its text, line breaks as they are.
        encoding: Name of its encoding, without a mark.
        mark: The byte order mark, if it begins with one.
    """

    content: bytes = b""
    text: str = ""
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def newline(self) -> str:
        """The line break that most lines have."""
        text = self.text
        both = text.count("\r\n")
        breaks = Counter(
            {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}
        )
        return breaks.most_common(1)[0][0] if breaks.total() else "\n"

    def encoded(self, text: str) -> bytes:
        """Another text as the bytes of this file.

        Raises:
            UnreadableSource: The encoding of the file lacks one of its characters.
        """
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            lacking = text[error.start]
            raise UnreadableSource(
                f"The file is in {self.encoding}, which has no {lacking!r}: save it as UTF-8."
            ) from error


def read_text_file(path: Path) -> TextFile:
    """The text of a file, if it can be written again byte for byte.

    Raises:
        UnreadableSource: Missing, no regular file, too large, not text, or text that is not
            all in one encoding.
    """
    content = content_of(path)
    text = decoded(content, path.name)
    mark = next((each for each in _MARKS if content.startswith(each)), b"")
    encoding = _MARKS.get(mark) or encoding_of(content).removesuffix("-sig")
    for candidate in dict.fromkeys((encoding, declared_encoding(content))):
        file = TextFile(content, text, candidate, mark)
        if candidate and _is_same(file):
            return file
    raise UnreadableSource(f"{path.name} is not all in one encoding: save it as UTF-8.")


def _is_same(file: TextFile) -> bool:
    try:
        return file.encoded(file.text) == file.content
    except UnreadableSource:
        return False
