"""Texts as numbers: each different word is cut, folded and stemmed once, however often it stands.

The words are those of `text.tokens`; here they come as arrays for many texts at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import compress, islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jupyter_paperlookup.search.stretches import Numbers, StretchNumbers, stretches
from jupyter_paperlookup.search.text import MAX_WORD, joined, stems, tokens

MAX_STRETCHES = 500_000
"""More of what stood in the texts so far is not remembered; the words and stems are."""


class Tokens(NamedTuple):
    """The words of some texts, in order.

    Attributes:
        texts: In which text each stands, counted from 0.
        words: Its number in `WordTable.words`.
        positions: Its place among the words of its text.
        are_joined: Whether it stands for a whole hyphenated word.
    """

    texts: Numbers
    words: Numbers
    positions: Numbers
    are_joined: NDArray[np.bool_]


class WordTable:
    """Numbers of words and stems, given in the order in which they are first met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self._stem_of = array("i")
        self._word_texts: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._stretches = StretchNumbers()
        # Of each stretch: where its words begin, how many they are, and how many not joined.
        self._starts = array("i")
        self._sizes = array("i")
        self._advances = array("i")
        self._words = array("i")
        self._positions = array("i")
        self._are_joined = bytearray()

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The words of texts."""
        cut = stretches(texts)
        numbers, new = self._stretches.of(cut)
        self._learn(new)
        advances = np.asarray(self._advances)[numbers]
        before = np.cumsum(advances, dtype=np.int32) - advances
        before -= _firsts(before, cut.counts)
        in_text = np.repeat(np.arange(len(texts), dtype=np.int32), cut.counts)
        sizes = np.asarray(self._sizes)[numbers]
        at = np.asarray(self._starts)[numbers]
        if (sizes != 1).any():
            in_text, before = np.repeat(in_text, sizes), np.repeat(before, sizes)
            at = np.repeat(at - (np.cumsum(sizes, dtype=np.int32) - sizes), sizes)
            at += np.arange(len(at), dtype=np.int32)
        return Tokens(
            in_text,
            np.asarray(self._words)[at],
            before + np.asarray(self._positions)[at],
            np.frombuffer(bytes(self._are_joined), np.bool_)[at],
        )

    def folded(self, found: Tokens, count: int) -> list[str]:
        """So many texts as folded words with one space between them."""
        self._word_texts += islice(self.words, len(self._word_texts), None)
        plain = np.flatnonzero(~found.are_joined)
        words = list(map(self._word_texts.__getitem__, found.words[plain].tolist()))
        ends = np.cumsum(np.bincount(found.texts[plain], minlength=count)).tolist()
        return [" ".join(words[start:end]) for start, end in pairwise([0, *ends])]

    def stems_of(self, words: Numbers | NDArray[np.int64]) -> Numbers:
        """The numbers of the stems of words."""
        new = list(islice(self.words, len(self._stem_of), None))
        numbers = self.stems
        self._stem_of.extend(numbers.setdefault(text, len(numbers)) for text in stems(new))
        return np.asarray(self._stem_of)[words]

    def forget_stretches(self) -> None:
        """Free memory between texts."""
        if self._stretches.size > MAX_STRETCHES:
            self._begin()

    def _learn(self, new: Sequence[bytes]) -> None:
        """Find the words of stretches that were not met before."""
        numbers = self.words
        are_single = np.fromiter(map(bytes.isalnum, new), np.bool_, len(new))
        starts = np.empty(len(new), np.int32)
        sizes, advances = np.ones((2, len(new)), np.int32)
        # Most are one word each.
        single = b" ".join(compress(new, are_single)).lower().decode().split()
        starts[are_single] = np.arange(len(self._words), len(self._words) + len(single))
        words = [numbers.setdefault(word[:MAX_WORD], len(numbers)) for word in single]
        self._words.extend(words)
        self._positions.extend(bytes(len(words)))
        self._are_joined.extend(bytes(len(words)))
        for at in np.flatnonzero(~are_single).tolist():
            found, positions, flags = _parts(new[at])
            starts[at] = len(self._words)
            self._words.extend([numbers.setdefault(word, len(numbers)) for word in found])
            self._positions.extend(positions)
            self._are_joined.extend(flags)
            sizes[at], advances[at] = len(found), len(found) - sum(flags)
        for known, values in (
            (self._starts, starts), (self._sizes, sizes), (self._advances, advances)
        ):  # fmt: skip
            known.frombytes(values.tobytes())


def _parts(stretch: bytes) -> tuple[list[str], Sequence[int], Sequence[bool] | bytes]:
    """The words of a stretch, the position of each and whether it is joined."""
    pieces = stretch.lower().strip(b"'-").split(b"-")
    if not all(map(bytes.isalnum, pieces)):
        found = tokens(stretch.decode(errors="surrogatepass"))
        positions = [token.position for token in found]
        return [token.text for token in found], positions, [token.is_joined for token in found]
    words = [piece[:MAX_WORD].decode() for piece in pieces]
    count, whole = len(words), joined(words)
    if whole is None:
        return words, range(count), bytes(count)
    words.append(whole)
    return words, (*range(count), 0), b"%b\1" % bytes(count)


def _firsts(values: Numbers, counts: NDArray[np.int64]) -> Numbers:
    """For each value that of the first in its group; groups may be empty."""
    starts = np.cumsum(counts) - counts
    filled = counts > 0
    return np.repeat(values[starts[filled]], counts[filled])
