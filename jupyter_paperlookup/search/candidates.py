"""The documents that can be answers of a query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jupyter_paperlookup.search.postings import Documents, Mask

_A_FEW = 64


def union_of(parts: Sequence[Documents]) -> Documents:
    """All numbers of some arrays, ascending, each once."""
    if len(parts) == 1:
        return parts[0]
    if sum(map(len, parts)) <= _A_FEW:  # sorted sooner without arrays
        few = {number for part in parts for number in part.tolist()}
        return np.array(sorted(few), np.int64)
    numbers = np.sort(np.concatenate(parts))
    union: Documents = numbers[np.diff(numbers, prepend=-1) != 0]
    return union


def common_of(parts: Sequence[Documents]) -> Documents:
    """The numbers that are in all of some arrays, each ascending."""
    common, *others = sorted(parts, key=len)  # the fewest are looked up in the others
    for each in others:
        at = each.searchsorted(common)
        common = common[each.take(at, mode="clip") == common] if len(each) else common[:0]
    return common


class Candidates:
    """The documents that can be answers, in order.

    Args:
        documents: Their numbers, ascending; None for all.
        numbered: How many documents there are.
    """

    def __init__(self, documents: Documents | None, numbered: int) -> None:
        self.documents = documents
        self.count = numbered if documents is None else len(documents)

    def places(self, documents: Documents) -> Documents:
        """Where some documents stand among these; those that do not are left out."""
        if self.documents is None:
            return documents
        if self.count < len(documents):
            return np.flatnonzero(_is_among(self.documents, documents))
        here = documents[_is_among(documents, self.documents)]
        return np.searchsorted(self.documents, here)

    def number(self, place: int) -> int:
        """The document at a place."""
        return place if self.documents is None else self.documents.item(place)

    def place_of_part(self, first: int) -> int:
        """The place of the first document from a number on."""
        return first if self.documents is None else int(np.searchsorted(self.documents, first))

    def of(self, values: Mask) -> Mask:
        """The values of these, out of those of all documents."""
        return values if self.documents is None else values[self.documents]


def _is_among(numbers: Documents, others: Documents) -> Mask:
    """Which of the numbers are among others, which are ascending."""
    if not len(others):
        return np.zeros(len(numbers), np.bool_)
    at = np.searchsorted(others, numbers)
    at[at == len(others)] = 0
    is_among: Mask = others[at] == numbers
    return is_among
