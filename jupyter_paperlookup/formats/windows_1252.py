"""Lines that are no UTF-8, in a file that says nothing of its encoding: read where it is clear.

Ten years of entries from many programs are often in two encodings at once, so each line is looked
at for itself: one that is UTF-8 is read so, and the others together must look as Windows-1252 (and
its part Latin-1) does in Western languages. Other encodings of one byte fail here by signs inside
of words, capitals behind small letters, or long runs of letters beyond ASCII.
"""

from __future__ import annotations

import re

import msgspec

_ENCODING = "cp1252"
_LARGEST_SHARE_OF_ODD_SIGNS = 0.1
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_INSIDE_WORDS = "’–—‘·\xad\xa0…"
_ODD = re.compile(
    # A run as in no word of a Western language.
    r"[À-ÖØ-öø-ÿŠšŽžŒœŸƒ]{4,}"
    # A capital behind a small letter or within a word in small letters, a sign between letters.
    r"|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŽŒŸ]"
    r"|(?<=[^\W\d_])[À-ÖØ-ÞŠŽŒŸ](?=[a-zß-öø-ÿ])"
    rf"|(?<=[^\W\d_])[^\x00-\x7f\w{_INSIDE_WORDS}](?=[^\W\d_])"
    r"|(?<=[^\W\d_])[²³¹¼½¾](?=[^\W\d_])"
    # Signs that nobody types.
    r"|[¤¦¬¯¶¸ˆ˜‡]"
)


class MixedText(msgspec.Struct, frozen=True):
    """A text of which some lines were not UTF-8.

    Attributes:
        text: The whole text.
        lines: The lines that were read as Windows-1252, from 1.
    """

    text: str
    lines: tuple[int, ...]


def decoded_by_lines(content: bytes) -> MixedText | None:
    """The text of bytes that are not UTF-8 throughout; None where it is not clear what they are."""
    parts: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            parts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                parts.append(line.decode(_ENCODING))
            except UnicodeDecodeError:
                return None
            numbers.append(number)
    if not _is_plausible("\n".join(parts[number - 1] for number in numbers)):
        return None
    return MixedText("\n".join(parts).removeprefix("\ufeff"), tuple(numbers))


def _is_plausible(text: str) -> bool:
    if any(sign < " " and sign not in "\t\n\r\f" for sign in text):
        return False
    signs = len(_BEYOND_ASCII.findall(text))
    odd = sum(len(match[0]) for match in _ODD.finditer(text))
    return odd <= signs * _LARGEST_SHARE_OF_ODD_SIGNS
