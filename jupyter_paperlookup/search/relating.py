"""Documents about the same things as a text: those that share the words that tell most of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import msgspec
import numpy as np

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.function_words import FUNCTION_WORDS
from jupyter_paperlookup.search.postings import Documents, Postings
from jupyter_paperlookup.search.scoring import Scorer, Scores
from jupyter_paperlookup.search.text import stem, word_texts
from jupyter_paperlookup.search.worth import Worth, Worths

MAX_CHARACTERS = 20_000
"""No more of a text is read: what it is about is said before."""

MAX_WORDS = 400
MAX_TELLING = 24
"""So many words of a text are looked for, those that tell most."""

TITLE_WEIGHT = 3
_SHORTEST = 3
_COMMON = 4
"""What more than one document in so many has says nothing."""

_FEWEST_SHARED = 2
_SHOWN = 6


class RelatedHit(msgspec.Struct, frozen=True):
    """A document that is about the same as a text.

    Attributes:
        key: Citation key of its record.
        score: Higher is nearer; comparable only within one answer.
        words: The words, as the text has them, that are the reason, those that tell most first.
    """

    key: str
    score: float
    words: tuple[str, ...]


class Telling(NamedTuple):
    """A word of a text: as it stands there, what documents have it, and how much it counts."""

    word: str
    worth: Worth
    weight: float


class Relater:
    """Finds what is related, over the documents of one index."""

    def __init__(self, postings: Postings, scorer: Scorer, worths: Worths) -> None:
        self._postings = postings
        self._scorer = scorer
        self._worths = worths

    def scores(self, words: list[Telling]) -> Scores:
        """How near each document is to a text."""
        total = np.zeros(self._postings.numbered, np.float32)
        shared = np.zeros(self._postings.numbered, np.uint8)
        for each in words:
            scores = each.worth.among(None, self._postings.numbered)
            total += scores * np.float32(each.weight)
            shared += scores > 0
        total[shared < min(_FEWEST_SHARED, len(words))] = 0.0
        return total

    def telling(self, text: Document) -> list[Telling]:
        """The words that tell most of a text, in this index."""
        title = word_texts(text.title[:MAX_CHARACTERS])
        words = title * TITLE_WEIGHT + word_texts(text.abstract[:MAX_CHARACTERS])
        counts: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for word in words:
            if len(word) >= _SHORTEST and not word.isdigit() and word not in FUNCTION_WORDS:
                counts[stem(word)] += 1
                shown.setdefault(stem(word), word)
        found = (
            Telling(shown[term], worth, self._weight(worth, count))
            for term, count in counts.most_common(MAX_WORDS)
            if self._tells(worth := self._worth(term))
        )
        return sorted(found, key=lambda each: -each.weight)[:MAX_TELLING]

    def _worth(self, term: str) -> Worth:
        matches = (Match(field, term) for field in ("title", "abstract"))
        found = [m for m in matches if self._scorer.impacts(m.field, m.term).frequency]
        return self._worths.of(tuple(found))

    def _tells(self, worth: Worth) -> bool:
        most = max(self._postings.documents // _COMMON, _COMMON)
        return 0 < worth.frequency <= most

    def _weight(self, worth: Worth, count: int) -> float:
        rarity = np.log1p(self._postings.documents / (1 + worth.frequency))
        return float(rarity * (1 + np.log(count)))

    def reasons(self, words: list[Telling], document: int) -> tuple[str, ...]:
        """The words that a document shares, those that count most first."""
        at: Documents = np.array([document])
        values = [
            (float(each.worth.among(at, self._postings.numbered)[0]) * each.weight, each.word)
            for each in words
        ]
        return tuple(word for value, word in sorted(values, reverse=True) if value > 0)[:_SHOWN]
