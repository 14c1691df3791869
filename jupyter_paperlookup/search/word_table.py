"""Texts as numbers: each different word is cut, folded and stemmed once, however often it stands.

The words are those of `text.tokens`; here they come as arrays for many texts at once.
"""

from __future__ import annotations

from array import array
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.text import MAX_WORD, chunk_texts, chunk_tokens, stems

Integers = NDArray[np.int64]

MAX_CHUNKS = 300_000
"""More of what stood in the texts so far is not remembered; the words and stems are."""


class Tokens(NamedTuple):
    """The words of some texts, in order.

    Attributes:
        texts: In which text each stands, counted from 0.
        words: Its number in `WordTable.words`.
        positions: Its place among the words of its text.
    """

    texts: Integers
    words: Integers
    positions: Integers


class WordTable:
    """Numbers of words and stems, given in the order in which they are first met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self._stem_of = array("q")
        self._begin()

    def _begin(self) -> None:
        self._chunks = _Numbers(self)
        # Of chunk n: its tokens are those from starts[n] to starts[n + 1].
        self._starts = array("q", [0])
        self._chunk_words = array("q")
        self._chunk_positions = array("q")
        self._advances = array("q")
        self._plain: list[tuple[str, ...]] = []

    def read(self, text: str, into: array[int]) -> int:
        """Append the numbers of a text's chunks; returns how many there are."""
        before = len(into)
        into.extend(map(self._chunks.__getitem__, chunk_texts(text)))
        return len(into) - before

    def folded(self, chunks: array[int]) -> str:
        """Chunks as folded words with one space between them."""
        return " ".join(chain.from_iterable(map(self._plain.__getitem__, chunks)))

    def tokens(self, chunks: array[int], counts: array[int]) -> Tokens:
        """The words of texts of which `read` gave the chunks and how many each has."""
        number = np.array(chunks, np.int64)
        texts = np.repeat(np.arange(len(counts)), np.array(counts, np.int64))
        starts = np.array(self._starts)
        advances = np.array(self._advances, np.int64)[number]
        before = np.cumsum(advances) - advances
        in_text = before - _firsts(before, np.array(counts, np.int64))
        sizes = (starts[1:] - starts[:-1])[number]
        at = np.repeat(starts[number] - (np.cumsum(sizes) - sizes), sizes)
        at += np.arange(len(at))
        positions = np.repeat(in_text, sizes) + np.array(self._chunk_positions, np.int64)[at]
        words = np.array(self._chunk_words, np.int64)[at]
        return Tokens(np.repeat(texts, sizes), words, positions)

    def stems_of(self, words: Integers) -> Integers:
        """The numbers of the stems of words."""
        new = list(islice(self.words, len(self._stem_of), None))
        numbers = self.stems
        self._stem_of.extend(numbers.setdefault(text, len(numbers)) for text in stems(new))
        return np.array(self._stem_of, np.int64)[words]

    def forget_chunks(self) -> None:
        """Free memory between texts; numbers of chunks from before mean nothing after it."""
        if len(self._chunks) > MAX_CHUNKS:
            self._begin()

    def analyse(self, chunk: str) -> int:
        """The number of a chunk that was not met before."""
        number = len(self._plain)
        if chunk.isascii() and chunk.isalnum():  # as most are: one word
            word = chunk.lower()[:MAX_WORD]
            self._chunk_words.append(self.words.setdefault(word, len(self.words)))
            self._chunk_positions.append(0)
            self._starts.append(len(self._chunk_words))
            self._advances.append(1)
            self._plain.append((word,))
            return number
        parts = chunk_tokens(chunk)
        words = self.words
        self._chunk_words.extend(words.setdefault(each.text, len(words)) for each in parts)
        self._chunk_positions.extend(token.position for token in parts)
        self._starts.append(len(self._chunk_words))
        plain = tuple(token.text for token in parts if not token.is_joined)
        self._advances.append(len(plain))
        self._plain.append(plain)
        return number


class _Numbers(dict[str, int]):
    """Numbers of chunks; a new one is analysed when it is first asked for."""

    def __init__(self, table: WordTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = self._table.analyse(chunk)
        return number


def _firsts(values: Integers, counts: Integers) -> Integers:
    """For each value that of the first in its group; groups may be empty."""
    starts = np.cumsum(counts) - counts
    filled = counts > 0
    return np.repeat(values[starts[filled]], counts[filled])
