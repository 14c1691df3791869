"""Words that a question does not have and its best answers share.

Pseudo-relevance feedback: what the first answers have in common says what the question is about.
It is careful, for the first answers may be wrong: little weight, and none from papers of which
only the title is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from jupyter_paperlookup.search.bm25f import FREQUENCY_WEIGHTS, Bm25f
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.expansion import Match
from jupyter_paperlookup.search.function_words import FUNCTION_WORDS
from jupyter_paperlookup.search.planner import Plan
from jupyter_paperlookup.search.postings import Postings
from jupyter_paperlookup.search.ranking import Added
from jupyter_paperlookup.search.text import stem, word_texts

BEST = 8
"""So many of the first answers are read; where there are fewer, none."""

MAX_ADDED = 15
WEIGHT = 0.4
"""How much all added words count together, for each word of the question."""

_FEWEST_WORDS = 30
"""A shorter abstract says no more than a title."""

_FEWEST_SHARING = 2
_SHORTEST = 3
_RARE = 10
"""What more than one document in so many has says nothing."""

_LOOKED_AT = 4


class Feedback:
    """Finds the words, over the documents of one index."""

    def __init__(self, postings: Postings, questions: Bm25f) -> None:
        self._postings = postings
        self._questions = questions

    def added(self, plan: Plan, best: Sequence[tuple[Document | None, float]]) -> tuple[Added, ...]:
        """What to look for besides.

        Args:
            plan: The question.
            best: Its first answers with their scores, best first.
        """
        every = sum(score for _, score in best)
        if len(best) < BEST or every <= 0:
            return ()
        weights: defaultdict[str, float] = defaultdict(float)
        sharing: Counter[str] = Counter()
        read = 0.0
        for document, score in best:
            counts = _counts(document) if document else Counter[str]()
            if not counts:
                continue
            read += score / every
            whole = counts.total()
            sharing.update(counts.keys())
            for word, count in counts.items():
                weights[word] += score / every * count / whole
        shared = {
            word: weight for word, weight in weights.items() if sharing[word] >= _FEWEST_SHARING
        }
        chosen = self._rare(sorted(shared, key=lambda word: (-shared[word], word)))
        both = sum(shared[word] for word in chosen)
        scale = WEIGHT * read * len(plan.units) / both if both else 0.0
        return tuple(Added(_matches(word), shared[word] * scale) for word in chosen)

    def _rare(self, words: Sequence[str]) -> list[str]:
        """The first words that not too many documents have."""
        most = self._postings.documents / _RARE
        chosen: list[str] = []
        for word in words[: _LOOKED_AT * MAX_ADDED]:
            if self._questions.of(_matches(word)).frequency <= most:
                chosen.append(word)
            if len(chosen) == MAX_ADDED:
                break
        return chosen


def _counts(document: Document) -> Counter[str]:
    """How often a document has each stem; nothing of one of which little more is known."""
    abstract = word_texts(document.abstract)
    if len(abstract) < _FEWEST_WORDS:
        return Counter()
    counts: Counter[str] = Counter()
    for field, words in (("title", word_texts(document.title)), ("abstract", abstract)):
        for word in words:
            if len(word) >= _SHORTEST and not word.isdigit() and word not in FUNCTION_WORDS:
                counts[stem(word)] += int(FREQUENCY_WEIGHTS[field])
    return counts


def _matches(term: str) -> tuple[Match, ...]:
    return tuple(Match(field, term) for field in ("title", "abstract"))
