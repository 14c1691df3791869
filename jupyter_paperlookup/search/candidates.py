"""The documents that can be answers of a query."""

from __future__ import annotations

import numpy as np

from jupyter_paperlookup.search.postings import Documents, Mask


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
        at = np.searchsorted(self.documents, documents)
        at, documents = at[at < self.count], documents[at < self.count]
        places: Documents = at[self.documents[at] == documents]
        return places

    def number(self, place: int) -> int:
        """The document at a place."""
        return place if self.documents is None else int(self.documents[place])

    def place_of_part(self, first: int) -> int:
        """The place of the first document from a number on."""
        return first if self.documents is None else int(np.searchsorted(self.documents, first))

    def of(self, values: Mask) -> Mask:
        """The values of these, out of those of all documents."""
        return values if self.documents is None else values[self.documents]
