"""Documents in which words stand next to each other, by their positions."""

from __future__ import annotations

from jupyter_paperlookup.search.candidates import common_of, union_of
from jupyter_paperlookup.search.expansion import Expansion, Match
from jupyter_paperlookup.search.planner import TEXT_FIELDS, Alternative, Unit
from jupyter_paperlookup.search.postings import Documents, Postings
from jupyter_paperlookup.search.query_parts import Phrase
from jupyter_paperlookup.search.scoring import Scorer

# A name of some words is there as a set of them.
_WITHOUT_POSITIONS = frozenset({"source"})


def documents_with(
    phrase: Phrase, postings: Postings, scorer: Scorer, expansion: Expansion
) -> Documents:
    """The documents that have a phrase in its field, or in any one where it names none."""
    fields = (phrase.field,) if phrase.field else TEXT_FIELDS
    found = [_in_field(phrase, field, postings, scorer, expansion) for field in fields]
    return union_of(found)


def _in_field(
    phrase: Phrase, field: str, postings: Postings, scorer: Scorer, expansion: Expansion
) -> Documents:
    last = len(phrase.words) - 1
    units = [
        # As the plan has it where the phrase is of one field: what it stands for is known then.
        Unit((Alternative(word, phrase.is_prefix and at == last),), (field,), is_required=True)
        for at, word in enumerate(phrase.words)
    ]
    words = [expansion.exact(unit) for unit in units]
    if len(words) == 1 or field in _WITHOUT_POSITIONS:
        return common_of([union_of([_having(one, scorer) for one in word]) for word in words])
    return postings.with_phrase(field, [[one.term for one in word] for word in words])


def _having(match: Match, scorer: Scorer) -> Documents:
    return scorer.documents(match.field, match.term)
