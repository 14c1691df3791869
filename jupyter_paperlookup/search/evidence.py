"""What points at a paper beside the words that it has: its year, its title, its first author."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec
import numpy as np

from jupyter_paperlookup.search.keeping import Kept
from jupyter_paperlookup.search.planner import Plan, Unit
from jupyter_paperlookup.search.postings import Documents, Postings
from jupyter_paperlookup.search.scoring import Scorer

# How much a paper gains by what points at it. Measured with `benchmarks/known_items.py`.
YEAR_EQUAL, YEAR_CLOSE = 1.5, 1.15
TITLE_IS, TITLE_NAME_IS, TITLE_BEGINS = 3.0, 2.0, 1.25
FIRST_AUTHOR = 1.2

_KEPT_BYTES = 4 * 1024 * 1024
_OBJECT_BYTES = 512

_FIRST_NAMES = 3
"""So many words of a paper's authors are taken for the name of the first one."""


class Evidence(msgspec.Struct, frozen=True):
    """What lifts some documents: its name, which ones, and by how much."""

    name: str
    documents: Documents
    factor: float


class Pointing:
    """Finds the documents of one index that something in a plan points at."""

    def __init__(self, postings: Postings, scorer: Scorer) -> None:
        self._postings = postings
        self._scorer = scorer
        self._kept: Kept[tuple[str, str], Documents] = Kept(_KEPT_BYTES, _size)

    def evidence(self, plan: Plan) -> tuple[Evidence, ...]:
        """All that there is in a plan."""
        found = (*self._years(plan), *self._first_authors(plan), *self._titles(plan))
        return tuple(each for each in found if len(each.documents))

    def _years(self, plan: Plan) -> Iterator[Evidence]:
        for year in plan.likely_years:
            yield Evidence("year", self._having("year", str(year)), YEAR_EQUAL)
            for close in (year - 1, year + 1):
                yield Evidence("year before or after", self._having("year", str(close)), YEAR_CLOSE)

    def _first_authors(self, plan: Plan) -> Iterator[Evidence]:
        """Papers are cited by the name of their first author."""
        for name in dict.fromkeys(filter(self._is_name, plan.units)):
            text = name.alternatives[0].text
            documents = self._kept.get(("first author", text), partial(self._first, text))
            yield Evidence("first author", documents, FIRST_AUTHOR)

    def _first(self, name: str) -> Documents:
        return self._postings.beginning_with("author", name, _FIRST_NAMES)

    def _is_name(self, unit: Unit) -> bool:
        """Whether a word stands more often among authors than in titles."""
        if "author" not in unit.fields or unit.is_evidence:
            return False
        text = unit.alternatives[0].text
        named = self._scorer.frequency("author", text)
        return named > self._scorer.frequency("title", text)

    def _titles(self, plan: Plan) -> Iterator[Evidence]:
        title = plan.whole_title
        if not title:
            return
        begun = self._kept.get(("title begins so", title), lambda: self._begun(title))
        if len(begun):
            yield Evidence("title begins so", begun, TITLE_BEGINS)
            yield Evidence("title", self._having("title_whole", title), TITLE_IS)
        for name in {title, title.replace(" ", "")}:
            yield Evidence("name before the colon", self._having("title_name", name), TITLE_NAME_IS)

    def _begun(self, title: str) -> Documents:
        """The documents whose titles begin with a text, where these are few titles."""
        titles = self._postings.lexicon("title_whole").few_starting_with(title)
        if not titles:  # as mostly
            return np.empty(0, np.int64)
        found, _ = self._postings.found_each("title_whole", titles)
        return np.sort(found.documents.astype(np.int64))  # no document has two

    def _having(self, field: str, term: str) -> Documents:
        return self._kept.get((field, term), lambda: self._scorer.documents(field, term))


def _size(documents: Documents) -> int:
    return _OBJECT_BYTES + documents.nbytes
