"""A `.bib` text cut into pieces, each of some hundred entries, that are read one after the other.

What is read is as if the text had never been cut: bibtexparser gives a block up where a line
begins as another block does, whatever is open. So a piece may end there, with the beginning of
the next one as its last words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from bibtexparser.model import Block, ParsingFailedBlock
from bibtexparser.splitter import Splitter

_START = re.compile(r"(?m)^[ \t]*@\w*[ \t]*[{(]")
# What a block that was given up may end in: the beginning of the next one.
_NEXT = re.compile(r"(?<=.)@\w*[ \t]*\Z", re.DOTALL)
_PIECE = 200_000


class Placed(msgspec.Struct, frozen=True):
    """A block as it stands in the text that its piece shows, where, and on which line of all."""

    block: Block
    raw: str
    start: int
    line: int


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text, from the beginning of a block to where a later one begins.

    Attributes:
        start: Where it begins.
        end: Where the next piece begins.
        shown: The text from `start` on as far as it must be read: with the next one's first words.
        line: How many lines stand above it.
    """

    start: int
    end: int
    shown: str
    line: int

    def blocks(self) -> list[Placed]:
        """What bibtexparser finds in it, and where."""
        blocks = Splitter(self.shown).split().blocks
        if len(self.shown) > self.end - self.start:
            # The first words of the next piece have become a block that ends too early.
            blocks.pop()
        placed: list[Placed] = []
        place, line = 0, self.line + 1
        for block in blocks:
            raw = block.raw or ""
            if isinstance(block, ParsingFailedBlock):
                raw = _NEXT.sub("", raw)
            start = self.shown.index(raw, place)
            line += self.shown.count("\n", place, start)
            placed.append(Placed(block, raw, start, line))
            place = start + len(raw)
            line += raw.count("\n")
        return placed


def pieces_of(text: str) -> Iterator[Piece]:
    """All pieces of a text with Unix lines, which together are the text."""
    yield from _pieces(text, _cuts(text))


def pieces_with(text: str, word: re.Pattern[str]) -> Iterator[Piece]:
    """As small pieces as can be, of all that a word stands in."""
    places = (match.start() for match in word.finditer(text))
    place = next(places, len(text))
    if place == len(text):
        return
    for piece in _pieces(text, _START.finditer(text)):
        if place < piece.end:
            yield piece
        while place < piece.end:
            place = next(places, len(text))


def _cuts(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while (match := _START.search(text, place + _PIECE)) is not None:
        yield match
        place = match.start()


def _pieces(text: str, cuts: Iterable[re.Match[str]]) -> Iterator[Piece]:
    start = line = 0
    for match in cuts:
        end = match.start()
        if end > start:
            yield Piece(start, end, text[start : match.end()], line)
        line += text.count("\n", start, end)
        start = end
    yield Piece(start, len(text), text[start:], line)
